"""Whose words an inserted saying, or a doubt after what was reported, makes them; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_rival_accounts import rows

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    "text",
    [
        "The mill, which, it was alleged by villagers, was shelled by soldiers, has closed.",
        "The mayor visited the mill, which, it is claimed by villagers, was shelled by soldiers.",
        "The mill, which, villagers said, was shelled by soldiers, has closed.",
        "The mill that, villagers claim, was shelled by soldiers has closed.",
        "The mill, which, according to villagers, was shelled by soldiers, has closed.",
        "The mill, which, as villagers told reporters, was shelled by soldiers, has closed.",
    ],
)
def test_a_relative_clause_is_of_who_says_it(text: str) -> None:
    """The outlet does not tell it."""
    assert rows(text, Aspect.PERPETRATOR) == {("villagers", "assert", "soldiers")}


def test_what_follows_the_clause_stays_the_outlets() -> None:
    """With the noun that the clause is of for its subject; what nobody named alleges is a nobody's."""
    told = rows("The hospital, which, it was alleged by rebels, was bombed by a jet, was destroyed.", Aspect.DAMAGE)
    assert told == {("Harbour Post", "assert", "destroyed")}
    found = rows("Residents buried a man who, it is alleged, was tortured by police.", Aspect.PERPETRATOR)
    assert {speaker for speaker, _, _ in found} == {"unnamed source (alleged)"}


@pytest.mark.parametrize(
    "text",
    [
        "The mission said it had received reports that a mill was shelled but had not been able to verify who did it.",
        "The mission said a mill was shelled but was unable to identify the unit responsible, Orsk Radio reported.",
        "A mill was shelled. The mission had not been able to establish who did it, Orsk Radio reported.",
    ],
)
def test_a_doubt_is_of_who_could_not_verify(text: str) -> None:
    """Not the outlet's, whoever passes it on."""
    assert {who for who, stance, _ in rows(text, Aspect.PERPETRATOR) if stance == "question"} == {"mission"}
