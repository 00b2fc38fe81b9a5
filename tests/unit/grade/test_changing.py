"""What a grade says would change it: computed, true when it is done, and with two steps where one is not enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.grade.changing import would_change
from counterclaim.records.judgement import Grade
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Stance
from counterclaim.standards import names, standard
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, given, nobody, person

NORTH, SOUTH = "Northern Guard", "Southern Army"
FIRST = "Ina Bell, a witness"


def told() -> Scene:
    """Give one named witness who blames one party for people killed."""
    scene = Scene(contested=frozenset({Aspect.PERPETRATOR}))
    scene.blame("Harbour Post", NORTH, person(FIRST))
    scene.killed("Harbour Post", 6, person(FIRST))
    return scene


def another(scene: Scene, name: str) -> None:
    """Let one more named person say the same in an outlet of its own."""
    scene.blame(f"{name} News", NORTH, person(name))
    scene.killed(f"{name} News", 6, person(name))


def unshown(scene: Scene) -> None:
    """Let one more outlet's unnamed sources say the same."""
    scene.blame("Dune Radio", NORTH, nobody("r_9"))
    scene.killed("Dune Radio", 6, nobody("r_9"))


def copied(scene: Scene) -> None:
    """Let one more outlet carry the first voice."""
    scene.blame("Copy Post", NORTH, person(FIRST))
    scene.killed("Copy Post", 6, person(FIRST))


def rival(scene: Scene) -> None:
    """Let another voice blame another party."""
    scene.blame("Dune Radio", SOUTH, person("Oto Marsh"))


def declared(scene: Scene) -> None:
    """Let the party claim the act."""
    army = an_agent(NORTH, AgentKind.ARMED_ACTOR)
    scene.blame("Guard Gazette", NORTH, army, claim_act=ClaimAct.CLAIM_RESPONSIBILITY)


def denied(scene: Scene) -> None:
    """Let somebody who is not accused deny it."""
    scene.say("Hill Times", Aspect.OCCURRENCE, "shelling", person("Ira Vane"), stance=Stance.DENY, act_type="shelling")


#: What the tables call each of these.
DONE: dict[str, Callable[[Scene], None]] = {
    "one more shown-independent origin": lambda s: another(s, "Oto Marsh, a witness"),
    "one more shown-independent origin of a type already heard": lambda s: another(s, "Oto Marsh, a witness"),
    "one more shown-independent origin of another type": lambda s: another(s, "Oto Marsh, a doctor"),
    "one more origin not shown to be independent": unshown,
    "one more outlet, even a copy": copied,
    "a credible claim of another origin that names another party or cause": rival,
    "the party declares action nearby": declared,
    "the party accepts responsibility for the harm": lambda s: s.accepts("Guard Gazette", NORTH) and None,
    "a party accepts responsibility for the harm": lambda s: s.accepts("Guard Gazette", NORTH) and None,
    "somebody who is not accused denies it": denied,
}
GRADED = [
    ("airwars", "strict"), ("airwars", "literal"), ("huridocs_41", "list_41"), ("ibc", "strict"), ("ibc", "literal"),
    ("every_casualty", "example"), ("every_casualty", "two_primaries"), ("unama", "types"),
    ("admiralty_digit", "stanag2511"),
]  # fmt: skip


def graded(scene: Scene, name: str, mode: str) -> Grade:
    """Give the grade of the first party, answer or event."""
    if name == "airwars":
        return scene.of(NORTH, mode)
    return scene.digit(NORTH, mode=mode) if name == "admiralty_digit" else given(scene, name, mode)


def variants() -> dict[str, Callable[[], Scene]]:
    """Give scenes to start from: one voice, one and a copy, one and an unshown, two shown, one without a strike."""

    def start(*steps: Callable[[Scene], None]) -> Callable[[], Scene]:
        def build() -> Scene:
            scene = told()
            for step in steps:
                step(scene)
            return scene

        return build

    def two(scene: Scene) -> None:
        another(scene, "Lea Stone, a witness")

    return {
        "one": start(), "copied": start(copied), "unshown": start(unshown), "two": start(two),
        "rival": start(rival), "declared": start(declared),
        "harm without a name beside": start(lambda s: s.killed("Hill Times", 6, person("Ada Hill")) and None),
    }  # fmt: skip


@pytest.mark.parametrize(("name", "mode"), GRADED, ids=[f"{n} {m}" for n, m in GRADED])
@pytest.mark.parametrize("start", list(variants()), ids=str)
def test_what_is_said_comes_true(start: str, name: str, mode: str) -> None:
    """Each change that a grade names gives that grade when the claims are added; each it leaves out gives none."""
    build = variants()[start]
    before = graded(build(), name, mode)
    promised = dict(line.split(" → ", 1) for line in before.would_change)
    changes = [str(c["words"]) for c in standard(name).get("changes", ())]
    tried = 0
    for words in (w for w in changes if w in DONE):
        scene = build()
        DONE[words](scene)
        after = graded(scene, name, mode)
        label = after.label.split(": “", 1)[0]
        assert (label if after.value != before.value else None) == promised.get(words), words
        tried += 1
    assert tried


def test_two_steps_where_one_is_not_enough() -> None:
    """One type of source is two types short of a verification: both are named together, and both make it true."""
    scene = told()
    words = "one more shown-independent origin of another type, twice → Verified (killed: 6)"
    assert words in given(scene, "unama").would_change
    for name in ("Oto Marsh, a doctor", "Uma Reed, the mayor"):
        another(scene, name)
    assert given(scene, "unama").value == "verified"


def test_numbers_past_every_bound_change_alike() -> None:
    """What is remembered for many sources is what a thousand give."""
    few, many = ((("days", n),) for n in (400, 40_000))
    assert would_change("ucdp_date_prec", "code", many) == would_change("ucdp_date_prec", "code", few)


@pytest.mark.parametrize("name", [n for n in names() if standard(n)["key"] != "probability"])
def test_every_standard_says_what_would_change_it(name: str) -> None:
    """A table of grades lists changes, and each of its rules says where it comes from."""
    table = standard(name)
    assert table["changes"]
    marks = {"read", "second-hand", "to be checked", "proposal"}
    assert {r["from"] for r in table["rules"]} <= marks
    used = {c["fact"] for r in table["rules"] for c in r["when"]}
    assert used <= set(table["facts"]), "every fact a rule reads has words"
