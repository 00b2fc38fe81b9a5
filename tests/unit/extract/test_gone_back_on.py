"""Figures and reports that are put right, rejected or gone back on: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of


@pytest.mark.parametrize(
    "words",
    [
        "The ministry revised the death toll from 15 to 12.",
        "The ministry cut the death toll in Aleppo from 15 to 12.",
        "The ministry lowered its toll from 15 dead to 12.",
        "The ministry corrected its earlier figure of 15 dead to 12.",
        "The ministry corrected an earlier toll of 15, saying 12 people had died.",
    ],
)
def test_a_lower_figure_takes_the_place_of_the_one_before(words: str) -> None:
    """Who changes a toll gives the new number and takes the old one back."""
    counts = {(r[2], r[4]) for r in rows_of(words) if r[3] == "count"}
    assert counts == {("retract", "15 killed (unknown)"), ("assert", "12 killed (unknown)")}


def test_a_range_is_no_change() -> None:
    """A toll of so many to so many is one number."""
    counts = [r[4] for r in rows_of("The hospital gave a toll of 12 to 15 dead.") if r[3] == "count"]
    assert counts == ["12–15 killed (unknown)"]


@pytest.mark.parametrize(
    "words",
    [
        "The army rejected the UN report on the shelling.",
        "The army dismissed the panel's findings on the attack.",
        "The army disputed the report on the shelling of the market.",
    ],
)
def test_a_report_on_a_deed_is_rejected_and_not_the_deed(words: str) -> None:
    """Who rejects what somebody found of a deed denies having done it, and not that it was done."""
    found = [r[1:] for r in rows_of(f"A UN panel said the army shelled the market in Aleppo. {words}")]
    assert ("Syrian army", "deny", "perpetrator", "Syrian army") in found
    assert not [r for r in found if r[1] == "deny" and r[2] != "perpetrator"]


def test_reports_of_a_deed_are_denied() -> None:
    """Reports that are nobody's tell the deed, and who rejects them denies it."""
    found = [r[1:] for r in rows_of("The army rejected reports of the shelling of Aleppo.")]
    assert ("Syrian army", "deny", "occurrence", "shelling of Aleppo") in found
