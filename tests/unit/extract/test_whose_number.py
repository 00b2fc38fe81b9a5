"""Whose number it is, what it counts, and who only does not vouch for it: invented texts in several wordings."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


def numbers(text: str) -> set[str]:
    """Give the numbers of a text with what they count; parts of a larger number are marked."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    return {
        f"{c.range.words() if c.range else ''} {c.measure}{' of them' if 'part' in (c.unit or '') else ''}"
        for c in found
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A strike hit Velno, killing at least 19 people, including four boys, and wounding 50 others.",
            {"at least 19 killed", "4 killed", "50 injured"},
        ),
        (
            "The blast killed 12 villagers, among them four children and three women, and hurt 30 more people.",
            {"12 killed", "4 killed", "3 killed", "30 injured"},
        ),
        (
            "Nine people, including two children, were killed and 31 others were wounded in Velno.",
            {"9 killed", "2 killed", "31 injured"},
        ),
        (
            "At least 12 people, among them three women, died and 20 more were hurt when shells hit Velno.",
            {"at least 12 killed", "3 killed", "20 injured"},
        ),
        (
            "The attack wounded 40 people, including six medics, and killed four others.",
            {"40 injured", "6 injured", "4 killed"},
        ),
        ("The blast in Velno left 19 dead and 50 injured.", {"19 killed", "50 injured"}),
        ("19 killed, 50 wounded in Velno blast.", {"19 killed", "50 injured"}),
        (
            "The raid on Velno killed 9 people, including two children killed at home and three women.",
            {"9 killed", "2 killed", "3 killed"},
        ),
    ],
)
def test_a_number_takes_the_measure_of_its_own_verb(text: str, told: set[str]) -> None:
    """What is counted by another verb than the dead is no part of the dead, though "including" stands before it."""
    assert numbers(text) == told


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Velno Online does not retract the toll of at least 19 dead.", Stance.ASSERT),
        ("Velno Online refused to withdraw its toll of 19 dead.", Stance.ASSERT),
        ("The council has not withdrawn its claim that the army shelled Velno.", Stance.ASSERT),
        ("The council has never retracted its claim that the army shelled Velno.", Stance.ASSERT),
        ("Velno Online retracted its toll of 19 dead.", Stance.RETRACT),
        ("Velno Online had to withdraw its figure of 19 dead.", Stance.RETRACT),
        ("The council retracted its claim that the army shelled Velno.", Stance.RETRACT),
    ],
)
def test_what_is_not_taken_back_still_stands(text: str, stance: Stance) -> None:
    """Who does not retract, or refuses to, stands by what was said."""
    assert {c.stance for c in claims_of(text)} == {stance}


@pytest.mark.parametrize(
    "words",
    [
        "The council said earlier that",
        "The council said later that",
        "The council said again that",
        "The council earlier said that",
    ],
)
def test_when_it_was_said_is_no_part_of_what_is_said(words: str) -> None:
    """A word of time between a saying and what is said does not make it the outlet's own."""
    found = claims_of(f"{words} rebels had shelled Velno.")
    assert {c.originator.name for c in found} == {"council"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized Velno on Monday. A nurse said that she did not know who held the town.",
        "Rebels shelled Velno on Monday. A nurse did not know who fired the shells.",
        "Rebels shelled Velno on Monday. A nurse would not say who fired the shells.",
        "Rebels seized Velno on Monday. The council could not confirm who controlled the town.",
    ],
)
def test_who_does_not_know_answers_nothing(text: str) -> None:
    """Not to know who did it, or who holds a place, bears on nobody who was named before."""
    others = [c for c in claims_of(text) if c.originator.name != "Harbour Post"]
    assert {c.value for c in others} <= {"unknown"}
    assert not others or "who fired" in text


@pytest.mark.parametrize(
    "text",
    [
        "The army denied responsibility for the strike on the market in Velno.",
        "The army denied any role in the shelling that killed 12 people in Velno.",
        "The army denied involvement in the attack that hit the market in Velno.",
    ],
)
def test_who_denies_a_part_in_an_act_does_not_tell_it(text: str) -> None:
    """The denial is of who did it alone: that it was done, and what it did, are the teller's words."""
    found = {(c.aspect, c.stance) for c in claims_of(text) if c.originator.name == "army"}
    assert found == {(Aspect.PERPETRATOR, Stance.DENY)}
    assert all(c.actor is None for c in claims_of(text) if c.originator.name == "Harbour Post")


