"""Grades: gates, what would change them, and what can never raise them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.grade import grade
from counterclaim.grade.evaluator import Fact, evaluate
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Tally
from counterclaim.records.registry import Letter, Registry, Tie
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, DecisionKind, Measure, Stance, VictimClass
from counterclaim.standards import names, standard
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, given, person, weighed

NORTH, SOUTH = "Northern Guard", "Southern Army"
LADDER = ["ungraded", "weak", "fair", "confirmed"]


def one_voice() -> Scene:
    """Give one named person who blames one party for people killed."""
    scene = Scene()
    scene.blame("Harbour Post", NORTH, person("Ina Bell"))
    scene.killed("Harbour Post", 6, person("Ina Bell"))
    return scene


def decision(kind: DecisionKind, **fields: str) -> Decision:
    """Give a decision on the scene's event."""
    return Decision(number=1, kind=kind, subject="e_1", fields=tuple(sorted(fields.items())), who="Analyst", at="",
                    reason="seen on footage")  # fmt: skip


def test_what_would_change_a_weak_grade() -> None:
    """A single-source grade says that a shown-independent origin makes it Fair, and says nothing of a denial."""
    changes = one_voice().of(NORTH).would_change
    assert "one more shown-independent origin → Fair" in changes
    assert "the party accepts responsibility for the harm → Confirmed" in changes
    assert "a credible claim of another origin that names another party or cause → Contested" in changes
    assert not [c for c in changes if "denial" in c or "outlet" in c]


def test_what_would_change_a_digit() -> None:
    """One voice at digit 3 becomes 1 with another that is shown independent, 2 with one that is not."""
    changes = one_voice().digit(NORTH).would_change
    assert "one more shown-independent origin → 1, confirmed by independent sources; a person has to sign it" in changes
    assert any(c.startswith("one more origin not shown to be independent → 2") for c in changes)


def test_promised_change_comes_true() -> None:
    """Adding the origin that `would_change` speaks of gives the grade it promises."""
    scene = one_voice()
    scene.blame("Dune Radio", NORTH, person("Oto Marsh"))
    assert scene.value(NORTH) == "fair"


@pytest.mark.parametrize("copies", [1, 2, 7])
def test_a_copy_never_raises_a_strict_grade(copies: int) -> None:
    """Outlets that carry the same voice leave every strict grade and every digit where they were."""
    scene = one_voice()
    strict, digit = scene.value(NORTH), scene.digit(NORTH).value
    for number in range(copies):
        scene.blame(f"Copy {number}", NORTH, person("Ina Bell"))
        scene.killed(f"Copy {number}", 6, person("Ina Bell"))
    assert LADDER.index(scene.value(NORTH)) <= LADDER.index(strict)
    assert scene.digit(NORTH).value >= digit


def test_order_does_not_matter() -> None:
    """Claims, questions and origins in another order give equal grades."""
    scene = one_voice()
    scene.blame("Dune Radio", SOUTH, person("Oto Marsh"))
    finding = scene.finding()
    turned = replace(finding, questions=finding.questions[::-1], origins=finding.origins[::-1])
    event = replace(scene.event(), claims=scene.event().claims[::-1])
    assert grade(event, turned, scene.claims[::-1], scene.registry) == scene.grades()


def test_silence_gives_no_grade() -> None:
    """An attack without claims is ungraded, and agents that are silent change no grade."""
    empty = Event(id="e_1", title="", act_types=("shelling",), place=None, time=None, claims=(), reports=())
    tally = Tally(reports=0, origins=0, shown_independent=0)
    finding = Finding(event="e_1", questions=(), ranges=(), origins=(), tally=tally, first_reported_by=None)
    found = grade(empty, finding, (), Registry())
    assert {g.value for g in found if g.standard == "airwars"} == {"ungraded"}
    scene = one_voice()
    told = scene.finding()
    quiet = tuple(replace(q, silent=(person("Uma Reed"),)) for q in told.questions)
    assert grade(scene.event(), replace(told, questions=quiet), scene.claims, scene.registry) == scene.grades()


