"""Wordings of reports on contested attacks: invented sentences, with who must say what of them."""

from dataclasses import replace

import pytest
from tests.unit.builders import a_report
from tests.unit.extract.test_plain_words import of, said

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.extent import TimeRange
from counterclaim.records.words import Aspect, Stance
from counterclaim.settings import Settings

HIT = "Aircraft bombed a market in Aleppo on Monday. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('The government blamed "gunmen" for the bombing of the market in Aleppo.', ("gunmen", "assert")),
        (HIT + 'The government blamed "gunmen", its word for all opponents.', ("gunmen", "assert")),
        (HIT + 'The ministry accused "armed gangs" of the attack.', ("armed gangs", "assert")),
        (HIT + "The White House said that Ostia holds responsibility for the strike.", ("Ostia", "assert")),
        (HIT + "The ministry said that Ostia bears responsibility for the strike.", ("Ostia", "assert")),
        (HIT + "Ostia shares responsibility for the raid, the ministry said.", ("Ostia", "assert")),
        (HIT + "Officials said that Ostia was to blame for the strike on the market.", ("Ostia", "assert")),
        (HIT + "The mayor said that nine people had died and that the rebels were responsible.", ("rebels", "assert")),
        (HIT + "The mayor said that nine people had died and that the rebels were behind it.", ("rebels", "assert")),
        (HIT + "Ostia has denied that its aircraft were involved in the incident.", ("Ostia", "deny")),
    ],
)
def test_who_is_held_to_have_done_it(text: str, told: tuple[str, str]) -> None:
    """A quoted accused is one; so is who holds responsibility, is to blame or is said to be behind it."""
    assert told in [s[:2] for s in said(text, Aspect.PERPETRATOR)]
    assert {s[2] for s in said(text, Aspect.PERPETRATOR) if s[:2] == told}.isdisjoint({"Harbour Post", "The Post"})


def test_a_clause_in_which_is_none_of_a_denial() -> None:
    """Who denies a part in "the incident, in which 18 trucks were destroyed" denies no destruction."""
    text = HIT + "Ostia has denied that its aircraft were involved in the incident, in which 18 trucks were destroyed."
    assert {c.stance for c in of(text, Aspect.COUNT)} == {Stance.ASSERT}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A bomb killed nine people in Aleppo in an attack which the mayor said was carried out by rebels.", "rebels"),
        ("Shells hit a clinic in Aleppo, a strike that residents said was carried out by the army.", "army"),
        (
            "An attack hit a school in Aleppo, which local media said was carried out by rebels.",
            "rebels",
        ),
    ],
)
def test_who_says_it_inside_a_relative_clause(text: str, who: str) -> None:
    """ "Which X said was carried out by Y" is X's answer to who did it, and not the report's."""
    found = said(text, Aspect.PERPETRATOR)
    assert [v.endswith(who) for v, _, _ in found] == [True]
    assert found[0][2] in {"mayor", "residents", "local media"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 68 children were among the 126 people killed in the attack on Aleppo.",
            "at least 68 killed (child)",
        ),
        ("Two nurses were among the 30 people wounded in the shelling of Aleppo.", "2 injured (civilian)"),
        ("The number of victims of the shelling of Aleppo is at least 70.", "at least 70 killed (unknown)"),
        ("The mayor said 40 people had been confirmed dead in the shelling of Aleppo.", "40 killed (unknown)"),
        ("The mayor gave a toll of 36 dead in the raids on Aleppo.", "36 killed (unknown)"),
    ],
)
def test_numbers_of_the_dead(text: str, told: str) -> None:
    """A part of a toll, a number of victims, who is confirmed dead, a toll that somebody gives."""
    values = {c.value.replace("children", "child") for c in of(text, Aspect.COUNT)}
    assert told in values or told.replace("(child)", "(civilian)") in values


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor gave a toll of 36 dead in the raids on Aleppo.", "mayor"),
        ("The mayor said 40 people had been confirmed dead in the shelling of Aleppo.", "mayor"),
        ("The relief agency Doctors Without Fear said 35 people had died in Aleppo.", "Doctors Without Fear"),
        (
            "The Oslo-based monitor, the Upland Observatory, counted 24 dead in the blast in Aleppo.",
            "Upland Observatory",
        ),
        (
            "Nine people died in Aleppo, the Upland Observatory said. "
            "The Oslo-based monitoring group said 20 others were hurt.",
            "Upland Observatory",
        ),
    ],
)
def test_whose_number_it_is(text: str, who: str) -> None:
    """A number is of who gives it, under its name where a description stands beside the name or for it."""
    assert {c.originator.name for c in of(text, Aspect.COUNT)} == {who}


