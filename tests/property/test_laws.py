"""What holds for any input, not only for texts somebody thought of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim import decide, extract, read
from counterclaim.canonical import canonical_bytes, digest, identifier
from counterclaim.records.claim import Claim
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.extent import NumberRange, TimeRange
from counterclaim.records.source import Passage, Refusal, Report, Supplied
from counterclaim.records.words import Aspect, DecisionKind, Stance
from counterclaim.settings import Settings
from counterclaim.store import parquet
from tests.unit.builders import a_claim, a_report
from tests.unit.receive.taking import take

bounded = settings(max_examples=80, deadline=None, derandomize=True)
#: Letters with marks, beyond the basic plane, from right to left; marks of direction, joiners, breaks of every kind.
CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    st.sampled_from([*'𝔓🏛é\u0301\u200f\u200d\u2067\u2069\u00ad\u2028\u0085\ufeff אبр\r\n\t.!?"”’…']),
)
TEXTS = st.text(CHARACTERS, max_size=400)


@bounded
@given(TEXTS)
def test_passages_are_slices_in_order(text: str) -> None:
    """Each passage is exactly its slice, none overlaps the next, and no letter or figure lies outside of all."""
    report = a_report(text)
    passages = read.passages(report, Settings())
    position = 0
    for passage in passages:
        assert passage.text == report.text[passage.start : passage.end]
        assert passage.start >= position
        assert not any(c.isalnum() for c in text[position : passage.start])
        position = passage.end
    assert not any(c.isalnum() for c in text[position:])


@bounded
@given(TEXTS)
def test_a_text_is_kept_letter_by_letter(text: str) -> None:
    """What a `.txt` file says is the report's text, line breaks as one sign; otherwise it is refused with a reason."""
    (found,) = take("a.txt", text.encode())
    if isinstance(found, Refusal):
        assert found.reason
    else:
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert found.text == plain.strip("\n") or plain.lstrip().startswith("---")


@pytest.mark.parametrize("half", ["\\ud83d", "\\udc00 end", "begin \\ud800"])
def test_halves_of_characters_are_refused(half: str) -> None:
    """JSON can name half a character; no digest or file could hold it."""
    (found,) = take("a.jsonl", f'{{"text": "words {half} words"}}')
    assert isinstance(found, Refusal)
    assert "halves" in found.reason


PLAIN: Any = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(CHARACTERS, max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(CHARACTERS, max_size=8), inner, max_size=4),
    max_leaves=12,
)


@bounded
@given(PLAIN)
def test_canonical_bytes_are_one_form(value: Any) -> None:
    """They are JSON of the same value, the same after a round trip, whatever the order of keys."""
    made = canonical_bytes(value)
    assert json.loads(made) == value
    assert canonical_bytes(json.loads(made)) == made
    if isinstance(value, dict):
        assert canonical_bytes(dict(reversed(value.items()))) == made


@bounded
@given(PLAIN, PLAIN)
def test_ids_tell_kinds_and_contents_apart(one: Any, other: Any) -> None:
    """Equal content, equal id; another content or another kind, another id."""
    assert (identifier("c", one) == identifier("c", other)) == (canonical_bytes(one) == canonical_bytes(other))
    assert identifier("c", one).removeprefix("c_") != identifier("e", one).removeprefix("e_")


DAYS = st.dates().map(lambda d: d.isoformat())
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: TimeRange(min(pair), max(pair), pair[0] == pair[1]))
WORDS = st.none() | st.text(CHARACTERS, max_size=30)
SUPPLIED = st.builds(
    Supplied, published=st.none() | PERIODS, publisher=WORDS, author=WORDS, language=WORDS,
    columns=st.lists(st.tuples(st.sampled_from(["text", "title"]), st.text(CHARACTERS, max_size=9)), max_size=2)
    .map(tuple),
)  # fmt: skip


