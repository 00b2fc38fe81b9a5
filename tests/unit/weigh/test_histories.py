"""What one voice says over time, under several names and told once more; all names are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Event, Finding, Origin
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, Measure, Stance, Take
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from counterclaim.weigh.replaced import told_as_earlier
from tests.unit.builders import a_claim, a_report, an_agent


def toll(day: int, name: str, low: int, high: int | None) -> tuple[Report, Claim]:
    """Give a count that a named group gives on a day."""
    report = a_report(f"{name} counted {low} on day {day}", f"Paper {day}", f"2031-08-{day:02}")
    value = f"{low} killed" if high is not None else f"at least {low} killed"
    return report, a_claim(report, f"counted {low}", Aspect.COUNT, value, an_agent(name, AgentKind.ORGANISATION),
                           measure=Measure.KILLED, range=NumberRange(low, high))  # fmt: skip


def told(*rows: tuple[Report, Claim], one_speaker: bool = True) -> Finding:
    """Weigh counts of one voice: of one speaker under whatever names, or of several that count once."""
    reports, claims = [r for r, _ in rows], [c for _, c in rows]
    ids, where = tuple(c.id for c in claims), tuple(sorted(r.id for r in reports))
    origin = Origin(id="o_1", root=claims[0].originator, members=ids, reports=where, shown=True, reasons=(),
                    speakers=(tuple(sorted({c.originator.id for c in claims})),) if one_speaker else ())  # fmt: skip
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=where)
    return weigh(event, claims, reports, [origin], Settings())


def test_a_group_revises_its_number_under_its_initials_too() -> None:
    """The last number of one voice stands, whatever name it goes by."""
    found = told(toll(2, "Upland Group", 14, 14), toll(3, "UG", 19, 19), toll(7, "Upland Group", 24, 24))
    (history,) = found.histories
    assert [s.words for s in history.stages] == ["14 people killed", "19 people killed", "24 people killed"]
    assert found.ranges[0].range == NumberRange(24, 24)


def test_who_shares_a_voice_with_another_keeps_its_own_number() -> None:
    """Two groups are counted once, since one copies the other: neither is told to have given the other's number."""
    found = told(toll(2, "Upland Group", 14, 14), toll(5, "Valley Watch", 19, 19), one_speaker=False)
    assert found.histories == ()
    assert found.ranges[0].superseded == ()
    assert found.ranges[0].range == NumberRange(14, 19)


def test_who_shares_a_voice_with_another_revises_its_own_number_alone() -> None:
    """The watch says 16, then 21; what the group says in between is the group's."""
    rows = toll(2, "Valley Watch", 16, 16), toll(3, "Upland Group", 30, 30), toll(5, "Valley Watch", 21, 21)
    (history,) = told(*rows, one_speaker=False).histories
    assert (history.agent.name, [s.words for s in history.stages]) == (
        "Valley Watch",
        ["16 people killed", "21 people killed"],
    )


def test_a_first_number_told_once_more_replaces_nothing() -> None:
    """Weeks later a paper still has "at least 14": the number that replaced it stands."""
    found = told(toll(2, "Upland Group", 14, 14), toll(12, "Upland Group", 25, 25), toll(30, "Upland Group", 14, None))
    assert found.ranges[0].range == NumberRange(25, 25)
    (history,) = found.histories
    assert history.stages[-1].words == "25 people killed"
    assert "“at least 14 people killed” (the earlier number again, 30 August 2031); “25 people killed”" in history.words


def test_a_number_within_an_earlier_one_is_new() -> None:
    """Thirteen can be "at least 12", yet is no earlier number told again: after 16 it is what stands."""
    found = told(toll(2, "Upland Group", 12, None), toll(3, "Upland Group", 16, 16), toll(5, "Upland Group", 13, 13))
    assert found.ranges[0].range == NumberRange(13, 13)