@pytest.mark.parametrize(
    ("act", "values"),
    [("territory_change_force", set()), ("detention", set()), ("statement", set()), ("air_strike", {"ungraded"})],
)
def test_that_no_harm_is_reported_is_told_of_attacks_alone(act: str, values: set[str]) -> None:
    scene = Scene()
    scene.say("Harbour Post", Aspect.CONTROL, NORTH, act_type=act)
    told = replace(scene.event(), act_types=(act,))
    found = grade(told, scene.finding(), scene.claims, scene.registry)
    assert {g.value for g in found if g.standard == "airwars"} == values


def test_harm_without_a_named_party_is_graded_as_unknown() -> None:
    """Harm by “gunmen” or by nobody in particular is graded for an unknown party, never for the words."""
    scene = Scene()
    scene.blame("Harbour Post", "unidentified gunmen", person("Ina Bell"))
    scene.killed("Harbour Post", 2, person("Ina Bell"))
    found = [g for g in scene.grades() if g.standard == "airwars"]
    assert [g.subject for g in found] == ["unknown", "unknown"]
    assert not [c for g in found for c in g.would_change if "party" in c]


def test_a_party_told_by_kind_stands_in_for_a_name() -> None:
    """“The regime” is graded where no claim names a party, and not beside a named one."""
    scene = Scene()
    scene.blame("Harbour Post", "regime", person("Ina Bell"))
    scene.killed("Harbour Post", 2, person("Ina Bell"))
    assert {g.subject for g in scene.grades() if g.standard == "airwars"} == {"regime"}
    scene.blame("Dune Radio", NORTH, person("Oto Marsh"))
    assert {g.subject for g in scene.grades() if g.standard == "airwars"} == {NORTH}


def test_an_army_that_concedes_its_own_losses_confirms_nothing() -> None:
    """An army that admits the loss of soldiers has not accepted harm to civilians."""
    scene = one_voice()
    army = an_agent(NORTH, AgentKind.ARMED_ACTOR)
    losses = {"stance": Stance.CONCEDE, "claim_act": ClaimAct.CONCEDE_HARM, "victim_class": VictimClass.COMBATANT}
    scene.killed("Guard Gazette", 3, army, **losses)
    assert scene.value(NORTH) == "weak"
    scene.killed("Guard Gazette", 2, army, stance=Stance.CONCEDE, claim_act=ClaimAct.CONCEDE_HARM)
    found = scene.of(NORTH)
    assert (found.value, found.needs_review) == ("confirmed", ("Confirmed needs a person to sign it",))


def test_who_admits_the_strike_alone_accepts_no_harm() -> None:
    """An army that admits to have struck a market, and speaks of nobody hurt, has claimed the act and no more."""
    scene = one_voice()
    army = an_agent(NORTH, AgentKind.ARMED_ACTOR)
    admits = {"stance": Stance.CONCEDE, "claim_act": ClaimAct.CONCEDE_HARM, "asset": "market", "target": "market"}
    scene.say("Guard Gazette", Aspect.OCCURRENCE, "shelling of market", army, act_type="shelling", **admits)
    scene.blame("Guard Gazette", NORTH, army, **admits)
    assert scene.value(NORTH) != "confirmed"


def test_dead_fighters_are_no_civilian_harm() -> None:
    """A count of soldiers alone leaves the event without a claim of civilian harm."""
    scene = Scene()
    scene.blame("Harbour Post", NORTH)
    scene.killed("Harbour Post", 9, victim_class=VictimClass.COMBATANT, measure=Measure.KILLED)
    assert {g.value for g in scene.grades() if g.standard == "airwars"} == {"ungraded"}


@pytest.mark.parametrize("whom", ["extremists", "the militia", "members of the Hill Brigade", "foreign fighters"])
def test_those_told_as_an_armed_side_are_no_civilians_by_default(whom: str) -> None:
    """A killing of people whom the words place in an armed side is no claim of civilian harm."""
    scene = Scene()
    scene.blame("Harbour Post", NORTH, act_type="massacre_execution", target=whom)
    scene.killed("Harbour Post", 9, victim_class=VictimClass.UNKNOWN, target=whom)
    assert {g.value for g in scene.grades() if g.standard == "airwars"} == {"ungraded"}
    scene.killed("Harbour Post", 2, victim_class=VictimClass.UNKNOWN, target="families of extremists")
    assert "ungraded" not in {g.value for g in scene.grades() if g.standard == "airwars"}


