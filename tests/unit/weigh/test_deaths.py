"""How people died: rival accounts contest a question of their own; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.exclusive import incompatible
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Question
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import clause, topic, weigh
from tests.unit.builders import a_claim, a_report, an_agent


def said(who: str, how: str, kind: AgentKind = AgentKind.OFFICIAL_BODY) -> Claim:
    """Give an invented speaker's account of some deaths."""
    report = a_report(f"{who} told of the deaths", publisher=f"Paper of {who}")
    speaker = an_agent(who, kind)
    return a_claim(report, "told of the deaths", Aspect.MANNER, how, speaker, act_type="massacre_execution")


def asked(*claims: Claim) -> Question:
    """Give the one question that the claims of an event ask."""
    reports = [
        a_report(f"{c.originator.name} told of the deaths", publisher=f"Paper of {c.originator.name}") for c in claims
    ]
    ids = tuple(c.id for c in claims)
    event = Event(
        id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=tuple(r.id for r in reports)
    )
    (question,) = weigh(event, claims, reports, origins(claims, ()), Settings()).questions
    return question


def test_rival_accounts_of_a_death_are_contested() -> None:
    """An execution and an exchange of fire cannot both be so, and the question says what it asks."""
    question = asked(said("Karven army", "in an exchange of fire"), said("Commission of Tal", "executed"))
    assert (question.contested, question.words, topic(question)) == (True, "How did they die?", "How they died")
    assert "executed" in question.reason
    assert clause(Aspect.MANNER, question.answers[0]).startswith("they died like this: ")


def test_two_words_for_one_manner_contest_nothing() -> None:
    """Who says that they were lined up and shot agrees with who says that they were executed."""
    assert not asked(said("Karven army", "lined up and shot"), said("Commission of Tal", "executed")).contested


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("suicide", "beaten to death", True),
        ("drowned", "shot", True),
        ("shot", "executed", False),
        ("gunshot wounds", "suicide", False),
        ("in an exchange of fire", "while trying to escape", False),
        ("by force", "handed over", True),
        ("by force", "executed", False),
    ],
)
def test_which_manners_exclude_each_other(one: str, other: str, apart: bool) -> None:
    """Two manners of death exclude each other where no kind of death is common to both."""
    assert incompatible(Aspect.MANNER, one, other) is apart
