"""The standing questions that people ask: which reports answer one, until when, and what was usual before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.errors import UsageError
from counterclaim.records.act import Act, ActKind
from counterclaim.records.claim import Claim
from counterclaim.records.extent import TimeRange, is_day, moved
from counterclaim.records.naming import normal_name
from counterclaim.records.words import ActType
from counterclaim.watch.rising import Rise, rise

#: Days at most that a question is asked for, and how many times as long before it is counted to know what was usual.
DAYS_MAX, BEFORE = 3_660, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A question that a person asks: acts to look for, where (everywhere if empty), from a day on and for how long."""

    number: int
    event: str
    words: str
    act_types: tuple[str, ...]
    place: str
    start: str
    days: int
    who: str

    @property
    def last(self) -> str:
        """Give the last day on which an answer counts."""
        return moved(self.start, self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question with the reports that answer it, earliest first, each with its day and claims; whether it is over.

    `usual` and `now` are reports a day that claim or deny such acts there: before the question was asked, and since, up
    to the last day that any report is of. `rise` judges whether these are more among all reports than before.
    """

    question: Standing
    matches: tuple[tuple[str, str, tuple[str, ...]], ...]
    over: bool
    usual: float
    now: float
    rise: Rise


def asked(acts: Sequence[Act]) -> tuple[Standing, ...]:
    """Give the questions that are asked and were not ended, in order."""
    ended = {a.subject for a in acts if a.kind is ActKind.UNWATCH}
    return tuple(_standing(a) for a in acts if a.kind is ActKind.WATCH and str(a.number) not in ended)


def _standing(act: Act) -> Standing:
    return Standing(
        number=act.number,
        event=act.subject,
        words=act.words,
        act_types=tuple(act.field("acts").split(",")),
        place=act.field("place"),
        start=act.field("from"),
        days=int(act.field("days")),
        who=act.who,
    )


def checked(acts: Sequence[str], start: str, days: str) -> tuple[tuple[str, str], ...]:
    """Give the fields of a question that can be asked. Raises UsageError for one that means nothing."""
    unknown = [a for a in acts if a not in {t.value for t in ActType}]
    if not acts or unknown:
        raise UsageError("acts to look for", ", ".join(unknown) or "none", "Choose one or more.")
    if not is_day(start):
        raise UsageError("a day such as 2016-03-28", start or "none", "Say from when on.")
    if not days.isdecimal() or not 1 <= int(days) <= DAYS_MAX:
        raise UsageError(f"1 to {DAYS_MAX} days", days or "none", "Say for how long.")
    return ("acts", ",".join(acts)), ("days", days), ("from", start)


def answered(
    question: Standing,
    claims: Sequence[Claim],
    published: Mapping[str, TimeRange | None],
    today: str,
    count: Callable[[str, str], int],
) -> Answered:
    """Give what answers a question: reports published in its days that claim or deny one of its acts in its place.

    Takes the claims of such acts and when each report was published; reports without a day answer nothing. `count`
    gives how many reports of the case are of some days, both included.
    """
    place = normal_name(question.place)
    told: list[Told] = []
    days = [when.start for when in published.values() if when is not None]
    for claim in claims:
        when = published.get(claim.report)
        here = not place or (claim.place is not None and normal_name(claim.place.name) == place)
        if claim.act_type in question.act_types and here and when is not None:
            told.append((when.start, claim.report, claim.id))
    return answered_by(question, told, max(days, default=question.start), today, count)


#: A claim that answers: the day its report is of, the report, and the claim.
Told = tuple[str, str, str]


def usual_days(question: Standing) -> tuple[str, str]:
    """Give the first and the last day by which it is judged what was usual before a question's own days."""
    return moved(question.start, -question.days * BEFORE), moved(question.start, -1)


def answered_by(
    question: Standing, told: Iterable[Told], latest: str, today: str, count: Callable[[str, str], int]
) -> Answered:
    """Give what answers a question, of claims of its acts in its place: as `answered`.

    Takes the last day that any report is of; claims of days that are neither its own nor before it count for nothing.
    """
    before, until_before = usual_days(question)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    earlier: set[str] = set()
    for day, report, claim in told:
        if question.start <= day <= question.last:
            found[day, report].add(claim)
        elif before <= day <= until_before:
            earlier.add(report)
    since = max(1, (date.fromisoformat(min(question.last, latest)) - date.fromisoformat(question.start)).days + 1)
    return Answered(
        question=question,
        matches=tuple((report, day, tuple(sorted(found[day, report]))) for day, report in sorted(found)),
        over=today > question.last,
        usual=len(earlier) / (question.days * BEFORE),
        now=len(found) / since,
        rise=rise(len(earlier), count(before, until_before), len(found), count(question.start, question.last)),
    )
