"""The MUC-4 scorer against scores worked by hand on invented templates; every name and place here is made up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from evals.muc import cases, judge, labels, match, phrases, reader, scorer
from evals.muc.reader import Document, Filler, Template
from evals.sets import Missing

from counterclaim.encoder import unpack
from counterclaim.extract.incidents.crown import KINDS, shipped
from counterclaim.extract.incidents.forming import Limits
from counterclaim.extract.incidents.phrasing import PHRASED, phrased
from counterclaim.extract.incidents.spans import ROLES
from counterclaim.extract.incidents.wording import worded
from counterclaim.extract.incidents_of import parsed
from evals import muc

RAW = {
    "doc": "INV-0001",
    "split": "try",
    "optional": False,
    "slots": {
        "date": [{"values": ["- 04 MAY 31"], "ranges": [[None, "2031-05-04"]], "optional": False}],
        "location": [{"values": ["VELDA: ORN (CITY)"], "paths": [[{"name": "VELDA"}, {"name": "ORN"}]]}],
        "type": [{"values": ["BOMBING"]}],
        "stage": [{"values": ["ACCOMPLISHED"]}],
        "instrument_id": None,
        "perp_organization": [{"values": ["RED HERON FRONT", "RHF"]}],
        "perp_confidence": [{"values": ["SUSPECTED OR ACCUSED BY AUTHORITIES"], "refs": ["RED HERON FRONT", "RHF"]}],
        "phys_id": [{"values": ["GRAIN STORE"]}, {"values": ["FERRY OFFICE"], "optional": True}],
        "hum_effect": [],
        "hum_number": [{"values": [None, "2"], "refs": ["CLERKS"]}],
    },
}
KEY = reader.template(RAW)


def one(**slots: object) -> Template:
    return Template("INV-0001", {k: v if isinstance(v, tuple) else (v,) for k, v in slots.items()})  # type: ignore[misc]


def test_a_key_scored_against_itself_is_perfect() -> None:
    figures = scorer.metrics(scorer.score([KEY], [KEY]))
    assert figures["overall_f1"] == figures["perp_org_f1"] == figures["perp_confidence_f1"] == 1.0


def test_a_response_scored_by_hand() -> None:
    response = one(
        type=Filler(("BOMBING",)),
        date=Filler(("03 MAY 31",), ranges=(("2031-05-03", "2031-05-03"),)),
        location=Filler(("VELDA",), paths=(("VELDA",),)),
        perp_organization=Filler(("RHF",)),
        perp_confidence=Filler(("SUSPECTED OR ACCUSED",), ("RHF",)),
        phys_id=(Filler(("THE LARGE GRAIN STORE",)), Filler(("BRIDGE",))),
    )
    tallies = scorer.score([response], [KEY])
    assert tallies["type"] == scorer.Tally(correct=1)
    assert tallies["date"] == tallies["location"] == tallies["perp_confidence"] == scorer.Tally(partial=1)
    assert tallies["phys_id"] == scorer.Tally(correct=1, spurious=1)
    assert tallies["stage"] == scorer.Tally(missing=1)
    assert tallies["hum_number"] == scorer.Tally()
    # Credit 3 (type, organisation, store) + 3 halves; possible 7, actual 7.
    figures = scorer.metrics(tallies)
    assert figures["overall_recall"] == pytest.approx(4.5 / 7)
    assert figures["overall_precision"] == pytest.approx(4.5 / 7)
    assert figures["overall_overgeneration"] == pytest.approx(1 / 7)
    assert figures["overall_undergeneration"] == pytest.approx(1 / 7)


def test_templates_map_only_by_kind_and_by_someone_or_something() -> None:
    assert not scorer.mappable(one(type=Filler(("BOMBING",)), phys_id=Filler(("BRIDGE",))), KEY)
    assert scorer.mappable(one(type=Filler(("ATTACK",)), phys_id=Filler(("STORE",))), KEY)
    assert not scorer.mappable(one(type=Filler(("ARSON",)), phys_id=Filler(("GRAIN STORE",))), KEY)


def test_an_optional_template_may_be_left_out_and_a_spurious_one_costs() -> None:
    assert scorer.score([], [replace(KEY, optional=True)])["type"].possible == 0
    assert scorer.score([], [KEY])["type"] == scorer.Tally(missing=1)
    assert scorer.score([one(type=Filler(("ARSON",)))], [KEY])["type"] == scorer.Tally(missing=1, spurious=1)


@pytest.mark.parametrize(
    ("response", "key", "credit"),
    [
        ("THE 3 CLERKS", "CLERKS", 1.0),
        ("OLD CLERKS OF THE PORT", "CLERKS", 1.0),
        ("CLERKS, WHO HAD LEFT", "CLERKS", 0.5),
        ("CLERKS", "OLD CLERKS", 0.5),
        ("WINDOWS OF THE GRAIN STORE", "GRAIN STORE", 0.5),
        ("CAR OF THE PORT'S OLD CLERKS", "OLD CLERKS", 0.5),
        ("A GROUP OF CLERKS", "CLERKS", 1.0),
        ("40 KG OF DYNAMITE", "DYNAMITE", 1.0),
        ("MAYOR OF ORST PELL ODVAR", "PELL ODVAR", 1.0),
        ("ODVAR", "PELL ODVAR", 0.5),
        ("PORT OFFICE", "GRAIN STORE", 0.0),
        ("RED HERON FRONT (RHF)", "RED HERON FRONT", 1.0),
    ],
)
def test_strings(response: str, key: str, credit: float) -> None:
    assert match.string(response, key) == credit


@pytest.mark.parametrize(
    ("response", "key", "credit"),
    [("7", "7", 1.0), ("7-", "7 -", 1.0), ("7", "5-7", 0.5), ("7", "~7", 0.5), ("6", "5-7", 0.0)],
)
def test_numbers(response: str, key: str, credit: float) -> None:
    assert match.number(response, key) == credit


@pytest.mark.parametrize(
    ("response", "key", "credit"),
    [
        ((None, "2031-05-04"), ("2031-05-04", "2031-05-04"), 0.5),
        ((None, "2031-05-04"), ("2031-05-03", "2031-05-03"), 0.0),
        ((None, "2031-05-04"), ("2031-05-03", "2031-05-04"), 0.5),
        (("2031-05-04", "2031-05-04"), ("2031-05-03", "2031-05-04"), 0.5),
        (("2031-02-01", "2031-02-01"), (None, "2031-05-04"), 0.0),
    ],
)
def test_dates(response: tuple[str | None, str], key: tuple[str | None, str], credit: float) -> None:
    assert match.dates(Filler(("a",), ranges=(response,)), Filler(("b",), ranges=(key,))) == credit


def test_a_right_value_about_the_wrong_thing_is_half_right() -> None:
    key = Filler(("DEATH",), ("CLERKS",))
    assert match.filler("hum_effect", Filler(("DEATH",), ("CLERKS",)), key) == 1.0
    assert match.filler("hum_effect", Filler(("DEATH",), ("PORTERS",)), key) == 0.5
    assert match.filler("hum_effect", Filler(("INJURY",), ("CLERKS",)), key) == 0.0


def test_splits_are_found_in_one_file_or_in_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "templates.jsonl").write_text(json.dumps(RAW) + "\n", encoding="utf-8")
    assert reader.templates(tmp_path, "TRY") == (KEY,)
    (tmp_path / "own").mkdir()
    row = {k: v for k, v in RAW.items() if k != "split"}
    (tmp_path / "own" / "templates.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert reader.templates(tmp_path, "own") == (KEY,)
    both = [json.dumps(row), json.dumps({"id": "INV-0001", "text": "ORN --", "date": None})]
    (tmp_path / "held.jsonl").write_text("\n".join(both), encoding="utf-8")
    assert reader.templates(tmp_path, "held") == (KEY,)
    assert reader.documents(tmp_path, "held") == (Document("INV-0001", "ORN --"),)
    with pytest.raises(Missing, match="none"):
        reader.templates(tmp_path, "absent")


def test_the_training_split_is_not_scored_with_weights_that_saw_it(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="hold"):
        muc.evaluate("dev", tmp_path)


REPORT = """ORN, 4 MAY 31 -- THE RED HERON FRONT (RHF) YESTERDAY BOMBED A GRAIN
STORE.  TWO CLERKS DIED IN THE GRAIN STORE.  A FERRY SANK AT PORT VELL."""


def test_a_key_is_found_in_its_document_wherever_its_strings_stand() -> None:
    key = replace(KEY, slots={**KEY.slots, "hum_description": (Filler(("CLERKS",)),)})
    found = labels.example(Document("INV-0001", REPORT, "2031-05-04"), [key])
    told = [(m.span.role, m.span.words) for m in found.marked if m.incidents]
    assert told == [
        ("place", "ORN"),
        ("organisation", "RED HERON FRONT"),
        ("organisation", "RHF"),
        ("thing", "GRAIN STORE"),
        ("people", "CLERKS"),
        ("thing", "GRAIN STORE"),
    ]
    assert sum(t % 2 for t in found.tags) == len(told)
    answers = next(m.answers for m in found.marked if m.span.words == "CLERKS")
    assert (answers["count"], answers["fate"], answers["category"]) == ("NUMERAL", "NONE", "NONE")
    blamed = next(m for m in found.marked if m.span.words == "RHF")
    assert blamed.answers["confidence"] == "SUSPECTED OR ACCUSED BY AUTHORITIES"
    assert blamed.kinds == {"BOMBING"}
    day = next(m for m in found.marked if m.span.words == "YESTERDAY")
    assert (day.span.day, day.incidents) == ("2031-05-03", set())
    assert found.window_kinds == [{"BOMBING"}]


def test_a_span_that_the_key_does_not_name_belongs_to_nothing() -> None:
    doc = Document("INV-0001", REPORT, "2031-05-04")
    assert not any(m.incidents or m.answers for m in labels.example(doc, []).marked)


def test_the_judge_learns_which_evidence_tells() -> None:
    told = np.array([[1.0, x, 1.0] for x in (2.0, 1.5, 1.0, -1.0, -1.5, -2.0)] * 5, dtype=np.float32)
    right = (told[:, 1] > 0).astype(np.float32)
    weights = judge.logistic(told, right)
    assert weights[1] > 0.5
    assert abs(weights[0] - weights[2]) < 1e-5


def test_the_weights_are_learned_from_what_the_heads_say_and_the_key() -> None:
    key = replace(KEY, slots={**KEY.slots, "hum_description": (Filler(("CLERKS",)),)})
    one = cases.case(Document("INV-0001", REPORT, "2031-05-04"), "try", [key], shipped())
    assert one is not None
    named = {e.words for i, e in enumerate(one.every) if one.right[i, KINDS.index("BOMBING")]}
    assert {"CLERKS", "GRAIN STORE"} <= {w.removeprefix("A ").removeprefix("TWO ") for w in named}
    assert not one.right[:, KINDS.index("ARSON")].any()
    learned = judge.learn([one] * 6)
    assert {name: a.shape for name, a in learned.items()} == {n: shipped().heads[n].shape for n in learned}
    assert {t.doc for t in judge.crossed([one] * 6, 2, Limits())} <= {"INV-0001"}


def test_tst1_and_tst2_are_scored_by_weights_that_have_not_seen_them() -> None:
    for path in muc.WITHOUT.values():
        held = unpack(path.read_bytes())
        assert {n: a.shape for n, a in held.items()} == {n: shipped().heads[n].shape for n in held}
        assert not any(np.array_equal(a, shipped().heads[n]) for n, a in held.items())


def test_clauses_are_learned_from_the_heads_of_the_strings_of_the_key() -> None:
    clerk = replace(KEY, slots={**KEY.slots, "hum_description": (Filler(("CLERKS",)),)})
    doc = Document("INV-0001", REPORT, "2031-05-04")
    words = list(phrases.seen(doc, [clerk]))
    asked = len(list(phrases.seen(doc, [])))
    assert asked > len(words)  # of "GRAIN" in "GRAIN STORE" nothing is asked where the key has it
    assert sum(right[PHRASED.index("people")] for _, right in words) == 1
    heads = phrases.learn(words * 20)
    told = phrased(parsed(*reader.report(doc)), heads)
    at = next(i for i, (start, end) in enumerate(told.places) if REPORT[start:end] == "CLERKS")
    assert told.told[at, : len(PHRASED)].argmax() == PHRASED.index("people")
    kinds = told.told[at, len(PHRASED) :]
    assert kinds.argmax() == KINDS.index("BOMBING")


QUIET = "ORN, 4 MAY 31 -- THE MINISTER SAID THAT THE HARVEST OF COFFEE GREW LAST YEAR."


def test_words_and_reports_are_learned_beside_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    from evals.muc import words as learner

    clerk = replace(KEY, slots={**KEY.slots, "hum_description": (Filler(("CLERKS",)),)})
    rows = [(Document("INV-0001", REPORT, "2031-05-04"), [clerk]), (Document("INV-0002", QUIET, "2031-05-04"), [])] * 4
    monkeypatch.setattr(learner, "STEPS", 20)
    heads = learner.of_reports(rows) | learner.of_words(rows)
    told = worded(REPORT, heads)
    at = REPORT.index("CLERKS")
    people = told.over(at, at + len("CLERKS"), ROLES.index("people"))
    assert people[0] == max(told.over(at, at + len("CLERKS"), i)[0] for i in range(len(ROLES)))
    assert told.kinds[0] > worded(QUIET, heads).kinds[0]
