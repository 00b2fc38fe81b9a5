"""The reports and claims at hand, by what edges need; and what every edge is made with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.canonical import identifier
from counterclaim.english import days_words
from counterclaim.records.claim import Claim
from counterclaim.records.extent import TimeRange
from counterclaim.records.judgement import Lineage, SharedSpan
from counterclaim.records.registry import Registry, holding
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.trace.credits import Mention, credit_lines, declared
from counterclaim.trace.names import Names, agency_title, publisher_key


class Dated:
    """A registry read at dates: the rows that hold when a report is published."""

    def __init__(self, registry: Registry) -> None:
        self._all = registry
        self._at: dict[TimeRange | None, Registry] = {None: registry}
        self._keys: dict[tuple[str | None, TimeRange | None], str] = {}

    def at(self, when: TimeRange | None) -> Registry:
        """Give the registry at a time."""
        if when not in self._at:
            self._at[when] = holding(self._all, when)
        return self._at[when]

    def key(self, report: Report) -> str:
        """Give the key of a report's publisher, other names of it as the registry held them then."""
        asked = (report.publisher, report.published)
        if asked not in self._keys:
            self._keys[asked] = publisher_key(report.publisher, self.at(report.published))
        return self._keys[asked]


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What reports are read against: the names of all publishers, and by key the reports of each, earliest first.

    Where reports are traced some at a time, this is what they know of all others; of those no text is needed.
    """

    dated: Dated
    names: Names
    by_publisher: Mapping[str, Sequence[Report]]


@dataclass(slots=True)
class Case:
    """Reports earliest first, their publishers' keys, what they say of their sources, and claims in text order."""

    reports: dict[str, Report]
    around: Around
    keys: dict[str, str]
    credits: dict[str, tuple[Mention, ...]]
    declared: dict[str, tuple[Mention, ...]]
    claims: dict[str, list[Claim]]

    def title(self, key: str) -> str:
        """Give what a reader calls the publisher or agency of a key: as a report at hand writes it, if one does."""
        found = self.around.by_publisher.get(key)
        return (found[0].publisher if found else None) or agency_title(key)

    def credit(self, report: Report, other: Report) -> Mention | None:
        """Give the credit line by which a report names another's publisher, or None."""
        return next((m for m in self.credits[report.id] if m.key == self.keys[other.id]), None)

    def citing(self, report: Report, other: Report) -> Mention | None:
        """Give the words by which a report says it takes words from another's publisher, or None."""
        return next((m for m in self.declared[report.id] if m.key == self.keys[other.id]), None)


def in_time(reports: Iterable[Report]) -> list[Report]:
    """Give reports earliest first; those without a date come last."""
    return sorted(reports, key=in_order)


def in_order(report: Report) -> tuple[str, str, str]:
    """Give what puts reports in time: day, minute and id; those without a date come last."""
    return day_of(report), report.minute, report.id


def day_of(report: Report) -> str:
    """Give the first day on which a report can have been published, after all days where it is not known."""
    return report.published.start if report.published else "9999"


def case_of(
    reports: Sequence[Report], claims: Sequence[Claim], registry: Registry, around: Around | None = None
) -> Case:
    """Put reports and claims in order, and read what reports say about where they come from.

    `around` is what is known of all reports where these are some of them.
    """
    ordered = in_time(reports)
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.id)):
        grouped[claim.report].append(claim)
    dated = around.dated if around else Dated(registry)
    keys = {r.id: dated.key(r) for r in ordered}
    if around is None:
        by_publisher: dict[str, list[Report]] = defaultdict(list)
        for report in ordered:
            by_publisher[keys[report.id]].append(report)
        around = Around(dated, Names((r.publisher for r in ordered), registry), by_publisher)
    return Case(
        {r.id: r for r in ordered},
        around,
        keys,
        credit_lines(ordered, around.names, registry),
        declared(ordered, around.names, registry),
        grouped,
    )


def edge(  # noqa: PLR0913 - an edge has a kind, two ends, a direction, a sentence and what shows it
    kind: LineageKind,
    ends: tuple[str, str],
    first: str | None,
    evidence: str,
    words: str = "",
    spans: tuple[SharedSpan, ...] = (),
) -> Lineage:
    """Give an edge; its id is a function of its kind and ends."""
    a, b = ends
    key = identifier("l", kind.value, a, b)
    return Lineage(id=key, kind=kind, a=a, b=b, first=first, evidence=evidence, words=words, spans=spans)


def who(report: Report) -> str:
    """Give what a reader calls a report."""
    return report.publisher or report.author or report.title or report.path


def both(a: Report, b: Report) -> tuple[str, str]:
    """Give what a reader calls two reports; two of one name are told apart by their days, or by the time of day."""
    name, other = who(a), who(b)
    if name != other or a.id == b.id:
        return name, other
    days = [f" of {days_words(r.published.start, r.published.end)}" if r.published else "" for r in (a, b)]
    times = [f" of {r.minute[11:16]} UTC" if r.minute else "" for r in (a, b)]
    told = next((t for t in (days, times) if all(t) and t[0] != t[1]), ["", " in another report"])
    return name + told[0], name + told[1]
