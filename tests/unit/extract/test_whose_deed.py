"""Whose a deed is, against whom, on which days, and what only looks like one; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim.extract import RuleExtractor
from counterclaim.read import passages
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, ClaimAct
from counterclaim.settings import Settings


def claims(text: str) -> tuple[Claim, ...]:
    """Give an invented report's claims."""
    report = a_report(text, day="2031-05-20")
    return RuleExtractor().claims(report, passages(report, Settings()))


def told(text: str, aspect: Aspect) -> set[str]:
    """Give the values of an invented report's claims of one aspect."""
    return {c.value for c in claims(text) if c.aspect is aspect}


def speakers(text: str) -> set[tuple[str, ...]]:
    """Give the chains of an invented report's claims, less the report itself."""
    return {tuple(hop.agent.name for hop in c.chain[:-1]) for c in claims(text)}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The rebels' recent military offensive surprised the army.", {"rebels"}),
        ("The soldiers' assault on Lom failed.", {"soldiers"}),
        ("The guerrilla offensive shook Lom.", {"guerrillas"}),
        ("The army spoke of the cruel murder committed by rebels against Ira Kent.", {"rebels"}),
    ],
)
def test_whose_offensive(text: str, doers: set[str]) -> None:
    """An offensive is of whose fighters it is said to be; "military" only says what kind it is."""
    assert told(text, Aspect.PERPETRATOR) == doers


def test_against_whom() -> None:
    """A murder committed against somebody has a victim."""
    text = "The army spoke of the cruel murder committed by rebels against Dr Ira Kent, rector of the university."
    assert told(text, Aspect.VICTIM_IDENTITY) == {"Ira Kent"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "A bomb exploded in Lom on Monday. Soldiers found the wife of a miner, and they killed her.",
            "massacre_execution",
        ),
        ("Rebels shelled Lom on Monday. Three nuns were taken from their homes and killed.", "massacre_execution"),
        ("Rebels shelled Lom on Monday. Three nuns were killed.", "shelling"),
    ],
)
def test_by_hand(text: str, act: str) -> None:
    """Who was killed by hand was not killed by the attack told before."""
    assert {c.act_type for c in claims(text) if "killed" in c.text and c.value != "detention"} == {act}


@pytest.mark.parametrize(
    "text",
    [
        "The government is known for killing clergymen.",
        "Orvan Sel is not known to have carried out acts of repression.",
        "The rebels said the regime wanted an excuse to carry out a general repression.",
        "Orvan Sel said that the radio network had launched fierce attacks against the bishops.",
        "The newspaper attacked the bishops yesterday.",
    ],
)
def test_no_deed(text: str) -> None:
    """A habit, a plan, what nobody is known to have done and a newspaper's attacks are no deeds."""
    assert claims(text) == ()


def test_some_versions() -> None:
    """Versions that nobody confirmed are some versions, and not the looting told before; reports of it are."""
    before = "The mayor said that the museum in Lom was looted. "
    stances = {c.stance.value for c in claims(before + "Clerics gave versions that have not been corroborated.")}
    assert stances == {"assert"}
    assert "question" in {c.stance.value for c in claims(before + "The reports could not be verified.")}


def test_charges_against_another() -> None:
    """Who rejects charges against another does not deny a deed of its own."""
    before = "The army arrested Ann Bell, a nurse, in Lom on Monday. "
    assert not {c.stance.value for c in claims(before + "The union rejected the charges against Ann Bell.")} - {
        "assert"
    }


def test_own_deed() -> None:
    """Who says that it did something claims it; whom another accuses does not."""
    acts = {
        c.claim_act
        for c in claims("The Lom Liberation Front said that it had shelled the barracks in Lom on Monday.")
        if c.aspect is Aspect.PERPETRATOR
    }
    assert acts == {ClaimAct.CLAIM_RESPONSIBILITY}


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("In the past eight days", "2031-05-12"),
        ("In the past 8 days", "2031-05-12"),
        ("Over the last three weeks", "2031-04-29"),
        ("In the last 48 hours", "2031-05-18"),
        ("In the last few hours", "2031-05-19"),
    ],
)
def test_last_days(words: str, start: str | None) -> None:
    """What lasted until now began so many days before the report."""
    times = {c.time.start if c.time else None for c in claims(f"{words} many farmers were murdered in Lom.")}
    assert times == {start}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The governor said the monks were murdered, according to early results issued by the crime commission.",
         ("crime commission", "governor")),
        ("Four men were killed, according to results of the commission.", ("results of the commission",)),
        ("The mayor said that men had come. The bishop said that soldiers had killed six monks.", ("bishop",)),
        ("The minister said that men had come. The officer said that rebels had killed six monks.", ("officer",)),
        ("Orvan Sel said that men had come. The bishop said that soldiers had killed six monks.", ("Orvan Sel",)),
    ],
)  # fmt: skip
def test_who_says_so(text: str, chain: tuple[str, ...]) -> None:
    """What somebody found and gave out is its word; a mayor is no bishop, whom a report names may be."""
    assert chain in speakers(text)
    assert len(speakers(text)) == 1


def test_second_clause_of_news() -> None:
    """All that the news was is said by the news."""
    found = claims("The mayor heard the news that the army was bombing cities, that it was murdering the people.")
    assert {c.chain[0].agent.name for c in found} == {"unnamed source (news)"}


def test_who_discloses() -> None:
    """That somebody disclosed or requested something is not what the one who speaks says."""
    before = "The mayor said that six monks were killed. "
    for after in (
        'The mayor disclosed the existence of "a witness that has not been questioned by those who look into it".',
        'Orvan Sel, the ambassador, also requested that the council ask him "to supervise" a truce in Velno.',
    ):
        assert not any(c.act_type is None for c in claims(before + after))


def test_it_of_a_statement() -> None:
    """ "It" in a statement's sentence is the statement."""
    text = "The statement blamed officers whom it held responsible for the killing of six monks."
    assert speakers(text) == {("statement",)}


def test_looked_into() -> None:
    """What could be cleared up has happened; what could be attacked has not."""
    sure = claims("The minister said that experts were leading an inquiry that could clear up the attack on the union.")
    assert {c.chain[0].factuality.value for c in sure} == {"CT+"}
    assert not claims("The minister said that rebels could attack the union.")


def test_month_before_a_battle() -> None:
    """A month before a battle's noun is when it was."""
    found = claims("The massacre was part of what the army did during the March battles.")
    assert {c.time.start for c in found if c.time} == {"2031-03-01"}


def test_reason_to_come() -> None:
    """A phrase before a list tells no reason yet."""
    assert not told("We shelled the barracks in Lom in response to:", Aspect.MOTIVE)
    assert told("Rebels shelled the barracks in Lom in response to the raid.", Aspect.MOTIVE)


def test_fighting_that_left_dead() -> None:
    """Who died of fighting did not die of a killing apart."""
    found = claims("The note came after fierce fighting that left 40 dead and 60 wounded.")
    assert {c.act_type for c in found} == {"clash"}
