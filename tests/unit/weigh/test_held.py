"""Which numbers make a range: those that somebody gives today. All names are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.grade.body import body
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange, joined, more_than, spread, up_to
from counterclaim.records.judgement import Event, Finding, Origin
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Factuality, Measure, Stance
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from tests.unit.builders import a_claim, a_report, an_agent


def number(
    day: int, name: str, numbers: NumberRange, text: str = "", sure: Factuality = Factuality.CERTAIN, **more: object
) -> tuple[Report, Claim]:
    """Give a count of the killed that a named group tells on a day, and its report."""
    span = f"{numbers.words()} dead"
    report = a_report(
        text.format(span) if text else f"{name} on day {day}: {span}", f"Paper {day}", f"2031-08-{day:02}"
    )
    agent = an_agent(name, AgentKind.ORGANISATION)
    known = {"measure": Measure.KILLED, "range": numbers} | more
    claim = a_claim(report, span, Aspect.COUNT, f"{numbers.words()} killed", agent, **known)
    first, *rest = claim.chain
    return report, replace(claim, chain=(replace(first, factuality=sure), *rest))


def weighed(*rows: tuple[Report, Claim], voices: tuple[tuple[int, ...], ...] = ()) -> Finding:
    """Weigh counts; those of one group in `voices` are of one origin, each other has its own."""
    claims = [c for _, c in rows]
    rest = [(n,) for n in range(len(rows)) if not any(n in v for v in voices)]
    origins = [
        Origin(id=f"o_{v[0]}", root=claims[v[0]].originator, members=tuple(claims[n].id for n in v),
               reports=tuple(sorted(claims[n].report for n in v)), shown=True, reasons=())
        for v in (*voices, *rest)
    ]  # fmt: skip
    where = tuple(sorted(r.id for r, _ in rows))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=tuple(c.id for c in claims),
                  reports=where)  # fmt: skip
    return weigh(event, claims, [r for r, _ in rows], origins, Settings())


def exactly(n: int) -> NumberRange:
    """Give one number."""
    return NumberRange(n, n)


def test_a_number_that_is_only_denied_or_not_confirmed_makes_no_range() -> None:
    """Who denies sixty, or cannot confirm forty, gives neither; both stay on the page."""
    denied = number(3, "Upland Army", exactly(60), stance=Stance.DENY, sure=Factuality.CERTAIN_NOT)
    unsure = number(4, "Upland Police", exactly(40), stance=Stance.QUESTION, claim_act=ClaimAct.CANNOT_VERIFY,
                    sure=Factuality.UNCOMMITTED)  # fmt: skip
    (group,) = weighed(number(2, "Upland Group", exactly(23)), denied, unsure).ranges
    assert group.range == exactly(23)
    assert (len(group.answers), len(group.unheld), group.superseded) == (3, 2, ())


def test_a_number_that_somebody_gives_too_stays_whoever_denies_it() -> None:
    """A denial takes nothing from who says it."""
    denied = number(3, "Upland Army", exactly(60), stance=Stance.DENY, sure=Factuality.CERTAIN_NOT)
    (group,) = weighed(number(2, "Upland Group", exactly(23)), number(2, "Lowland Group", exactly(60)), denied).ranges
    assert group.range == NumberRange(23, 60)
    assert not group.unheld


def test_where_nobody_gives_a_number_the_doubted_one_is_shown() -> None:
    """An event whose only number is denied shows that number."""
    (group,) = weighed(number(3, "Upland Army", exactly(60), stance=Stance.DENY, sure=Factuality.CERTAIN_NOT)).ranges
    assert group.range == exactly(60)


def test_who_only_repeats_a_replaced_number_does_not_hold_it() -> None:
    """The office's 31 replaced its 23: "an earlier toll of 23" and the same voice's "at least 23" are not today's."""
    rows = (
        number(2, "Upland Office", exactly(23)),
        number(5, "Upland Office", exactly(31)),
        number(6, "Paper 6", exactly(23), "The valley mourns. An earlier toll of {} stood on Sunday."),
    )
    assert weighed(*rows, voices=((0, 1),)).ranges[0].range == exactly(31)
    again = number(6, "residents", NumberRange(23, None))
    assert weighed(*rows[:2], again, voices=((0, 1, 2),)).ranges[0].range == exactly(31)
    assert weighed(*rows[:2], number(6, "Lowland Group", exactly(23))).ranges[0].range == NumberRange(23, 31)


