"""What reports state: edges to those they say they take words from, and between takers from one absent source."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterclaim.records.judgement import Lineage
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.settings import Settings
from counterclaim.trace.case import Case, day_of, edge, who
from counterclaim.trace.credits import Mention
from counterclaim.trace.names import agency_title

#: A date that spans more days than a year says nothing about what was published a few days before.
_SPAN_DAYS = 366


def edges(case: Case, sharing: Iterable[tuple[str, str]], settings: Settings) -> Iterator[Lineage]:
    """Give a `quotes` edge for each source a report names; `sharing` are the pairs of reports that share words.

    A source is named in the running text, or in a credit line over words that its own report does not have. Where its
    reports are at hand, the edge leads to the one that is meant: an earlier one of the same event or with the same
    words, else the latest of the last days, or the only one where no date is known. Where none is, reports of one event
    that name the same source are tied to the first of them.
    """
    related = _related(case, sharing)
    absent: dict[tuple[str, str], list[tuple[Report, str]]] = defaultdict(list)
    for report in case.reports.values():
        for mention in _named(case, report, related):
            if mention.key not in case.around.by_publisher:
                for event in related.events[report.id]:
                    absent[event, mention.key].append((report, mention.words))
            elif (source := _meant(case, report, mention.key, related, settings)) is not None:
                text = f"{who(report)} says it takes words from {who(source)} (“{mention.words}”)."
                yield edge(LineageKind.QUOTES, (source.id, report.id), source.id, text, mention.words)
    for (_, key), found in sorted(absent.items(), key=lambda a: a[0]):
        (first, words), *rest = found
        for report, said in rest:
            text = f"{who(first)} (“{words}”) and {who(report)} (“{said}”) both take words from {agency_title(key)}."
            yield edge(LineageKind.QUOTES, (first.id, report.id), None, text, said)


def _named(case: Case, report: Report, related: _Related) -> Iterator[Mention]:
    """Give the sources a report names, once each; a credit over words of the source's report is shown with those."""
    said = {m.key: m for m in case.declared[report.id]}
    printed = {case.keys[id_] for id_ in related.sharing.get(report.id, ())}
    said |= {m.key: m for m in case.credits[report.id] if m.key not in said and m.key not in printed}
    yield from (said[key] for key in sorted(said))


@dataclass(slots=True)
class _Related:
    """What ties reports: their place in time, the events each speaks of and who speaks of one, who shares words."""

    place: dict[str, int]
    events: dict[str, list[str]]
    of_event: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    sharing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def _related(case: Case, sharing: Iterable[tuple[str, str]]) -> _Related:
    events = {id_: sorted({c.event for c in case.claims.get(id_, ()) if c.event is not None}) for id_ in case.reports}
    found = _Related({id_: n for n, id_ in enumerate(case.reports)}, events)
    for id_, spoken in events.items():
        for event in spoken:
            found.of_event[event, case.keys[id_]].append(id_)
    for a, b in sharing:
        found.sharing[a].add(b)
        found.sharing[b].add(a)
    return found


def _meant(case: Case, report: Report, key: str, related: _Related, settings: Settings) -> Report | None:
    """Give the report of a publisher that another one refers to, or None where none at hand can be meant."""
    near = {id_ for id_ in related.sharing.get(report.id, ()) if case.keys[id_] == key}
    near.update(*(related.of_event.get((event, key), ()) for event in related.events[report.id]))
    before = [id_ for id_ in near if id_ != report.id and not _after(case.reports[id_], report)]
    if before:
        return case.reports[max(before, key=related.place.__getitem__)]
    return _latest(case.around.by_publisher[key], report, settings.event_days_apart_max)


def _latest(by: Sequence[Report], report: Report, days: int) -> Report | None:
    """Give the last of some reports, earliest first, that appeared before another and at most some days apart.

    To one without a date the only one is given; among several nothing shows which is meant.
    """
    day = report.published
    if day is None:
        others = [one for one in by if one.id != report.id]
        return others[0] if len(others) == 1 else None
    for at in range(bisect_right(by, day.end, key=day_of) - 1, -1, -1):
        one = by[at]
        if one.published is None or one.id == report.id or _after(one, report):
            continue
        if one.published.days_apart(day) <= days:
            return one
        if (date.fromisoformat(day.start) - date.fromisoformat(one.published.start)).days > days + _SPAN_DAYS:
            return None
    return None


def _after(one: Report, other: Report) -> bool:
    """Say whether a report is known to be later than another."""
    if one.published is None or other.published is None:
        return False
    return one.published.start > other.published.end or ("" < other.minute < one.minute)