def test_two_parties_named_together_are_no_rivals() -> None:
    """A voice that blames two parties for one attack makes neither contested."""
    scene = one_voice()
    scene.blame("Harbour Post", SOUTH, person("Ina Bell"))
    assert [scene.value(p) for p in (NORTH, SOUTH)] == ["weak", "weak"]


def test_spokesperson_and_unit_speak_for_the_party() -> None:
    """A spokesperson by name and a unit by the registry accept for the party; a similar name does not."""
    for name in (f"{NORTH} spokesman", "Ninth Battery"):
        scene = one_voice()
        scene.registry = Registry(ties=(Tie(agent=NORTH, relation="parent_unit_of", other="Ninth Battery", basis="x"),))
        scene.accepts("Harbour Post", name)
        assert scene.value(NORTH) == "confirmed", name
    scene = one_voice()
    scene.accepts("Harbour Post", f"Free {NORTH}")
    assert scene.value(NORTH) == "contested"


def test_near_action_can_be_decided() -> None:
    """A person's word on the action nearby, on the event or on a party's grade, is an input of rules."""
    scene = one_voice()
    scene.blame("Dune Radio", NORTH, person("Oto Marsh"))
    assert scene.value(NORTH) == "fair"
    for subject in ("e_1", scene.of(NORTH).id):
        row = decision(DecisionKind.NEAR_ACTION, value="none")
        scene.decisions = (replace(row, subject=subject),)
        assert (scene.value(NORTH), scene.of(NORTH).rule) == ("weak", "R5")


def test_discounted_is_proposed_to_a_person_and_never_given() -> None:
    """A party that fewer shown origins name than another is Contested; the gate and the change name Discounted."""
    scene = one_voice()
    for outlet, name in (("Dune Radio", "Oto Marsh"), ("Hill Times", "Uma Reed")):
        scene.blame(outlet, SOUTH, person(name))
    found = scene.of(NORTH)
    assert found.value == "contested"
    assert next(s.outcome for s in found.trace if s.rule == "R2") == "nearly fired"
    assert "a person signs that another party is most likely → Discounted" in found.would_change
    assert any("Discounted" in gate for gate in found.needs_review)


def test_rebels_are_a_rival_of_an_army_without_a_name() -> None:
    """Blame on “rebels” competes with blame on a state's army, and not with blame on a group that may be theirs."""
    for party, expected in ((SOUTH, "contested"), (NORTH, "weak")):
        scene = Scene()
        scene.blame("Harbour Post", party, person("Ina Bell"))
        scene.killed("Harbour Post", 6, person("Ina Bell"))
        scene.blame("Dune Radio", "rebels", person("Oto Marsh"))
        assert scene.value(party) == expected


def test_a_vague_attacker_contradicts_no_named_party() -> None:
    """“Unidentified gunmen” beside a named party lowers nobody's digit and contests nothing."""
    scene = one_voice()
    scene.blame("Dune Radio", "unidentified gunmen", person("Oto Marsh"))
    assert (scene.value(NORTH), scene.digit(NORTH).value) == ("weak", "3")
    assert scene.of(NORTH).rule == "R6"
    inputs = next(s.inputs for s in scene.digit(NORTH).trace if s.rule == "D1")
    assert inputs == ("letter of those who contradict it: nobody",)


def test_retracted_claims_leave_their_origin() -> None:
    """A voice that takes its claim back no longer counts."""
    scene = one_voice()
    scene.blame("Harbour Post", NORTH, person("Ina Bell"), stance=Stance.RETRACT, claim_act=ClaimAct.RETRACT)
    assert scene.digit(NORTH).value == "6"


def test_letters_come_from_the_registry_alone() -> None:
    """A letter holds for its topic and time; without one a source is F; letters never move an uncontradicted digit."""
    scene = one_voice()
    digit = scene.digit(NORTH).value
    assert scene.value("Ina Bell", "stanag2511", "admiralty_letter") == "F"
    rows = (
        Letter(agent="Ina Bell", letter="B", basis="ten reports", assessor="Analyst", topic="shelling"),
        Letter(agent="Ina Bell", letter="D", basis="old", assessor="Analyst", end="2030-01-01"),
    )
    scene.registry = Registry(letters=rows)
    assert scene.value("Ina Bell", "stanag2511", "admiralty_letter") == "B"
    assert scene.digit(NORTH).value == digit