def test_an_earlier_act_told_as_background_brings_no_old_number_back() -> None:
    """Weeks later a paper tells of another raid, and of "an earlier air strike" with the number that was replaced."""
    rows = number(2, "Upland Office", exactly(23)), number(5, "Upland Office", exactly(31))
    least = NumberRange(23, None)
    old = number(30, "Paper 30", least, "A raid killed two. An earlier air strike there killed {}.")
    today = number(30, "Paper 30", least, "A raid killed two. An air strike there killed {}.")
    assert weighed(*rows, old, voices=((0, 1),)).ranges[0].range == exactly(31)
    assert weighed(*rows, today, voices=((0, 1),)).ranges[0].range == least


def test_a_joined_range_keeps_the_number_that_was_named() -> None:
    """ "More than 100" alone, or as the lowest of open numbers, is still so in the words."""
    assert joined([more_than(100), more_than(100)]).words() == "more than 100"
    assert joined([more_than(100), NumberRange(120, None)]).words() == "more than 100"
    assert joined([more_than(100), exactly(90)]).words() == "at least 90"


@pytest.mark.parametrize(
    ("ranges", "whole", "words"),
    [
        ([NumberRange(31, None), up_to(9)], NumberRange(None, None), "from up to 9 to at least 31"),
        ([exactly(14), up_to(9)], NumberRange(None, 14), "up to 14"),
        ([exactly(14), up_to(40)], NumberRange(14, 40), "14–40"),
        ([NumberRange(31, None), up_to(40)], NumberRange(31, None), "at least 31"),
        ([NumberRange(31, None), exactly(0)], NumberRange(0, None), "0 or more"),
    ],
)
def test_a_highest_number_is_no_floor_and_no_floor_stands_above_it(
    ranges: list[NumberRange], whole: NumberRange, words: str
) -> None:
    """ "No more than nine" says of nobody that none died, and contradicts "at least 31"."""
    assert joined(ranges) == whole
    assert spread(ranges) == words


def test_a_headline_adds_no_voice_to_the_number_of_its_body() -> None:
    """What stands behind "Army:" in a headline, and is given to an office below, is the office's number alone."""
    title = "Upland Army: hill post shelled, 17 killed"
    report = a_report(
        f"{title}\n\nThe office said 17 people died. Its chief spoke.", "Paper 2", "2031-08-02", title=title
    )
    rows = ("17 killed", "Upland Army"), ("17 people died", "Upland Office")
    claims = [
        a_claim(report, text, Aspect.COUNT, "17 killed", an_agent(who, AgentKind.ORGANISATION), measure=Measure.KILLED,
                range=exactly(17))
        for text, who in rows
    ]  # fmt: skip
    origins = [
        Origin(id=f"o_{n}", root=c.originator, members=(c.id,), reports=(report.id,), shown=True, reasons=())
        for n, c in enumerate(claims)
    ]
    event = Event(
        id="e_1", title="t", act_types=(), place=None, time=None, claims=tuple(c.id for c in claims),
        reports=(report.id,),
    )  # fmt: skip
    found = weigh(event, claims, [report], origins, Settings())
    assert [c.originator.name for c in body(event, found, claims, Registry(), [report]).standing] == ["Upland Office"]
    (answer,) = found.questions[0].answers
    assert (answer.tally.origins, answer.tally.shown_independent) == (1, 1)
    assert {p.agent.name: p.take.value for p in answer.positions}["Upland Army"] == "relays"
    (only,) = weigh(event, claims[:1], [report], origins, Settings()).questions[0].answers
    assert only.tally.origins == 1
