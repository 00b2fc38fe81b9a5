"""The initial grade and every later one, run by run, followed through the claims of an event."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.canonical import identifier
from counterclaim.earlier import graded, grades_then
from counterclaim.records.judgement import Event, Grade


def event(name: str, *claims: str) -> Event:
    """Give an event that holds some claims."""
    return Event(id=name, title="", act_types=(), place=None, time=None, claims=claims, reports=())


def grade(of: str, label: str) -> Grade:
    """Give the grade of one party."""
    return Grade(
        id=identifier("g", of, "airwars", "strict", "Northern Guard"), event=of, standard="airwars", mode="strict",
        subject="Northern Guard", value=label.lower(), label=label, rule="R1", trace=(), would_change=(),
    )  # fmt: skip


def test_the_initial_grade_is_kept() -> None:
    """Weak, Weak, Fair is told as Weak first and Fair later, although the event's id changed."""
    runs = (
        graded(("run_1", "2031-05-03"), [event("e_old", "c_1")], [grade("e_old", "Weak")]),
        graded(("run_2", "2031-05-04"), [event("e_old", "c_1")], [grade("e_old", "Weak")]),
        graded(("run_3", "2031-05-05"), [event("e_new", "c_0", "c_1")], [grade("e_new", "Fair")]),
    )
    told = grades_then(event("e_new", "c_0", "c_1"), [grade("e_new", "Fair")], runs)
    assert [(t.run, t.label) for t in told] == [("run_1", "Weak"), ("run_3", "Fair")]
    assert {t.grade for t in told} == {grade("e_new", "Fair").id}


def test_a_grade_that_never_changed_is_not_told() -> None:
    """Nor is one of an event that no earlier run knew."""
    same = (graded(("run_1", "2031-05-03"), [event("e_1", "c_1")], [grade("e_1", "Weak")]),) * 2
    assert grades_then(event("e_1", "c_1"), [grade("e_1", "Weak")], same) == ()
    other = (graded(("run_1", "2031-05-03"), [event("e_2", "c_9")], [grade("e_2", "Weak")]),)
    assert grades_then(event("e_1", "c_1"), [grade("e_1", "Fair")], other) == ()


def test_a_persons_word_is_told_as_such() -> None:
    """An override stands where the rule would."""
    by = replace(grade("e_1", "Discounted"), override="Analyst: seen on footage")
    runs = (
        graded(("run_1", "2031-05-03"), [event("e_1", "c_1")], [grade("e_1", "Contested")]),
        graded(("run_2", "2031-05-04"), [event("e_1", "c_1")], [by]),
    )
    assert [t.by for t in grades_then(event("e_1", "c_1"), [by], runs)] == ["R1", "Analyst: seen on footage"]
