"""A time of the background dates no act, a number of nothing sure counts nothing; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings


def told(text: str) -> tuple[Claim, ...]:
    """Give the claims of a report of 6 June 2031."""
    report = a_report(text, day="2031-06-06")
    return RuleExtractor().claims(report, read.passages(report, Settings()))


@pytest.mark.parametrize(
    "text",
    [
        "It was the deadliest attack on a mill since the collapse of the truce in March.",
        "Soldiers shelled a mill, in what would be the worst attack on a mill since the end of the talks in May.",
        "It was the first strike on a mill since the snow melted in April.",
        "The mill, which opened in March, was shelled by soldiers.",
        "The mayor, who took office in May, said soldiers had shelled a mill.",
    ],
)
def test_since_when_is_not_when(text: str) -> None:
    """Nor is when something else was, told aside."""
    found = [c for c in told(text) if c.aspect is Aspect.OCCURRENCE]
    assert found
    assert {c.time for c in found} == {None}


def test_what_is_told_aside_keeps_its_time() -> None:
    """A clause that tells of the act itself dates it, and so does the day beside the background."""
    aside = told("The mill, which soldiers had shelled in March, was closed.")
    assert {c.time.start for c in aside if c.aspect is Aspect.PERPETRATOR and c.time} == {"2031-03-01"}
    text = "Soldiers shelled the mill on 4 June, in the worst attack since the truce collapsed in March."
    assert {c.time.start for c in told(text) if c.aspect is Aspect.PERPETRATOR and c.time} == {"2031-06-04"}


def test_the_heaviest_toll_since_is_of_one_happening() -> None:
    """A number since a time is not, and keeps the words that say so."""
    one = told("The raid killed 12, the heaviest toll since May.")
    many = told("Since May 40 people have been killed in Velno.")
    words = [[c.time_words for c in claims if c.aspect is Aspect.COUNT] for claims in (one, many)]
    assert words[0] == [None]
    assert words[1][0] is not None


def test_a_time_told_aside_is_not_carried_on() -> None:
    """Since when a body has worked somewhere is no time of what befell its people."""
    found = told("The agency, which has run the mill since 2021, condemned the raid. Three of its staff were killed.")
    assert {(c.time, c.time_words) for c in found if c.aspect is Aspect.COUNT} == {(None, None)}


def test_a_number_that_may_count_either_counts_nothing() -> None:
    """Of the dead or of the missing: nothing tells; where only the dead were counted, it is of them."""
    dead, missing = "Twelve people were killed in Velno. ", "Rescuers said more than 15 were missing. "
    both = told(dead + missing + "They are saying 19 now.")
    alone = told(dead + "They are saying 19 now.")
    found = [{c.value for c in claims if c.aspect is Aspect.COUNT and c.text == "19"} for claims in (both, alone)]
    assert found == [set(), {"19 killed (unknown)"}]
