"""THE MAIN PATH. Three verbs over one case, and the only file that wires the steps together.

    take      bytes → receive → Report → read → Passage → extract → Claim            (each report, once)
    settle    Claim → align → Event → trace → Lineage → weigh → Finding → grade → Grade   (the whole case)
    dossier   … → compose → Dossier → render                                          (each event)

`settle` gives the same bytes for the same evidence, decisions, settings and version. `diff` compares two runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from counterclaim import (
    align,
    cover,
    decide,
    extract,
    joining,
    receive,
    remote,
    returning,
    stood,
    trace,
    tracing,
    watch,
    weigh,
)
from counterclaim.canonical import canonical_bytes, digest, identifier
from counterclaim.changes import Change
from counterclaim.compose import Known, Material, compose, may_be_one, siblings
from counterclaim.cycles import uncollected
from counterclaim.differing import differing
from counterclaim.earlier import grades_then
from counterclaim.engine import Engine
from counterclaim.errors import NotInCase
from counterclaim.in_order import in_order
from counterclaim.judging import Body, Laid, judged, judged_as
from counterclaim.lexicons import registry as shipped
from counterclaim.of_run import graded_until, known, rejected
from counterclaim.program import program
from counterclaim.progress import Progress, Quiet
from counterclaim.reading import read_new, reader
from counterclaim.receiving import Tally, captured, finish, keepable, lost_its_name, protected, receive_one
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.coverage import CoverageRow, WatchCandidate
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin, Run
from counterclaim.records.lines import line
from counterclaim.records.registry import Registry
from counterclaim.records.returned import Returned
from counterclaim.records.source import RECOVERED, Passage, Picture, Refusal, Report
from counterclaim.reuse_index import shared_in
from counterclaim.settings import VERSION, Settings
from counterclaim.store import CaseFolder, Made, Rows, parquet

#: Items whose arrival is noted with one wait for the disk; a kill loses the names of these at most, never their bytes.
GROUP = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one `take` did: items taken, already had and refused, how many reports there are and were read now.

    `artifacts` are how many there are in the case: what was kept and is no report. `misdated` counts the reports taken
    now of which a date could not be read, which a note on each says.
    `bounded` names the reports read now in which a bound of reading was met, and how. Where a model reads, `unread` are
    the reports it gave no answer on, and `proposed` counts what it proposed and what became of it.
    """

    taken: tuple[str, ...]
    already: tuple[str, ...]
    refused: tuple[Refusal, ...]
    reports: int
    artifacts: int
    read: int
    bounded: tuple[tuple[str, str], ...] = ()
    unread: tuple[Refusal, ...] = ()
    proposed: tuple[tuple[str, int], ...] = ()
    misdated: int = 0


def take(  # noqa: PLR0913 - what to take, what its user says of it, and who reads it
    case: CaseFolder,
    paths: Sequence[Path],
    supplied: receive.Supplied,
    clock: Callable[[], str],
    progress: Progress,
    *,
    endpoint: remote.Endpoint | None = None,
    parser: receive.Parser = receive.HERE,
    addresses: tuple[Sequence[str], remote.Bounds] = ((), remote.Bounds()),
) -> Taken:
    """Receive, read and extract: keep each item's bytes before anything parses them, then its reports, then claims.

    An item that is refused stops nothing. What a killed `take` left is finished: with what its user said when it lies
    outside of `paths`, else as part of them. `endpoint` names a model that reads instead of the embedded rules, and
    `addresses` are fetched over the network: the other two verbs never send anything anywhere. `parser` looks into the
    bytes; those of others need a confined one.
    """
    settings, tally = Settings(), Tally()
    fetched = captured(*addresses, progress, parser)
    with case.writing():
        found = [*receive.found(paths, settings), *fetched]
        finish(case, {f.name for f in found}, settings, (parser, tally))
        said = protected(case, replace(supplied, columns=supplied.columns or case.supplied().columns))
        case.add_supplied(keepable(said))
        maps = receive.column_maps(found, settings)
        for begin in range(0, len(found), GROUP):
            with case.grouped():
                for done, item in enumerate(found[begin : begin + GROUP], start=begin + 1):
                    own = receive.nearest(item.name, maps) or said.columns
                    receive_one(case, item, (replace(said, columns=own), settings, clock()), (parser, tally))
                    progress.step("take", done, len(found))
        tally.refused += [lost_its_name(c) for c in case.unparsed() if c.method == RECOVERED]
        case.choose_extractor((endpoint.url, endpoint.model) if endpoint else None)
        by = reader(case, endpoint=endpoint)
        before = set(case.reading_notes(by.name))
        count, unread = read_new(case, settings, progress, by)
        notes = {report: why for report, why in case.reading_notes(by.name).items() if report not in before}
    names = {r.id: f"{r.path} {r.locator}".strip() for r in case.reports()} if notes else {}
    return Taken(
        taken=tuple(tally.taken),
        already=tuple(tally.already),
        refused=tuple(tally.refused),
        reports=len(case.reports()),
        artifacts=len(case.artifacts()),
        read=count,
        bounded=tuple((names[report], why) for report, why in sorted(notes.items())),
        unread=unread,
        proposed=tuple(sorted(by.tally.items())) if isinstance(by, extract.EndpointExtractor) else (),
        misdated=tally.misdated,
    )


