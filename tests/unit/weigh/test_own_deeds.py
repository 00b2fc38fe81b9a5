"""What a party says that it did to others confirms nothing it is accused of; all names and texts invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import ANOTHER_DEED, Event, Finding, Grade
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Stance, VictimClass
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import weigh
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, person, weighed

ARMY = an_agent("Karven army", AgentKind.ARMED_ACTOR)
KILLED = {"act_type": "massacre_execution"}


def accused() -> Scene:
    """Give two voices that accuse an army of killing villagers."""
    scene = Scene()
    for outlet, name in (("Harbour Post", "Ina Bell"), ("Dune Radio", "Oto Marsh")):
        scene.blame(outlet, "Karven army", person(name), target="villagers", **KILLED)
        scene.say(outlet, Aspect.OCCURRENCE, "killing", person(name), target="villagers", actor="Karven army", **KILLED)
    return scene


def itself(scene: Scene, **fields: Any) -> Claim:
    """Let the army say that it did something."""
    values: dict[str, Any] = {"claim_act": ClaimAct.CLAIM_RESPONSIBILITY, "day": "2031-05-03"} | KILLED | fields
    return scene.blame("Ridge Wire", "Karven army", ARMY, **values)


def found(scene: Scene) -> Finding:
    ids, reports = tuple(c.id for c in scene.claims), tuple(r.id for r in scene.reports())
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    return weigh(event, scene.claims, scene.reports(), origins(scene.claims, ()), Settings())


def apart(scene: Scene) -> set[str]:
    """Give the claims that are told as of another deed."""
    return {c for q in found(scene).questions if q.about == ANOTHER_DEED for a in q.answers for c in a.claims}


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "fighters"},
        {"target": "Hill Front insurgents"},
        {"victim_class": VictimClass.COMBATANT},
        {"act_type": "clash"},
        {"act_type": "clash", "target": "militants"},
        {},
    ],
    ids=["fighters", "insurgents", "class", "operation", "fight", "nobody named"],
)
def test_a_deed_to_others_is_no_confession(fields: dict[str, Any]) -> None:
    """Killed fighters, an operation, or killing nobody says whom: not the killing of villagers it is accused of."""
    scene = accused()
    own = itself(scene, **fields)
    assert apart(scene) == {own.id}
    (who,) = (q for q in found(scene).questions if q.asks_who)
    (answer,) = who.answers
    assert answer.tally.origins == 2
    assert ARMY not in {p.agent for p in answer.positions}


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "villagers"},
        {"target": "women and children"},
        {"victim_class": VictimClass.CIVILIAN},
        {"claim_act": ClaimAct.ACCEPT_RESPONSIBILITY},
        {"stance": Stance.CONCEDE, "claim_act": ClaimAct.CONCEDE_HARM},
        {"act_type": "air_strike"},
    ],
    ids=["the same", "of them", "class", "accepts", "concedes", "strike"],
)
def test_a_confession_stays_one(fields: dict[str, Any]) -> None:
    """Who says that it killed them, who accepts it, and who says that it bombed, speaks of what it is accused of."""
    scene = accused()
    itself(scene, **fields)
    assert apart(scene) == set()


def test_where_neither_says_who_was_killed_it_is_one_deed() -> None:
    scene = Scene()
    scene.blame("Harbour Post", "Karven army", person("Ina Bell"), **KILLED)
    itself(scene)
    assert apart(scene) == set()


def test_who_is_accused_of_killing_fighters_owns_up_to_it() -> None:
    scene = Scene()
    scene.blame("Harbour Post", "Karven army", person("Ina Bell"), target="fighters", **KILLED)
    itself(scene, target="militants")
    assert apart(scene) == set()


def test_nobody_is_accused_of_what_a_party_alone_tells() -> None:
    scene = Scene()
    scene.blame("Harbour Post", "Hill Front", person("Ina Bell"), target="villagers", **KILLED)
    itself(scene, target="fighters")
    assert apart(scene) == set()


def test_who_denies_its_part_never_confirms_it() -> None:
    """One that says in one report that its jets bombed, and denies it in another, unless it says so later."""
    strike = {"act_type": "air_strike"}
    scene = accused()
    own = itself(scene, **strike, day="2031-05-02")
    scene.blame("Plain Mail", "Karven army", ARMY, stance=Stance.DENY, claim_act=ClaimAct.DENY_RESPONSIBILITY, **KILLED)
    assert apart(scene) == {own.id}
    later = itself(scene, **strike, day="2031-05-09")
    assert later.id not in apart(scene)


def test_who_says_that_no_civilian_was_killed_in_a_fight_confirms_nobodys_killing() -> None:
    """A statement that denies the harm and names whose operation it was is no voice for who killed them."""
    scene = accused()
    office = an_agent("Osmer press office", AgentKind.OFFICIAL_BODY)
    none = scene.killed("Ridge Wire", 0, office, claim_act=ClaimAct.DENY_HARM, act_type="clash")
    fight = scene.blame("Ridge Wire", "Karven army", office, act_type="clash")
    shared = {"report": none.report, "start": 0, "end": 20}
    scene.claims = [replace(c, **shared) if c in {none, fight} else c for c in scene.claims]
    assert apart(scene) == {fight.id}
    other = scene.blame("Hill Wire", "Karven army", person("Ivo Tal"), act_type="clash")
    assert other.id not in apart(scene)


def given(scene: Scene, standard: str, mode: str = "") -> list[Grade]:
    return [g for g in weighed(scene) if g.standard == standard and mode in {"", g.mode}]


def test_no_standard_takes_it_for_a_word_on_the_deed() -> None:
    """No claimed act, no declared action nearby, and no third source that confirms."""
    scene = accused()
    itself(scene, act_type="clash", target="militants")
    (position,) = given(scene, "huridocs_28")
    assert position.value == "unknown"
    (airwars,) = given(scene, "airwars", "strict")
    assert airwars.value == "weak"
    read = [text for step in airwars.trace for text in step.inputs]
    assert "action of this party nearby: not shown" in read
    for digit in given(scene, "admiralty_digit", "stanag2511"):
        told = " ".join(text for step in digit.trace for text in step.inputs)
        assert "Karven army" not in told.replace("answer: Karven army", "")


def test_a_strike_on_fighters_is_action_nearby_and_confirms_nothing() -> None:
    """Bombs that were aimed at fighters can have killed others: declared, and no voice for who killed them."""
    scene = Scene()
    for outlet, name in (("Harbour Post", "Ina Bell"), ("Dune Radio", "Oto Marsh")):
        scene.blame(outlet, "Karven army", person(name), target="villagers", act_type="air_strike")
        scene.killed(outlet, 6, person(name))
    own = itself(scene, act_type="air_strike", target="militants")
    assert apart(scene) == {own.id}
    (airwars,) = given(scene, "airwars", "strict")
    assert airwars.value == "fair"
    assert any("action of this party nearby: declared" in text for step in airwars.trace for text in step.inputs)
