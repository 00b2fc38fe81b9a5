"""Grades as a page draws them: order, readings that differ, provenance of a rule, and what a grade was before."""

from __future__ import annotations

from counterclaim.records.dossier import GradeThen
from counterclaim.render.grades import grades
from tests.unit.grade.scene import Scene, person, weighed

NORTH = "Northern Guard"


def told() -> Scene:
    """Give one named person who blames one party for people killed."""
    scene = Scene()
    scene.blame("Harbour Post", NORTH, person("Ina Bell"))
    scene.killed("Harbour Post", 6, person("Ina Bell"))
    return scene


def test_airwars_comes_first_and_profiles_come_last() -> None:
    """A page begins with what a recorder asks first; profiles follow as lines of a table."""
    views = grades(weighed(told()))
    assert views[0].title == "Airwars-style grading of civilian harm"
    pages = [v.page for v in views]
    assert pages == sorted(pages, key=["first", "main", "profile"].index)


def test_readings_that_agree_are_one_line_and_say_where_changes_differ() -> None:
    """Literal and strict both give Weak; only in the literal reading would an unshown origin alone change it."""
    view = grades(weighed(told()))[0]
    assert len(view.grades) == 1
    changes = dict(view.grades[0].changes)
    assert changes["one more shown-independent origin → Fair"] == ""
    assert changes["one more origin not shown to be independent → Fair"] == "literal"


def test_a_rule_says_where_it_comes_from_and_what_it_read() -> None:
    """The clause stands with the standard, the provenance with the rule, the inputs with the grade."""
    view = grades(weighed(told()))[0]
    one = view.grades[0]
    assert view.clause
    assert one.provenance == "read in a public source"
    read = {text.partition(":")[0]: ids for text, ids in one.read}
    assert read["claims of harm to civilians or their homes"]
    assert all(key.startswith("c_") for ids in read.values() for key in ids)
    assert any("where the rule asks for at least 2" in lack for s in one.grade.trace for lack in s.missing)


def test_what_a_grade_was_before_stands_with_it() -> None:
    """The initial grade is kept beside the present one."""
    found = weighed(told())
    airwars = next(g for g in found if g.standard == "airwars")
    then = GradeThen(grade=airwars.id, run="run_1", at="2031-05-03", label="Fair", by="R4")
    view = grades(found, (then,))[0]
    assert view.grades[0].before == (then,)


def test_a_grade_that_nothing_would_change_says_what_was_tried() -> None:
    """Two words of one day are an exact day whatever is added: the page lists what its table would try."""
    found = [one for view in grades(weighed(told())) for one in view.grades]
    assert all(bool(one.changes) or one.tried for one in found)
    assert not any(one.changes and one.tried for one in found)
