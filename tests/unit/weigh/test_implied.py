"""What a denial denies besides its own answer: a taking by who took control, civilians harmed by "none were killed"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.compose import Material, compose
from counterclaim.compose.denied import denied
from counterclaim.compose.saying import agreed
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Finding, Question
from counterclaim.records.registry import Registry
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Measure, Stance, Take, VictimClass
from counterclaim.render import html
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import weigh
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, given, person
from tests.unit.test_compose import RUN

ARMY = an_agent("Karven army", AgentKind.ARMED_ACTOR)
TAKING: dict[str, Any] = {"act_type": "territory_change_force", "target": "Osmer"}
DENIED: dict[str, Any] = {"stance": Stance.DENY, "claim_act": ClaimAct.DENY_EVENT}


def found(scene: Scene) -> Finding:
    return weigh(scene.event(), scene.claims, scene.reports(), origins(scene.claims, ()), Settings())


def question(scene: Scene, aspect: Aspect) -> Question:
    (asked,) = (q for q in found(scene).questions if q.aspect is aspect)
    return asked


def taken(by: str = "Karven army") -> Scene:
    """Give two voices that say that a town was taken."""
    scene = Scene()
    for outlet, who in (("Harbour Post", ARMY), ("Dune Radio", person("Ina Bell"))):
        scene.say(outlet, Aspect.OCCURRENCE, "taking of Osmer", who, actor=by, **TAKING)
        scene.say(outlet, Aspect.CONTROL, by, who, actor=by, **TAKING)
    return scene


VELLAND = an_agent("Velland army", AgentKind.ARMED_ACTOR)


@pytest.mark.parametrize(("aspect", "value"), [(Aspect.CONTROL, "Karven army"), (Aspect.MANNER, "by force")])
def test_who_denies_the_outcome_denies_the_taking(aspect: Aspect, value: str) -> None:
    """It is contested that it happened, on the denial's own claim, and nothing of it is agreed."""
    scene = taken()
    assert not question(scene, Aspect.OCCURRENCE).contested
    denial = scene.say("Ridge Wire", aspect, value, VELLAND, actor="Karven army", **TAKING, **DENIED)
    asked = question(scene, Aspect.OCCURRENCE)
    assert asked.contested
    assert asked.reason.startswith("Velland army denies that this happened: taking of Osmer; ")
    (stand,) = (p for p in asked.answers[0].positions if p.take is Take.DENIES)
    assert (stand.agent, stand.claims) == (VELLAND, (denial.id,))
    assert denial.id not in asked.answers[0].claims
    assert asked.answers[0].tally.origins == 2
    finding = found(scene)
    assert not [s for s in agreed(material_of(scene, finding)) if "Osmer" in s.words or "control" in s.words]


def test_who_denies_that_one_took_it_and_says_that_another_did_does_not_deny_the_taking() -> None:
    scene = taken("Hill Front")
    scene.say("Ridge Wire", Aspect.CONTROL, "Karven army", VELLAND, actor="Karven army", **TAKING, **DENIED)
    assert not question(scene, Aspect.OCCURRENCE).contested
    scene = taken()
    scene.say("Ridge Wire", Aspect.CONTROL, "Karven army", VELLAND, actor="Karven army", **TAKING, **DENIED)
    scene.say("Ridge Wire", Aspect.OCCURRENCE, "taking of Osmer", VELLAND, actor="Hill Front", **TAKING)
    assert not question(scene, Aspect.OCCURRENCE).contested


def test_who_leaves_it_open_denies_nothing() -> None:
    scene = taken()
    scene.say("Ridge Wire", Aspect.CONTROL, "Karven army", VELLAND, actor="Karven army", **TAKING,
              stance=Stance.QUESTION, claim_act=ClaimAct.CANNOT_VERIFY)  # fmt: skip
    assert not question(scene, Aspect.OCCURRENCE).contested


def material_of(scene: Scene, finding: Finding) -> Material:
    """Give what a page of a scene is made of."""
    return Material(
        event=scene.event(), finding=finding, claims=tuple(scene.claims), reports=tuple(scene.reports()),
        origins=finding.origins, lineage=(), grades=(), coverage=(), watch=(), decisions=(), registry=Registry(),
        run=RUN,
    )  # fmt: skip


def none(scene: Scene, who: Agent = ARMY, whom: VictimClass = VictimClass.CIVILIAN) -> Claim:
    """Let somebody say that nobody of a class was killed."""
    return scene.killed("Ridge Wire", 0, who, victim_class=whom, claim_act=ClaimAct.DENY_HARM, act_type="clash")


