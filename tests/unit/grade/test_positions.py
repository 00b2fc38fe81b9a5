"""A party's own position: what it denies, accepts, claims, in which order, and what its camp says beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.extent import Place
from counterclaim.records.judgement import Grade
from counterclaim.records.registry import Camp, Registry
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Stance, Take
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from tests.unit.builders import a_claim, a_hop, a_report, an_agent, chain_of
from tests.unit.grade.scene import Scene, given, person

ARMY, REBELS, GUARD = "Southern Army", "valley rebels", "Northern Guard"


def scene_of(party: str) -> Scene:
    """Give one voice that blames a party for people killed in a clinic."""
    scene = Scene()
    scene.blame("Harbour Post", party, person("Ina Bell"), asset="clinic")
    scene.killed("Harbour Post", 6, person("Ina Bell"))
    return scene


def position(scene: Scene) -> Grade:
    """Give the party's position."""
    return given(scene, "huridocs_28")


def test_silence_is_no_position() -> None:
    """A party that says nothing has none, and is not taken to deny or to accept."""
    assert position(scene_of(ARMY)).value == "unknown"


@pytest.mark.parametrize(
    ("party", "code"), [(ARMY, "0103"), (REBELS, "0203"), (GUARD, "0103 or 0203")], ids=["state", "non-state", "open"]
)
def test_the_side_gives_the_code(party: str, code: str) -> None:
    """State and non-state parties have codes of their own; where the words do not tell, both are given."""
    scene = scene_of(party)
    scene.denies("Guard Gazette", party, an_agent(party, AgentKind.ARMED_ACTOR))
    assert position(scene).label.startswith(f"{code} denies responsibility")


def denies(scene: Scene, aspect: Aspect, value: str, **fields: object) -> None:
    """Let the army deny something."""
    army = an_agent(ARMY, AgentKind.ARMED_ACTOR)
    act = ClaimAct.DENY_EVENT
    scene.say("Army Gazette", aspect, value, army, stance=Stance.DENY, claim_act=act, act_type="shelling", **fields)


def test_the_act_as_a_whole_is_denied() -> None:
    """A denial that it happened is 0102."""
    scene = scene_of(ARMY)
    denies(scene, Aspect.OCCURRENCE, "shelling")
    assert position(scene).label == "0102 denies the act"


@pytest.mark.parametrize(
    ("aspect", "value", "fields"),
    [
        (Aspect.WEAPON, "chlorine", {}),
        (Aspect.COUNT, "6 killed", {}),
        (Aspect.OCCURRENCE, "shelling", {"asset": "school"}),
    ],
)
def test_a_narrow_denial_stays_narrow(aspect: Aspect, value: str, fields: dict[str, object]) -> None:
    """Who denies a weapon, a number or another target has not denied the act."""
    scene = scene_of(ARMY)
    denies(scene, aspect, value, **fields)
    found = position(scene)
    assert (found.value, found.label) == ("deny_part", "90 denies a part of it only")


def test_claiming_the_act_is_not_accepting_harm() -> None:
    """A claimed strike is coded as claimed, with the warning that it accepts no harm."""
    scene = scene_of(ARMY)
    army = an_agent(ARMY, AgentKind.ARMED_ACTOR)
    scene.blame("Army Gazette", ARMY, army, claim_act=ClaimAct.CLAIM_RESPONSIBILITY)
    found = position(scene)
    assert (found.value, found.flags) == ("claim", ("claiming_the_act_accepts_no_harm",))
    assert scene.value(ARMY) != "confirmed"


def test_a_claim_of_a_strike_on_another_thing_takes_on_no_act() -> None:
    """Who says to have shelled an army post, and denies the clinic, takes no positions that exclude each other."""
    scene, army = scene_of(ARMY), an_agent(ARMY, AgentKind.ARMED_ACTOR)
    scene.blame("Army Gazette", ARMY, army, target="army post")
    assert position(scene).value == "acknowledge"
    scene.denies("Army Gazette", ARMY, army)
    assert position(scene).value == "deny_responsibility"


def test_a_claim_of_the_thing_or_of_the_town_takes_on_the_act() -> None:
    """The clinic that it is blamed for, and the town alone, are what is meant."""
    army = an_agent(ARMY, AgentKind.ARMED_ACTOR)
    for fields in ({"asset": "clinic"}, {"target": "Lom", "place": Place("Lom")}, {}):
        scene = scene_of(ARMY)
        scene.blame("Army Gazette", ARMY, army, **fields)
        assert position(scene).value == "claim"


