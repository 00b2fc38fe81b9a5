"""The rows on grades of standards §12.2 and §13.4, each as one invented event."""

from __future__ import annotations

from counterclaim.records.words import AgentKind, Aspect, ClaimAct
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, nobody, person

NORTH, SOUTH = "Northern Guard", "Southern Army"


def two_voices(party: str = NORTH) -> Scene:
    """Give two named people who blame one party, carried by two outlets, with people killed."""
    scene = Scene()
    for outlet, name in (("Harbour Post", "Ina Bell"), ("Dune Radio", "Oto Marsh")):
        scene.blame(outlet, party, person(name))
        scene.killed(outlet, 6, person(name))
    return scene


def test_two_shown_origins_and_likely_action_are_fair() -> None:
    """Two shown-independent origins with a likely strike give Fair in both readings, and digit 1."""
    scene = two_voices()
    assert scene.value(NORTH) == scene.value(NORTH, "literal") == "fair"
    assert scene.digit(NORTH).value == "1"


def test_confirmed_by_one_party_is_not_confirmed_for_the_other() -> None:
    """A party that accepts is Confirmed; another that only denies and is blamed by some is Contested."""
    scene = two_voices(SOUTH)
    scene.accepts("Harbour Post", NORTH)
    scene.denies("Harbour Post", SOUTH, an_agent(SOUTH, AgentKind.ARMED_ACTOR))
    assert scene.value(NORTH) == "confirmed"
    assert scene.value(SOUTH) == "contested"


def test_fourteen_copies_of_one_agency_item_are_weak_when_read_strictly() -> None:
    """One official carried by fourteen outlets is Weak in strict mode, and Fair with a warning in literal mode."""
    scene, official = Scene(), person("Ina Bell")
    for number in range(14):
        scene.blame(f"Outlet {number}", NORTH, official)
        scene.killed(f"Outlet {number}", 6, official)
    assert scene.value(NORTH) == scene.value(NORTH, "literal") == "weak"
    scene.blame("Guard Gazette", NORTH, an_agent(NORTH, AgentKind.ARMED_ACTOR), claim_act=ClaimAct.CLAIM_RESPONSIBILITY)
    literal = scene.of(NORTH, "literal")
    assert literal.value == "fair"
    assert "outlets_share_one_origin" in literal.flags
    assert scene.value(NORTH) == "weak"


def test_digit_of_fourteen_copies_is_three() -> None:
    """Fourteen outlets with one origin give digit 3 in both schemes."""
    scene = Scene()
    for number in range(14):
        scene.blame(f"Outlet {number}", NORTH, person("Ina Bell"))
    assert {scene.digit(NORTH, mode=m).value for m in ("stanag2511", "fm2-22.3")} == {"3"}


def test_a_denial_by_the_accused_changes_nothing() -> None:
    """Fair evidence stays Fair when the accused party denies, and the digit stays too."""
    scene = two_voices()
    before = (scene.value(NORTH), scene.digit(NORTH).value)
    scene.denies("Harbour Post", NORTH, an_agent(NORTH, AgentKind.ARMED_ACTOR))
    assert (scene.value(NORTH), scene.digit(NORTH).value) == before == ("fair", "1")


def test_a_claimed_strike_is_not_an_accepted_harm() -> None:
    """A party that claims the strike and does not speak of harm is declared, not Confirmed."""
    scene = Scene()
    scene.blame("Guard Gazette", NORTH, an_agent(NORTH, AgentKind.ARMED_ACTOR), claim_act=ClaimAct.CLAIM_RESPONSIBILITY)
    scene.killed("Harbour Post", 4, person("Ina Bell"))
    found = scene.of(NORTH)
    assert found.value == "weak"
    rule = next(s for s in found.trace if s.rule == "R4")
    assert any(i.startswith("action of this party nearby: declared") for i in rule.inputs)


def test_two_unnamed_sources_are_digit_two_and_never_one() -> None:
    """Two reports that both say “sources said” give digit 2, and Weak with a flag in strict mode."""
    scene = Scene()
    for number, outlet in enumerate(("Harbour Post", "Dune Radio")):
        scene.blame(outlet, NORTH, nobody(f"r_{number}"))
        scene.killed(outlet, 3, nobody(f"r_{number}"))
    assert scene.digit(NORTH).value == "2"
    assert scene.value(NORTH, "literal") == "fair"
    assert (scene.value(NORTH), scene.of(NORTH).flags) == ("weak", ("independence_not_shown",))


def test_two_sources_without_action_nearby_are_weak_and_flagged() -> None:
    """Two origins that name a party, without any strike of it, give Weak with the published gap flagged."""
    scene = Scene()
    for outlet, name in (("Harbour Post", "Ina Bell"), ("Dune Radio", "Oto Marsh")):
        scene.blame(outlet, NORTH, person(name), act_type="torture")
        scene.killed(outlet, 2, person(name), act_type="torture")
    found = scene.of(NORTH)
    assert (found.value, found.rule, found.flags) == ("weak", "R5", ("two_sources_no_near_action",))
    assert next(s.outcome for s in found.trace if s.rule == "R4") == "nearly fired"


def test_rival_claims_are_contested_for_each_party() -> None:
    """Credible claims against two parties give Contested for each, and digit 3 without letters."""
    scene = Scene(contested=frozenset({Aspect.PERPETRATOR}))
    scene.blame("Harbour Post", NORTH, person("Ina Bell"))
    scene.blame("Dune Radio", SOUTH, person("Oto Marsh"))
    scene.killed("Harbour Post", 5)
    assert [scene.value(p) for p in (NORTH, SOUTH)] == ["contested", "contested"]
    assert [scene.digit(p).value for p in (NORTH, SOUTH)] == ["3", "3"]


def test_no_claim_of_harm_is_ungraded() -> None:
    """An attack of which no claim speaks of harm has one grade, which says so."""
    scene = Scene()
    scene.say("Harbour Post", Aspect.CONTROL, NORTH, act_type="territory_change_force")
    found = [g for g in scene.grades() if g.standard == "airwars"]
    assert [(g.value, g.label, g.rule) for g in found] == [("ungraded", "No civilian harm reported", "R0")]