def settle(
    case: CaseFolder,
    clock: Callable[[], str],
    progress: Progress | None = None,
    *,
    extractor: str | None = None,
    engine: Engine | None = None,
) -> Run:
    """Align, trace, weigh and grade the whole case, and make the result the current run.

    The claims are those of the extractor that the last `take` named, or of `rules` or `endpoint` as `extractor` says.
    Nothing is sent: where that is a model, reports without kept answers are left out. Texts are compared on `engine` if
    given, else here, with the index that the case keeps; neither changes a result.
    """
    shown, settings = progress or Quiet(), Settings()
    with case.writing():
        by = reader(case, extractor)
        read_new(case, settings, shown, by)
        kept = partial(shared_in, (case.derived("reuse"), Made.of(case.journal)), settings=settings, progress=shown)
        compare = partial(tracing.shared_texts, engine, settings=settings) if engine else kept
        run, tables = settled(case, by.name, case.readings(by.name), (compare, shown))
        return case.save_run(run, tables, clock())


def settled(  # noqa: PLR0913 - what there is to settle, what is tried, and where it runs
    case: CaseFolder,
    extractor: str,
    readings: tuple[Sequence[Passage], Sequence[Claim]],
    where: tuple[tracing.Compare, Progress],
    tried: Sequence[Decision] = (),
    only: Collection[str] | None = None,
) -> tuple[Run, dict[str, Sequence[object] | Rows]]:
    """Give a settlement of the case from what an extractor read, and store nothing.

    `tried` are decisions that nobody has made yet: the settlement is what it would be with them. `only` are the reports
    it is of, by default all.
    """
    settings, decisions = Settings(), (*case.decisions(), *tried)
    reports = case.reports() if only is None else case.reports_of(only)
    registry = shipped.beside(case.registry())
    pictures = receive.attached(reports, (*case.captures_left(), *case.artifacts()))
    marked, read = returning.marks(reports, case), tuple(readings[1])
    once = returning.once(read, reports, marked)
    given = Given(reports, tuple(readings[0]), once, registry, pictures, marked)
    tables, came = _derived(given, decide.standing(decisions), settings, where)
    used = {
        "reports": reports,
        "decisions": decisions,
        "registry": (*registry.camps, *registry.ties, *registry.letters),
    }
    if marked:
        kept = set(once)
        used["claims told again"] = tuple(c for c in read if c not in kept)
    counts = tuple((name, len(found)) for name, found in sorted((tables | used).items()))
    run = replace(run_of(given, decisions, settings, extractor), counts=counts)
    if only is not None or not decisions:  # some reports alone do not tell what is nowhere any more
        return run, tables
    there = {c.id for c in (*read, *extract.drawn(decisions, reports))} | {r.id for r in reports}
    idle = stood.unapplied(decide.standing(decisions), came, there, partial(parquet.ids_among, tables["grades"]))
    return replace(run, renamed=tuple(sorted(came.called.items())), unapplied=idle), tables


