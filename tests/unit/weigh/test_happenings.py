"""One happening in several wordings is one answer; what is denied narrowly stays its own. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Question
from counterclaim.records.words import AgentKind, Aspect, Stance, Take
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import denials, weigh
from counterclaim.weigh.happenings import one_happening
from tests.unit.builders import a_claim, a_report, an_agent

ACTS = {"air strike": "air_strike", "shelling": "shelling", "attack": "other", "chemical attack": "chemical_attack"}


def told(who: str, value: str, *, deny: bool = False, **fields: Any) -> Claim:
    """Give the claim of an invented body, in a report of its own, that a thing happened or did not."""
    report = a_report(f"{who} spoke of it: {value}", publisher=fields.pop("paper", f"{who} News"))
    act = next((a for w, a in ACTS.items() if value.startswith(w)), "property_destruction")
    stance = {"stance": Stance.DENY if deny else Stance.ASSERT}
    speaker = an_agent(who, AgentKind.ORGANISATION)
    return a_claim(report, "spoke of it", Aspect.OCCURRENCE, value, speaker, act_type=act, **(stance | fields))


def found(*claims: Claim) -> Finding:
    """Weigh claims as one event."""
    ids, reports = tuple(c.id for c in claims), tuple(sorted({c.report for c in claims}))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    return weigh(event, claims, [], origins(claims, ()), Settings())


def groups(*claims: Claim) -> set[frozenset[str]]:
    """Give the sets of wordings that stand on one answer."""
    called = one_happening(claims, {})
    return {frozenset(v for v in called if called[v] == name) for name in called.values()}


MARKET = {"target": "market", "asset": "market"}
SCHOOL = {"target": "school", "asset": "school"}


def question(*claims: Claim) -> Question:
    """Give the only question of some claims."""
    (only,) = found(*claims).questions
    return only


def test_a_denial_meets_what_it_denies_in_other_words() -> None:
    """ "Attack" denied and "air strike" asserted are one contested answer; the reason quotes the denial's own word."""
    asked = question(
        told("Rescue Service", "air strike on market", **MARKET),
        told("Hill Monitor", "air strike on market", **MARKET),
        told("Velm Ministry", "attack", deny=True, **MARKET),
    )
    (answer,) = asked.answers
    assert answer.value == "air strike on market"
    assert dict(answer.wordings).keys() == {"air strike on market", "attack"}
    assert asked.contested
    assert asked.reason.startswith("Velm Ministry denies that this happened: attack;")
    assert [words for words, _ in denials(asked)] == ["Velm Ministry denies that this happened: attack"]


def test_kinds_that_two_saw_differently_are_called_by_the_general_word() -> None:
    """Where one tells of an air strike and others of shelling, they agree on an attack."""
    claims = told("A Post", "air strike on market", **MARKET), told("B Post", "shelling of market", **MARKET)
    assert set(one_happening(claims, {}).values()) == {"attack on market"}
    more = *claims, told("C Post", "shelling of market", **MARKET)
    assert set(one_happening(more, {}).values()) == {"attack on market"}


@pytest.mark.parametrize(
    "denial",
    [
        told("Velm Ministry", "destruction of church", deny=True, target="church", asset="church"),
        told("Velm Ministry", "attack on school", deny=True, **SCHOOL),
        told("Velm Ministry", "chemical attack", deny=True, **MARKET),
    ],
)
def test_a_denial_of_another_thing_or_act_stays_its_own(denial: Claim) -> None:
    """What came of the attack, another thing hit, another act: who denies these leaves the attack as it is."""
    claims = told("A Post", "shelling of market", **MARKET), told("B Post", "shelling of market", **MARKET), denial
    asked = question(*claims)
    assert {a.value for a in asked.answers} == {"shelling of market", denial.value}
    assert not asked.contested


def test_who_says_what_it_was_instead_denies_the_other_kind_alone() -> None:
    """ "No air strike, it was shelling": the two kinds stay apart, and the denial meets those who say the first."""
    asked = question(
        told("A Post", "air strike on market", **MARKET),
        told("B Post", "shelling of market", **MARKET),
        told("Velm Army", "air strike on market", deny=True, **MARKET),
        told("Velm Army", "shelling of market", **MARKET),
    )
    takes = {(a.value, p.agent.name, p.take) for a in asked.answers for p in a.positions if p.take is not Take.RELAYS}
    assert takes == {
        ("air strike on market", "A Post", Take.ASSERTS),
        ("air strike on market", "Velm Army", Take.DENIES),
        ("shelling of market", "B Post", Take.ASSERTS),
        ("shelling of market", "Velm Army", Take.ASSERTS),
    }


def test_two_things_told_by_one_report_are_two_happenings() -> None:
    """A market and a bakery are one thing under two names only where no report tells of both."""
    bakery = {"target": "bakery", "asset": "bakery"}
    apart = told("A Post", "shelling of market", paper="P", **MARKET), told("B Post", "shelling of bakery", **bakery)
    assert len(groups(*apart)) == 1
    report = a_report("the market and the bakery were shelled", "P")
    both = [
        a_claim(
            report, "shelled", Aspect.OCCURRENCE, f"shelling of {thing}", act_type="shelling", target=thing, asset=thing
        )
        for thing in ("market", "bakery")
    ]
    assert len(groups(*both)) == 2


def test_houses_destroyed_are_no_church_destroyed() -> None:
    """What came of an attack is told of each thing: a church that is denied to be destroyed is not the houses."""
    houses = told("A Post", "destruction of houses", target="houses", asset="house")
    church = told("M", "destruction of church", deny=True, target="church", asset="church")
    assert len(groups(houses, church)) == 2


def test_a_thing_only_denied_does_not_deny_the_place() -> None:
    """Who denies that the market was shelled does not deny that the town was; who denies the town denies both."""
    narrow = told("A Post", "shelling of Orvel", target="Orvel"), told("M", "shelling of market", deny=True, **MARKET)
    assert len(groups(*narrow)) == 2
    wide = told("A Post", "shelling of market", **MARKET), told("M", "shelling of Orvel", deny=True, target="Orvel")
    assert len(groups(*wide)) == 1


def test_the_order_of_claims_does_not_matter() -> None:
    """The same claims in another order give the same answers."""
    claims = [
        told("A Post", "attack", target="Orvel"),
        told("B Post", "air strike on market", **MARKET),
        told("C Post", "shelling of school", **SCHOOL),
        told("D Post", "attack", deny=True),
    ]
    assert one_happening(claims, {}) == one_happening(claims[::-1], {})


def test_things_of_one_kind_are_one_strike_that_is_called_by_neither() -> None:
    """A ministry that spoke of a store is not told to say "air strike on market"; where the thing is one, it stays."""
    market = told("Relief Committee", "air strike on market", **MARKET)
    monitor = told("Monitor", "air strike on market", **MARKET)
    store = told("Ministry", "air strike on store", target="weapons store", asset="store")
    assert set(one_happening((market, monitor, store), {}).values()) == {"air strike"}
    square = told("Ministry", "air strike on vegetable market", target="vegetable market", asset="market")
    assert set(one_happening((market, monitor, square), {}).values()) == {"air strike on market"}