@bounded
@given(st.lists(SUPPLIED, max_size=5))
def test_records_come_back_from_parquet_as_they_were(records: list[Supplied]) -> None:
    """Record → plain → JSON → record, and rows → Parquet → rows; the same rows give the same bytes."""
    assert [from_plain(Supplied, json.loads(json.dumps(to_plain(r)))) for r in records] == records
    data = parquet.table_bytes(records)
    assert parquet.read_records(data, Supplied, "a table") == tuple(records)
    assert parquet.table_bytes(records) == data


@bounded
@given(TEXTS.filter(lambda t: bool(t.strip())), st.floats(0, 1), st.floats(0, 1))
def test_claims_and_passages_come_back_from_parquet(text: str, left: float, right: float) -> None:
    """With any words, and their slices still fit."""
    report = a_report(text)
    start, end = sorted((int(left * (len(text) - 1)), 1 + int(right * (len(text) - 1))))
    claim = replace(a_claim(report, text, Aspect.DAMAGE, "none"), start=start, end=end, text=text[start:end])
    passage = Passage("p_1", report.id, 0, 0, start, end, text[start:end])
    for kind, record in ((Claim, claim), (Passage, passage), (Report, report)):
        (back,) = parquet.read_records(parquet.table_bytes([record]), kind, "a table")
        assert back == record
    assert digest(parquet.table_bytes([claim])) == digest(parquet.table_bytes([claim]))


REPORT = a_report("The mill at Orvane stands, its keeper told the Harbour Post.")
CLAIMS = tuple(
    replace(a_claim(REPORT, REPORT.text, Aspect.DAMAGE, "none"), id=f"c_{n}", stance=Stance.ASSERT) for n in range(4)
)
ACTS = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from([c.id for c in CLAIMS]), st.just("")),
    st.tuples(st.just("correct"), st.sampled_from([c.id for c in CLAIMS]), st.sampled_from(["ruined", "whole"])),
    st.tuples(st.just("undo"), st.integers(1, 8).map(str), st.just("")),
)


def log(acts: list[tuple[str, str, str]]) -> list[Decision]:
    """Give acts as the numbered decisions of a case."""
    return [
        Decision(number=n, kind=DecisionKind(kind), subject=subject, fields=(("value", value),) if value else (),
                 who="M. Orr", at="2031-05-04", reason="read it")
        for n, (kind, subject, value) in enumerate(acts, start=1)
    ]  # fmt: skip


@bounded
@given(st.lists(ACTS, max_size=8))
def test_an_undone_decision_is_as_if_it_had_not_been_made(acts: list[tuple[str, str, str]]) -> None:
    """Undoing the last act gives what the acts before it gave; undoing that brings it back; replay is steady."""
    made = log(acts)

    def result(decisions: list[Decision]) -> tuple[Claim, ...]:
        return decide.over_claims(CLAIMS, decide.standing(decisions), extract.called)

    assert result(made) == result(made)
    assert {c.id for c in result(made)} <= {c.id for c in CLAIMS}
    if acts and acts[-1][0] != "undo":
        undone = log([*acts, ("undo", str(len(acts)), "")])
        assert result(undone) == result(made[:-1])
        assert result(log([*acts, ("undo", str(len(acts)), ""), ("undo", str(len(acts) + 1), "")])) == result(made)


@bounded
@given(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
def test_a_range_keeps_its_open_sides(low: int | None, high: int | None) -> None:
    """Blank is not nought, through storage too."""
    made = NumberRange(low, high)
    back = from_plain(NumberRange, json.loads(json.dumps(to_plain(made))))
    assert (back.low, back.high) == (low, high)
    assert back == made


@bounded
@given(PLAIN)
def test_the_fast_way_to_canonical_bytes_is_the_reference(plain: Any) -> None:
    """Whatever way is taken, the bytes are those of the reference implementation of RFC 8785."""
    assert canonical_bytes(plain) == rfc8785.dumps(plain)