def test_another_explanation() -> None:
    """A party that blames another gives another explanation."""
    scene = scene_of(ARMY)
    scene.blame("Army Gazette", GUARD, an_agent(ARMY, AgentKind.ARMED_ACTOR))
    found = [g for g in scene.grades() if g.standard == "huridocs_28" and g.subject == ARMY]
    assert [g.value for g in found] == ["alternative"]


def test_a_later_acceptance_replaces_a_denial_and_says_so() -> None:
    """Denied on one day and accepted on a later one: the later word counts, the change is shown with both days."""
    scene = scene_of(ARMY)
    denies(scene, Aspect.OCCURRENCE, "shelling", day="2031-05-03")
    army = an_agent(ARMY, AgentKind.ARMED_ACTOR)
    scene.say("Army Gazette", Aspect.OCCURRENCE, "shelling", army, day="2031-05-09", act_type="shelling",
              claim_act=ClaimAct.ACCEPT_RESPONSIBILITY)  # fmt: skip
    found = position(scene)
    assert (found.value, found.flags) == ("accept", ("changed_its_position",))
    told = " ".join(text for step in found.trace for text in step.inputs)
    assert "2031-05-03" in told
    assert "2031-05-09" in told


def test_a_party_that_says_both_at_once_contradicts_itself() -> None:
    """Accepted and denied on one day: neither is chosen, and a person reads it."""
    scene = scene_of(ARMY)
    denies(scene, Aspect.OCCURRENCE, "shelling")
    scene.accepts("Army Gazette", ARMY)
    found = position(scene)
    assert found.value == "contradicts"
    assert found.needs_review


def test_a_camp_that_contradicts_itself_is_shown() -> None:
    """An ally that names the party which denies is flagged, and stays another voice."""
    scene = scene_of(ARMY)
    scene.registry = Registry(camps=tuple(Camp(agent=a, camp="south", basis="x") for a in (ARMY, "Southern Radio")))
    scene.denies("Army Gazette", ARMY, an_agent(ARMY, AgentKind.ARMED_ACTOR))
    assert "its_camp_contradicts_itself" not in position(scene).flags
    scene.blame("Southern Radio", ARMY, an_agent("Southern Radio"))
    assert "its_camp_contradicts_itself" in position(scene).flags


def test_who_denies_its_part_in_an_act_has_not_claimed_the_act() -> None:
    """The words that deny responsibility name the strike; that is no claim of it, and no voice for it."""
    scene = scene_of(ARMY)
    army = an_agent(ARMY, AgentKind.ARMED_ACTOR)
    report = a_report(
        "The Southern Army denied responsibility for the strike on the clinic.", "Army Gazette", "2031-05-02"
    )
    hop = replace(a_hop(army), cue="denied", cue_start=18, cue_end=24)
    own = chain_of(report, army)[1:]
    words = "the strike on the clinic"
    known = {"chain": (hop, *own), "act_type": "air_strike", "actor": ARMY}
    scene.told.append(report)
    scene.claims += [
        a_claim(report, words, Aspect.OCCURRENCE, "air strike on clinic", army, **known),
        a_claim(report, words, Aspect.PERPETRATOR, ARMY, army, stance=Stance.DENY,
                claim_act=ClaimAct.DENY_RESPONSIBILITY, **known),
    ]  # fmt: skip
    scene.keys |= {c.id: army.id for c in scene.claims[-2:]}
    assert position(scene).label == "0103 denies responsibility for the act"
    finding = weigh(scene.event(), scene.claims, scene.reports(), scene.origins(), Settings())
    (happened,) = [a for q in finding.questions if q.aspect is Aspect.OCCURRENCE for a in q.answers]
    assert all(p.take is Take.RELAYS for p in happened.positions if p.agent == army)


def test_who_accepts_the_act_and_says_that_none_was_killed_denies_a_part() -> None:
    """The guard says that it shelled, and that no civilian was killed: it claims the act, and denies the harm."""
    scene = scene_of("Northern Guard")
    army = an_agent("Northern Guard", AgentKind.ARMED_ACTOR)
    scene.blame("Guard Gazette", "Northern Guard", army)
    scene.killed("Guard Gazette", 0, army, claim_act=ClaimAct.DENY_HARM)
    found = position(scene)
    assert (found.value, "also_denies_a_part" in found.flags) == ("claim", True)
    assert "the_accused_party_denies" in scene.of("Northern Guard").flags
