"""Denials by the accused, and by who speaks for it, in sentences; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Question
from counterclaim.records.registry import Registry
from counterclaim.records.words import AgentKind, Aspect, Stance
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.tracing import lineage
from counterclaim.weigh import denials, weigh
from tests.unit.builders import a_claim, a_report, an_agent


def told(who: str, doer: str, kind: AgentKind, *, deny: bool = True) -> Claim:
    """Give the claim of an invented speaker that somebody did it, or did not."""
    report = a_report(f"{who} spoke of {doer}", publisher=f"Paper of {who}")
    return a_claim(report, f"spoke of {doer}", Aspect.PERPETRATOR, doer, an_agent(who, kind),
                   stance=Stance.DENY if deny else Stance.ASSERT, actor=doer, event="e_1")  # fmt: skip


def asked(*claims: Claim, spoken: dict[str, str] | None = None, joined: bool = False) -> Question:
    """Give the question of who did it; `joined` traces which speakers are one voice."""
    ids, reports = tuple(c.id for c in claims), tuple(sorted({c.report for c in claims}))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    texts = [
        a_report(f"{c.originator.name} spoke of {c.value}", publisher=f"Paper of {c.originator.name}") for c in claims
    ]
    edges = lineage(texts, claims, Registry(), Settings()) if joined else ()
    finding = weigh(event, claims, [], origins(claims, edges), Settings(), spoken=spoken)
    return next(q for q in finding.questions if q.aspect is Aspect.PERPETRATOR)


@pytest.mark.parametrize(
    ("who", "doer"),
    [
        ("Karran defence ministry", "Karran defence ministry"),
        ("Karran Ministry of Defence", "Karran Ministry"),
        ("Karran army", "army"),
        ("Karran army", "it"),
    ],
)
def test_the_accused_denies_having_done_it(who: str, doer: str) -> None:
    """Nobody denies that it was done by itself: by its name, its noun, or the first part of its name."""
    (only,) = denials(asked(told(who, doer, AgentKind.ORGANISATION)))
    assert only[0] == f"{who} denies having done it"


def test_the_accused_and_others_deny_it_each_in_a_clause_of_its_own() -> None:
    """The reason of a contested question tells them apart as the first screen does."""
    question = asked(
        told("Hill Council", "Karran army", AgentKind.ORGANISATION, deny=False),
        told("Karran army", "Karran army", AgentKind.ARMED_ACTOR),
        told("Selm Front", "Karran army", AgentKind.ARMED_ACTOR),
    )
    assert question.contested
    assert "Karran army denies having done it; Selm Front denies that it was done by the Karran army" in question.reason


@pytest.mark.parametrize("accused", ["Karran army", "army", "Karran defence ministry"])
def test_of_one_voice_that_denies_the_accused_is_named(accused: str) -> None:
    """An army and its ministry are one voice: it denies under the name by which it is accused."""
    claims = [
        told("Hill Council", accused, AgentKind.ORGANISATION, deny=False),
        told("Karran army", "Karran army", AgentKind.ARMED_ACTOR),
        told("Karran defence ministry", "Karran defence ministry", AgentKind.ORGANISATION),
    ]
    question = asked(*claims, joined=True)
    who = accused if " " in accused else "Karran army"
    assert f"{who} denies having done it" in {words for words, _ in denials(question)}
    assert question.reason.count("denies having done it") == 1


def test_who_speaks_for_the_accused_denies_it_for_that_one() -> None:
    """A spokesman did nothing: his denial is that of his body, through him."""
    claim = told("Dov Rastin", "Karran army", AgentKind.PERSON)
    (only,) = denials(asked(claim, spoken={"dov rastin": "Karran army"}))
    assert only[0] == "Karran army (through Dov Rastin) denies having done it"


def test_the_denial_of_another_body_is_no_denial_of_its_own() -> None:
    """A front of whose name the army is no part speaks of somebody else."""
    (only,) = denials(asked(told("Selm Front", "Karran army", AgentKind.ARMED_ACTOR)))
    assert only[0] == "Selm Front denies that it was done by the Karran army"
