"""Events that may be one: who is silent in one and answers in the other is not called silent alone. All is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.compose import Known, siblings
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import Place
from counterclaim.records.judgement import Event, Finding
from counterclaim.records.words import Aspect, Take
from counterclaim.render import contract, html, markdown, table
from tests.unit.builders import a_day
from tests.unit.render import sample

DRAWN = sample.a_dossier()
EVENT = DRAWN.event
OTHER = replace(EVENT, id="e_other", title="Killing of people, Kesh", time=None)
#: A question on which somebody is silent here.
ASKED = next(q for q in sample.FINDING.questions if q.contested and q.silent)
QUIET = ASKED.silent[0]


def answered() -> Finding:
    """Give the finding of the other event, in which who is silent here takes a stand on that question."""
    position = next(p for a in ASKED.answers for p in a.positions if p.take is not Take.RELAYS)
    answer = replace(ASKED.answers[0], positions=(replace(position, agent=QUIET),))
    return replace(sample.FINDING, event="e_other", questions=(replace(ASKED, answers=(answer,), silent=()),))


def dossier() -> Dossier:
    """Give the dossier of the event with the other beside it."""
    return replace(DRAWN, siblings=siblings(EVENT, sample.FINDING, [(EVENT, sample.FINDING), (OTHER, answered())]))


def test_the_page_and_its_twins_say_which_events_may_be_the_same_and_where_who_is_silent_answers() -> None:
    """In Markdown, HTML, CSV and JSON."""
    drawn = dossier()
    told = markdown.page(drawn)
    assert "- May be the same: “Killing of people, Kesh”" in told
    assert f"says so in “Killing of people, Kesh”: {QUIET.name}" in told
    page = html.page(drawn)
    assert "<dt>May be the same</dt><dd>“<bdi>Killing of people, Kesh</bdi>”" in page
    assert f"{QUIET.name} (says so in “Killing of people, Kesh”)" in page
    assert any(QUIET.name in r and "says so in “Killing of people, Kesh”" in r for r in table.rows(drawn).splitlines())
    plain = contract.event_object(drawn)
    assert plain["may_be_the_same"] == [{"event": "e_other", "title": "Killing of people, Kesh"}]
    asked = next(q for q in plain["questions"] if q["elsewhere"])
    assert [a["name"] for a in asked["elsewhere"][0]["agents"]] == [QUIET.name]
    assert QUIET.id in {a["id"] for a in asked["silent"]}


def test_who_answers_nowhere_is_silent() -> None:
    """Without another event nothing changes."""
    assert "May be the same" not in markdown.page(DRAWN)
    assert f"silent: {QUIET.name}" in markdown.page(DRAWN)


@pytest.mark.parametrize(
    ("event", "one"),
    [
        (OTHER, True),
        (replace(OTHER, time=EVENT.time), True),
        (replace(OTHER, time=a_day("2031-06-30")), False),
        (replace(OTHER, place=Place("Tarsk")), False),
        (replace(OTHER, place=None, reports=("r_else",)), False),
        (replace(OTHER, act_types=("territory_change_force",)), False),
        (replace(OTHER, act_types=("ceasefire",)), False),
        (replace(OTHER, act_types=()), False),
    ],
)
def test_what_may_be_one_is_harm_in_the_same_place_on_no_other_days(event: Event, one: bool) -> None:
    """Another day or place, a truce, and statements are no such event."""
    assert bool(siblings(EVENT, sample.FINDING, [(event, answered())])) is one


def test_what_a_report_tells_without_a_place_may_be_what_it_tells_with_one() -> None:
    """Where both tell of one thing, victim or number; a day alone, or another report, speaks for nothing."""
    hit = replace(ASKED, aspect=Aspect.TARGET, answers=(replace(ASKED.answers[0], value="the grain market"),))
    same, bare = (replace(sample.FINDING, questions=q, ranges=()) for q in ((hit,), ()))
    unplaced = replace(OTHER, place=None, time=EVENT.time)
    assert [s.event for s in siblings(EVENT, same, [(unplaced, same)])] == ["e_other"]
    assert siblings(EVENT, same, [(unplaced, bare)]) == ()
    assert siblings(EVENT, same, [(replace(unplaced, reports=("r_else",)), same)]) == ()


def test_two_changes_of_control_of_one_place_may_be_one() -> None:
    """Of the same days: which side took the town, and on which of them, is what they are at odds about."""
    took = replace(EVENT, act_types=("territory_change_force",))
    assert siblings(took, sample.FINDING, [(replace(took, id="e_other"), answered())])
    late = replace(took, id="e_other", time=a_day("2031-06-30"))
    assert siblings(took, sample.FINDING, [(late, answered())]) == ()


def test_what_may_be_one_is_looked_for_in_the_place_and_in_the_reports_of_an_event() -> None:
    """In the run's order, those of the place first."""
    finding = sample.FINDING
    events = [
        replace(EVENT, id="e_beside", place=None),
        EVENT,
        replace(EVENT, id="e_here", reports=("r_else",)),
        replace(EVENT, id="e_far", place=Place("Tarsk"), reports=("r_else",)),
    ]
    known = Known(events, {e.id: finding for e in events})
    assert [e.id for e, _ in known.near(EVENT)] == [EVENT.id, "e_here", "e_beside"]
    assert [e.id for e, _ in known.near(events[0])] == [EVENT.id]


