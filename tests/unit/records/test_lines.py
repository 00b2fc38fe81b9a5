"""A record's line is its canonical JSON, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.canonical import canonical_bytes
from counterclaim.records.claim import Claim, Hop
from counterclaim.records.codec import to_plain
from counterclaim.records.coverage import CoverageRow, SpanRef
from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin
from counterclaim.records.lines import line
from counterclaim.records.source import Passage, Report
from tests.unit.builders import a_report

KINDS = (Claim, CoverageRow, Event, Finding, Grade, Hop, Lineage, Origin, Passage, Report)
ODD = 'a "b"\\\u2028\u00e9\U0001f54a\x00\x1f\n'


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_a_line_is_the_canonical_json_of_its_record(kind: type, data: st.DataObject) -> None:
    """Any record of any class in a run has the bytes that the reference gives."""
    record = data.draw(st.from_type(kind))
    try:
        wanted = canonical_bytes(to_plain(record))
    except ValueError as refused:
        with pytest.raises(type(refused)):
            line(record)
    else:
        assert line(record).encode() == wanted


@pytest.mark.parametrize(
    "number", [0.0, -0.0, 1.0, 0.5, -2.25, 0.1, 1e-5, 1e-7, 123456789012345.6, 1e16, 1.5e17, 2.0**53, 1e21, 5e-324]
)
def test_fractions_are_written_as_the_standard_does(number: float) -> None:
    """Small, large and whole fractions; the place's other fields have words in them that want care."""
    place = Place(ODD, number, -number, 5, "town")
    assert line(place).encode() == canonical_bytes(to_plain(place))


def test_what_has_no_canonical_form_is_refused_as_the_reference_does() -> None:
    """A number that is none, one that is too large, and half of a pair of surrogates."""
    for record in (NumberRange(float("inf"), None), SpanRef(report="r", start=2**60, end=0, words="")):
        with pytest.raises(ValueError, match=r"."):
            canonical_bytes(to_plain(record))
        with pytest.raises(ValueError, match=r"."):
            line(record)
    with pytest.raises(ValueError, match=r"."):
        line(a_report("\ud800"))
