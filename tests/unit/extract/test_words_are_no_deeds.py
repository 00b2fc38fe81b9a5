"""What is only said, counted twice, admitted or held: invented texts, and that no deed is made of them."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of, said

from counterclaim.records.words import Aspect

SHELLS = "Shells fell on Lom on Friday, the mayor said. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The toll, which was attributed to the Karran army, was wrong.", []),
        ("The number has been attributed to the Red Harbour.", []),
        ("A video attributed to the Karran army was deleted.", []),
        ("The words attributed to the minister were not his.", []),
        ("The shelling, which was attributed to the Karran army, went on.", ["Karran army"]),
        ("The attack has been attributed to the rebels.", ["rebels"]),
    ],
)
def test_what_was_said_is_attributed_to_who_said_it(text: str, who: list[str]) -> None:
    """Only an act that is attributed to somebody has a doer."""
    assert [c.value for c in of(SHELLS + text, Aspect.PERPETRATOR)] == who


def test_a_figure_attributed_to_somebody_is_theirs() -> None:
    """Nobody unnamed gives it."""
    assert said("The figure of 40 dead, attributed to the Civil Defence, was wrong.", Aspect.COUNT)[0][2] == (
        "Civil Defence"
    )


@pytest.mark.parametrize(
    "charge",
    [
        "inflating the death toll from the shelling of Lom",
        "having overstated the number of people killed in the shelling of Lom",
        "lying about killing 20 people in Lom",
        "staging the attack on a clinic in Lom",
        "falsely reporting that 20 people were killed in Lom",
        "spreading false reports that soldiers had killed 20 people in Lom",
        "concocting a massacre in Lom",
    ],
)
def test_who_is_accused_of_a_falsehood_did_nothing_else(charge: str) -> None:
    """Nor does the accuser say that what is told falsely happened."""
    text = f"The ministry accused the front of {charge}."
    assert of(text, Aspect.PERPETRATOR) == []
    assert {c.stance.value for c in of(text, Aspect.OCCURRENCE)} <= {"deny"}
    assert of(text, Aspect.COUNT) == []


def test_a_deed_that_was_made_up_is_denied() -> None:
    """What the accused did beside it stands."""
    made_up = of("The ministry accused the front of fabricating a massacre in Lom.", Aspect.OCCURRENCE)
    assert [(c.stance.value, c.originator.name) for c in made_up] == [("deny", "ministry")]
    both = of("The mayor accused the army of shelling Lom and of lying about it.", Aspect.PERPETRATOR)
    assert [c.value for c in both] == ["army"]


@pytest.mark.parametrize(("teller", "denied"), [("The front", ["34 killed (unknown)"]), ("Medics", [])])
def test_an_inflated_number_is_that_of_the_accused(teller: str, denied: list[str]) -> None:
    """The accuser denies the one that the accused gave, and no other."""
    said_so = f"{teller} said 34 people were killed in the shelling of Lom."
    text = f"{said_so} The ministry accused the front of inflating the toll."
    assert [c.value for c in of(text, Aspect.COUNT) if c.stance.value == "deny"] == denied


@pytest.mark.parametrize(
    ("saying", "count"),
    [
        ("has admitted to only eight dead", "8 killed (unknown)"),
        ("has admitted to five wounded", "5 injured (unknown)"),
        ("admits to only two civilians killed", "2 killed (civilian)"),
        ("confessed to 12 deaths", "12 killed (unknown)"),
    ],
)
def test_a_number_that_is_admitted_to_is_conceded(saying: str, count: str) -> None:
    """So it is where the verb has no "to"; who else counts in the sentence keeps a number and its chain."""
    found = of(f"The shelling killed 20 people, medics said, while the government {saying}.", Aspect.COUNT)
    told = {(c.value, c.stance.value, *(h.agent.name for h in c.chain)) for c in found}
    assert told == {
        ("20 killed (unknown)", "assert", "medics", "Harbour Post"),
        (count, "concede", "government", "Harbour Post"),
    }


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The director said four of the wounded had been counted twice.", []),
        ("Three of the dead were counted by mistake, the ministry said.", []),
        ("The clinic said it had wrongly recorded two bodies.", []),
        ("The clinic recorded 12 dead.", ["12 killed (unknown)"]),
        ("Twice, the clinic recorded 12 dead.", ["12 killed (unknown)"]),
        ("Six people were mistakenly killed by soldiers.", ["6 killed (unknown)"]),
    ],
)
def test_who_was_counted_wrongly_is_not_counted(text: str, counts: list[str]) -> None:
    """They are of another number, and too many in it."""
    assert [c.value for c in of(text, Aspect.COUNT)] == counts


@pytest.mark.parametrize(
    ("text", "who", "name"),
    [
        ("We hold the regime fully responsible for this crime and call on the court to act.", "Harbour Post", "regime"),
        ("The union holds both sides responsible for this crime, and will march on Monday.", "union", "both sides"),
        ("The council holds the police wholly responsible for this deed and urges a trial.", "council", "police"),
    ],
)
def test_who_is_held_responsible_did_the_act_told_of(text: str, who: str, name: str) -> None:
    """What the same speaker calls for beside it is no happening."""
    told = of(SHELLS + text, Aspect.PERPETRATOR)
    assert [(c.originator.name, c.value, c.act_type) for c in told] == [(who, name, "shelling")]
    assert all(c.act_type is not None for c in of(SHELLS + text, Aspect.OCCURRENCE))
    assert of(text, Aspect.OCCURRENCE) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("On 14 May 2024 shells hit a clinic in the rebel-held town of Lom.", "rebels"),
        ("On 14 May 2024 shells fell on the guerrilla-controlled village of Orst.", "guerrillas"),
    ],
)
def test_who_is_said_aside_to_hold_a_place_did_not_take_it_that_day(text: str, held: str) -> None:
    """It is a state, of no day; what was done has its day."""
    assert [(c.value, c.time) for c in of(text, Aspect.CONTROL)] == [(held, None)]
    assert all(c.time is not None for c in of(text, Aspect.OCCURRENCE))


def test_a_place_that_was_taken_changed_hands_that_day() -> None:
    """From those who are said aside to have held it."""
    told = of("On 14 May 2024 rebels took the army-held town of Lom.", Aspect.CONTROL)
    assert {(c.value, c.time is not None) for c in told} == {("rebels", True), ("army", False)}


@pytest.mark.parametrize(
    "text",
    [
        'The front said: "We hold the regime fully responsible for this crime and call on the court to act."',
        '"We accuse the regime of this crime," the front said.',
    ],
)
def test_whom_a_quotation_accuses_is_accused_by_who_speaks_in_it(text: str) -> None:
    """It is of the act told of before, as in any other words."""
    told = of(SHELLS + text, Aspect.PERPETRATOR)
    assert [(c.originator.name, c.value, c.act_type) for c in told] == [("front", "regime", "shelling")]


@pytest.mark.parametrize(
    "text",
    [
        "The council does not hold the army responsible for the shelling of Lom.",
        '"We never held the army responsible for the shelling of Lom," the mayor said.',
    ],
)
def test_who_is_not_held_responsible_is_not_accused(text: str) -> None:
    """Nothing is said of who did it."""
    assert {c.stance.value for c in of(text, Aspect.PERPETRATOR)} <= {"question"}
