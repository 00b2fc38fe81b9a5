"""Whose word a denial is: one party under several names, its ministry, its spokesman; all texts and names invented."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.grade import grade
from counterclaim.records.claim import Agent
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Grade
from counterclaim.records.withdrawn import taken_back
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Measure, Stance, VictimClass
from counterclaim.settings import Settings
from counterclaim.weigh import stands, weigh
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, person


@dataclass
class Told(Scene):
    """A weighed scene whose speakers may speak for others in the words of a report."""

    spoken: dict[str, str] = field(default_factory=dict)

    def all(self) -> tuple[Grade, ...]:
        finding = weigh(self.event(), self.claims, self.reports(), self.origins(), Settings())
        return grade(self.event(), finding, self.claims, self.registry, self.decisions, self.reports(), self.spoken)

    def given(self, standard: str, subject: str = "", mode: str = "") -> Grade:
        found = [
            g for g in self.all() if g.standard == standard and mode in {"", g.mode} and subject in g.label + g.subject
        ]
        assert found, [(g.standard, g.subject, g.label) for g in self.all()]
        return found[0]


def blamed() -> Told:
    """Give two named voices that blame one army under two names, and count the dead."""
    scene = Told()
    for outlet, name, party in (("Harbour Post", "Ina Bell", "Velarian army"), ("Dune Radio", "Oto Marsh", "army")):
        scene.blame(outlet, party, person(name))
        scene.killed(outlet, 6, person(name))
        scene.say(outlet, Aspect.OCCURRENCE, "shelling of Oakmoor", person(name), act_type="shelling")
    return scene


def body(name: str) -> Agent:
    return an_agent(name, AgentKind.OFFICIAL_BODY)


def denied_by(name: str, aspect: Aspect = Aspect.OCCURRENCE) -> Told:
    scene = blamed()
    value = "shelling of Oakmoor" if aspect is Aspect.OCCURRENCE else "army"
    scene.say(
        "Ridge Wire", aspect, value, body(name), stance=Stance.DENY, claim_act=ClaimAct.DENY_EVENT, act_type="shelling"
    )
    return scene


def test_two_names_of_one_army_are_one_party_with_both_voices() -> None:
    scene = blamed()
    parties = {g.subject for g in scene.all() if g.standard == "airwars"}
    assert parties == {"Velarian army"}
    assert scene.given("airwars", "Velarian army", "strict").value == "fair"


def test_a_denial_by_the_ministry_over_the_army_is_the_position_of_the_army() -> None:
    """The digit stays and its rule says that the accused denies; no other table takes it for somebody else's denial."""
    for name in ("Velarian defence ministry", "Velarian army spokesman", "Velarian government", "army"):
        scene = denied_by(name)
        digit = scene.given("admiralty_digit", "shelling of Oakmoor")
        assert (digit.value, digit.rule) == ("1", "D2-denied"), name
        assert "the_accused_party_denies" in digit.flags
        assert scene.given("huridocs_28", "Velarian army").value == "deny_act", name
        assert scene.given("huridocs_41").value == "04"
        assert "the_accused_party_denies" in scene.given("airwars", "Velarian army", "strict").flags


def test_a_denial_by_another_state_or_a_ministry_of_another_matter_contradicts() -> None:
    for name in ("Karven army", "Velarian health ministry", "Hill Front"):
        scene = denied_by(name)
        assert scene.given("admiralty_digit", "shelling of Oakmoor").rule == "D4", name
        assert scene.given("huridocs_28", "Velarian army").value == "unknown"
        assert scene.given("huridocs_41").rule == "H3"


def test_a_person_whom_a_report_calls_the_spokesman_speaks_for_the_party() -> None:
    scene = blamed()
    scene.denies("Ridge Wire", "army", person("Danil Orsk"))
    assert scene.given("admiralty_digit", "Velarian army").rule == "D4"
    scene.spoken = {"danil orsk": "army"}
    assert scene.given("admiralty_digit", "Velarian army").rule == "D2-denied"
    assert scene.given("huridocs_28", "Velarian army").value == "deny_responsibility"


