"""Decisions from the command line: append-only, replayed by settle, undoable, refused when about nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.canonical import identifier
from counterclaim.cli import main

REPORTS = {
    "a.md": (
        "Kesh Courier",
        "Rebels took Mosul on Sunday, the army said. Nine civilians were killed in Basra.",
    ),
    "b.md": ("Vale Post", "The army denied that the bridge was destroyed. Residents said the bridge was destroyed."),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def listed(command: str, case: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(command, str(case), "--json").stdout.splitlines()]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A settled case of two invented reports by invented outlets."""
    for name, (publisher, text) in REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: 2016-03-28\nlanguage: en\ntitle: News\n---\n"
        (tmp_path / name).write_text(head + text, encoding="utf-8")
    case = tmp_path / "case"
    assert run("take", str(case), *(str(tmp_path / name) for name in REPORTS)).exit_code == 0
    assert run("settle", str(case)).exit_code == 0
    return case


def test_a_rejected_claim_is_out_shown_and_comes_back(case: Path, tmp_path: Path) -> None:
    before = listed("claims", case)
    claim = str(before[0]["id"])
    done = run("decide", str(case), "reject", claim, "--reason", "misread by the parser", "--who", "A. Tester")
    assert done.exit_code == 0, done.output
    run("settle", str(case))
    assert claim not in {c["id"] for c in listed("claims", case)}
    run("dossier", str(case), "all", "--out", str(tmp_path / "out"))
    pages = [p.read_text(encoding="utf-8") for p in (tmp_path / "out").glob("e_*.html")]
    assert any("misread by the parser" in page and "A. Tester" in page for page in pages)
    assert run("decide", str(case), "undo", "1", "--reason", "it was right").exit_code == 0
    run("settle", str(case))
    assert listed("claims", case) == before
    assert [d["number"] for d in listed("decisions", case)] == [1, 2]
    assert "(undone)" in run("decisions", str(case)).stdout
    assert run("verify", str(case)).exit_code == 0


def test_a_grade_set_by_a_person_keeps_what_the_rules_gave(case: Path) -> None:
    grade = listed("grades", case)[0]
    run("decide", str(case), "grade", str(grade["id"]), "value=2", "--reason", "seen the place", "--who", "A. Tester")
    run("settle", str(case))
    after = next(g for g in listed("grades", case) if g["id"] == grade["id"])
    found = (after["value"], after["machine_value"], after["override"])
    assert found == ("2", grade["value"], "A. Tester: seen the place")


def test_events_are_joined_and_split(case: Path) -> None:
    events = [str(e["id"]) for e in listed("events", case)]
    assert len(events) > 1
    run("decide", str(case), "join-events", events[0], f"with={events[1]}", "--reason", "one happening")
    run("settle", str(case))
    assert [e for e in events if e not in {str(x["id"]) for x in listed("events", case)}] == [events[1]]
    claim = next(str(c["id"]) for c in listed("claims", case) if c["event"] == events[0])
    run("decide", str(case), "split-event", events[0], f"claims={claim}", "--reason", "another day")
    run("settle", str(case))
    assert next(c for c in listed("claims", case) if c["id"] == claim)["event"] != events[0]


def _called_after(event: str, case: Path) -> str:
    return next(str(c["id"]) for c in listed("claims", case) if identifier("e", str(c["id"])) == event)


def _of(event: str, case: Path) -> set[str]:
    return {str(c["id"]) for c in listed("claims", case) if c["event"] == event}


def test_joined_events_stay_joined_when_a_claim_that_one_is_called_after_is_rejected(case: Path) -> None:
    held = [str(e["id"]) for e in listed("events", case)]
    wide = [e for e in held if len(_of(e, case)) > 1]
    subject, other = wide[0], next(e for e in held if e != wide[0])
    together = _of(subject, case) | _of(other, case)
    rejected = _called_after(subject, case)
    run("decide", str(case), "join-events", subject, f"with={other}", "--reason", "one happening")
    run("decide", str(case), "reject", rejected, "--reason", "misread")
    settled = run("settle", str(case)).output
    homes = {c["event"] for c in listed("claims", case) if str(c["id"]) in together - {rejected}}
    assert len(homes) == 1
    assert "not applied" not in settled


