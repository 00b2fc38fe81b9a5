"""Blame after a clause, bombs on wheels, and which attack is meant where two were told: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The envoy told the council that rebels had shelled Velno, blaming the commander.", "envoy"),
        ("Rebels shelled Velno, blaming the army for the raid on Tarsk.", "rebels"),
    ],
)
def test_blame_after_a_deed_is_of_who_told_it(text: str, speaker: str) -> None:
    """Who shelled a town does not blame somebody by it; who is the sentence's own subject does."""
    blamed = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR and c.value in {"commander", "army"}]
    assert [speaker in c.chain[0].agent.name for c in blamed] == [True]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("A truck loaded with explosives blew up on the edge of Velno on Monday.", set()),
        ("A van packed with large quantities of explosives exploded at the school in Velno.", {"school"}),
        ("An explosives-laden car exploded near the market in Velno.", {"market"}),
        ("A truck loaded with flour exploded in Velno.", {"truck"}),
        ("A bus exploded near the market in Velno.", {"bus"}),
    ],
)
def test_a_bomb_on_wheels_is_not_what_it_hit(text: str, hit: set[str]) -> None:
    """What carries the charge is no target; what else blows up is."""
    assert {c.value for c in claims_of(text) if c.aspect is Aspect.TARGET} == hit


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norland shelled Tarsk on Thursday. On Tuesday a gas attack in Velno killed 80 people. The mayor blamed the "
         "army for the attack.", "other"),
        ("Norland shelled Tarsk on Thursday. A chemical attack on the town of Velno killed 80 people. Norland denied "
         "the attack.", "chemical_attack"),
        ("Norland shelled Tarsk on Thursday. On Tuesday gunmen killed 12 people in Velno. The mayor blamed the army "
         "for the attack.", "other"),
        ("Norland shelled Tarsk on Thursday. Twelve people were killed. The mayor blamed the army for the attack.",
         "shelling"),
        ("Norland shelled Tarsk on Thursday. The president said it was a response to the gas attack in Velno. Five "
         "people were killed in the attack, the governor said.", "shelling"),
        ("The army shelled the clinic in Velno. The staff said that chemical weapons were used. The clinic was closed "
         "by the attack, the mayor said.", "shelling"),
        ("A gas attack hit Velno on Monday. Jets struck the clinic in Velno on Tuesday. The mayor blamed the army "
         "for the attack.", "air_strike"),
    ],
)  # fmt: skip
def test_the_attack_is_the_one_told_last(text: str, act: str) -> None:
    """A shelling told before the gas attack is not what "the attack" after it means."""
    last = [c for c in claims_of(text) if c.start > text.rindex(". ", 0, -1)]
    assert {c.act_type for c in last if c.aspect in {Aspect.PERPETRATOR, Aspect.OCCURRENCE}} == {act}
