"""What is only asked, demanded or read about, and what a rejected accusation is of: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of, said
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


@pytest.mark.parametrize(
    "text",
    [
        "Ask whether the two monks were arrested by the Rebel Front or the army.",
        "Judge Orr must say whether the Rebel Front or the army shot the two monks.",
        "Dorr asked whether the monks were killed by the army or by the Rebel Front.",
        "It is not known whether the monks were killed by the army or the Rebel Front.",
    ],
)
def test_a_question_with_alternatives_names_no_doer_and_leaves_the_act_alone(text: str) -> None:
    """Which of several did it is the whole question."""
    found = claims_of(text)
    assert found
    assert {(c.aspect, c.stance) for c in found} == {(Aspect.PERPETRATOR, Stance.QUESTION)}


@pytest.mark.parametrize(
    "text",
    [
        "We demand, before the whole world, that Judge Orr clearly say how Col Bel could have been mistaken when "
        "admitting that nine rebels were captured.",
        "Judge Orr must explain why nine rebels were captured.",
        "The ministry is studying reports about Col Orr, head of a bank, having said that nine rebels were captured.",
    ],
)
def test_who_is_only_to_tell_or_only_reads_it_has_not_said_it(text: str) -> None:
    """A demand that somebody tell, and who looks into what another said, are no speakers."""
    speakers = {h.agent.name for c in claims_of(text) for h in c.chain}
    assert not speakers & {"ministry", "judge orr"}
    assert "Orr" not in speakers or "studying" in text


def test_a_second_clause_of_what_was_heard_has_the_same_source() -> None:
    """Both clauses are of the news."""
    for text in (
        "The mayor heard the news that the army was shelling Lom, that it was killing farmers.",
        "The mayor repeated the rumour that rebels were shelling Lom, and that they were killing farmers.",
    ):
        assert len({c.chain[0].agent.name for c in claims_of(text)}) == 1
    denied = claims_of("Dorr denied the reports that rebels shelled Lom, that they killed 12 people.")
    assert {c.stance for c in denied} == {Stance.DENY}


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the church refused to help the inquiry into the murder of six monks. "
        "Bishop Orr rejected the minister's accusation.",
        "Six monks were murdered in Lom. The minister accused Bishop Orr of hiding the witness of the murder. "
        "Bishop Orr rejected the accusation.",
    ],
)
def test_an_accusation_of_something_else_leaves_who_did_it_alone(text: str) -> None:
    """Who rejects it denies nothing of the murder."""
    assert not [c for c in of(text, Aspect.PERPETRATOR) if c.stance is Stance.DENY]


def test_an_accusation_of_the_act_itself_is_denied() -> None:
    """The act is laid to the army, and the army denies it."""
    text = "The front accused the army of taking part in the murder of six monks. The army rejected the accusation."
    assert ("army", Stance.DENY) in {(c.value, c.stance) for c in of(text, Aspect.PERPETRATOR)}
    assert said(text, Aspect.COUNT)


@pytest.mark.parametrize(
    ("text", "aspect", "never"),
    [
        ("These transfers affect a total of 12 colonels.", Aspect.COUNT, "12"),
        ("None of the four monks and about 100 refugees was hurt when a rocket hit the shelter.", Aspect.COUNT, "4"),
        ("None of the four monks and about 100 refugees was hurt when a rocket hit the shelter.", Aspect.COUNT, "100"),
    ],
)
def test_numbers_of_people_who_were_not_harmed_are_no_casualties(text: str, aspect: Aspect, never: str) -> None:
    """A law or a transfer harms nobody, and none of four is not four."""
    assert not [c for c in of(text, aspect) if never in c.value.replace(",", "").split()]


def test_what_was_done_at_no_time_is_denied() -> None:
    """So is who did it."""
    assert {c.stance for c in claims_of("At no time did the army shell the mill, Dorr said.")} == {Stance.DENY}


def test_the_murderers_of_somebody_are_of_that_murder() -> None:
    """Whoever else's murder was told last."""
    text = "Mayor Bell was murdered on Friday. Dorr said the murderers of the six monks were soldiers."
    assert [c.target for c in of(text, Aspect.PERPETRATOR)] == ["monks"]


