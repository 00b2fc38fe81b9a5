"""The standing questions that people ask: which reports answer one, until when, and what was usual before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.errors import UsageError
from counterclaim.records.act import Act, ActKind
from counterclaim.records.claim import Claim
from counterclaim.records.extent import TimeRange, is_day
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
        return (date.fromisoformat(self.start) + timedelta(days=self.days)).isoformat()


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
    place, first = normal_name(question.place), date.fromisoformat(question.start)
    before = first - timedelta(days=question.days * BEFORE)
    found: dict[str, set[str]] = defaultdict(set)
    earlier: set[str] = set()
    days = [when.start for when in published.values() if when is not None]
    for claim in claims:
        when = published.get(claim.report)
        here = not place or (claim.place is not None and normal_name(claim.place.name) == place)
        if claim.act_type not in question.act_types or not here or when is None:
            continue
        if question.start <= when.start <= question.last:
            found[claim.report].add(claim.id)
        elif before.isoformat() <= when.start < question.start:
            earlier.add(claim.report)
    until = min(question.last, max(days, default=question.start))
    since = max(1, (date.fromisoformat(until) - first).days + 1)
    rows = sorted((w.start, r, tuple(sorted(ids))) for r, ids in found.items() if (w := published.get(r)) is not None)
    return Answered(
        question=question,
        matches=tuple((r, day, ids) for day, r, ids in rows),
        over=today > question.last,
        usual=len(earlier) / (question.days * BEFORE),
        now=len(found) / since,
        rise=rise(
            len(earlier),
            count(before.isoformat(), (first - timedelta(days=1)).isoformat()),
            len(found),
            count(question.start, question.last),
        ),
    )
