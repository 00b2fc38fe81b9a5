"""What is done to persons, who doubts in a quotation, and bodies under several names: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report
from tests.unit.extract.test_prose import claims_of

from counterclaim.extract.named.authors import author
from counterclaim.records.source import CHAT_EXPORT
from counterclaim.records.words import AgentKind, Aspect, Measure, Stance


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lena Dorv was assaulted by masked men outside her home on Friday, police said.",
        "An assault on journalist Petra Harsk left her with a broken arm, her editor said.",
        "The director of the hospital was assaulted on Friday, police said.",
        "Two witnesses said that the prisoners were beaten.",
    ],
)
def test_persons_are_assaulted_and_not_stormed(text: str) -> None:
    """An assault on somebody is no offensive, and no fighting."""
    assert {c.act_type for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE} == {"other"}


def test_fighters_who_are_beaten_have_lost() -> None:
    """“Beat the rebels” is no assault on them."""
    assert not [c for c in claims_of("The army beat the rebels at Velno, a minister said.") if c.act_type == "other"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Troops rounded up 31 men in the village of Velno, residents said.", 31),
        ("Soldiers took 12 people from the village of Velno on Monday, residents said.", 12),
        ("Residents said that 14 people were taken.", 14),
        ("Police said that nine people were taken into custody.", 9),
        ("Forty men are being held in a school, residents said.", 40),
    ],
)
def test_people_who_are_taken_are_detained(text: str, number: int) -> None:
    """Those who are taken, held or rounded up are neither hurt nor killed."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    assert [(c.measure, c.range and c.range.low, c.act_type) for c in found] == [
        (Measure.DETAINED, number, "detention")
    ]


@pytest.mark.parametrize("where", ["to hospital", "from the rubble", "to safety by boat"])
def test_people_who_are_helped_are_not_detained(where: str) -> None:
    """Who is taken to hospital is no prisoner."""
    assert not [c for c in claims_of(f"Police said that seven people were taken {where}.") if c.measure]


@pytest.mark.parametrize("opening", ["I doubt that", "We doubt that", "I do not believe that", "I don't think"])
def test_doubt_in_a_quotation_is_its_speakers(opening: str) -> None:
    """Whose words are quoted doubts what they doubt."""
    found = claims_of(f"“{opening} the army shelled the market,” said Dov Harsk, a baker.")
    assert {(c.originator.name, c.stance) for c in found} == {("Dov Harsk", Stance.DENY)}


def test_a_ministry_is_one_body_under_its_names() -> None:
    """A land that no list has has one defence ministry."""
    found = claims_of(
        "The Ministry of Defence of Karesh said 12 rebels were killed. The Karesh Ministry of Defence said that two "
        "homes were destroyed. Karesh's defence ministry later said that three civilians were injured. The defence "
        "ministry said that four people were arrested."
    )
    assert {(c.originator.name, c.originator.kind) for c in found} == {
        ("Karesh Defence Ministry", AgentKind.OFFICIAL_BODY)
    }


def test_a_group_that_bears_a_name_is_called_by_it() -> None:
    """The group that calls itself something is that, and not “group”; who is close to it is not."""
    found = claims_of("A group calling itself the Northern Dawn claimed responsibility for the attack on the hotel.")
    assert {c.actor for c in found} == {c.originator.name for c in found} == {"Northern Dawn"}
    near = claims_of("A source close to the group calling itself the Dawn said that two men died.")
    assert [c.originator.kind for c in near] == [AgentKind.GENERIC]


def test_a_paper_is_an_outlet_and_a_movement_no_person() -> None:
    """What a name is, the noun beside it tells."""
    paper = claims_of("The newspaper Velno Courier wrote that five people were killed.")
    assert {c.originator.kind for c in paper} == {AgentKind.OUTLET}
    group = claims_of("Lena Dorv blamed the Red Dawn movement for the blast. Red Dawn denied any role.")
    assert {c.originator.kind for c in group if c.originator.name == "Red Dawn"} == {AgentKind.ORGANISATION}