def test_a_join_with_an_event_of_which_nothing_is_left_is_said_not_to_be_applied(case: Path) -> None:
    held = [str(e["id"]) for e in listed("events", case)]
    gone = min(held, key=lambda e: len(_of(e, case)))
    subject = next(e for e in held if e != gone)
    claims = _of(gone, case)
    run("decide", str(case), "join-events", subject, f"with={gone}", "--reason", "one happening")
    for claim in sorted(claims):
        run("decide", str(case), "reject", claim, "--reason", "misread")
    said = run("settle", str(case)).output
    assert f"Decision 1 is not applied: no claim is left of {gone}." in said
    assert "(not applied:" in " ".join(run("decisions", str(case)).output.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("camp residents camp=none from=abc", "from= to be a day"),
        ("camp residents camp=none to=20160327", "to= to be a day"),
        ("letter residents letter=B from=2016-02-30", "from= to be a day"),
        ("camp residents camp=none from=2016-03-28 to=2016-03-27", "ends after it begins"),
        ("correct {count} value=99999999999", "a count up to 10,000,000,000"),
        ("correct {count} value=7-3", "the smaller one first"),
        ("correct {count} value=1,2,3", "a count up to"),
        ("correct {count} value=at_least_0", "a count up to"),
        ("claim {report} text=destroyed start=abc aspect=damage value=destroyed", "the number of a character"),
    ],
)
def test_a_value_that_means_nothing_is_refused_with_what_is_meant(case: Path, words: str, expected: str) -> None:
    count = next(c for c in listed("claims", case) if c["aspect"] == "count")
    ids = {"count": str(count["id"]), "report": str(count["report"])}
    kind, subject, *sets = (one.format(**ids) for one in words.replace("at least", "at_least").split())
    done = run("decide", str(case), kind, subject, *(s.replace("_", " ") for s in sets), "--reason", "test")
    assert done.exit_code == 2, done.output
    assert expected in " ".join(done.output.split())
    assert listed("decisions", case) == []


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        (("reject", "c_none"), "claims CASE"),
        (("join-events", "e_none", "with=e_other"), "events CASE"),
        (("grade", "g_none", "value=1"), "grades CASE"),
        (("undo", "9"), "decisions CASE"),
        (("camp", "Nobody Known", "camp=X"), "claims CASE"),
        (("join-origins", "r_none", "with=r_other"), "claims CASE"),
    ],
)
def test_what_the_case_does_not_hold_is_refused_with_where_to_look(
    case: Path, words: tuple[str, ...], lists: str
) -> None:
    done = run("decide", str(case), *words, "--reason", "test")
    assert done.exit_code == 2
    assert lists in " ".join(done.output.split())
    assert listed("decisions", case) == []


def test_a_corrected_count_is_reckoned_with(case: Path) -> None:
    """The number of a count is corrected with its range; words that are no count are refused."""
    count = next(c for c in listed("claims", case) if c["aspect"] == "count")
    refused = run("decide", str(case), "correct", str(count["id"]), "value=many", "--reason", "recounted")
    assert refused.exit_code == 2
    assert "about 450" in refused.output
    assert run("decide", str(case), "correct", str(count["id"]), "value=10-12", "--reason", "recounted").exit_code == 0
    run("settle", str(case))
    after = next(c for c in listed("claims", case) if c["id"] == count["id"])
    assert after["range"] == [10, 12]
    answers = [a for e in listed("events", case) for q in e["questions"] for a in q["answers"]]  # type: ignore[attr-defined]
    assert any(a["value"] == "10–12 killed (civilian)" for a in answers)


def test_what_a_number_counts_is_corrected(case: Path) -> None:
    """Nine killed that were nine injured children: measure and class change, the number stays; others are refused."""
    count = next(c for c in listed("claims", case) if c["aspect"] == "count")
    other = next(c for c in listed("claims", case) if c["aspect"] != "count")
    made = ("--reason", "misread", "--who", "A. Analyst")
    assert run("decide", str(case), "correct", str(count["id"]), "measure=hurt", *made).exit_code == 2
    refused = run("decide", str(case), "correct", str(other["id"]), "measure=injured", *made)
    assert refused.exit_code == 2
    assert "a claim that gives a number" in refused.stderr
    assert (
        run("decide", str(case), "correct", str(count["id"]), "measure=injured", "victim=children", *made).exit_code
        == 0
    )
    run("settle", str(case))
    after = next(c for c in listed("claims", case) if c["id"] == count["id"])
    assert (after["measure"], after["victim_class"], after["range"]) == ("injured", "children", [9.0, 9.0])
