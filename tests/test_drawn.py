"""Claims that analysts draw: exact words, in any language, taken for one of the others, and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main
from counterclaim.extract import drawn, found_in
from counterclaim.records.decision import Decision
from counterclaim.records.words import ClaimAct, DecisionKind, Factuality
from tests.unit.builders import a_report

#: Invented, as are the names; the second is in a language that the rules do not read.
REPORTS = {
    "kesh.md": (
        "Kesh Courier",
        "en",
        "Shells fell on Dalmere on Sunday. The  old\nmill is no more, Mayor Brodek said.",
    ),
    "vela.md": ("Vela Heute", "eo", "La malnova muelejo de Dalmere staras ankoraŭ, diris la urbestro Brodek."),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def listed(command: str, case: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(command, str(case), "--json").stdout.splitlines()]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Give a settled case of two invented reports."""
    for name, (publisher, language, text) in REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: 2016-03-28\nlanguage: {language}\n---\n"
        (tmp_path / name).write_text(head + text, encoding="utf-8")
    case = tmp_path / "case"
    assert run("take", str(case), *(str(tmp_path / name) for name in REPORTS)).exit_code == 0
    assert run("settle", str(case)).exit_code == 0
    return case


def report_of(case: Path, publisher: str) -> str:
    return next(str(r["id"]) for r in listed("reports", case) if r["publisher"] == publisher)


def draw(case: Path, publisher: str, *fields: str) -> Result:
    signed = ("--reason", "read by a person", "--who", "A. Tester")
    return run("decide", str(case), "claim", report_of(case, publisher), *fields, *signed)


def by_hand(case: Path) -> list[dict[str, object]]:
    return [c for c in listed("claims", case) if str(c["extractor"]).startswith("analyst ")]


def test_a_drawn_claim_has_exact_words_and_is_settled_as_any_other(case: Path) -> None:
    slots = ("aspect=damage", "value=destroyed", "asset=mill", "place=Dalmere", "speaker=Mayor Brodek")
    done = draw(case, "Kesh Courier", "text=The old mill is no more", *slots)
    assert done.exit_code == 0, done.output
    run("settle", str(case))
    (claim,) = by_hand(case)
    report = next(r for r in listed("reports", case) if r["id"] == claim["report"])
    assert claim["text"] == str(report["text"])[int(str(claim["start"])) : int(str(claim["end"]))]
    assert "The  old\nmill" in str(claim["text"]), "white space is the report's"
    assert [hop["agent"]["name"] for hop in claim["chain"]] == ["Mayor Brodek", "Kesh Courier"]  # type: ignore[attr-defined]
    assert (claim["extractor"], claim["asset"]) == ("analyst A. Tester, decision 1", "mill")
    assert claim["event"], "it stands in an event"
    assert run("verify", str(case), "--rerun").exit_code == 0


def test_it_is_corrected_rejected_and_taken_back(case: Path) -> None:
    draw(case, "Kesh Courier", "text=The old mill is no more", "aspect=damage", "value=destroyed")
    run("settle", str(case))
    (claim,) = by_hand(case)
    signed = ("--reason", "it is of the mill", "--who", "B. Second")
    assert run("decide", str(case), "correct", str(claim["id"]), "asset=mill", *signed).exit_code == 0
    run("settle", str(case))
    assert [c["asset"] for c in by_hand(case)] == ["mill"]
    run("decide", str(case), "undo", "1", "--reason", "it is not said")
    run("settle", str(case))
    assert by_hand(case) == []


def test_a_language_that_is_not_read_takes_part_by_what_is_drawn(case: Path) -> None:
    words = "La malnova muelejo de Dalmere staras ankoraŭ"
    done = draw(case, "Vela Heute", f"text={words}", "aspect=damage", "value=destroyed", "stance=deny", "asset=mill")
    assert done.exit_code == 0, done.output
    run("settle", str(case))
    (claim,) = by_hand(case)
    assert (claim["text"], claim["stance"], claim["claim_act"]) == (words, "deny", "deny_harm")
    event = next(e for e in listed("events", case) if e["id"] == claim["event"])
    assert event["reports"] >= 1  # type: ignore[operator]


