"""Who admits or denies that civilians died, and numbers after "between"; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, ClaimAct, Measure, VictimClass

STRIKE = "An air strike hit Osmer on 4 March 2031. "


@pytest.mark.parametrize(
    "words",
    [
        "The army admitted that civilians had died.",
        "The army admitted that civilians had been killed.",
        "The army acknowledged that there had been civilian casualties.",
    ],
)
def test_who_admits_that_civilians_died_admits_harm(words: str) -> None:
    """It is told of the act before, as harm conceded, and is no statement beside it."""
    (told,) = [c for c in claims_of(STRIKE + words) if c.originator.name == "army"]
    assert (told.aspect, told.value, told.claim_act) == (Aspect.VICTIM_STATUS, "civilians", ClaimAct.CONCEDE_HARM)
    assert told.act_type == "air_strike"


def test_who_denies_that_civilians_died_counts_none() -> None:
    """As with "were killed", none is what is said of those who died."""
    told = [c for c in claims_of(STRIKE + "The army denied that civilians had died.") if c.aspect is Aspect.COUNT]
    assert [(c.claim_act, c.victim_class) for c in told] == [(ClaimAct.DENY_HARM, VictimClass.CIVILIAN)]


@pytest.mark.parametrize(
    "words",
    [
        "A doctor said between 15 and 20 bodies had been brought in.",
        "A doctor at the Osmer hospital, Pella Amrin, said between 15 and 20 bodies had been brought in.",
        "The mayor said between 15 and 20 people had been killed.",
        "The mayor said between 15 and 20 people died.",
        "Rescuers pulled between 15 and 20 bodies from the rubble.",
    ],
)
def test_a_number_after_between_is_counted_whatever_verb_stands_before(words: str) -> None:
    """Nothing lies between two numbers: they count what stands after them."""
    (told,) = [c for c in claims_of(STRIKE + words) if c.aspect is Aspect.COUNT]
    assert told.measure is Measure.KILLED
    assert told.range is not None
    assert told.range.words() == "15–20"