def test_a_murder_committed_by_somebody_against_somebody_has_a_victim() -> None:
    """The parser hangs whom it was against on the doers."""
    text = "The army condemns the murder committed by Front guerrillas against Dr Ignacio Bel, a teacher."
    assert [c.value for c in of(text, Aspect.VICTIM_IDENTITY)] == ["Ignacio Bel"]


def test_whose_numbers_they_are_when_a_name_stands_first() -> None:
    """Thousands of civilians are no bishop, and five others are not all."""
    found = of("The army murdered Monsignor Romer and thousands of civilians.", Aspect.COUNT)
    assert [c.target for c in found] == ["civilians"]
    text = "Ignacio Bel, a teacher, five other priests, and two women were murdered at dawn."
    five = next(c for c in of(text, Aspect.COUNT) if c.range is not None and c.range.low == 5)
    assert five.unit == "people, part of a larger number"


def test_a_quarter_named_by_a_day_has_no_day() -> None:
    """The day is its name."""
    assert {c.time_words for c in claims_of("We dislodged the rebels from the 27 September neighbourhood.")} == {None}
    assert all(c.time_words for c in claims_of("The army shelled Lom on 27 September."))


def test_who_is_led_to_assert_something_asserts_it() -> None:
    """And not the evidence."""
    text = "The evidence has led Dorr to assert that soldiers killed the monks."
    assert said(text, Aspect.PERPETRATOR)[0][2] == "Dorr"


def test_where_a_spokesman_is_is_not_where_it_happened() -> None:
    """Who speaks for others is anywhere."""
    text = "A Front spokesman in Lom blamed the army for the murder of six monks."
    assert {c.place for c in claims_of(text)} == {None}


def test_what_is_asked_about_is_a_question() -> None:
    """Nobody has said it."""
    text = "Answering a question on the possibility that the monks were murdered by the army, Orr said he knew nothing."
    assert {c.stance for c in of(text, Aspect.PERPETRATOR)} == {Stance.QUESTION}


def test_a_word_of_saying_inside_of_the_quotation_is_the_speakers() -> None:
    """The one who spoke last does not pass it on."""
    text = (
        "President Orr said that the war has gone too far. In a statement, the Lom bishops' conference “deplored the "
        "sad incidents that resulted in the cold-blooded murder of six monks.”"
    )
    assert [len(c.chain) for c in of(text, Aspect.COUNT)] == [2]


def test_it_goes_on_with_the_statement_before() -> None:
    """Who speaks in the statement says it."""
    text = (
        "A group of officers issued a statement in Lom. The statement blamed the crisis on a few corrupt officers whom "
        "it held responsible for the murders of six monks."
    )
    assert not [c for c in claims_of(text) if "unnamed" in c.chain[0].agent.name]


def test_an_arrest_is_not_what_somebody_is_accused_of_where_a_murder_was_told() -> None:
    """The order is that of the murder."""
    text = (
        "Six monks were murdered in Lom. A judge ordered the arrest of Colonel Bena. Two lieutenants accused Bena in "
        "their depositions as the person who gave the order."
    )
    assert [c.act_type for c in of(text, Aspect.PERPETRATOR)] == ["massacre_execution"]


def test_what_somebody_only_heard_is_of_nobody_named() -> None:
    """Who heard it passes it on."""
    (one,) = of("The mayor heard that rebels shelled Lom.", Aspect.PERPETRATOR)
    assert [h.agent.name for h in one.chain] == ["unnamed source (heard)", "mayor", "Harbour Post"]


def test_what_is_to_be_done_about_a_known_murder_takes_it_for_granted() -> None:
    """Neither a promise nor a step that was not taken makes it uncertain."""
    for text in (
        "Orr promised to punish those responsible for the murder of six monks.",
        "No step has been taken to investigate and punish the murder of Monsignor Romer.",
    ):
        assert {c.chain[0].factuality.value for c in of(text, Aspect.OCCURRENCE)} == {"CT+"}