def test_to_deny_having_done_it_is_not_to_deny_that_it_was_done() -> None:
    """A denial of an act that names the party itself as the doer is of responsibility."""
    scene = blamed()
    scene.say("Ridge Wire", Aspect.OCCURRENCE, "shelling of Oakmoor", body("Velarian army"), stance=Stance.DENY,
              act_type="shelling", actor="army")  # fmt: skip
    assert scene.given("huridocs_28", "Velarian army").value == "deny_responsibility"


def test_a_rule_without_a_denial_says_that_nobody_denies() -> None:
    digit = blamed().given("admiralty_digit", "Velarian army")
    assert (digit.value, digit.rule, digit.flags) == ("1", "D2", ())


def test_a_party_that_names_itself_claims_the_act_whatever_it_calls_it() -> None:
    """ "It had struck the station" is of no listed kind of act, and is the party's own word that it acted."""
    scene = blamed()
    scene.blame("Ridge Wire", "army", body("Velarian army"), act_type="other", actor="army")
    assert scene.given("huridocs_28", "Velarian army").value == "claim"
    near = [t for s in scene.given("airwars", "Velarian army", "strict").trace for t in s.inputs]
    assert "action of this party nearby: declared" in near


def test_a_withdrawn_figure_takes_back_the_same_number_of_whatever_class() -> None:
    """ "Withdrew its figure of 14 dead" takes back 14 civilians killed, and not 14 injured, nor those of another."""
    scene = Told()
    for who in ("Velmar Rescue Service", "Hill Monitor"):
        scene.killed(f"Paper of {who}", 14, body(who))
    back = {"measure": Measure.KILLED, "victim_class": VictimClass.UNKNOWN, "range": NumberRange(14, 14)}
    scene.say(
        "Dune Radio", Aspect.COUNT, "14 killed (unknown)", body("Velmar Rescue Service"), stance=Stance.RETRACT, **back
    )
    first, other, last = scene.claims
    assert taken_back(scene.claims) == {first.id, last.id}
    finding = weigh(scene.event(), scene.claims, scene.reports(), scene.origins(), Settings())
    (answer,) = (a for q in finding.questions for a in q.answers if a.value == "14 killed (civilian)")
    assert set(answer.claims) == {first.id, other.id}
    (asked,) = (q for q in finding.questions if q.aspect is Aspect.COUNT)
    (withdrawn,) = (a for a in asked.answers if a.value == "14 killed (unknown)")
    assert stands(asked, withdrawn) == ["Velmar Rescue Service takes back that 14 people were killed"]


def test_a_state_and_its_army_are_one_belligerent() -> None:
    """One voice names the state, another counts the dead by its army: one party is graded, by both voices."""
    scene = Told()
    scene.blame("Harbour Post", "Syria", person("Ina Bell"))
    scene.killed("Harbour Post", 6, person("Ina Bell"))
    scene.say("Dune Radio", Aspect.OCCURRENCE, "shelling of Oakmoor", person("Oto Marsh"), act_type="shelling")
    scene.killed("Dune Radio", 6, person("Oto Marsh"), actor="Syrian army")
    assert {g.subject for g in scene.all() if g.standard == "airwars"} == {"Syria"}
    assert scene.given("airwars", "Syria", "strict").value == "fair"


def test_two_forces_of_one_state_are_two_belligerents() -> None:
    """Of which of two bodies it was, the state's name says nothing: they stay two."""
    scene = Told()
    scene.blame("Harbour Post", "Syrian police", person("Ina Bell"))
    scene.killed("Harbour Post", 6, person("Ina Bell"))
    scene.killed("Dune Radio", 6, person("Oto Marsh"), actor="Syrian army")
    assert len({g.subject for g in scene.all() if g.standard == "airwars"}) == 2
