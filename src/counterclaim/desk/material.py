"""The dossier of one event, composed from what the index holds of it: the same as the command line writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim import decide
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.compose import Material, compose, may_be_one, siblings
from counterclaim.desk.index import shape
from counterclaim.desk.opened import Opened
from counterclaim.errors import NotInCase
from counterclaim.lexicons import registry as shipped
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.coverage import CoverageRow, WatchCandidate
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier, GradeThen, Sibling
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report

#: Reports that are kept and not read, of which a page names this many; the list of reports has them all.
UNREAD_MAX = 12
_GRADED = "SELECT g.records FROM graded g JOIN events e USING (n) WHERE e.id = ?"
_COVERAGE = "SELECT c.records FROM coverage c JOIN events e USING (n) WHERE e.id = ?"
#: Other days are left out here, since a town may have thousands of events; what else tells them apart, by `siblings`.
_PLACED = (
    "SELECT h.record, h.finding FROM events e JOIN happenings h USING (n) WHERE e.place = ?"
    " AND (e.first = '' OR (e.first <= ? AND e.last >= ?)) ORDER BY e.n"
)
#: The other events that the reports of one tell of.
_BESIDE = (
    "SELECT h.record, h.finding FROM events e JOIN happenings h USING (n) WHERE e.id IN ("
    "SELECT event FROM claims WHERE report IN (SELECT report FROM claims WHERE event = ?)) AND e.id <> ?"
    " AND (e.first = '' OR (e.first <= ? AND e.last >= ?)) ORDER BY e.n"
)
_UNREAD = "SELECT id FROM reports WHERE read <> 'yes' ORDER BY id LIMIT ?"


def dossier(case: Opened, event: str) -> Dossier:
    """Give the dossier of one event of the current run. Raises NotInCase when the run has no such event."""
    return case.large(("dossier", event, laid(case)), lambda: compose(material(case, event)))


def material(case: Opened, event: str) -> Material:
    """Give what the dossier of one event is made of, and no more of the case than that."""
    index = case.index
    happening, finding = happened(case, event)
    ids = {*happening.reports, *happening.claims}
    edges = {r[0]: r[1] for r in index.among("SELECT n, record FROM lineage WHERE a IN ({keys})", ids)}
    origins = index.among(
        "SELECT DISTINCT o.n, o.record FROM voices v JOIN origins o ON o.n = v.origin WHERE v.report IN ({keys})",
        happening.reports,
    )
    voices = tuple(index.record(Origin, r[1]) for r in sorted(set(map(tuple, origins))))
    beside = {r for o in voices for r in o.reports}
    unread = case.whole(("unread",), lambda: tuple(r[0] for r in index.rows(_UNREAD, (UNREAD_MAX,))))
    known = index.among("SELECT id FROM reports WHERE id IN ({keys})", {*happening.reports, *beside})
    decisions, registry = judged(case)
    of = (event,)
    return Material(
        event=happening,
        finding=finding,
        claims=tuple(
            sorted(
                index.records(Claim, "SELECT record FROM claims WHERE event = ?", of),
                key=lambda c: (c.report, c.start, c.id),
            )
        ),
        reports=reports(case, {*(r[0] for r in known), *unread}),
        origins=voices,
        lineage=tuple(index.record(Lineage, edges[n]) for n in sorted(edges)),
        grades=index.joined(Grade, _GRADED, of),
        coverage=index.joined(CoverageRow, _COVERAGE, of),
        watch=index.records(WatchCandidate, "SELECT record FROM watch WHERE event = ? ORDER BY n", of),
        decisions=decisions,
        registry=registry,
        run=case.settled,
        rejected=dict(map(tuple, index.rows("SELECT claim, report FROM rejected"))),
        siblings=_siblings(case, happening, finding),
        grades_then=index.records(GradeThen, "SELECT record FROM grades_then WHERE event = ? ORDER BY n", of),
    )


def _siblings(case: Opened, event: Event, finding: Finding) -> tuple[Sibling, ...]:
    """Give the events that may be this one: of its place, or told without one by its reports, and on no other days."""
    first, last = (event.time.start, event.time.end) if event.time else ("", "9999")
    here = event.place.name if event.place is not None else ""
    rows = case.index.rows(_PLACED, (here, last, first)) if here else ()
    beside = case.index.rows(_BESIDE, (event.id, event.id, last, first))
    found = {(other := case.index.record(Event, r[0])).id: (other, r[1]) for r in (*rows, *beside)}
    near = ((other, kept) for other, kept in found.values() if may_be_one(event, other))
    return siblings(event, finding, ((other, case.index.record(Finding, kept)) for other, kept in near))


def happened(case: Opened, event: str) -> tuple[Event, Finding]:
    """Give an event of the current run and what is found of it. Raises NotInCase when the run has no such event."""
    sql = "SELECT h.record, h.finding FROM events e JOIN happenings h USING (n) WHERE e.id = ?"
    row = case.index.one(sql, (event,))
    if row is None:
        raise NotInCase("an event of this run", event, "The list of events has them all.")
    return case.index.record(Event, row[0]), case.index.record(Finding, row[1])


def graded(case: Opened, event: str) -> Sequence[Mapping[str, Any]]:
    """Give the grades of an event as they are kept: for who needs a few of them whole, or a few fields of all."""

    def read() -> Sequence[Mapping[str, Any]]:
        return [one for row in case.index.rows(_GRADED, (event,)) for one in shape.unpacked(row[0])]

    return case.large(("graded", event), read)


def reports(case: Opened, ids: set[str]) -> tuple[Report, ...]:
    """Give reports by id, in the order of their ids."""
    return case.folder.reports_of(ids)


def judged(case: Opened) -> tuple[tuple[Decision, ...], Registry]:
    """Give the decisions that the run was settled on, and the registry with what they set."""
    return _judged(case)[:2]


def laid(case: Opened) -> str:
    """Give a digest of what lies over the run: with the run's id it names all that a dossier is composed from."""
    return _judged(case)[2]


def _judged(case: Opened) -> tuple[tuple[Decision, ...], Registry, str]:
    def read() -> tuple[tuple[Decision, ...], Registry, str]:
        count = dict(case.settled.counts).get("decisions")
        decisions = case.decisions()[:count]
        registry = decide.over_registry(shipped.beside(case.folder.registry()), decide.standing(decisions))
        return decisions, registry, digest(canonical_bytes(to_plain(registry)))

    return case.kept(("judged", case.stamp()), read)
