"""Weighing: positions, contests, silence, ranges (vectors of standards §13.4) and interest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange, joined
from counterclaim.records.judgement import Event, Finding
from counterclaim.records.registry import Camp, Registry
from counterclaim.records.words import ActType, AgentKind, Aspect, Factuality, Stance, Take
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import mark_interest, weigh
from counterclaim.weigh.numbers import label, radius
from counterclaim.weigh.positions import stand
from tests.unit.builders import a_claim, a_report, an_agent


def finding(*claims: Claim) -> Finding:
    """Weigh some claims as one event."""
    ids, reports = tuple(c.id for c in claims), tuple(sorted({c.report for c in claims}))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    return weigh(event, claims, [a_report(r) for r in reports], origins(claims, ()), Settings())


def said(name: str, aspect: Aspect, value: str) -> Claim:
    """Give a claim that a named organisation makes in a report of its own; damage is to a temple."""
    report = a_report(f"{name} told us so", publisher=f"{name} News")
    asset = {"asset": "temple"} if aspect is Aspect.DAMAGE else {}
    return a_claim(report, "told us so", aspect, value, an_agent(name, AgentKind.ORGANISATION), **asset)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(None, None, "Unknown"), (3, 3, "3"), (3, 5, "3–5"), (0, 5, "0–5"), (5, 3, "5"), (6, None, "at least 6")],
)
def test_labels_of_counts(low: float | None, high: float | None, shown: str) -> None:
    """The published vectors for minimum and maximum."""
    assert label(low, high) == shown


def test_ranges_join_at_their_ends_and_an_open_end_stays_open() -> None:
    """The range of several counts is never their mean, and "at least" keeps it open."""
    assert joined([NumberRange(3, 3), NumberRange(7, 7)]) == NumberRange(3, 7)
    assert joined([NumberRange(3, 3), NumberRange(6, None)]) == NumberRange(3, None)


def test_at_least_does_not_contradict_a_higher_number() -> None:
    """ "At least 400" admits 450; 5 does not admit 450."""
    assert radius([NumberRange(400, None), NumberRange(450, 450)]) == 0
    assert radius([NumberRange(5, 5), NumberRange(450, 450)]) > 0.5


def test_destroyed_against_no_damage_is_contested() -> None:
    """Two voices with answers that cannot both be so contest the question, and the reason names both."""
    found = finding(
        said("Harbour Museum", Aspect.DAMAGE, "destroyed"), said("Third Brigade", Aspect.DAMAGE, "no damage")
    )
    question = found.questions[0]
    assert question.contested
    assert "Harbour Museum" in question.reason
    assert "Third Brigade" in question.reason


def test_one_answer_is_not_contested() -> None:
    """Two voices that agree leave a question uncontested."""
    found = finding(
        said("Harbour Museum", Aspect.DAMAGE, "destroyed"), said("Third Brigade", Aspect.DAMAGE, "destroyed")
    )
    assert not found.questions[0].contested
    assert found.questions[0].answers[0].tally.origins == 2


def test_a_kind_of_people_is_no_rival_to_a_name() -> None:
    """ "Troops" and a named army do not contest who did it; two named armies do."""
    vague = finding(said("Mayor", Aspect.PERPETRATOR, "troops"), said("Monitor", Aspect.PERPETRATOR, "Third Brigade"))
    named = finding(
        said("Mayor", Aspect.PERPETRATOR, "Hill Front"), said("Monitor", Aspect.PERPETRATOR, "Third Brigade")
    )
    assert not vague.questions[0].contested
    assert named.questions[0].contested


def test_silence_is_a_value_only_for_those_who_covered_the_event() -> None:
    """A named agent with a position elsewhere in the event is silent here."""
    found = finding(said("Harbour Museum", Aspect.DAMAGE, "destroyed"), said("River Monitor", Aspect.MOTIVE, "revenge"))
    silent = {q.aspect: {a.name for a in q.silent} for q in found.questions}
    assert "River Monitor" in silent[Aspect.DAMAGE]
    assert "Harbour Museum" in silent[Aspect.MOTIVE]


def test_denial_hedge_and_assertion_are_three_stands() -> None:
    """Denying, hedging and asserting are told apart by stance and factuality."""
    claim = said("Third Brigade", Aspect.OCCURRENCE, "attack")
    unsure = replace(claim, chain=(replace(claim.chain[0], factuality=Factuality.POSSIBLE), *claim.chain[1:]))
    assert stand(claim) is Take.ASSERTS
    assert stand(replace(claim, stance=Stance.DENY)) is Take.DENIES
    assert stand(unsure) is Take.HEDGES


def test_interest_needs_a_camp() -> None:
    """A camp that concedes a loss speaks against its interest; without a camp it cannot be judged."""
    claim = said("Third Brigade", Aspect.OCCURRENCE, "killing")
    claim = replace(claim, stance=Stance.CONCEDE, act_type=ActType.MASSACRE_EXECUTION.value)
    camp = Camp(agent="Third Brigade", camp="the valley", basis="exercise")
    assert mark_interest([claim], Registry(camps=(camp,)))[0].against_interest
    assert not mark_interest([claim], Registry())[0].against_interest
