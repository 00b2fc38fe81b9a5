"""Ages, posts, notes on a list's items, acts tied to a party, and claims called false: invented texts and names."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


def doers(text: str) -> set[tuple[str, str, str]]:
    """Give who is said or denied to have done something, and by whom."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]
    return {(c.originator.name, c.stance.value, str(c.value)) for c in found}


def counts(text: str) -> list[str]:
    """Give the tolls of a text."""
    return [str(c.value) for c in claims_of(text) if c.aspect is Aspect.COUNT]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Bell, 19, was killed in shelling in Lom on Friday.",
        "A girl, 9, and her mother were killed in shelling in Lom.",
        "Tam Orel (34) was killed in shelling in Lom.",
    ],
)
def test_an_age_is_no_toll(text: str) -> None:
    """A bare number set apart behind one person is how old the person was."""
    assert counts(text) == []


def test_a_number_after_a_deed_is_a_toll() -> None:
    """What stands behind a comma without a person before it counts."""
    assert any(c.startswith("12 killed") for c in counts("Soldiers shelled a market in Lom, killing 12, and left."))


def test_claims_called_false_are_denied_by_who_calls_them_so() -> None:
    """Of "army claims that P are false" the army says P, and only who calls it false denies it."""
    found = doers("Army claims that rebels shelled Lom are false, the mayor said.")
    assert found == {("army", "assert", "rebels"), ("mayor", "deny", "rebels")}


def test_an_attack_repelled_was_made_and_one_foiled_was_not() -> None:
    """Who repels an attack was attacked."""
    assert doers("The garrison repelled an attack by rebels on Lom, the mayor said.") == {("mayor", "assert", "rebels")}
    assert doers("The garrison foiled an attack by rebels on Lom, the mayor said.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors traced the shelling of Lom to the army.",
        "The inspectors pinned the shelling of Lom on the army.",
        "The shelling of Lom was linked to the army by the inspectors.",
        "Blame for the shelling of Lom was laid on the army by the inspectors.",
    ],
)
def test_an_act_tied_to_a_party_is_a_charge(text: str) -> None:
    """Who ties it says so."""
    assert doers(text) == {("inspectors", "assert", "army")}


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors said the shelling of Lom could not be traced to the army.",
        "The inspectors did not link the shelling of Lom to the army.",
        "The inspectors linked the shelling of Lom to the harvest.",
    ],
)
def test_an_act_not_tied_or_tied_to_a_thing_charges_nobody(text: str) -> None:
    """Only a party that is tied to the act is charged with it."""
    assert not [d for d in doers(text) if d[1] == Stance.ASSERT.value]


def test_a_handle_before_a_colon_speaks() -> None:
    """A post's line passes on whose handle it opens with."""
    assert doers("@lom_watch: the army shelled the market in Lom on Friday") == {("@lom_watch", "assert", "army")}


def test_pictures_and_marks_of_news_say_nothing() -> None:
    """The report speaks in "Breaking:" as anywhere."""
    plain = doers("The army shelled the market in Lom on Friday")
    assert doers("💥 Breaking: army shelled the market in Lom on Friday 🔥") == plain


def test_a_note_on_an_item_of_a_list_is_of_it_alone() -> None:
    """A source in brackets on the second item says nothing of the first."""
    first, second = "- The army shelled Lom, nurses said", "- Rebels shelled Orsk, residents said (source: Lom Radio)."
    chains = {
        str(c.value): [h.agent.name for h in c.chain]
        for c in claims_of(f"{first}.\n{second}")
        if c.aspect is Aspect.PERPETRATOR
    }
    assert "Lom Radio" in chains["rebels"]
    assert "Lom Radio" not in chains["army"]


def test_who_is_shown_before_a_quotation_speaks_in_it() -> None:
    """The one person of whom the sentence before tells says "we" in it, unless the person died."""
    said = '"We saw the army shell the market in Lom."'
    assert doers(f"Ann Bell was at home when it began. {said}") == {("Ann Bell", "assert", "army")}
    assert "Ann Bell" not in {d[0] for d in doers(f"Ann Bell died when it began. {said}")}
