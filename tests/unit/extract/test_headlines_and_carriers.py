"""Headlines without articles, documents that are carried, food that is denied, threats and charges told as wrong."""

from __future__ import annotations

import pytest
from evals.claims import extracted
from evals.forms.made import report

from counterclaim.records.words import Aspect, Stance

WHO = {Aspect.PERPETRATOR}
DONE = {Aspect.OCCURRENCE, Aspect.PERPETRATOR}


def told(text: str, aspects: set[Aspect]) -> set[tuple[str, str, str]]:
    """Give who says what of some aspects, with each stance; nobody for the report itself."""
    found = [c for c in extracted(report(text)) if c.aspect in aspects]
    return {(" < ".join(h.agent.name for h in c.chain[:-1]), c.stance.value, c.value) for c in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The rebels were falsely accused by the army of shelling Lom market.",
            {("army", "assert", "rebels"), ("", "deny", "rebels")},
        ),
        (
            "The army falsely accused the rebels of shelling Lom market.",
            {("army", "assert", "rebels"), ("", "deny", "rebels")},
        ),
        (
            "The rebels said the army had falsely accused them of shelling Lom.",
            {("army < rebels", "assert", "rebels"), ("rebels", "deny", "rebels")},
        ),
        (
            "The army said Petrov had been wrongly blamed by rebels for the raid on Lom.",
            {("rebels < army", "assert", "Petrov"), ("army", "deny", "Petrov")},
        ),
        ("The rebels were falsely accused of shelling Lom market.", {("", "deny", "rebels")}),
        ("The rebels accused the army of shelling Lom market.", {("rebels", "assert", "army")}),
    ],
)
def test_who_makes_a_wrong_charge_has_made_it(text: str, said: set[tuple[str, str, str]]) -> None:
    """Who charges somebody says so; who tells that the charge was wrong denies it, and nobody asks anything."""
    assert told(text, WHO) == said


@pytest.mark.parametrize(
    "text",
    [
        "The army denied the prisoners food.",
        "The army denied the wounded medical care.",
        "The guards denied the hostages water for two days.",
        "The army denied residents access to Lom.",
        "The army refused the villagers passage.",
    ],
)
def test_who_denies_people_food_denies_no_words(text: str) -> None:
    """What people are kept from was not said by anybody."""
    assert not {c for c in extracted(report(text)) if c.stance is Stance.DENY}


@pytest.mark.parametrize("text", ["The army denied prisoner abuse.", "The army denied killing the prisoners."])
def test_who_denies_an_act_denies_it(text: str) -> None:
    """A deed is no food, whoever it is done to."""
    assert {c.stance for c in extracted(report(text))} == {Stance.DENY}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The rebels threatened to kill 12 hostages seized in Lom on Monday.", ("", "assert", "detention")),
        ("Rebels threaten to kill 12 hostages seized in Lom", ("", "assert", "detention")),
        ("The rebels threatened to shoot the doctors abducted from Lom hospital.", ("", "assert", "abduction")),
        ("The rebels threatened to shell the market bombed on Friday.", ("", "assert", "air strike on market")),
        ("The rebels threatened to kill soldiers captured in Lom.", None),
    ],
)
def test_those_who_are_threatened_were_seized_before(text: str, said: tuple[str, str, str] | None) -> None:
    """A threat is of what is to be done; what was done before to counted or known ones, the report tells."""
    found = told(text, {Aspect.OCCURRENCE})
    assert {f for f in found if f[1] == "threaten"}
    assert {f for f in found if f[1] != "threaten"} == ({said} if said else set())


@pytest.mark.parametrize(
    "text",
    [
        "Neither side said whether civilians were killed in Lom on Monday.",
        "Neither the army nor the rebels said whether anyone had been killed in Lom.",
        "Nobody confirmed that the army shelled Lom.",
    ],
)
def test_what_no_side_says_the_report_leaves_open(text: str) -> None:
    """Who says nothing leaves nothing open: the report does."""
    assert {(who, stance) for who, stance, _ in told(text, DONE)} == {("", "question")}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The shelling was described as a massacre by the rebels.", {"rebels"}),
        (
            "Lom Radio read out a statement by the army which said it had killed 12 rebels in Dorn.",
            {"army < Lom Radio"},
        ),
        (
            "A rebel statement read out on state television said the army had shelled Lom.",
            {"rebels < state television"},
        ),
        ("The statement, which the army issued on Friday, said rebels had shelled Lom.", {"army"}),
        ("The mayor of Lom, citing the fire service, said rebels had shelled Lom.", {"fire service < mayor of Lom"}),
    ],
)
def test_who_says_so_through_whom(text: str, speakers: set[str]) -> None:
    """An outlet that reads out a statement passes it on, and did nothing that is told in it."""
    aspects = {*DONE, Aspect.CHARACTERISATION}
    assert {who for who, _, _ in told(text, aspects)} == speakers


def test_a_body_is_one_with_and_without_its_article() -> None:
    """ "Army" of a headline and "the army" are one agent, and named alike."""
    with_, without = (extracted(report(f"{who} denied shelling Lom market."))[0] for who in ("The army", "Army"))
    assert with_.originator == without.originator
    assert without.originator.who.does("denies", "deny") == "the army denies"