def test_who_records_deaths_gives_their_number() -> None:
    """A record of the dead is its keeper's word."""
    found = claims_of("The health cluster recorded 23 deaths and 61 injuries.")
    assert [(c.originator.name, c.measure, c.range and c.range.low) for c in found] == [
        ("health cluster", Measure.KILLED, 23),
        ("health cluster", Measure.INJURED, 61),
    ]


def test_shot_dead_counts_the_dead() -> None:
    """“Were shot dead” tells how many are dead."""
    found = [c for c in claims_of("Police said that 12 farmers were shot dead.") if c.aspect is Aspect.COUNT]
    assert [(c.measure, c.range and c.range.low) for c in found] == [(Measure.KILLED, 12)]


def test_nobody_denies_what_was_done_to_nobody() -> None:
    """“Nobody was detained” does not say that there was a detention."""
    found = [c for c in claims_of("The army said that nobody was detained.") if c.aspect is Aspect.OCCURRENCE]
    assert [c.stance for c in found] == [Stance.DENY]


def test_a_town_that_fell_to_an_army_is_a_place() -> None:
    """A town that no list has changes hands too."""
    found = [c for c in claims_of("Dunmar fell to the Eastern Army on Monday.") if c.aspect is Aspect.CONTROL]
    assert [(c.value, c.place and c.place.name) for c in found] == [("Eastern Army", "Dunmar")]


def test_a_datelines_place_and_day_are_not_those_of_what_happened() -> None:
    """The place and day of writing are neither a party nor when it happened."""
    found = claims_of("14 May 2021 - Soldiers rounded up 31 men in the village of Velno on 9 May 2021, residents said.")
    assert {c.time and c.time.start for c in found} == {"2021-05-09"}


@pytest.mark.parametrize("name", ["Nadia Media", "Press officer Amal", "Valley News Reader", "+44 7700 900123"])
def test_who_sends_a_message_is_a_person(name: str) -> None:
    """A sender's name may hold a word for an outlet; who wrote is a person all the same, and is noticed as one."""
    sent = a_report("Five men were killed.", publisher=None, author=name, came_from=(("author", CHAT_EXPORT),))
    assert author(sent).kind is AgentKind.PERSON


@pytest.mark.parametrize(
    "text",
    [
        "Volunteers took 12 children from the flooded school, officials said.",
        "Several people were taken ill after the meal, officials said.",
        "The ministry held the rebels responsible for the attack on the mill.",
    ],
)
def test_not_all_who_are_taken_or_held_are_prisoners(text: str) -> None:
    """Helpers take people too, people are taken ill, and who is held responsible is free."""
    assert not [c for c in claims_of(text) if c.act_type == "detention" or c.measure is Measure.DETAINED]


def test_a_datelines_place_is_no_part_of_a_name() -> None:
    """The parser joins a dateline's place to what follows its dash."""
    found = claims_of("DORVALE - Rebels said they had shelled the base.")
    assert {c.originator.name for c in found} == {"rebels"}
    assert not [c for c in found if "DORVALE" in (c.actor or "")]


@pytest.mark.parametrize(
    ("text", "who", "stance"),
    [
        ("The Teachers Union said police officers shot Ilse Markand in Sarn.", "Teachers Union", Stance.ASSERT),
        ("Orvanian police denied that officers had shot Markand.", "Orvanian police", Stance.DENY),
        ("A witness, Nadja Orlo, told Vesper Times that she saw a police officer shoot Markand.", "Nadja Orlo",
         Stance.ASSERT),
        ("The mayor said that soldiers had stabbed Orm Tesk.", "mayor", Stance.ASSERT),
    ],
)  # fmt: skip
def test_who_is_shot_under_a_name_that_no_list_has_is_a_person(text: str, who: str, stance: Stance) -> None:
    """Whatever the parser takes the name for: it was read as a statement that names no act and accuses nobody."""
    found = {(c.originator.name, c.act_type, c.stance) for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR}
    assert found == {(who, "massacre_execution", stance)}


def test_a_listed_name_and_a_thing_are_not_persons_who_were_shot() -> None:
    """A state is not shot, and no more is a video."""
    for text in ("The mayor said that reporters shot Video One.", "The mayor said that soldiers shot Russia."):
        assert not [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]
