"""What a telex says is shown as print has it; and what is only brought up or still open. Texts are invented."""

from __future__ import annotations

from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Factuality
from counterclaim.settings import Settings


def claims_of(text: str) -> tuple[Claim, ...]:
    """Give the claims of a report of one day."""
    report = a_report(text, day="2024-06-20")
    return RuleExtractor().claims(report, read.passages(report, Settings()))


def test_names_keep_their_capitals() -> None:
    """Persons, peoples, orders and short names of bodies are shown so; other words are small."""
    found = claims_of(
        "THE RAID AGAINST VENASTRA [UNION OF MINERS] WAS CONDEMNED BY THE MAYOR. REBELS KILLED MONSIGNOR TORVELO, "
        "SIX JESUIT PRIESTS, AND THREE VENASTRA LEADERS IN LOM. COLONEL TARSANI DESCRIBED THE CHIEF AS A “MURDERER.”"
    )
    targets = {c.target for c in found}
    assert "VENASTRA" in targets
    assert {"Monsignor Torvelo"} <= targets
    assert "murderer" in {c.value for c in found if c.aspect is Aspect.CHARACTERISATION}


def test_a_tag_of_a_turn_is_no_short_name() -> None:
    """Who speaks next in an interview keeps the name that the report gives in full."""
    found = claims_of(
        "[INTERVIEW WITH RUVEN TARSANI] [TEXT] [REPORTER] WHO DID IT? [TARSANI] "
        "RUVEN TARSANI SAYS REBELS KILLED SIX MONKS."
    )
    assert not any("TARSANI" in h.agent.name for c in found for h in c.chain)


def test_who_was_met_and_killed_is_the_victim() -> None:
    """ "Her" is the one person whom the verb before was about."""
    found = claims_of("They found the wife of a miner and they killed her in Lom.")
    assert {c.target for c in found if c.aspect is Aspect.OCCURRENCE} == {"wife"}


def test_those_of_one_house_are_of_it() -> None:
    """A list names more of the university after its professors."""
    found = claims_of(
        "LOM UNIVERSITY PROFESSORS, WORKERS, AND STUDENTS HAVE CONDEMNED THE MURDER OF SIX MONKS BY REBELS."
    )
    said = {c.chain[0].agent.name for c in found}
    assert said == {f"Lom university {who}" for who in ("professors", "workers", "students")}


def test_a_condition_on_culprits_leaves_no_murder_open() -> None:
    """What stands below a noun of the condition is known; what is to be confirmed is not."""
    known = claims_of(
        "The mayor said that if the men involved in the killing of the monks are tried, talks will begin."
    )
    open_one = claims_of("The mayor said that if the killing of the monks is confirmed, the talks will stop.")
    assert {c.chain[0].factuality for c in known if c.aspect is Aspect.OCCURRENCE} == {Factuality.CERTAIN}
    assert {c.chain[0].factuality for c in open_one if c.aspect is Aspect.OCCURRENCE} == {Factuality.UNCOMMITTED}


def test_the_same_night_is_not_that_of_the_dateline() -> None:
    """A day that only dates the report is not the day told before."""
    found = claims_of(
        "LOM, 20 June (Radio Lom) -- Rebels shelled the clinic in Dorn. On the same night six monks were killed."
    )
    assert {c.time for c in found if c.act_type == "massacre_execution"} == {None}