@dataclass(frozen=True, slots=True)
class Given:
    """What a settlement starts from."""

    reports: tuple[Report, ...]
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    registry: Registry
    pictures: tuple[Picture, ...]
    #: What reports that came back from an export say of the case that wrote it, by report.
    marked: Mapping[str, Returned]


def derived_from(
    given: Given, decisions: Sequence[Decision], settings: Settings, where: tuple[tracing.Compare, Progress]
) -> dict[str, Sequence[object] | Rows]:
    """Give every derived table: the straight line from claims to grades, with decisions laid over each step."""
    return _derived(given, decisions, settings, where)[0]


@uncollected()
def _derived(
    given: Given, decisions: Sequence[Decision], settings: Settings, where: tuple[tracing.Compare, Progress]
) -> tuple[dict[str, Sequence[object] | Rows], stood.Stood]:
    """Give every derived table, and what the events and grades that decisions name are called in them."""
    compare, progress = where
    drawn = extract.drawn(decisions, given.reports)
    # A report in a language that is not read yet still says what a person draws in it.
    told_in = {c.report for c in drawn}
    reports = [r for r in given.reports if r.read == "yes" or r.id in told_in]
    registry = decide.over_registry(given.registry, decisions)
    said = (*given.claims, *drawn)
    laid_over = decide.over_claims(said, decisions, extract.called)
    claims = weigh.mark_interest(laid_over, registry, reports)

    progress.step("align", 0, 1)
    events, claims, came = _aligned((claims, said), reports, given.marked, settings, decisions)
    progress.step("align", 1, 1)

    found = tracing.lineage(given.reports, claims, registry, settings, given.pictures, compare=compare)
    found = (*found, *returning.edges(claims, given.marked))
    lineage, apart = joining.over_lineage(found, decisions, claims), joining.apart(decisions, claims)
    progress.step("trace", 1, 1)

    by_event: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_event[claim.event].append(claim)
    edges, laid = trace.by_event(lineage, claims), Laid(tuple(decisions), registry, apart)
    of_report: dict[str, list[Passage]] = defaultdict(list)
    for passage in given.passages:
        of_report[passage.report].append(passage)

    in_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        in_report[claim.report].append(claim)
    called = {event.id: event for event in events}

    by_id = {r.id: r for r in reports}
    bodies = []
    for event in events:
        near = [by_id[r] for r in sorted(set(event.reports)) if r in by_id]
        passages = {r.id: of_report[r.id] for r in near if r.id in of_report}
        mine = by_event[event.id], edges.get(event.id, ())
        back = {r.id: given.marked[r.id] for r in near if r.id in given.marked}
        told = {r.id: in_report[r.id] for r in near}
        others = {c.event for said in told.values() for c in said if c.event and c.event != event.id}
        same = frozenset({event.id, *(e for e in others if may_be_one(event, called[e]))})
        bodies.append(Body(event=event, claims=mine[0], edges=mine[1], reports=near, passages=passages, marked=back,
                           told=cover.Told(told, same), before=came.before(event.id)))  # fmt: skip
    for body in (b for b in bodies if b.before):
        came = came.with_grades(judged_as(body, laid, settings)[2], decisions)
    tables: dict[str, Sequence[object] | Rows] = {
        "claims": claims,
        "events": events,
        "lineage": lineage,
        "origins": trace.report_origins(given.reports, lineage, apart),
        **judged(bodies, laid, settings, progress),
        "watch": watch.candidates(reports, of_report, events, claims),
    }
    return tables, came


