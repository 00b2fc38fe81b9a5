"""What is told in passing is read too: second verbs, lists of wrongs, moves in arms, who is named as answering."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report
from tests.unit.extract.slots.test_propositions import said, values, words

from counterclaim.extract.parsed.parse import parse
from counterclaim.extract.said.propositions import propositions
from counterclaim.read import passages
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings


def test_a_second_verb_with_a_part_of_a_place() -> None:
    """ "Reached the ruins and captured parts of the citadel": the parser made a participle of the second verb."""
    report = a_report(
        "ISIS fighters reached the ruins and captured parts of the citadel of Velno as fighting continued."
    )
    found = propositions(report, parse(passages(report, Settings()), telex_names=True))
    assert {(p.aspect, p.value) for p in found} >= {
        (Aspect.OCCURRENCE, "taking of citadel"),
        (Aspect.CONTROL, "ISIS"),
    }


def test_a_day_in_brackets_parts_nothing() -> None:
    """A telex tells which Friday in brackets; what follows still tells who did it."""
    report = a_report("THE MONKS MURDERED LAST FRIDAY [17 NOVEMBER] BY UNIFORMED MEN WERE BURIED IN VELNO TODAY.")
    found = propositions(report, parse(passages(report, Settings()), telex_names=True))
    assert [p.value for p in found if p.aspect is Aspect.PERPETRATOR] == ["uniformed men"]


def test_a_participle_before_its_noun_stays_one() -> None:
    """ "The ruins and the captured citadel" names no second deed of the subject's."""
    assert values("The envoy saw the ruins and the captured citadel.", Aspect.OCCURRENCE) == []


def test_two_verbs_share_their_object() -> None:
    """The words of the first go as far as what both were done to."""
    text = "Gunmen abducted and killed villagers."
    assert words(text, Aspect.OCCURRENCE)[0] == "Gunmen abducted and killed villagers"


def test_wrongs_in_a_list_were_done() -> None:
    """What stands under "abuses such as" is told; the same words of a law are not."""
    text = "The soldiers committed abuses such as torture, arbitrary detentions, executions and sexual violence."
    assert set(values(text, Aspect.OCCURRENCE)) >= {"torture", "detention", "killing", "sexual violence"}
    assert values("The law forbids acts of state, such as pardons.", Aspect.OCCURRENCE) == []


def test_what_an_attack_was_launched_against_is_its_target() -> None:
    """The parser hangs it on the verb."""
    assert values("Two more attacks were launched against the air base.", Aspect.TARGET) == ["air base"]


def test_a_number_of_civilians_are_civilians() -> None:
    """A share of people is of their class; a person who is named before them says nothing of it."""
    assert values("Rebels seized the hill, killing a number of civilians.", Aspect.VICTIM_STATUS) == ["civilians"]


@pytest.mark.parametrize(
    "text",
    [
        "The president presented the rebels as responsible for the attack on Velno.",
        "The president named the rebels as having been responsible for the attack on Velno.",
    ],
)
def test_who_is_presented_as_responsible(text: str) -> None:
    """Whom words present as responsible is who did it."""
    assert values(text, Aspect.PERPETRATOR) == ["rebels"]


def test_one_of_those_killed_is_a_victim() -> None:
    """An apposition names a victim."""
    assert values("Petr Dorv, one of those massacred at Velno, was the rector.", Aspect.VICTIM_IDENTITY) == [
        "Petr Dorv"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels severed the last supply road to Velno.", ["rebels severed the last supply road to velno"]),
        ("The rebels may sever the last supply road to Velno.", []),
        ("The committee pushed the government on reform.", []),
        ("The company cut its prices in Velno.", []),
    ],
)
def test_moves_in_arms(text: str, told: list[str]) -> None:
    """What an armed party has done by a military verb is told; what others do by it, or may do, is not."""
    assert [v.casefold() for v in values(text, Aspect.OCCURRENCE)] == told
    assert {p.act_type for p in said(text)} <= {None}


def test_somebody_attacked_is_told() -> None:
    """A pronoun names whom a named party attacked."""
    assert values("He was attacked by gunmen at Velno.", Aspect.PERPETRATOR) == ["gunmen"]