def test_speakers_of_one_name_have_one_letter_and_another_only_where_somebody_gave_it() -> None:
    """Residents of three reports are three speakers; their letter is one row, and no two rows have one id."""
    scene = one_voice()
    residents = [an_agent("residents", AgentKind.UNNAMED_GROUP, f"r_{n}") for n in range(3)]
    for outlet, speaker in zip(("Harbour Post", "Valley Wire", "Coast Radio"), residents, strict=True):
        scene.blame(outlet, NORTH, speaker)
    assert scene.value("residents", "stanag2511", "admiralty_letter") == "F"
    scene.registry = Registry(
        letters=(Letter(agent=residents[1].id, letter="B", basis="met them", assessor="Analyst"),)
    )
    rows = [g for g in scene.grades() if (g.standard, g.mode) == ("admiralty_letter", "stanag2511")]
    told = {g.subject: g.value for g in rows if g.value == "B" or "residents" in g.subject}
    assert sorted(told.values()) == ["B", "F"]
    assert len({g.id for g in scene.grades()}) == len(scene.grades())


def test_contradiction_by_an_equal_letter_is_five_and_reviewed() -> None:
    """A source of equal letter that says otherwise gives digit 5, and B5 asks for a second look."""
    rows = tuple(Letter(agent=n, letter="B", basis="x", assessor="y") for n in ("Ina Bell", "Oto Marsh"))
    scene = Scene(registry=Registry(letters=rows), contested=frozenset({Aspect.DAMAGE}))
    scene.say("Harbour Post", Aspect.DAMAGE, "destroyed", person("Ina Bell"), asset="temple")
    scene.say("Dune Radio", Aspect.DAMAGE, "no damage", person("Oto Marsh"), asset="temple")
    found = scene.digit("destroyed", Aspect.DAMAGE)
    assert found.value == "5"
    assert found.needs_review == ("Letter and digit lie far apart (A5, B5)",)


def test_a_source_that_deserves_no_confidence_does_not_make_fair() -> None:
    """A source with letter E is shown but not counted among credible sources."""
    scene = one_voice()
    scene.blame("Dune Radio", NORTH, person("Oto Marsh"))
    scene.registry = Registry(letters=(Letter(agent="Oto Marsh", letter="E", basis="x", assessor="y"),))
    assert (scene.value(NORTH), scene.of(NORTH).rule) == ("weak", "R6")


def test_none_by_one_party_is_no_number_of_a_record() -> None:
    """A denial told as "no civilians were killed" is no civilian toll beside twelve dead; nought stands nowhere."""
    scene = Scene()
    scene.killed("Harbour Post", 12, person("Ina Bell"), victim_class=VictimClass.UNKNOWN)
    scene.killed("Coast Daily", 12, person("Oren Hale"), victim_class=VictimClass.UNKNOWN)
    scene.killed("Valley Post", 0, an_agent(NORTH, AgentKind.ARMED_ACTOR))
    assert given(scene, "ibc", "strict").label == "Recorded (killed: 12)"
    assert given(scene, "acled_fatalities").label == "12"
    assert given(scene, "ucdp_fatalities").label == "low 12, best 12, high 12"


def test_children_killed_are_the_least_that_were_killed() -> None:
    """Six children by one, five by another, and nobody counts all: at least five people are dead, and not none."""
    scene = Scene()
    scene.killed("Harbour Post", 6, person("Ina Bell"), victim_class=VictimClass.CHILDREN)
    scene.killed("Coast Daily", 5, person("Oren Hale"), victim_class=VictimClass.CHILDREN)
    assert given(scene, "ibc", "strict").label == "Recorded (killed: at least 5)"
    assert given(scene, "acled_fatalities").label == "5"
    assert given(scene, "ucdp_fatalities").label == "low 5, best 5, high open"
    scene.killed("Guard Gazette", 0, an_agent(NORTH, AgentKind.ARMED_ACTOR), victim_class=VictimClass.CHILDREN)
    assert given(scene, "acled_fatalities").label == "5"  # "none" of one party is no number of dead
    scene.killed("Valley Post", 9, person("Mara Quist"), victim_class=VictimClass.UNKNOWN)
    assert given(scene, "acled_fatalities").label == "9"  # who counts all, counts the children too


