"""Decisions hold when an event is called otherwise since; where one cannot be applied, each page and list says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.canonical import identifier
from counterclaim.cli import main
from counterclaim.store import CaseFolder

REPORTS = {
    "a.md": ("Kesh Courier", "Rebels took Mosul on Sunday, the army said. Nine civilians were killed in Basra."),
    "b.md": ("Vale Post", "The army denied that the bridge was destroyed. Residents said the bridge was destroyed."),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def listed(command: str, case: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(command, str(case), "--json").stdout.splitlines()]


def decide(case: Path, *words: str) -> None:
    done = run("decide", str(case), *words, "--reason", "seen", "--who", "A. Tester")
    assert done.exit_code == 0, done.output


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


def told(case: Path, words: str) -> tuple[str, set[str]]:
    """Give the event whose claims have these words, with them."""
    claims = [c for c in listed("claims", case) if c["text"] == words]
    (event,) = {str(c["event"]) for c in claims}
    return event, {str(c["id"]) for c in claims}


def settled(case: Path) -> dict[str, object]:
    return json.loads(run("settle", str(case), "--json").stdout)


BRIDGE, DEAD, TAKEN = "the bridge was destroyed", "Nine civilians were killed in Basra", "Rebels took Mosul on Sunday"


def called_otherwise(case: Path, event: str, claims: set[str]) -> str:
    """Reject the claim that an event is called after, and give what the event is called then."""
    (gone,) = (c for c in claims if identifier("e", c) == event)
    decide(case, "reject", gone)
    run("settle", str(case))
    (home,) = {str(c["event"]) for c in listed("claims", case) if c["id"] in claims - {gone}}
    assert home != event
    return home


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (DEAD, {"standard": "ibc", "mode": "strict"}),
        (DEAD, {"standard": "admiralty_digit", "mode": "stanag2511"}),
        (DEAD, {"standard": "airwars", "mode": "strict"}),
        (DEAD, {"standard": "admiralty_letter", "mode": "stanag2511"}),
    ],
)
def test_a_grade_that_a_person_set_holds_where_its_event_is_called_otherwise(
    case: Path, words: str, of: dict[str, str]
) -> None:
    """Be it of the event, an answer, a party or who speaks."""
    event, claims = told(case, words)
    graded = [g for g in listed("grades", case) if g["event"] == event and of.items() <= g.items()]
    grade = graded[-1]  # of two answers the one that the claim which is rejected does not give
    values = {"ibc": "recorded", "admiralty_digit": "2", "airwars": "fair", "admiralty_letter": "B"}
    decide(case, "grade", str(grade["id"]), f"value={values[of['standard']]}")
    home = called_otherwise(case, event, claims)
    (held,) = [g for g in listed("grades", case) if g["event"] == home and g["override"]]
    assert (held["standard"], held["mode"], held["override"]) == (of["standard"], of["mode"], "A. Tester: seen")
    assert [grade["id"], held["id"]] in settled(case)["renamed"]
    assert not settled(case)["unapplied"]


def test_what_was_done_nearby_holds_where_its_event_is_called_otherwise(case: Path) -> None:
    event, claims = told(case, DEAD)
    decide(case, "near-action", event, "value=none")
    run("settle", str(case))
    before = {(g["standard"], g["mode"]): g["rule"] for g in listed("grades", case) if g["event"] == event}
    home = called_otherwise(case, event, claims)
    after = {(g["standard"], g["mode"]): g["rule"] for g in listed("grades", case) if g["event"] == home}
    assert after["airwars", "strict"] == before["airwars", "strict"]
    assert not settled(case)["unapplied"]


def test_a_grade_of_what_is_there_no_more_is_said_to_be_lost_wherever_decisions_are_told(
    case: Path, tmp_path: Path
) -> None:
    event, claims = told(case, TAKEN)
    grade = next(g for g in listed("grades", case) if g["event"] == event and g["standard"] == "admiralty_digit")
    decide(case, "grade", str(grade["id"]), "value=2")
    for claim in sorted(claims):
        decide(case, "reject", claim)
    said = run("settle", str(case)).output
    assert "Decision 1 is not applied: no claim is left of" in said
    made = settled(case)
    assert [number for number, _ in made["unapplied"]] == [1]
    assert listed("decisions", case)[0]["not_applied"] == made["unapplied"][0][1]
    assert {d["not_applied"] for d in listed("decisions", case)[1:]} == {None}
    assert "decision 1" not in {one for c in listed("diff", case) for one in c["through"]}
    run("dossier", str(case), "all", "--out", str(tmp_path / "out"))
    assert "Decision 1: no claim is left of" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_join_that_is_not_applied_is_no_cause_and_its_page_says_so(case: Path, tmp_path: Path) -> None:
    (subject, _), (gone, claims) = told(case, BRIDGE), told(case, TAKEN)
    decide(case, "join-events", subject, f"with={gone}")
    for claim in sorted(claims):
        decide(case, "reject", claim)
    run("settle", str(case))
    causes = {one for c in listed("diff", case) for one in c["through"]}
    assert "decision 1" not in causes
    assert "decision 2" in causes
    run("dossier", str(case), "all", "--out", str(tmp_path / "out"))
    for suffix, words in (("html", '<span class="flag">not applied</span>'), ("md", "**Not applied:**")):
        assert words in (tmp_path / "out" / f"{subject}.{suffix}").read_text(encoding="utf-8")


def test_the_page_of_an_event_lists_the_decisions_on_what_it_was_called_before(case: Path, tmp_path: Path) -> None:
    (subject, claims), (other, _) = told(case, BRIDGE), told(case, DEAD)
    decide(case, "join-events", subject, f"with={other}")
    run("settle", str(case))
    home = called_otherwise(case, subject, claims)
    assert other not in {e["id"] for e in listed("events", case)}
    run("dossier", str(case), home, "--out", str(tmp_path / "out"))
    assert "No. 1: join events" in (tmp_path / "out" / f"{home}.md").read_text(encoding="utf-8")


def test_a_decision_on_a_grade_notes_its_event_itself(case: Path) -> None:
    grade = listed("grades", case)[0]
    decide(case, "grade", str(grade["id"]), "value=2")
    made = CaseFolder.open(case).decisions()[0]
    assert made.fields == (("event", grade["event"]), ("value", "2"))


def test_of_two_grades_that_are_one_after_a_join_the_event_s_own_counts_and_the_other_is_said_to_be_lost(
    case: Path,
) -> None:
    (one, _), (other, _) = told(case, DEAD), told(case, BRIDGE)
    of = {"standard": "ucdp_event_clarity", "mode": "code"}
    first, second = (
        next(g for g in listed("grades", case) if g["event"] == e and of.items() <= g.items()) for e in (one, other)
    )
    decide(case, "grade", str(first["id"]), "value=1")
    decide(case, "grade", str(second["id"]), "value=2")
    decide(case, "join-events", one, f"with={other}")
    made = settled(case)
    assert made["unapplied"] == [[2, "decision 1 sets the grade that both are on now"]]
    assert made["renamed"] == sorted([[other, one], [second["id"], first["id"]]])
    (held,) = [g for g in listed("grades", case) if g["override"]]
    assert (held["id"], held["value"]) == (first["id"], "1")
