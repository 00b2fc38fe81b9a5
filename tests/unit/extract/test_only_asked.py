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
        "The ministry is studying news reports about Col Orr, head of a bank, having said that nine rebels were captured.",
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