def test_a_number_in_a_grade_stands_in_its_inputs_with_its_claims() -> None:
    """Whoever reads "killed: 6" finds the figure and the claim that gave it beside the rule that fired."""
    scene = one_voice()
    fired = given(scene, "ibc", "strict").trace[-1].inputs
    at = next(n for n, text in enumerate(fired) if text.startswith("killed, lowest to highest report: 6 (6 civilians"))
    assert fired[at + 1] in {c.id for c in scene.claims if c.range is not None}


def test_a_number_that_its_source_replaced_contradicts_nobody() -> None:
    """The guard said 16, then 13; Bell's 13 stands uncontradicted, and the 16 is no answer to grade any more."""
    scene = Scene()
    guard = an_agent(NORTH, AgentKind.ARMED_ACTOR)
    scene.killed("Harbour Post", 16, guard, day="2031-05-02", origin="north")
    scene.killed("Coast Daily", 13, guard, day="2031-05-03", origin="north")
    scene.killed("Valley Post", 13, person("Ina Bell"), day="2031-05-03")
    digits = [g for g in weighed(scene) if g.standard == "admiralty_digit" and "killed" in g.label]
    assert {g.value for g in digits} == {"1"}
    assert all("13" in g.label for g in digits)


def test_every_trace_ends_in_the_rule_that_fired() -> None:
    """Each grade lists the rules tried in order, exactly one fired, and it is the last."""
    for found in one_voice().grades():
        outcomes = [s.outcome for s in found.trace]
        assert outcomes[-1] == "fired"
        assert outcomes.count("fired") == 1
        assert found.trace[-1].rule == found.rule


@pytest.mark.parametrize("name", names())
def test_standards_say_where_they_come_from(name: str) -> None:
    """Every shipped standard states its source and words for each value its rules give."""
    table = standard(name)
    for key in ("title", "publisher", "edition", "clause", "date", "provenance", "licence"):
        assert table[key]
    assert {r["gives"] for r in table["rules"]} <= set(table["values"])
    assert table["rules"][-1]["when"] == []


def test_a_fact_nobody_gave_is_an_error() -> None:
    """A table that names a fact nobody collected, or reads a word as a number, is refused."""
    table = standard("airwars")
    with pytest.raises(KeyError):
        evaluate(table, "strict", {})
    bad = {"title": "T", "values": {}, "facts": {"x": "x"}, "modes": {"m": {}},
           "rules": [{"id": "1", "words": "", "gives": "a", "when": [{"fact": "x", "at_least": 1}]}]}  # fmt: skip
    with pytest.raises(ValueError, match="a number was expected"):
        evaluate(bad, "m", {"x": Fact(value="many")})


def test_none_by_the_accused_contests_and_contradicts_no_child_killed() -> None:
    """The guard says that no civilian was killed: the number is contested, and its word is no contradiction of it."""
    scene = Scene()
    scene.blame("Harbour Post", NORTH, person("Ina Bell"))
    scene.killed("Harbour Post", 6, person("Ina Bell"), victim_class=VictimClass.CHILDREN)
    scene.killed("Guard Gazette", 0, an_agent(NORTH, AgentKind.ARMED_ACTOR), claim_act=ClaimAct.DENY_HARM)
    graded = {(g.label, g.rule) for g in weighed(scene) if g.standard == "admiralty_digit" and "children" in g.label}
    assert {rule for _, rule in graded} == {"D6"}
    scene.killed("Coast Daily", 0, person("Oren Hale"), claim_act=ClaimAct.DENY_HARM)
    graded = {(g.label, g.rule) for g in weighed(scene) if g.standard == "admiralty_digit" and "children" in g.label}
    assert {rule for _, rule in graded} == {"D4"}