def test_a_claim_is_put_into_the_event_it_is_said_to_be_of(case: Path) -> None:
    event = str(listed("events", case)[0]["id"])
    draw(case, "Vela Heute", "text=diris la urbestro", "aspect=motive", "value=none told", f"event={event}")
    run("settle", str(case))
    assert [c["event"] for c in by_hand(case)] == [event]


def test_a_drawn_claim_renames_no_event(case: Path) -> None:
    """Whether it names its event or its words tell, what was there keeps its id and place."""
    before = {e["id"]: e["place"] for e in listed("events", case)}
    event = str(listed("events", case)[0]["id"])
    draw(case, "Kesh Courier", "text=Shells fell", "aspect=damage", "value=destroyed", "asset=mill", "place=Vela")
    draw(case, "Kesh Courier", "text=is no more", "aspect=place", "value=Vela", "place=Vela", f"event={event}")
    run("settle", str(case))
    after = {e["id"]: e["place"] for e in listed("events", case)}
    assert before.items() <= after.items()
    assert all(c["event"] for c in by_hand(case))


def test_words_of_a_headline_are_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(
        "---\npublisher: Kesh Courier\npublished: 2016-03-28\ntitle: Ninety dead in Vela\n---\nShells fell on Vela.",
        encoding="utf-8",
    )
    case = tmp_path / "case"
    run("take", str(case), str(tmp_path / "one.md"))
    done = draw(case, "Kesh Courier", "text=Ninety dead", "aspect=count", "value=90")
    assert done.exit_code == 2
    assert "They stand in its headline" in " ".join(done.output.split())


def test_a_drawn_number_joins_those_that_were_read(tmp_path: Path) -> None:
    """Whoever is counted without a class is counted as the rules count them: one range, and no other after a diff."""
    texts = {
        "one": "DALMERE, 28 March 2016. Shells fell on Dalmere on Sunday. Nine people were killed, the mayor said.",
        "two": "DALMERE, 28 March 2016. Shells fell on Dalmere on Sunday. A nurse gave eleven as the toll.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(
            f"---\npublisher: Kesh {name}\npublished: 2016-03-28\nlanguage: en\n---\n{text}", encoding="utf-8"
        )
    case = tmp_path / "case"
    run("take", str(case), *(str(tmp_path / f"{name}.md") for name in texts))
    run("settle", str(case))
    event = next(e for e in listed("events", case) if any(q["aspect"] == "count" for q in e["questions"]))  # type: ignore[attr-defined]
    fields = ("aspect=count", "value=11", "speaker=A nurse", f"event={event['id']}")
    done = draw(case, "Kesh two", "text=A nurse gave eleven as the toll", *fields)
    assert done.exit_code == 0, done.output
    run("settle", str(case))
    (claim,) = by_hand(case)
    assert (claim["measure"], claim["victim_class"], claim["unit"]) == ("killed", "unknown", "people")
    assert run("export", str(case), "--format", "json", "--out", str(tmp_path / "out")).exit_code == 0
    rows = [json.loads(line) for line in (tmp_path / "out" / "ranges.jsonl").read_text(encoding="utf-8").splitlines()]
    (group,) = (r for r in rows if r["measure"] == "killed")
    assert group["range"] == [9.0, 11.0]
    assert len(group["answers"]) == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("text=words of nobody", "aspect=damage", "value=x"), "words of the report"),
        (("text=The old mill", "aspect=damage"), "value=…"),
        (("text=The old mill", "value=x"), "aspect=…"),
        (("text=The old mill", "aspect=count", "value=many"), "a count"),
        (("text=The old mill", "aspect=colour", "value=x"), "a word of the vocabulary for aspect"),
        (("text=The old mill", "aspect=time", "value=x", "day=some day"), "a day that can be read"),
        (("text=The old mill", "aspect=damage", "value=x", "event=e_0"), "an event of the current run"),
        (("text=The old mill", "aspect=damage", "value=x", "mood=y"), "mood=y"),
    ],
)
def test_what_means_nothing_is_refused(case: Path, fields: tuple[str, ...], told: str) -> None:
    done = draw(case, "Kesh Courier", *fields)
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
    assert listed("decisions", case) == []


