"""One report: its words in their own script and direction, what was read in them, how it came, and what it is like."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked
from counterclaim.desk.index import shape
from counterclaim.desk.levels import levels
from counterclaim.desk.opened import Opened
from counterclaim.desk.pictures import Shown, of_report
from counterclaim.desk.rows import ReportRow, named_reports
from counterclaim.errors import NotInCase
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.records.naming import PLACEHOLDER
from counterclaim.records.source import Capture, Report, told_openly
from counterclaim.records.words import LineageKind
from counterclaim.render import marked
from counterclaim.render.contract import claim_object, report_object

#: Reports that share words with this one, of which the page tells this many.
LIKE_MAX = 30
#: The edges that begin and that end at some reports and claims; of a footer's many, enough to show.
_EDGES = (
    "SELECT n, record FROM lineage WHERE a IN ({keys}) ORDER BY n LIMIT 1000",
    "SELECT n, record FROM lineage WHERE b IN ({keys}) ORDER BY n LIMIT 1000",
)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a claim stands: a question of an event with the answer it gives."""

    event: str
    title: str
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class Like:
    """Another report with which this one shares words or a source, and what shows it."""

    edge: Lineage
    other: ReportRow
    earlier: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One report with its text cut at the edges of its claims, in the order they are read.

    `level` is how it is marked now, where not everybody may see it; `replaced` is how often a protected name was
    replaced in its text.
    """

    report: Report
    note: str
    parts: tuple[marked.Stretch, ...]
    claims: tuple[Claim, ...]
    number: dict[str, int]
    stands: dict[str, tuple[Stand, ...]]
    events: tuple[tuple[str, str], ...]
    like: tuple[Like, ...]
    like_total: int
    origins: tuple[Origin, ...]
    capture: Capture | None
    arrivals: tuple[tuple[str, str], ...]
    split: tuple[str, ...]
    pictures: tuple[Shown, ...]
    level: str = ""
    replaced: int = 0


def view(case: Opened, asked: Asked) -> View:
    """Give the report that is named. Raises NotInCase when the case has none of this id."""
    ident = asked.names["report"]
    found = case.folder.reports_of((ident,))
    if not found:
        raise NotInCase("a report of this case", ident, "The list of reports has them all.")
    made = case.kept(("report", ident, case.stamp()), lambda: _made(case, found[0]))
    return replace(made, level=levels(case, (ident,)).get(ident, ""))


def _made(case: Opened, report: Report) -> View:
    claims: tuple[Claim, ...] = ()
    if case.found is not None:
        claims = case.found.records(Claim, "SELECT record FROM claims WHERE report = ?", (report.id,))
    claims = tuple(marked.in_order(claims))
    parts = tuple(marked.stretches(report.text, claims, _places(case, report, claims)))
    stands, events = _stands(case, claims)
    like, total = _like(case, report, claims)
    captures = case.folder.captures_of((report.capture,))
    return View(
        report=report,
        note=case.folder.reading_note(case.run.extractor, report.id) if case.run else "",
        parts=parts,
        claims=claims,
        number={c.id: n for n, c in enumerate(claims, start=1)},
        stands=stands,
        events=events,
        like=like,
        like_total=total,
        origins=_origins(case, report),
        capture=captures[0] if captures else None,
        arrivals=case.folder.arrivals_of(report.capture),
        pictures=of_report(case, report),
        replaced=len(PLACEHOLDER.findall(report.text)),
        split=tuple(c for c in marked.split_claims(parts) if _ID.fullmatch(c)),
    )


def _places(case: Opened, report: Report, claims: tuple[Claim, ...]) -> set[int]:
    """Give where the words begin that the coverage of its events counts, so that a link to them lands there."""
    if case.found is None:
        return set()
    rows = case.found.among(
        "SELECT c.records FROM events e JOIN coverage c USING (n) WHERE e.id IN ({keys})",
        {c.event for c in claims if c.event},
    )
    spans = (span for row in rows for one in shape.unpacked(row[0]) for span in one["spans"])
    return {int(span["start"]) for span in spans if span["report"] == report.id}


def _stands(
    case: Opened, claims: tuple[Claim, ...]
) -> tuple[dict[str, tuple[Stand, ...]], tuple[tuple[str, str], ...]]:
    """Give the answers that each claim supports or disputes, and the events they are of, most reported first."""
    if case.found is None:
        return {}, ()
    mine = {c.id for c in claims}
    found: dict[str, list[Stand]] = {}
    sql = "SELECT e.id, e.title, h.finding, n FROM events e JOIN happenings h USING (n) WHERE e.id IN ({keys})"
    rows = sorted(case.found.among(sql, {c.event for c in claims if c.event}), key=lambda r: int(r["n"]))
    for row in rows:
        for question in shape.unpacked(row["finding"])["questions"]:
            for answer in question["answers"]:
                carried = {*answer["claims"], *(c for p in answer["positions"] for c in p["claims"])}
                for claim in sorted(carried & mine):
                    words = f"{question['words']} {answer['value']}"
                    found.setdefault(claim, []).append(Stand(row["id"], row["title"], question["id"], words))
    return {claim: tuple(all_of) for claim, all_of in found.items()}, tuple((r["id"], r["title"]) for r in rows)


def _like(case: Opened, report: Report, claims: tuple[Claim, ...]) -> tuple[tuple[Like, ...], int]:
    if case.found is None:
        return (), 0
    index, mine = case.found, {c.id for c in claims} | {report.id}
    rows = {r["n"]: r["record"] for sql in _EDGES for r in index.among(sql, mine)}
    edges = [index.record(Lineage, rows[n]) for n in sorted(rows)]
    ends = {one for e in edges for one in (e.a, e.b)}
    homes = dict(map(tuple, index.among("SELECT id, report FROM claims WHERE id IN ({keys})", ends)))
    # Of edges between claims, the first of each kind for each other report is enough; the event has them all.
    first: dict[tuple[LineageKind, str], tuple[Lineage, str]] = {}
    for edge in edges:
        pair = [homes.get(end, end) for end in (edge.a, edge.b)]
        if pair[0] != pair[1]:
            home = pair[1] if pair[0] == report.id else pair[0]
            first.setdefault((edge.kind, home), (edge, home))
    shown = list(first.values())[:LIKE_MAX]
    others = named_reports(index, {home for _, home in shown})
    found = []
    for edge, home in shown:
        left = homes.get(edge.a, edge.a) == report.id
        other = others.get(home)
        if other is not None:
            spans = [(s.a_start, s.a_end) if left else (s.b_start, s.b_end) for s in edge.spans[:3]]
            earlier = {report.id: "this", other.id: "other"}.get(homes.get(edge.first or "", edge.first or ""), "")
            found.append(Like(edge, other, earlier, tuple(report.text[a:b] for a, b in spans)))
    return tuple(found), len(first)


def _origins(case: Opened, report: Report) -> tuple[Origin, ...]:
    if case.found is None:
        return ()
    sql = "SELECT o.record FROM voices v JOIN origins o ON o.n = v.origin WHERE v.report = ? ORDER BY o.n"
    return case.found.records(Origin, sql, (report.id,))


def plain(view: View) -> dict[str, Any]:
    """Give the report and its claims as in the contract, and the rest of the page beside them."""
    return {
        "report": report_object(view.report, view.note),
        "sensitivity": view.level or "open",
        "claims": [claim_object(c) for c in view.claims],
        "stands": {claim: [to_plain(s) for s in stands] for claim, stands in view.stands.items()},
        "events": [{"id": key, "title": title} for key, title in view.events],
        "like": [
            {"edge": to_plain(x.edge), "other": to_plain(x.other), "earlier": x.earlier, "shared": list(x.shared)}
            for x in view.like
        ],
        "like_total": view.like_total,
        "origins": [to_plain(o) for o in view.origins],
        "capture": to_plain(told_openly(view.capture)) if view.capture else None,
        "pictures": [to_plain(p) for p in view.pictures],
        "arrivals": [{"name": name, "at": at} for name, at in view.arrivals],
    }


def marks(case: Opened, asked: Asked) -> str:
    """Give the style sheet that lights all words of a claim that a link leads to, where other claims cut them."""
    lit = "background: var(--target); box-shadow: 0 0 0 2px var(--target); color: var(--target-ink)"
    return "\n".join(f":root:has(#{c}:target) .in-{c} {{ {lit} }}" for c in view(case, asked).split)


PAGE = Page(path="/reports/{report}", section="reports", view=view, template="report.html", plain=plain, apart=True)