def _aligned(
    left: tuple[Sequence[Claim], Sequence[Claim]],
    reports: Sequence[Report],
    marked: Mapping[str, Returned],
    settings: Settings,
    decisions: Sequence[Decision],
) -> tuple[tuple[Event, ...], tuple[Claim, ...], stood.Stood]:
    """Give the events, and the claims with theirs: a drawn one that names its event is put there and bears on no other;
    and what the events that decisions name are called.

    Where there is no such event any more, its words tell which it is of. Takes the claims as analysts left them, and as
    they were.
    """
    claims, said = left
    unrejected = cache(partial(stood.unrejected, said, reports, settings, decisions))
    apart = set(decide.put_into(claims, decisions).values())
    while True:
        aligned = align.align([c for c in claims if c.id not in apart], reports, settings)
        events, found = returning.over_events(*aligned, marked)
        found = (*found, *(c for c in claims if c.id in apart))
        held = stood.stood({e.id for e in events}, found, decisions, unrejected)
        events, found = decide.over_events(events, found, decisions, held)
        if not (lost := {c.id for c in found if c.event is None}):
            came = stood.called(events, found, decisions, unrejected)
            return events, tuple(sorted(found, key=lambda c: c.id)), came
        apart -= lost


def dossier(case: CaseFolder, event_id: str, run_id: str | None = None) -> Dossier:
    """Compose the dossier of one event of a run, by default the current one."""
    found = next((d for d in dossiers(case, run_id, only=event_id)), None)
    if found is None:
        raise NotInCase("an event of this run", event_id, "`counterclaim events CASE` lists them.")
    return found


def dossiers(case: CaseFolder, run_id: str | None = None, only: str | None = None) -> Iterator[Dossier]:
    """Compose the dossiers of a run, most reported event first; `only` names one event."""
    run = case.runs.run(run_id)
    events = case.runs.table("events", Event, run.id)
    then = known(case, run)
    findings = {f.event: f for f in case.runs.table("findings", Finding, run.id)}
    others = Known(events, findings)
    claims: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in case.runs.table("claims", Claim, run.id):
        claims[claim.event].append(claim)
    grades: dict[str, list[Grade]] = defaultdict(list)
    for one in case.runs.table("grades", Grade, run.id):
        grades[one.event].append(one)
    coverage: dict[str, list[CoverageRow]] = defaultdict(list)
    for row in case.runs.table("coverage", CoverageRow, run.id):
        coverage[row.event].append(row)
    lineage, origins = case.runs.table("lineage", Lineage, run.id), case.runs.table("origins", Origin, run.id)
    watched = case.runs.table("watch", WatchCandidate, run.id)
    refused, past = rejected(case, run, then.decisions), graded_until(case, run.id)
    for event in events:
        if only in {None, event.id}:
            yield compose(
                Material(
                    event=event,
                    finding=findings[event.id],
                    claims=tuple(sorted(claims[event.id], key=lambda c: (c.report, c.start, c.id))),
                    reports=then.reports,
                    origins=origins,
                    lineage=lineage,
                    grades=tuple(grades[event.id]),
                    coverage=tuple(coverage[event.id]),
                    watch=watched,
                    decisions=then.decisions,
                    registry=then.registry,
                    run=run,
                    rejected=refused,
                    grades_then=grades_then(event, grades[event.id], past),
                    siblings=siblings(event, findings[event.id], others.near(event)),
                )
            )


def diff(case: CaseFolder, old: str, new: str, place: Path | None = None) -> Iterator[Change]:
    """Give what changed between two runs, from what to what and through what, the most important first.

    What is given is not held: of a large case a run may change in millions of things. `place` is a folder for what
    lies on disk meanwhile, by default the system's.
    """
    decisions = case.decisions()
    return in_order(differing(case, old, new, decisions, place), decisions)


def run_of(given: Given, decisions: Sequence[Decision], settings: Settings, extractor: str) -> Run:
    """Give the run's record; its id depends on evidence, registry, decisions, settings and versions alone."""
    # Who decided and when is kept with the decision; the result depends on what was decided and why.
    acts = [[d.number, d.kind.value, d.subject, list(map(list, d.fields)), d.who, d.reason] for d in decisions]
    seen = [[r.id, digest(line(r).encode())] for r in given.reports]
    evidence = digest(canonical_bytes([seen, to_plain(given.pictures), *returning.vouched(given.marked)]))
    decided = digest(canonical_bytes([acts, to_plain(given.registry)]))
    return Run(
        id=identifier("run", VERSION, settings.digest(), evidence, decided, extractor),
        version=VERSION,
        settings=settings.digest(),
        evidence=evidence,
        decisions=decided,
        extractor=extractor,
        counts=(),
        tables=(),
        program=program(),
    )
