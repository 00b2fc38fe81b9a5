"""The parts of a dossier page, each with just what its template draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.decide import standing
from counterclaim.english import capital, counted, listed
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import Place
from counterclaim.records.judgement import Answer, Lineage, Origin, RangeGroup
from counterclaim.records.source import Report
from counterclaim.records.words import DecisionKind
from counterclaim.render import drawing, marked
from counterclaim.render.book import Book
from counterclaim.render.wording import root
from counterclaim.weigh import range_words

#: Voices that are explained one by one, and names that one step holds.
STEPS_MAX, STEP_NAMES_MAX = 6, 6


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One answer on the scale of its group."""

    answer: Answer
    words: str
    interval: drawing.Interval | None


@dataclass(frozen=True, slots=True)
class RangeView:
    """One group of comparable numbers with its scale, the joined range and each answer."""

    group: RangeGroup
    scale: drawing.Scale
    words: str
    joined: drawing.Interval
    rows: tuple[RangeRow, ...]


def ranges(dossier: Dossier, book: Book) -> list[RangeView]:
    """Lay out every group of numbers; each has a scale of its own, since it counts something else."""
    views = []
    for group in dossier.finding.ranges:
        answers = [book.answers[key][1] for key in group.answers if key in book.answers]
        scale = drawing.scale_for([group.range, *(a.range for a in answers if a.range is not None)])
        rows = tuple(_range_row(answer, scale) for answer in answers)
        views.append(RangeView(group, scale, range_words(dossier.finding, group), scale.place(group.range), rows))
    return views


def _range_row(answer: Answer, scale: drawing.Scale) -> RangeRow:
    if answer.range is None:
        return RangeRow(answer, answer.words, None)
    return RangeRow(answer, answer.range.words(), scale.place(answer.range))


@dataclass(frozen=True, slots=True)
class OriginsView:
    """The voices behind the reports: the drawing, the table, the groups of copies, and the evidence for each join."""

    origins: tuple[Origin, ...]
    copies: tuple[Origin, ...]
    threads: drawing.Threads
    between_reports: tuple[Lineage, ...]
    between_claims: tuple[Lineage, ...]
    steps: tuple[str, ...]


def origins(dossier: Dossier, book: Book) -> OriginsView:
    """Give the voices that the event's figures count, those in most reports first, and the reports that are copies."""
    found = dossier.finding.origins or dossier.origins
    ordered = tuple(sorted(found, key=lambda o: (-len(o.reports or o.members), o.id)))
    copies = tuple(o for o in dossier.origins if sum(r in book.reports for r in o.reports or o.members) > 1)
    reports = tuple(e for e in dossier.lineage if e.a in book.reports and e.b in book.reports)
    claims = tuple(e for e in dossier.lineage if e.a in book.claims and e.b in book.claims)
    threads = drawing.threads(ordered, copies, reports, tuple(book.reports))
    return OriginsView(ordered, copies, threads, reports, claims, tuple(_steps(ordered, copies, book)))


def _steps(voices: Sequence[Origin], copies: Sequence[Origin], book: Book) -> Iterator[str]:
    """Say, one sentence a step, how the reports become the voices: copies, voices in several reports, and the rest.

    Reports that carry several voices come last: they are why there can be as many voices as reports, or more.
    """

    def told(reports: Sequence[str]) -> str:
        names = [book.publisher(r) for r in book.reports if r in set(reports)]
        return listed(names, STEP_NAMES_MAX)

    for one in copies:
        reports = [r for r in one.reports or one.members if r in book.reports]
        yield f"{len(reports)} reports print one text: {told(reports)}."
    shared = [v for v in voices if len(v.reports) > 1]
    for voice in shared[:STEPS_MAX]:
        who = voice.root.who.does("is", "are") if voice.root is not None else f"{root(voice)} is"
        yield f"{capital(who)} one voice in {len(voice.reports)} reports: {told(voice.reports)}."
    if len(shared) > STEPS_MAX:
        yield f"{counted(len(shared) - STEPS_MAX, 'further voice')} in several reports; the table below lists them."
    alone = [v for v in voices if len(v.reports) < 2]
    if alone:
        where = "stands in one report only" if len(alone) == 1 else "stand in one report each"
        yield f"{counted(len(alone), 'voice')} {where}: {listed([root(v) for v in alone], STEP_NAMES_MAX)}."
    carried = Counter(r for v in voices for r in set(v.reports) if r in book.reports)
    if several := [r for r in book.reports if carried[r] > 1]:
        verb = "carries" if len(several) == 1 else "carry"
        yield f"{counted(len(several), 'report')} {verb} more than one voice: {told(several)}."


def taken_back(found: Sequence[Decision]) -> frozenset[int]:
    """Give the numbers of the decisions that a later one took back."""
    stands = {d.number for d in standing(found)}
    return frozenset(d.number for d in found if d.number not in stands and d.kind is not DecisionKind.UNDO)


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report's text in stretches, and its claims in the order of the text."""

    report: Report
    parts: tuple[marked.Stretch, ...]
    claims: tuple[Claim, ...]


def reports(book: Book, measured: Sequence[CoverageRow] = ()) -> list[ReportView]:
    """Give the reports in the order of the book, each with its text cut at the edges of its claims.

    Where the words of a measure of the coverage begin, the text is cut too, so that a mark leads to them.
    """
    places: dict[str, set[int]] = {}
    for span in (s for row in measured for s in row.spans):
        places.setdefault(span.report, set()).add(span.start)
    views = []
    for report in book.reports.values():
        claims = tuple(book.by_report[report.id])
        views.append(
            ReportView(report, tuple(marked.stretches(report.text, claims, places.get(report.id, ()))), claims)
        )
    return views


def places(dossier: Dossier) -> list[Place]:
    """Give the other places that claims name, by name."""
    main = dossier.event.place
    found = {c.place.name: c.place for c in dossier.claims if c.place is not None}
    return [place for name, place in sorted(found.items()) if main is None or name != main.name]


def split_ids(views: Sequence[ReportView]) -> list[str]:
    """Give the claims that need a rule of their own to be highlighted in full when a link leads to them."""
    return [claim for view in views for claim in marked.split_claims(view.parts)]