@pytest.mark.parametrize(
    "text",
    [
        "The council could not confirm the figure of 54 dead given by the Northern Front.",
        "The council could not verify the Northern Front's figure of 54 dead.",
        "The council was unable to confirm the toll of 54 dead given by the Northern Front.",
    ],
)
def test_a_figure_is_of_whoever_gave_it(text: str) -> None:
    """Who could not confirm another's figure does not give it: the number is the other's."""
    found = {(c.originator.name, c.stance) for c in claims_of(text)}
    assert found == {("Northern Front", Stance.ASSERT), ("council", Stance.QUESTION)}


def test_a_figure_that_is_denied_is_of_whoever_gave_it() -> None:
    """A denial of another's figure is the other's number and the denial; a place's toll is nobody's."""
    found = {(c.originator.name, c.stance) for c in claims_of("The army rejected the council's figure of 54 dead.")}
    assert found == {("council", Stance.ASSERT), ("army", Stance.DENY)}
    assert {c.originator.name for c in claims_of("Velno's toll of 54 dead shocked the country.")} == {"Harbour Post"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The Northern Front said that 15 army soldiers and three of its own fighters were killed.",
            {("15", "army"), ("3", "Northern Front")},
        ),
        (
            "Men of the Northern Front took Velno, the Northern Front said. "
            "It said that 15 soldiers of the Velnish army were killed and that three of its fighters were killed.",
            {("15", "Velnish army"), ("3", "Northern Front")},
        ),
        (
            "The council said that 15 Velnish soldiers and three Northern Front fighters died.",
            {("15", "Velnish army"), ("3", "Northern Front")},
        ),
        ("The clash in Velno killed 12 young soldiers.", {("12", None)}),
    ],
)
def test_the_dead_of_two_sides_are_two_groups(text: str, sides: set[tuple[str, str | None]]) -> None:
    """Combatants are counted for the side that the words name, also one no list knows; "its own" is who says it."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert {(c.range.words() if c.range else "", c.target) for c in found} == sides


@pytest.mark.parametrize(
    ("text", "act", "when"),
    [
        ("Families mourned on Tuesday, a day after an air strike hit the market in Velno.", "air_strike", None),
        ("On Tuesday, two days after shells hit the school, the mayor of Velno resigned.", "shelling", None),
        ("An air strike hit the market on Tuesday, a day after rebels shelled Velno.", "air_strike", "on Tuesday"),
        ("Rebels shelled Velno on Tuesday after an air strike hit the market.", "air_strike", "on Tuesday"),
        ("In 2031 the mayor of Velno resigned ten days after an air strike hit the market.", "air_strike", "In 2031"),
    ],
)
def test_days_after_an_act_are_not_its_days(text: str, act: str, when: str | None) -> None:
    """The day of what came days after an act is not that of the act."""
    told = [c for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE and c.act_type == act]
    assert {c.time_words for c in told} == {when}


def test_when_men_were_held_is_not_when_the_strike_was() -> None:
    """The day of what people did after an act is not the act's; what people bear of it is mostly of its day."""
    held = claims_of("Police detained three men in Velno on Wednesday after the shelling of the market.")
    assert {c.time_words for c in held if c.act_type == "shelling"} == {None}
    assert all(c.time_words for c in held if c.act_type == "detention")
    borne = claims_of("Four people were killed in Velno on Wednesday after the shelling of the market.")
    assert all(c.time_words for c in borne)


def test_who_counts_the_dead_gives_their_number() -> None:
    """ "The office counts 16 dead in the strike" is the office's number, of the strike."""
    (count,) = [
        c
        for c in claims_of("The Velno Health Office now counts 16 dead in Monday's air strike on the clinic.")
        if c.aspect is Aspect.COUNT
    ]
    assert (count.originator.name, count.act_type) == ("Velno Health Office", "air_strike")


def test_wounded_who_died_are_dead() -> None:
    """ "Two wounded died" counts dead, some of those wounded; "two wounded fled" counts wounded."""
    assert numbers("Two wounded died later in hospital.") == {"2 killed of them"}
    assert numbers("The blast left 12 dead and three wounded.") == {"12 killed", "3 injured"}


@pytest.mark.parametrize("words", ["denied that it had used rockets", "denied using rockets"])
def test_who_denies_using_a_weapon_denies_the_weapon(words: str) -> None:
    """The strike may still have been its own; with a gas, the weapon is the act."""
    told = f"Shells hit the station of Velno on Monday. The army {words}."
    denied = {c.aspect for c in claims_of(told) if c.stance is Stance.DENY}
    assert denied == {Aspect.WEAPON}
    gas = {
        c.aspect for c in claims_of("The army denied that it had used chlorine in Velno.") if c.stance is Stance.DENY
    }
    assert Aspect.PERPETRATOR in gas
