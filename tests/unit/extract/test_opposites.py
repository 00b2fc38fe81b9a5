"""Words that a careless reader turns into their opposite; the texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Stance


def doers(text: str) -> list[Claim]:
    """Give the claims of who did it."""
    return [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]


@pytest.mark.parametrize(
    "words",
    ["no longer denies", "has yet to deny", "refused to deny", "failed to deny", "has stopped denying", "did not deny"],
)
def test_who_does_not_deny_denies_nothing(words: str) -> None:
    """A denial that is not made leaves it open."""
    assert {c.stance for c in claims_of(f"The army {words} that it shelled the school in Lom.")} == {Stance.QUESTION}


@pytest.mark.parametrize("words", ["refused to admit", "failed to acknowledge", "has yet to admit"])
def test_who_does_not_admit_concedes_nothing(words: str) -> None:
    """An admission that is not made is none."""
    found = claims_of(f"The army {words} that civilians had died in its strike on Lom.")
    assert found
    assert Stance.CONCEDE not in {c.stance for c in found}


@pytest.mark.parametrize("words", ["not believed to be", "believed not to be"])
def test_not_believed_to_be_theirs(words: str) -> None:
    """Jets that are believed not to be Russian are no Russian ones."""
    found = doers(f"Jets {words} Russian bombed the school in Lom, the police said.")
    assert not [c for c in found if "Russia" in c.value]


@pytest.mark.parametrize("words", ["not untrue", "not false"])
def test_two_negations_deny_nothing(words: str) -> None:
    """What is not untrue is not denied."""
    found = claims_of(f"It is {words} that the army shelled the school in Lom, the UN said.")
    assert found
    assert Stance.DENY not in {c.stance for c in found}


@pytest.mark.parametrize(
    "who",
    ["Nobody but", "No one except", "No one other than", "No force besides", "None but"],
)
def test_nobody_but_the_army_is_the_army(who: str) -> None:
    """Who is left out of "nobody but X" did it."""
    found = doers(f"{who} the army shelled the school in Lom, the police said.")
    assert [(c.value, c.stance) for c in found] == [("army", Stance.ASSERT)]


@pytest.mark.parametrize("who", ["Neither the army nor the rebels", "No group"])
def test_who_is_none_denies_nothing(who: str) -> None:
    """A denial by none of them is no denial."""
    found = claims_of(f"{who} denied shelling the school in Lom.")
    assert Stance.DENY not in {c.stance for c in found}


@pytest.mark.parametrize("words", ["repeated", "stood by", "reiterated", "maintained"])
def test_a_denial_said_again_denies(words: str) -> None:
    """Who stands by a denial denies."""
    found = claims_of(f"The army {words} its denial that it had shelled the school in Lom.")
    assert {(c.originator.name, c.stance) for c in found} == {("army", Stance.DENY)}


def test_who_condemns_reports_says_nothing_of_what_they_report() -> None:
    """Reports that are condemned are others' words."""
    found = claims_of("The ministry condemned reports that the army shelled the school in Lom.")
    assert "ministry" not in {h.agent.name for c in found for h in c.chain}


@pytest.mark.parametrize(("by", "stance"), [("was", Stance.DENY), ("could not be", Stance.ASSERT)])
def test_a_possibility_ruled_out(by: str, stance: Stance) -> None:
    """A possibility that was ruled out is denied by who says so; one that could not be stays one."""
    found = claims_of(f"The possibility that the army shelled the school in Lom {by} ruled out, the UN said.")
    assert {(c.originator.name, c.stance) for c in found} == {("United Nations", stance)}


def test_no_quotation_mark_speaks() -> None:
    """The speaker stands after the closing mark."""
    found = claims_of("«The army killed them in Lom,» said Maria Bell.")
    assert {c.originator.name for c in found} == {"Maria Bell"}
