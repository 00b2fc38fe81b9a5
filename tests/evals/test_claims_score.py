"""The scorer of the development key, on invented miniatures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evals.claims.agreement import agreement, kappa
from evals.claims.key import KeyClaim, KeyHop, as_record, askew, claim
from evals.claims.score import matched, overlap, same_name, score

from counterclaim.records.claim import Claim
from counterclaim.records.words import (
    ActType,
    AgentKind,
    Aspect,
    ClaimAct,
    Factuality,
    Measure,
    Stance,
    VictimClass,
)

TEXT = "Governor Orvan Sel told Radio Lom that five monks and two guards were killed in Karsa on 3 May."
PAPER = KeyHop(("Lom Paper",), AgentKind.OUTLET, Factuality.UNCOMMITTED)
SEL = KeyHop(("Orvan Sel", "Governor Orvan Sel"), AgentKind.PERSON, Factuality.CERTAIN)
RADIO = KeyHop(("Radio Lom",), AgentKind.OUTLET, Factuality.UNCOMMITTED)


def keyed(words: str, aspect: Aspect = Aspect.OCCURRENCE, number: float | None = None) -> KeyClaim:
    start = TEXT.index(words)
    return KeyClaim(
        start=start,
        end=start + len(words),
        chain=(SEL, RADIO, PAPER),
        stance=Stance.ASSERT,
        claim_act=ClaimAct.REPORT,
        aspect=aspect,
        value=words,
        act_type=ActType.MASSACRE_EXECUTION,
        place="Karsa",
        time=("1990-05-03", "1990-05-03"),
        measure=Measure.KILLED if number else None,
        victim_class=VictimClass.UNKNOWN if number else None,
        range=(number, number) if number else None,
    )


def record(one: KeyClaim) -> Claim:
    return as_record(one, "r1", TEXT)


WHOLE = "five monks and two guards were killed"
KEY = (keyed(WHOLE), keyed(WHOLE, Aspect.COUNT, 5), keyed(WHOLE, Aspect.COUNT, 2))


def test_a_key_against_itself_is_all_right() -> None:
    found = score([(KEY, [record(k) for k in KEY])])
    assert {v for k, v in found.items() if not k.startswith("claims_")} == {1.0}
    assert found["claims_matched"] == 3


def test_nothing_found_is_no_error() -> None:
    found = score([(KEY, [])])
    assert (found["claim_recall"], found["claim_precision"], found["claim_f1"]) == (0, 0, 0)
    assert "speaker_right" not in found


def test_recall_and_precision() -> None:
    stray = record(keyed("Karsa"))
    found = score([(KEY, [record(KEY[0]), stray])])
    assert (found["claim_recall"], found["claim_precision"], found["claim_f1"]) == (1 / 3, 1 / 2, 2 / 5)


def test_numbers_on_one_span_are_told_apart_by_number() -> None:
    two, five = record(KEY[2]), record(KEY[1])
    assert [(k.range, f.range.low if f.range else None) for k, f in matched(KEY, [two, five])] == [
        ((5, 5), 5),
        ((2, 2), 2),
    ]


def test_aspects_do_not_meet_unless_asked_to() -> None:
    found = [record(replace(KEY[0], aspect=Aspect.PERPETRATOR))]
    assert matched(KEY[:1], found) == []
    assert len(matched(KEY[:1], found, of_one_aspect=False)) == 1


@pytest.mark.parametrize(
    ("words", "meets"), [("killed", False), ("two guards were killed", True), ("monks and two guards were", True)]
)
def test_overlap_decides(words: str, meets: bool) -> None:
    assert (overlap(KEY[0], record(keyed(words))) >= 0.3) is meets


@pytest.mark.parametrize(
    ("wrong", "slot"),
    [
        ({"chain": (RADIO, PAPER)}, "speaker_right"),
        ({"chain": (SEL, PAPER)}, "chain_right"),
        ({"stance": Stance.DENY}, "stance_right"),
        ({"claim_act": ClaimAct.ALLEGE}, "claim_act_right"),
        ({"act_type": ActType.CLASH}, "act_type_right"),
        ({"range": (6, None)}, "number_right"),
        ({"place": "Lom"}, "place_right"),
        ({"place": None}, "place_right"),
        ({"time": ("1990-05-03", "1990-05-04")}, "time_right"),
        ({"time": None}, "time_right"),
        ({"victim_class": VictimClass.CIVILIAN}, "victim_class_right"),
        ({"chain": (replace(SEL, factuality=Factuality.PROBABLE), RADIO, PAPER)}, "factuality_right"),
    ],
)
def test_each_slot_is_seen(wrong: dict[str, object], slot: str) -> None:
    found = score([((KEY[1],), [record(replace(KEY[1], **wrong))])])  # type: ignore[arg-type]
    assert found[slot] == 0
    assert found["claim_recall"] == 1


def test_the_sole_author_needs_no_name() -> None:
    own = replace(KEY[0], chain=(PAPER,))
    other = replace(own, chain=(replace(PAPER, names=("the writer",)),))
    assert score([((own,), [record(other)])])["chain_right"] == 1


def test_hearsay_agrees_whatever_it_is_called() -> None:
    one = replace(KEY[0], chain=(KeyHop(("reportedly",), AgentKind.GENERIC, Factuality.CERTAIN), PAPER))
    other = replace(one, chain=(replace(one.chain[0], names=("unnamed reports",)), PAPER))
    assert score([((one,), [record(other)])])["chain_right"] == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Armed Forces", "LOM ARMED FORCES", True),
        ("Orvan Sel", "Governor Orvan Sel", True),
        ("Orvan Sel", "Mira Sel", False),
        ("Radio Lom", "Radio", False),
        ("", "Radio Lom", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_spans_stand_on_whole_words() -> None:
    assert askew(TEXT, KEY[0]) == ""
    assert "whole words" in askew(TEXT, replace(KEY[0], start=KEY[0].start + 1))
    assert "whole words" in askew(TEXT, replace(KEY[0], end=KEY[0].end + 1))
    assert "outside" in askew(TEXT, replace(KEY[0], end=999))


def test_a_word_outside_the_vocabulary_is_refused() -> None:
    row = {"start": 0, "end": 3, "value": "x", "stance": "assert", "claim_act": "report", "aspect": "mood"}
    hop = {"name": "Radio Lom", "kind": "outlet", "factuality": "CT+"}
    with pytest.raises(ValueError, match="mood"):
        claim({**row, "chain": [hop]})


def test_kappa() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "a")]) == 1
    with pytest.raises(ValueError, match="at least one"):
        kappa([])


def test_agreement_of_a_pass_with_itself_and_with_less() -> None:
    assert set(agreement([("d", TEXT, KEY, KEY)]).values()) == {1.0, 3.0}
    assert agreement([("d", TEXT, KEY, KEY[:1])])["claim_f1"] == 0.5
