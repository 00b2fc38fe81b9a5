"""What a casualty recorder at a desk must not be told wrongly: invented sentences about places that do not exist."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


def told(text: str, aspect: Aspect) -> list[str]:
    """Give what a text's claims of one aspect say, those denied or taken back left out."""
    found = [c for c in claims_of(text) if c.aspect is aspect and c.stance is Stance.ASSERT]
    value = {Aspect.PERPETRATOR: "actor", Aspect.TARGET: "target", Aspect.CHARACTERISATION: "label"}
    return [str(getattr(c, value[aspect])) for c in found]


def counts(text: str) -> set[tuple[str, str, str]]:
    """Give the numbers of a text as (range, victim class or unit, stance)."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.COUNT and c.range is not None]
    return {(c.range.words(), c.victim_class or str(c.unit), c.stance.value) for c in found if c.range is not None}


@pytest.mark.parametrize(
    "text",
    [
        "The office declined to use the word massacre.",
        "The envoy refused to use the term massacre for what happened in Lom.",
    ],
)
def test_a_word_that_somebody_will_not_use_is_not_said(text: str) -> None:
    """Who declines to use a word does not call it that."""
    assert told(text, Aspect.CHARACTERISATION) == []


def test_a_word_that_somebody_uses_is_said() -> None:
    """Who uses the word does."""
    said = "The minister used the word massacre for the killings in Lom."
    assert told(said, Aspect.CHARACTERISATION) == ["massacre"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(Corrects toll in paragraph one to 29 from 34)", {("29", "unknown", "assert"), ("34", "unknown", "retract")}),
        (
            "The Velm Group lowered the number of civilians killed in the shelling of a market in Orvanne to 29.",
            {("29", "civilian", "assert")},
        ),
        (
            "The Velm Group lowered its toll for the shelling of the market in Orvanne to 29 from 34.",
            {("29", "unknown", "assert"), ("34", "unknown", "retract")},
        ),
        ("Two shells hit the surgical ward, the doctor said.", {("2", "shells", "assert")}),
        ("Three chlorine bombs hit the market, the doctor said.", {("3", "bombs", "assert")}),
        ("Three rockets hit the market, the doctor said.", {("3", "rockets", "assert")}),
    ],
)
def test_a_number_is_what_its_words_count(text: str, numbers: set[tuple[str, str, str]]) -> None:
    """A paragraph's number is none, a town's name before a toll is no date, and shells are shells."""
    assert counts(text) == numbers


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Rebels of the Karsk Liberation Front shelled the market, the mayor said.", "Karsk Liberation Front"),
        ("The mayor said terrorists of the Karsk Liberation Front shelled it.", "Karsk Liberation Front"),
        ("Rebels from Lom shelled the market, the mayor said.", "rebels"),
    ],
)
def test_armed_people_of_a_named_body_are_that_body(text: str, doer: str) -> None:
    """Who is accused goes by the name under which it denies; a town they come from is none."""
    assert [name.lower() for name in told(text, Aspect.PERPETRATOR)] == [doer.lower()]


def test_a_quarter_named_by_its_kind_is_not_the_town() -> None:
    """The market district of a town was hit, not the town; a district called by the town's name is."""
    assert told("The army shelled the market district of Orvanne, the mayor said.", Aspect.TARGET) == [
        "market district"
    ]
    assert told("The army shelled parts of Lom, the mayor said.", Aspect.TARGET) == ["Lom"]


@pytest.mark.parametrize(
    ("text", "taken", "numbers"),
    [
        ("The army took 30 fighters prisoner in Lom.", "fighters", {("30", "combatant", "assert")}),
        ("The rebels took two nurses hostage, the mayor said.", "nurses", {("2", "civilian", "assert")}),
    ],
)
def test_those_taken_prisoner_are_who_was_taken(text: str, taken: str, numbers: set[tuple[str, str, str]]) -> None:
    """Soldiers taken prisoner are soldiers, and no "soldiers prisoner"."""
    assert {c.target for c in claims_of(text)} == {taken}
    assert counts(text) == numbers


def test_the_fall_of_a_town_is_nobodys_death() -> None:
    """Nobody died of a town's fall; somebody did in a fall."""
    manners = {c.aspect for c in claims_of("Three days after the fall of Lom, two accounts of it compete.")}
    assert Aspect.MANNER not in manners


def test_an_outlet_is_named_without_how_it_was_spoken_to() -> None:
    """Residents told an outlet by telephone: the outlet's name ends before "by"."""
    said = claims_of("Residents told Meridian News by telephone that rebels had executed two soldiers in Lom.")
    assert {h.agent.name for c in said for h in c.chain} == {"Residents", "Meridian News", "Harbour Post"}


def test_a_place_in_an_outlets_name_is_not_where_it_happened() -> None:
    """What somebody told the Lisk Courier need not have happened in Lisk."""
    said = claims_of(
        "A guard told The Lisk Courier that rockets hit the roof of the building on Tuesday evening.\n\n"
        "Two of the wounded died in a hospital in Lisk, officials said."
    )
    hit = [c for c in said if c.aspect is Aspect.TARGET]
    assert hit
    assert {c.place for c in hit} == {None}
