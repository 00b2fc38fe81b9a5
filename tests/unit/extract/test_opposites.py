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