@pytest.mark.parametrize("stance", [Stance.RETRACT, Stance.DENY])
def test_a_number_taken_back_beside_a_new_one_ends_no_history(stance: Stance) -> None:
    """ "16, up from 12" and "13, not 16" replace all that was said before, not the number alone that they name."""
    report, back = toll(5, "Upland Group", 16, 16)
    rows = [toll(2, "Upland Group", 12, None), toll(3, "Upland Group", 16, 16), (report, replace(back, stance=stance)),
            toll(6, "Upland Group", 13, 13)]  # fmt: skip
    found = told(*rows)
    (history,) = found.histories
    assert [(s.words, s.take is Take.ASSERTS) for s in history.stages] == [
        ("at least 12 people killed", True),
        ("16 people killed", True),
        ("16 people killed", False),
        ("13 people killed", True),
    ]
    assert found.ranges[0].range == NumberRange(13, 13)
    assert [a.tally.reports for q in found.questions for a in q.answers if a.value == "16 killed"] == [1]


def test_who_took_a_number_back_stands_behind_it_no_more() -> None:
    """Two voices gave six dead and one took it back: one voice in one report is left, as the grades count it."""
    rows = toll(2, "Upland Group", 6, 6), toll(3, "Valley Watch", 6, 6), toll(5, "Valley Watch", 6, 6)
    rows = (*rows[:2], (rows[2][0], replace(rows[2][1], stance=Stance.RETRACT)))
    origins = [Origin(id=f"o_{name}", root=of[0].originator, members=tuple(c.id for c in of), shown=True, reasons=(),
                      reports=tuple(c.report for c in of))
               for name in ("Upland Group", "Valley Watch")
               if (of := [c for _, c in rows if c.originator.name == name])]  # fmt: skip
    reports, claims = [r for r, _ in rows], [c for _, c in rows]
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=tuple(c.id for c in claims),
                  reports=tuple(r.id for r in reports))  # fmt: skip
    (question,) = weigh(event, claims, reports, origins, Settings()).questions
    (answer,) = question.answers
    assert (answer.tally.reports, answer.tally.origins, answer.origins) == (1, 1, ("o_Upland Group",))
    assert len(answer.claims) == 3


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("The count is 31. The office had earlier given a toll of 23.", "23"),
        ("The office put the dead at 31, up from 23.", "23"),
        ("An initial official figure was 23; now there are 31.", "23"),
        ("The office first said 23. Now there are 31.", "23"),
        ("The office said 31 and its sister office 23.", ""),
        ("The office had earlier given a toll of 23.", ""),
        ("At first light 31 bodies lay there, and 23 later.", ""),
    ],
)
def test_a_number_told_as_an_earlier_one_is_replaced_by_its_report(text: str, old: str) -> None:
    """Who tells the old number beside the new one says which stands; a single number replaces nothing."""
    report, who = a_report(text, "Hill Paper", "2031-08-02"), an_agent("Hill Paper")
    claims = [
        a_claim(report, number, Aspect.COUNT, f"{number} killed", who, measure=Measure.KILLED,
                range=NumberRange(int(number), int(number)))
        for number in ("31", "23") if number in text
    ]  # fmt: skip
    assert {c.text for c in claims if c.id in told_as_earlier(claims, {report.id: report})} == ({old} if old else set())


def test_officials_without_a_name_go_on_with_their_bodys_history() -> None:
    """What "Upland Group officials" count later takes the place of the group's number; of others nothing is told."""
    report = a_report("Officials put the toll at 24", "Paper 7", "2031-08-07")
    officials = an_agent("Upland Group officials", AgentKind.UNNAMED_GROUP, report.id)
    claim = a_claim(report, "the toll at 24", Aspect.COUNT, "24 killed", officials,
                    measure=Measure.KILLED, range=NumberRange(24, 24))  # fmt: skip
    group = toll(2, "Upland Group", 14, 14)
    found = told(group, (report, claim))
    (history,) = found.histories
    assert (history.agent.name, found.ranges[0].range) == ("Upland Group", NumberRange(24, 24))
    assert told(group, (report, claim), one_speaker=False).histories == ()
