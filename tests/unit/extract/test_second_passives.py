"""Whoever is arrested and accused accuses nobody, and a number counts what its own verb tells: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dorn was arrested and accused of killing two guards.", "unnamed source (accused)"),
        ("Dorn was shot and is accused of killing two guards.", "unnamed source (accused)"),
        ("The mayor said Dorn was arrested and accused of killing two guards.", "unnamed source (accused)"),
        ("The mayor said Dorn was tried and charged by a judge with killing two guards.", "judge"),
        ("Dorn was arrested on Monday, accused of killing two guards.", "unnamed source (accused)"),
    ],
)
def test_whoever_is_arrested_and_accused_accuses_nobody(text: str, speaker: str) -> None:
    """The accused is the doer of what the charge tells, and no speaker."""
    (found,) = of(text, Aspect.PERPETRATOR)
    assert (found.value, found.originator.name) == ("Dorn", speaker)
    assert not any(c.originator.name == "Dorn" for c in claims_of(text))


def test_whoever_accuses_somebody_speaks() -> None:
    """With an object the verb is no passive, whatever was done to who speaks."""
    (found,) = of("Dorn was freed and accused the army of killing two guards.", Aspect.PERPETRATOR)
    assert (found.value, found.originator.name) == ("army", "Dorn")


def test_who_is_threatened_threatens_nobody() -> None:
    """Of "were beaten and threatened with arrest" neither the beaten nor who tells of it threatens."""
    found = claims_of("Witnesses said the miners were beaten and threatened with arrest.")
    assert found
    assert not any(c.stance is Stance.THREATEN for c in found)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Ten miners were attacked and two guards were killed.", ["2 killed (unknown)"]),
        ("Ten miners were beaten and four others were abducted.", ["4 detained (unknown)"]),
        ("Ten miners were attacked and killed.", ["10 killed (civilian)"]),
    ],
)
def test_a_number_counts_what_its_own_verb_tells(text: str, counts: list[str]) -> None:
    """A verb after "and" with a subject of its own tells nothing of the first number."""
    assert [c.value for c in of(text, Aspect.COUNT)] == counts


def test_those_counted_after_and_are_who_was_killed() -> None:
    """Of "this group was behind killings in which … and another eight were killed" the group was not killed."""
    text = "This militia was behind killings in which ten miners were shot and another 8, including a nun, were killed."
    assert "militia" not in {c.target for c in claims_of(text)}


def test_nobody_is_accused_of_an_arrest_that_a_court_orders() -> None:
    """A charge that does not say for what is of no arrest that a judge orders."""
    text = "A judge ordered the arrest of eight officers. Two witnesses have accused Dorn of giving the order."
    assert of(text, Aspect.PERPETRATOR) == []
    assert [c.value for c in of("Troops detained two miners. The union blamed the army.", Aspect.PERPETRATOR)][-1:] == [
        "army"
    ]


def test_a_sentence_before_a_colon_is_no_header() -> None:
    """Of "the front said in its statement: …" the rest of the report is not the front's."""
    found = claims_of("The Free Front said in its statement: We shelled Lom. Two guards were killed.")
    assert {c.originator.name for c in found if c.aspect is Aspect.COUNT} == {"Harbour Post"}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Police said rebels attacked the mill and a guard said soldiers had fled.", ["guard"]),
        ("Police say rebels attacked the mill and a guard says soldiers fled.", ["guard"]),
        ("Police said rebels attacked the mill and that a guard said soldiers had fled.", ["guard", "police"]),
    ],
)
def test_whoever_says_something_after_and_is_told_of_by_nobody_without_that(text: str, chain: list[str]) -> None:
    """A second speaker's own clause is no part of what the first one says, unless "that" says so."""
    (found,) = of(text, Aspect.DISPLACEMENT)
    assert [hop.agent.name for hop in found.chain][:-1] == chain


@pytest.mark.parametrize(
    "text",
    [
        "The talks on Monday seek to end a war that has left 70,000 dead.",
        "The envoy arrived on Monday to end a conflict that killed 3,000 people.",
    ],
)
def test_the_toll_of_a_war_is_not_of_the_day_people_meet_about_it(text: str) -> None:
    """A day outside the clause about the war is when somebody met, arrived or spoke."""
    assert [c.time_words for c in of(text, Aspect.COUNT)] == [None]


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("The army cannot deny that it shelled Lom, the mayor said.", "mayor", Stance.ASSERT),
        ("The army can no longer deny that it shelled Lom, the mayor said.", "mayor", Stance.ASSERT),
        ("The army could not deny that it had shelled Lom.", "army", Stance.QUESTION),
    ],
)
def test_who_cannot_deny_something_says_nothing(text: str, speaker: str, stance: Stance) -> None:
    """What somebody cannot deny is told by who tells so."""
    (found,) = of(text, Aspect.OCCURRENCE)
    assert (found.originator.name, found.stance) == (speaker, stance)


def test_what_somebody_is_threatened_with_was_not_done() -> None:
    """A threat is no deed, whoever makes it."""
    assert claims_of("The witness was threatened with deportation by the police, the bishop said.") == ()
    assert of("The bishop said the deportation of miners by the police was brutal.", Aspect.PERPETRATOR)