def killed() -> Scene:
    """Give a voice that tells of civilians killed by the army, how many, and that they were civilians."""
    scene, bell = Scene(), person("Ina Bell")
    told: dict[str, Any] = {"act_type": "massacre_execution", "actor": "Karven army", "target": "villagers"}
    scene.blame("Harbour Post", "Karven army", bell, **told)
    scene.say("Harbour Post", Aspect.OCCURRENCE, "killing", bell, **told)
    scene.say("Harbour Post", Aspect.VICTIM_STATUS, "civilians", bell, **told)
    scene.killed("Harbour Post", 300, bell, range=NumberRange(270, 330), **told)
    return scene


def test_no_civilian_killed_is_a_denial_and_no_lowest_figure() -> None:
    """It stands under who denies, contests how many and whom, and the range is that of those who count any."""
    scene = killed()
    none(scene)
    finding = found(scene)
    (group,) = finding.ranges
    assert (group.range.low, group.range.high, group.contested) == (270, 330, True)
    assert len(group.unheld) == 1
    words = [w for w, _ in denied(finding.questions)]
    assert words[:2] == [
        "Karven army says that no civilians were killed",
        "Karven army denies that those harmed were civilians",
    ]
    assert question(scene, Aspect.COUNT).contested
    assert question(scene, Aspect.VICTIM_STATUS).contested
    assert not question(scene, Aspect.OCCURRENCE).contested


def test_nobody_killed_denies_the_killing() -> None:
    scene = killed()
    none(scene, whom=VictimClass.UNKNOWN)
    assert question(scene, Aspect.OCCURRENCE).contested


def test_none_killed_that_nobody_counters_denies_nothing() -> None:
    """Where all say that there were none, the number is none, and there is nothing to deny; nor where fighters died."""
    scene = Scene()
    none(scene)
    none(scene, person("Oto Marsh"))
    finding = found(scene)
    assert denied(finding.questions) == []
    assert finding.ranges[0].range.high == 0
    scene.killed("Dune Radio", 12, person("Oto Marsh"), victim_class=VictimClass.COMBATANT)
    assert denied(found(scene).questions) == []


def test_no_standard_misses_the_denial_of_the_accused() -> None:
    """The position is that it denies a part, the grade says that the accused denies, whoever else is meant."""
    scene = killed()
    none(scene)
    assert given(scene, "huridocs_28").value == "deny_part"
    assert "the_accused_party_denies" in given(scene, "airwars", "strict").flags
    assert given(scene, "acled_fatalities").label == "270"


def test_whom_a_voice_names_in_one_breath_are_no_rivals() -> None:
    """Soldiers and foreign fighters did it together: nobody contests who did it, and the voice says one thing."""
    scene, bell = Scene(), person("Ina Bell")
    both = [
        scene.blame("Harbour Post", who, bell, act_type="massacre_execution") for who in ("Karven army", "Hill Front")
    ]
    report = both[0].report
    scene.claims = [replace(c, report=report, start=0, end=20) for c in scene.claims]
    finding = found(scene)
    assert not finding.questions[0].contested
    assert finding.histories == ()
    scene.blame("Dune Radio", "Hill Front", person("Oto Marsh"), act_type="massacre_execution")
    assert not found(scene).questions[0].contested
    scene.blame("Ridge Wire", "Velland army", person("Ivo Tal"), act_type="massacre_execution")
    assert found(scene).questions[0].contested


def test_a_number_of_none_is_counted_of_people() -> None:
    """The words of a number of none stand as they are where nobody counters it."""
    scene = Scene()
    claim = none(scene)
    assert claim.measure is Measure.KILLED
    assert found(scene).questions[0].answers[0].words == "0 civilians killed"


def test_the_page_says_what_a_number_of_none_is() -> None:
    """Beside the range it stands as a denial, and not as a number that nobody gives."""
    scene = killed()
    none(scene)
    page = html.page(compose(material_of(scene, found(scene))))
    assert "says that there were none: a denial, and no end of the range" in page
    assert "given by nobody" not in page


def test_foreign_fighters_name_nobody() -> None:
    """Words for people from elsewhere who fought are no rival to a named army, nor to one another."""
    scene = Scene()
    for n, who in enumerate(("Karven army", "foreign fighters", "associated foreign soldiers")):
        scene.blame(f"Paper {n}", who, person(f"Ina Bell {n}"), act_type="massacre_execution")
    assert not question(scene, Aspect.PERPETRATOR).contested
