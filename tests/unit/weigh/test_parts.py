"""Numbers that count some of those a toll counts are no rivals of it; all texts and names are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.judgement import Event, Finding
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, Measure, VictimClass
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import weigh
from counterclaim.weigh.parts import parts
from tests.unit.builders import a_claim, a_report, an_agent


def number(
    text: str, words: str, n: int, day: int = 2, who: str = "Upland Group", of: VictimClass = VictimClass.UNKNOWN
) -> tuple[Report, Claim]:
    """Give a report and the number of dead that a body gives in some of its words."""
    report = a_report(text, f"Paper {day}", f"2031-08-{day:02}")
    return report, a_claim(report, words, Aspect.COUNT, f"{n} killed", an_agent(who, AgentKind.ORGANISATION),
                           measure=Measure.KILLED, victim_class=of, range=NumberRange(n, n), unit="people")  # fmt: skip


def weighed(*rows: tuple[Report, Claim]) -> Finding:
    """Weigh numbers of one event."""
    reports, claims = [r for r, _ in rows], [c for _, c in rows]
    ids, where = tuple(c.id for c in claims), tuple(sorted(r.id for r in reports))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=where)
    return weigh(event, claims, reports, origins(claims, ()), Settings())


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("The group named ten people killed in the raid.", "ten people killed", True),
        ("The group published the names of at least ten people killed.", "ten people killed", True),
        ("Ten people killed in the raid have been identified.", "Ten people killed", True),
        ("Ten people killed in the raid were identified as farmers.", "Ten people killed", False),
        ("Ten people were killed in a village named Orvane.", "Ten people were killed", False),
        ("A man was named. Ten people were killed.", "Ten people were killed", False),
        ("Ten people were killed.", "Ten people were killed", False),
    ],
)
def test_the_dead_who_are_named_are_some_of_the_dead(text: str, words: str, part: bool) -> None:
    """A word for naming right at the number, and not one for what the dead were or another's name."""
    report, claim = number(text, words, 10)
    assert (claim.id in parts([claim], {report.id: report})) is part


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("Five of the dead were nurses.", "Five of the dead", True),
        ("Five of the dead were civilians.", "Five of the dead", False),
        ("Five nurses were killed.", "Five nurses were killed", False),
    ],
)
def test_a_kind_of_people_among_the_dead_is_a_part_of_its_class(text: str, words: str, part: bool) -> None:
    """Nurses among the dead are some of the civilians; civilians among the dead are all civilians."""
    report, claim = number(text, words, 5, of=VictimClass.CIVILIAN)
    assert (claim.id in parts([claim], {report.id: report})) is part


def test_ten_who_are_named_neither_revise_nor_contest_twelve() -> None:
    """The group counts twelve and later names ten; another group counts twelve: nothing is contested."""
    found = weighed(
        number("Twelve people were killed.", "Twelve people were killed", 12),
        number("The group named ten people killed in the raid.", "ten people killed", 10, 4),
        number("Twelve people were killed, it said.", "Twelve people were killed", 12, 5, "Valley Watch"),
    )
    assert found.histories == ()
    assert not any(q.contested for q in found.questions)
    ranges = {g.label: (g.range, g.not_comparable) for g in found.ranges}
    assert NumberRange(12, 12) in {r for r, _ in ranges.values()}
    assert any("one of the two counts a part of a toll" in why for _, why in ranges.values())


def test_two_parts_of_a_toll_never_join() -> None:
    """Ten named and three counted twice are not from three to ten of anything, nor do they contradict each other."""
    rows = [number("The group named ten people killed.", "ten people killed", 10, 2),
            number("The watch named three people killed.", "three people killed", 3, 3, "Valley Watch")]  # fmt: skip
    found = weighed(*rows)
    assert sorted(g.range.words() for g in found.ranges) == ["10", "3"]
    assert not any(q.contested for q in found.questions)


@pytest.mark.parametrize(
    ("text", "words", "n", "of", "part"),
    [
        (
            "Six friars, five of them Ostrals, were killed.",
            "Six friars, five of them Ostrals, were killed",
            5,
            "unknown",
            True,
        ),
        ("Nine people died, six of them civilians.", "six of them civilians", 6, "civilian", False),
        ("The friars and two cooks were killed.", "The friars and two cooks were killed", 2, "civilian", True),
        ("The shells and two mines killed nobody.", "The shells and two mines killed nobody", 2, "unknown", False),
        ("Two cooks were killed.", "Two cooks were killed", 2, "civilian", False),
        (
            "They counted 16 bodies, including six children and two cooks of the inn.",
            "16 bodies, including six children and two cooks of the inn",
            2,
            "civilian",
            True,
        ),
        ("It killed 16 people, including two cooks.", "It killed 16 people, including two cooks", 2, "civilian", True),
        (
            "It killed 16 people, including two civilians and a guard.",
            "It killed 16 people, including two civilians and a guard",
            2,
            "civilian",
            False,
        ),
        (
            "It killed 16 people, including a child. Two cooks died later.",
            "Two cooks died later",
            2,
            "civilian",
            False,
        ),
    ],
)
def test_some_of_those_told_before_are_a_part(text: str, words: str, n: int, of: str, part: bool) -> None:
    """Five of six friars, and two cooks beside the friars, are not all the dead; civilians among them are a class."""
    report, claim = number(text, words, n, of=VictimClass(of))
    assert (claim.id in parts([claim], {report.id: report})) is part


def test_two_beside_six_are_no_toll() -> None:
    """Who counts six friars and two others killed counts no two dead: the fewest dead are six."""
    text = "Six friars and two others were killed."
    report, six = number(text, text[:-1], 6, of=VictimClass.CIVILIAN)
    _, two = number(text, text[:-1], 2)
    assert parts([six, two], {report.id: report}) == {two.id}


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("Osmer", "combatants killed"),
        ("market", "combatants killed"),
        ("captured soldiers", "combatants killed"),
        ("Karran army", "combatants of Karran army killed"),
    ],
)
def test_where_fighters_were_killed_is_no_side(target: str, label: str) -> None:
    """Fighters killed in a strike on a town or a market are of no side that the words name."""
    report, claim = number("Twelve fighters were killed.", "Twelve fighters were killed", 12, of=VictimClass.COMBATANT)
    made = replace(claim, target=target, place=Place("Osmer"))
    assert [g.label for g in weighed((report, made)).ranges] == [label]


def test_a_class_of_victims_is_no_rival_of_the_number_of_all() -> None:
    """Two numbers of all and two of children are told in two sentences; a class that is more than all is a rival."""
    child = VictimClass.CHILDREN
    rows = (("30 people died", 30, "Ash"), ("20 people died", 20, "Birch"))
    every = [number(text, text, n, day, who) for day, (text, n, who) in enumerate(rows, 2)]
    one = number("9 children died", "9 children died", 9, 4, "Cedar", child)
    (alone,) = weighed(every[0], one).questions
    assert not alone.contested
    (asked,) = weighed(*every, one, number("4 children died", "4 children died", 4, 5, "Elm", child)).questions
    assert asked.reason == (
        "Birch says that 20 people were killed; Ash says that 30 people were killed. "
        "Of children killed: Elm says that 4 children were killed; Cedar says that 9 children were killed."
    )
    (more,) = weighed(every[1], number("40 children died", "40 children died", 40, 4, "Cedar", child)).questions
    assert more.contested
