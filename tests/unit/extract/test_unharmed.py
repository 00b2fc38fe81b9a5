"""Denials that anybody was harmed: they count none, and deny nothing else; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, ClaimAct, Stance

BEFORE = "On 4 March an air strike hit the market of Osmer, killing 14 people. The Karran army "


def told(words: str) -> set[tuple[str, str, str]]:
    """Give (aspect, stance, value) of what the army says."""
    claims = [c for c in claims_of(BEFORE + words) if c.originator.name != "Harbour Post"]
    return {(c.aspect.value, c.stance.value, c.value) for c in claims}


@pytest.mark.parametrize(
    ("words", "none"),
    [
        ("denied that any civilian was killed.", "0 killed (civilian)"),
        ("denied that civilians had been killed.", "0 killed (civilian)"),
        ("denied that anyone had been killed.", "0 killed (unknown)"),
        ("denied there were any civilian casualties.", "0 killed (civilian)"),
        ("denied civilian deaths.", "0 killed (civilian)"),
        ("rejected claims that civilians had been killed.", "0 killed (civilian)"),
        ("denied that the raid killed civilians.", "0 killed (civilian)"),
        ("denied that any child had been hurt.", "0 injured (children)"),
    ],
)
def test_who_denies_that_anybody_was_harmed_counts_none(words: str, none: str) -> None:
    """The denial is a number, nought; that the strike happened is not denied with it."""
    found = told(words)
    assert ("count", "assert", none) in found
    assert not [row for row in found if row[1] == "deny"]


@pytest.mark.parametrize(
    ("words", "aspect"),
    [
        ("denied that 14 people were killed.", "count"),
        ("denied killing civilians.", "perpetrator"),
        ("denied that its forces had killed civilians.", "perpetrator"),
    ],
)
def test_other_denials_stay_what_they_are(words: str, aspect: str) -> None:
    """A number denied is no nought, and who denies having done it says nothing of the dead."""
    found = told(words)
    assert aspect in {row[0] for row in found if row[1] == "deny"}
    assert not [row for row in found if row[2].startswith("0 ")]


def test_the_act_of_it_is_a_denial_of_harm() -> None:
    """ "No civilian was killed" denies harm in whatever words."""
    for words in ("said that no civilians were killed.", "denied that any civilian was killed."):
        found = [c for c in claims_of(BEFORE + words) if c.aspect is Aspect.COUNT and c.stance is Stance.ASSERT]
        assert ClaimAct.DENY_HARM in {c.claim_act for c in found}


@pytest.mark.parametrize(
    "words", ["said no cluster bombs were used in Osmer.", "denied that cluster bombs were used in Osmer."]
)
def test_a_weapon_that_was_not_used_is_the_weapon_alone(words: str) -> None:
    """Who says that no cluster bombs were used does not say that there was no strike."""
    assert told(words) == {("weapon", "deny", "cluster bomb")}


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("accepted responsibility for the deaths of the children in the strike.", ClaimAct.ACCEPT_RESPONSIBILITY),
        ("took responsibility for the deaths of civilians.", ClaimAct.ACCEPT_RESPONSIBILITY),
        ("acknowledged civilian deaths in its air strike.", ClaimAct.CONCEDE_HARM),
        ("said it regretted the deaths of civilians in its air strike.", ClaimAct.CONCEDE_HARM),
    ],
)
def test_who_owns_up_to_deaths_did_it(words: str, act: ClaimAct) -> None:
    """Responsibility for deaths, and deaths in an act of one's own, are an admission of harm."""
    found = [c for c in claims_of(BEFORE + words) if c.stance is Stance.CONCEDE and c.aspect is Aspect.PERPETRATOR]
    assert {(c.value, c.claim_act) for c in found} == {("Karran army", act)}


def test_regret_alone_admits_nothing() -> None:
    """Who regrets deaths has not said that they were its doing."""
    assert "perpetrator" not in {row[0] for row in told("regretted the deaths of civilians.")}
