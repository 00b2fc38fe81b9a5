"""The rows of standards §12.2, the profiles of §4.4 and the gates of §12.4: same claims, several verdicts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from counterclaim.records.decision import Decision
from counterclaim.records.registry import Letter, Registry
from counterclaim.records.words import AgentKind, Aspect, DecisionKind, Stance
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, given, person, weighed

NORTH, SOUTH = "Northern Guard", "Southern Army"
WITNESS = ("Ina Bell, a witness", "Oto Marsh, a villager", "Uma Reed, a resident")
TYPES = ("Ina Bell, a survivor", "Oto Marsh, a doctor", "Uma Reed, the mayor")


def told_by(*names: str, party: str = NORTH) -> Scene:
    """Give named people who each blame one party for people killed, in an outlet of their own."""
    scene = Scene()
    for number, name in enumerate(names):
        scene.blame(f"Outlet {number}", party, person(name))
        scene.killed(f"Outlet {number}", 6, person(name))
    return scene


def accepted() -> Scene:
    """Give one voice, and a party that accepts."""
    scene = told_by(WITNESS[0])
    scene.accepts("Guard Gazette", NORTH)
    return scene


def rivals() -> Scene:
    """Give two voices that blame two parties."""
    scene = told_by(WITNESS[0])
    scene.blame("Outlet 1", SOUTH, person(WITNESS[1]))
    scene.killed("Outlet 1", 6, person(WITNESS[1]))
    return scene


def denied() -> Scene:
    """Give two voices and a bare denial by the accused."""
    scene = told_by(*WITNESS[:2])
    scene.denies("Guard Gazette", NORTH, an_agent(NORTH, AgentKind.ARMED_ACTOR))
    return scene


@dataclass(frozen=True)
class Row:
    """One row of the table: what is told, and the value of each standard (with its reading)."""

    name: str
    scene: Scene
    expected: dict[tuple[str, str], str]


ROWS = (
    Row("one group", told_by(WITNESS[0]), {
        ("huridocs_41", ""): "03", ("every_casualty", "two_primaries"): "inconclusive",
        ("every_casualty", "example"): "inconclusive", ("unama", ""): "not_verified", ("ibc", "strict"): "single"}),
    Row("two shown groups of one type", told_by(*WITNESS[:2]), {
        ("huridocs_41", ""): "04", ("every_casualty", "two_primaries"): "confirmed",
        ("every_casualty", "example"): "inconclusive", ("unama", ""): "not_verified", ("ibc", "strict"): "recorded"}),
    Row("three shown groups of one type", told_by(*WITNESS), {
        ("every_casualty", "example"): "confirmed", ("unama", ""): "not_verified"}),
    Row("two types", told_by(*TYPES[:2]), {("every_casualty", "example"): "confirmed", ("unama", ""): "not_verified"}),
    Row("three types", told_by(*TYPES), {("unama", ""): "verified", ("huridocs_41", ""): "04"}),
    Row("a party accepts", accepted(), {
        ("huridocs_41", ""): "01", ("every_casualty", "two_primaries"): "confirmed", ("unama", ""): "not_verified"}),
    Row("claims against different parties", rivals(), {
        ("huridocs_41", ""): "03", ("every_casualty", "two_primaries"): "confirmed", ("unama", ""): "not_verified"}),
    Row("a bare denial by the accused", denied(), {
        ("huridocs_41", ""): "04", ("every_casualty", "two_primaries"): "confirmed", ("ibc", "strict"): "recorded"}),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.name)
def test_rows_of_the_table(row: Row) -> None:
    """12.2, 4.4: each standard gives what its column says."""
    assert {key: given(row.scene, *key).value for key in row.expected} == row.expected


def test_who_did_it_leaves_the_deaths_as_they_are() -> None:
    """4.3, 4.4: these two ask whether people were killed; that two parties are blamed is said beside the grade."""
    scene = told_by(*TYPES)
    scene.blame("Outlet 1", SOUTH, an_agent("the Southern Column", AgentKind.ARMED_ACTOR))
    for name, mode, value in (("unama", "types", "verified"), ("every_casualty", "example", "confirmed")):
        found = given(scene, name, mode)
        assert (found.value, "who_did_it_is_contested" in found.flags) == (value, True)


def test_a_denial_by_somebody_else_leaves_it_open() -> None:
    """4.3: several accounts that are equally possible allow no conclusion, and the page gets a banner."""
    scene = told_by(*WITNESS[:2])
    scene.say("Hill Times", Aspect.OCCURRENCE, "shelling", person("Ada Hill"), stance=Stance.DENY, act_type="shelling")
    found = given(scene, "every_casualty", "two_primaries")
    assert found.value == "inconclusive"
    assert "unconfirmed_publish_only_with_a_banner" in found.flags
    assert "that denial is withdrawn → Confirmed that people were killed (reported: 6)" in found.would_change
    assert given(scene, "huridocs_41").value == "03"


def test_no_action_near_lowers_the_status() -> None:
    """12.2: likely needs that nobody ruled the action out."""
    scene = told_by(*WITNESS[:2])
    scene.decisions = (
        Decision(number=1, kind=DecisionKind.NEAR_ACTION, subject="e_1", fields=(("value", "none"),), who="A", at="",
                 reason="seen on images"),
    )  # fmt: skip
    assert given(scene, "huridocs_41").value == "03"


def test_gates() -> None:
    """12.4: Confirmed, status 01 and its legal sub-codes, digit 1 and a changed victim status wait for a person."""
    assert any("01" in gate and "legal" in gate for gate in given(accepted(), "huridocs_41").needs_review)
    scene = told_by(*WITNESS[:2])
    assert "Digit 1 needs a person to sign it" in scene.digit(NORTH).needs_review
    status = scene.say("Hill Times", Aspect.VICTIM_STATUS, "civilian", person("Ada Hill"), act_type="shelling")
    scene.decisions = (
        Decision(number=1, kind=DecisionKind.CORRECT, subject=status.id, who="A", at="", reason="a list of names",
                 fields=(("aspect", "victim_status"), ("value", "combatant"))),
    )  # fmt: skip
    gated = [g for g in weighed(scene) if any("civilians is disputed or was changed" in n for n in g.needs_review)]
    assert {g.standard for g in gated} == {"airwars", "every_casualty", "huridocs_41", "ibc", "unama"}


@pytest.mark.parametrize(("letter", "words"), [("E", "E1, F1"), ("F", "E1, F1")])
def test_off_diagonal_pairs(letter: str, words: str) -> None:
    """12.4: a weak letter beside digit 1 asks for a second look."""
    scene = told_by(*WITNESS[:2])
    rows = [Letter(agent=w, letter="A", basis="x", assessor="y") for w in WITNESS]
    scene.registry = Registry(letters=(*rows[1:], Letter(agent=WITNESS[0], letter=letter, basis="x", assessor="y")))
    assert any(words in gate for gate in scene.digit(NORTH).needs_review)


def test_topic_and_period_of_a_letter() -> None:
    """2.3: a letter for another topic or another time is not this event's."""
    scene = told_by(WITNESS[0])
    scene.registry = Registry(letters=(
        Letter(agent=WITNESS[0], letter="B", basis="x", assessor="y", topic="looting"),
        Letter(agent=WITNESS[0], letter="C", basis="x", assessor="y", start="2031-06-01"),
    ))  # fmt: skip
    assert scene.value(WITNESS[0], "stanag2511", "admiralty_letter") == "F"