def test_a_corrected_speaker_is_another_agent_and_the_report_may_speak_itself(case: Path) -> None:
    def chain(claim: str) -> list[str]:
        found = next(c for c in listed("claims", case) if c["id"] == claim)
        return [hop["agent"]["name"] for hop in found["chain"]]  # type: ignore[attr-defined]

    claim = next(c for c in listed("claims", case) if len(c["chain"]) == 1)  # type: ignore[arg-type]
    signed = ("--reason", "read again", "--who", "A. Tester")
    run("decide", str(case), "correct", str(claim["id"]), "speaker=Doctor Tessel", "kind=person", *signed)
    run("settle", str(case))
    assert chain(str(claim["id"])) == ["Doctor Tessel", "Kesh Courier"]
    run("decide", str(case), "correct", str(claim["id"]), "speaker=Kesh Courier", *signed)
    run("settle", str(case))
    assert chain(str(claim["id"])) == ["Kesh Courier"]


def test_a_corrected_speaker_is_that_of_all_claims_of_the_same_words_of_saying(tmp_path: Path) -> None:
    """One "a nurse said" gives a shelling, a place and two numbers: whoever it was says all of them."""
    text = "DALMERE, 28 March 2016. Shells hit the Dalmere mill on Sunday, killing nine, a nurse said. The mill stood."
    (tmp_path / "one.md").write_text(
        f"---\npublisher: Kesh Courier\npublished: 2016-03-28\nlanguage: en\n---\n{text}", encoding="utf-8"
    )
    case = tmp_path / "case"
    run("take", str(case), str(tmp_path / "one.md"))
    run("settle", str(case))

    def speakers() -> list[str]:
        return [c["chain"][0]["agent"]["name"] for c in listed("claims", case)]  # type: ignore[index]

    told = [c for c in listed("claims", case) if c["chain"][0]["cue"]]  # type: ignore[index]
    others = len(speakers()) - len(told)
    assert len(told) > 1
    signed = ("--reason", "the paper named her", "--who", "A. Tester")
    done = run("decide", str(case), "correct", str(told[-1]["id"]), "speaker=Doctor Tessel", "kind=person", *signed)
    assert f"give {len(told)} claims their speaker" in " ".join(done.output.split())
    run("settle", str(case))
    assert sum(s == "Doctor Tessel" for s in speakers()) == len(told)
    assert len(speakers()) - len(told) == others
    run("decide", str(case), "undo", "1", "--reason", "misread", "--who", "A. Tester")
    run("settle", str(case))
    assert "Doctor Tessel" not in speakers()


def test_words_are_found_where_they_are_looked_for() -> None:
    text = "the mill, and  the\nmill again"
    assert found_in(text, "the mill") == (0, 8)
    assert found_in(text, "the mill", 5) == (15, 23)
    assert found_in(text, "the mill", 20) == (0, 8)
    assert found_in(text, "a mill") is None
    assert found_in(text, "  ") is None


def test_a_relayed_number_has_its_measure_and_its_chain() -> None:
    report = a_report("Six were hurt, a nurse told a reporter.")
    fields = {
        "text": "Six were hurt", "start": "0", "end": "13", "aspect": "count", "value": "6", "measure": "injured",
        "victim": "civilian", "speaker": "a nurse", "via": "a reporter; the agency", "sure": "probable",
    }  # fmt: skip
    made = Decision(
        number=4, kind=DecisionKind.CLAIM, subject=report.id, fields=tuple(fields.items()), who="A. Tester",
        at="2031-05-04", reason="read",
    )  # fmt: skip
    (claim,) = drawn([made, made], [report])
    assert claim.value == "6 injured (civilian)"
    assert [h.agent.name for h in claim.chain[:-1]] == ["a nurse", "a reporter", "the agency"]
    assert [h.factuality for h in claim.chain] == [Factuality.PROBABLE, *[Factuality.UNCOMMITTED] * 3]
    assert claim.claim_act is ClaimAct.GIVE_NUMBER