def test_a_name_with_a_particle_is_one_speaker() -> None:
    """Opponents of somebody speak, and he does not; and nobody is called "Bell as"."""
    text = "Opponents of Bashir al-Karr said the army shelled a market in Aleppo."
    assert {s[2] for s in said(text, Aspect.PERPETRATOR)} == {"Opponents of Bashir al-Karr"}
    text = "Harbour TV quoted Minister Omar Bell as telling reporters that the army had shelled Aleppo."
    assert {s[2] for s in said(text, Aspect.PERPETRATOR)} == {"Omar Bell"}


@pytest.mark.parametrize(
    ("text", "stance", "who"),
    [
        ("Reuters was not able to verify the reports of a gas attack in Aleppo.", "question", "Reuters"),
        ("A source said there was no truth whatsoever to the reports of a gas attack in Aleppo.", "deny", "source"),
        (HIT + "Reuters could not verify the accounts and they were denied by state radio.", "deny", "state radio"),
    ],
)
def test_reports_that_are_doubted_or_denied(text: str, stance: str, who: str) -> None:
    """What cannot be verified is a question, and what there is no truth to is denied."""
    assert (stance, who) in {s[1:] for a in (Aspect.OCCURRENCE, Aspect.PERPETRATOR) for s in said(text, a)}


@pytest.mark.parametrize(
    "text",
    [
        HIT + "The Observatory said it was unclear if the planes were Karran or Ostian.",
        HIT + "The Observatory said it was not clear who had carried out the attack.",
    ],
)
def test_whose_the_planes_were_is_left_open_by_who_says_so(text: str) -> None:
    """ "X said it was unclear" leaves it open for X, and the question is who did it."""
    found = [s for s in said(text, Aspect.PERPETRATOR) if s[1] == "question"]
    assert [w for _, _, w in found] == ["Syrian Observatory for Human Rights"]


def test_killed_along_with_others_in_a_strike() -> None:
    """What people were killed in along with others is what killed them."""
    text = "The mayor said 22 children had been killed along with six teachers in air strikes on a school in Aleppo."
    assert {c.act_type for c in of(text, Aspect.COUNT)} == {"air_strike"}


def test_they_are_the_people_whom_the_sentence_before_is_about() -> None:
    """After a sentence about activists, "they said" is of them and not of the body that spoke before."""
    text = (
        "The Karran Medical Society said it had sent a team to Aleppo. "
        "Local activists had no word of the agent used in the attack. They said the army had shelled the town."
    )
    assert {s[2] for s in said(text, Aspect.PERPETRATOR)} == {"Local activists"}


def test_bomb_attacks_are_explosions() -> None:
    """ "Bomb attack" and "car bomb attack" name how it was done."""
    for words in ("bomb attack", "car bomb attack", "suicide car bomb attack"):
        text = f"A {words} on a market in Aleppo killed nine people."
        assert {c.act_type for c in of(text, Aspect.COUNT)} <= {"ied_mine", "suicide_bomb"}


@pytest.mark.parametrize("stamp", ["Sun 16 Apr 2017 ", "Published 16 April 2017 ", "16 April 2017 "])
def test_the_day_that_a_report_begins_with_is_its_own(stamp: str) -> None:
    """The day at the start of a report says when it was written, and is the day of nothing that it tells."""
    text = stamp + "Toll of the market blast in Aleppo rises. Rescuers took 40 bodies from the site of Saturdays blast."
    made = replace(a_report(text), published=TimeRange("2017-04-16", "2017-04-16", True))
    found = RuleExtractor().claims(made, read.passages(made, Settings()))
    assert {c.time.start for c in found if c.time is not None} == {"2017-04-15"}
    assert {c.range.low for c in found if c.range is not None} == {40}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A chemical weapons attack on Douma killed hundreds, activists said.", "assert"),
        ("Activists reported the use of toxic gas by the army in Aleppo on Monday.", "assert"),
        ("Residents said rockets with chemical agents hit the town of Douma.", "assert"),
        ("State media said reports on the use of chemical weapons in Aleppo were totally false.", "deny"),
        ("The ministry denied the use of poison gas.", "deny"),
    ],
)
def test_chemical_attacks_by_other_words(text: str, stance: str) -> None:
    """Gas that was used is a chemical attack, however it came; a treaty on its use is none."""
    assert [(c.act_type, c.stance.value) for c in of(text, Aspect.OCCURRENCE)] == [("chemical_attack", stance)]
    assert not of("The treaty bans the use of chemical weapons.", Aspect.OCCURRENCE)
