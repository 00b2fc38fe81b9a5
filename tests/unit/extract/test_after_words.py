"""Who stands after what is said, and denials in a word: sentences made up for this project, of nobody real."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_whose_words import claims_of, told

from counterclaim.records.words import Aspect, Stance

DOCTOR = "a doctor at the town clinic"


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (f", {DOCTOR} said.", "doctor at the town clinic"),
        (", Ann Bell, a nurse, told reporters.", "ann bell"),
        (", the governor of the province, Ann Bell, said.", "ann bell"),
        (f", according to {DOCTOR}.", "doctor at the town clinic"),
        (f", said {DOCTOR}.", "doctor at the town clinic"),
    ],
)
@pytest.mark.parametrize(
    "told_first",
    [
        "Two rockets landed on the school and wounded nine pupils",
        "Shells hit the grain market on Monday and killed at least 7 people",
        "Gunmen attacked the convoy, killing 12 drivers",
    ],
)
def test_who_stands_at_the_end_says_all_of_it(told_first: str, words: str, speaker: str) -> None:
    """A trailing attribution is that of both verbs, and its speaker is no part of the number's words."""
    found = claims_of(told_first + words)
    assert {c.chain[0].agent.name.lower() for c in found} == {speaker}
    assert all("doctor" not in c.text and "Bell" not in c.text for c in found)
    assert any(c.aspect is Aspect.COUNT for c in found)


@pytest.mark.parametrize(
    "denial",
    [
        "firing",
        "shelling the market",
        "having fired",
        "opening fire",
        "doing so",
        "any involvement",
        "that it had opened fire",
        "that its troops fired",
        "its forces were responsible",
        "it was involved",
        "being behind the attack",
    ],
)
def test_a_deed_denied_in_a_word_is_that_told_before(denial: str) -> None:
    """Who denies firing denies having done what was told, and not that it was done."""
    found = claims_of(f"Shells hit the market in Tarn on Monday, a doctor said. The Halden army denied {denial}.")
    denied = [c for c in found if c.stance is Stance.DENY]
    assert [(c.aspect, c.actor, c.act_type, c.target) for c in denied] == [
        (Aspect.PERPETRATOR, "Halden army", "shelling", "market")
    ]
    assert denied[0].chain[0].agent.name == "Halden army"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The mayor said the army had shelled the mosque. Rebels call this an invention.", ("rebels", "deny")),
        ("The mayor said the army had shelled the mosque. The ministry said that was untrue.", ("ministry", "deny")),
        ("The mayor said the army had shelled the mosque. There was no confirmation of the claim.", ("", "question")),
    ],
)
def test_what_is_called_a_lie_or_unconfirmed_is_what_was_said(text: str, row: tuple[str, str]) -> None:
    """A pronoun that is dismissed stands for what was said last; no confirmation leaves it open."""
    assert row in {(who, stance) for who, stance, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "doer", "act"),
    [
        ("Shells hit the market. The mayor blamed the shelling on the army.", "army", "shelling"),
        ("Petr Harsk blamed the killings on bandits.", "bandits", "massacre_execution"),
        ("The court found Ivo Reth guilty of murdering three prisoners.", "Ivo Reth", "massacre_execution"),
        ("The library was hit by a rebel shell, the army said.", "rebels", "shelling"),
        ("One of the army's drones hit a wedding party in Lom.", "army", "drone_strike"),
        ("The Delvar air force struck a mill.", "Delvar air force", "air_strike"),
        ("Soldiers set fire to the library, residents said.", "soldiers", "property_destruction"),
        ("Rebels accuse soldiers of looting shops and beating an old man.", "soldiers", "other"),
        (
            "A bomb exploded in Lom. A caller claiming to speak for the Red Front claimed responsibility.",
            "Red Front",
            "ied_mine",
        ),
    ],
)
def test_who_did_it(text: str, doer: str, act: str) -> None:
    """Who is blamed, found guilty, spoken for, or whose weapon it was."""
    assert (doer, act) in {(c.actor, c.act_type) for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR}


def test_it_is_the_thing_told_of_and_not_who_accuses() -> None:
    """A ministry that accuses somebody of dynamiting "it" was not dynamited."""
    found = claims_of("The mosque in Lom lies in ruins. The culture ministry accuses the rebels of dynamiting it.")
    assert {c.target for c in found} == {"mosque"}
    assert ("destroyed", "Harbour Post") in {(c.value, c.chain[0].agent.name) for c in found}


def test_what_was_admitted_of_a_strike_is_admitted_of_its_dead() -> None:
    """The number in "admitted that a drone hit a bus, killing four" is conceded too."""
    found = claims_of("The army admitted that one of its drones had hit a bus in Lom, killing four people.")
    assert {c.stance for c in found} == {Stance.CONCEDE}


def test_a_dateline_hit_nothing() -> None:
    """The place of a dateline is no subject, and no part of a claim's words."""
    found = claims_of("ORMEK, March 12 - An air strike hit a depot, killing 14 people, the governor said.")
    assert {c.act_type for c in found} == {"air_strike"}
    assert all("ORMEK" not in c.text for c in found)


def test_it_is_no_thing_where_the_sentence_before_names_several() -> None:
    """Of a road to a prison, neither is what was blown up."""
    found = claims_of("The truce opens the road to Lom prison. The rebels blew it up on 30 May.")
    assert {c.target for c in found} == {None}