def test_a_title_that_names_a_victim_is_not_told_on_another_page() -> None:
    """Who is withheld is looked for in an event's own claims; the other event is told by its act and place."""
    named = replace(ASKED, aspect=Aspect.VICTIM_IDENTITY, answers=(replace(ASKED.answers[0], value="Ruth Oln"),))
    finding = replace(answered(), questions=(named,))
    (found,) = siblings(EVENT, sample.FINDING, [(replace(OTHER, title="Killing of Ruth Oln, Kesh"), finding)])
    assert found.title == "Shelling, Kesh"


def test_an_undated_event_is_named_where_both_tell_of_one_thing_or_nothing_else_could_be_meant() -> None:
    """In a town of many undated killings each could be every other: to name them all says nothing."""
    hit = replace(ASKED, aspect=Aspect.TARGET, answers=(replace(ASKED.answers[0], value="the grain market"),))
    other = replace(hit, answers=(replace(ASKED.answers[0], value="Market"),))
    here, same, bare = (replace(sample.FINDING, questions=q, ranges=()) for q in ((hit,), (other,), ()))
    many = [(replace(OTHER, id=f"e_{n}", title=f"Killing {n}, Kesh"), bare) for n in range(3)]
    of_it = (replace(OTHER, id="e_it", title="Damage to market, Kesh"), same)
    assert siblings(EVENT, here, many) == ()
    assert [s.event for s in siblings(EVENT, here, [*many, of_it])] == ["e_it"]
    assert [s.event for s in siblings(EVENT, here, many[:1])] == ["e_0"]


def test_a_year_is_no_day() -> None:
    """Two events that share a year need something else in common; two of one day are named."""
    year = replace(OTHER, time=replace(a_day("2031-01-01"), end="2031-12-31"))
    bare = replace(sample.FINDING, questions=(), ranges=())
    two = [(replace(year, id=f"e_{n}"), bare) for n in range(2)]
    assert siblings(EVENT, sample.FINDING, two) == ()
    dated = [(replace(one, time=EVENT.time), found) for one, found in two]
    assert len(siblings(EVENT, sample.FINDING, dated)) == 2


def test_a_page_leads_to_the_pages_written_beside_it() -> None:
    """What is not written is named without a link."""
    assert '<a href="e_other.html" dir="auto">Killing of people, Kesh</a>' in html.page(dossier(), beside={"e_other"})
    assert "e_other.html" not in html.page(dossier())
