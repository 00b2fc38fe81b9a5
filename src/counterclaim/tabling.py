"""The tables of the current run, as they may leave the case: names withheld, the banner, what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from counterclaim.case import dossiers
from counterclaim.name_matching import MARK
from counterclaim.progress import Progress
from counterclaim.protecting import told_openly
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.coverage import WatchCandidate
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Lineage
from counterclaim.render import claim_object, event_object, report_object
from counterclaim.render.export import FORMATS
from counterclaim.render.findings import answer_rows, origin_rows, range_rows
from counterclaim.render.unconfirmed import WORKING_COPY, banner
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder
from counterclaim.watch import matched
from counterclaim.withholding import Gate, above, gate, marked

Plain = dict[str, Any]
T = TypeVar("T")
#: What tables do not hold, and the case does.
LOST = (
    "The originals, as they were received, and the passages of each report: only digests of both lead to them.",
    "Proofs, time stamps and keys: a bundle has them, tables prove nothing.",
    "Earlier runs, and what the registry holds of camps, ties and letters.",
    "In CSV and Markdown: lists of words are one cell, joined by semicolons, other lists are JSON; nothing is empty.",
)
ABOUT = "READ-ME.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """What is written: the text and the number of rows of each table by name, its suffix, and what lies beside them.

    `withheld` are how many names are withheld, `notice` is the banner, or empty.
    """

    tables: dict[str, tuple[str, int]]
    suffix: str
    about: str
    withheld: int
    notice: str

    @property
    def files(self) -> dict[str, str]:
        """Give the files by name."""
        return {f"{name}.{self.suffix}": text for name, (text, _) in self.tables.items()} | {ABOUT: self.about}


def tabled(case: CaseFolder, kind: str, progress: Progress | None = None, *, persons: bool = False) -> Tabled:
    """Write the tables of the current run as CSV, JSON Lines or Markdown, without names that may not leave the case.

    `persons` lets persons who are named be shown; what the case protects is withheld all the same. Raises NotInCase
    without a run, CounterclaimError without the key of what the case protects.
    """
    suffix, written = FORMATS[kind]
    chosen = tuple(dossiers(case))
    let = gate(case, chosen, progress, persons=persons, reports=case.reports())
    told = (case.acts(), let.withheld, chosen)
    notice, levels = above(*told), marked(*told)
    rows = dict(_tables(case, let))
    for name, key in (("reports", "id"), ("claims", "report")):
        rows[name] = [row | ({"sensitivity": levels[row[key]]} if row[key] in levels else {}) for row in rows[name]]
    return Tabled(
        tables={name: (written(table), len(table)) for name, table in rows.items()},
        suffix=suffix,
        about=_about(let, notice) + "".join(f"\n{line}\n" for line in told_openly(case)),
        withheld=let.count,
        notice=notice,
    )


def working_tables(case: CaseFolder) -> Iterator[tuple[str, list[Plain]]]:
    """Give each table by name for one's own work: persons are shown, what the case protects is withheld."""
    return _tables(case, gate(case, tuple(dossiers(case)), persons=True, reports=case.reports()))


def _tables(case: CaseFolder, let: Gate) -> Iterator[tuple[str, list[Plain]]]:
    """Give each table by name, its rows as the contract's objects where it has them."""
    schema: Plain = {"schema": SCHEMA_VERSION}
    of = let.withheld.of
    reports, found = of(case.reports()), [d if let.texts else _without_sentences(d) for d in let.dossiers]
    texts = {} if let.texts else {"text": MARK}
    yield "reports", [report_object(r) | texts for r in reports]
    yield "values", [schema | {"report": r.id, "field": f, "came_from": s} for r in reports for f, s in r.came_from]
    yield "claims", [claim_object(c) for c in of(case.runs.table("claims", Claim))]
    events = [event_object(d) | {"notice": banner([d])} for d in found]
    nested = ("may_be_the_same", "questions", "grades", "coverage", "lineage")
    yield "events", [{name: value for name, value in e.items() if name not in nested} for e in events]
    yield "answers", [row for d in found for row in answer_rows(d.finding)]
    yield "ranges", [row for d in found for row in range_rows(d.finding)]
    yield "origins", [row for d in found for row in origin_rows(d.finding)]
    yield "grades", [schema | to_plain(g) for d in found for g in d.grades]
    yield "coverage", [schema | {"event": e["id"]} | row for e in events for row in e["coverage"]]
    yield "lineage", [schema | to_plain(edge) for edge in of(case.runs.table("lineage", Lineage))]
    yield "watch", watched(case, let)
    yield "decisions", [schema | to_plain(d) for d in of(case.decisions())]
    yield "refusals", [schema | to_plain(r) for r in of(case.refusals())]


def _without_sentences(dossier: Dossier) -> Dossier:
    """Give a dossier in which what coverage counts is counted, and its sentences are not told: they are no claims, and
    may name people whom nothing notices."""
    coverage = tuple(
        replace(row, spans=tuple(replace(span, words=MARK) for span in row.spans)) for row in dossier.coverage
    )
    return replace(dossier, coverage=coverage)


def watched(case: CaseFolder, let: Gate | None = None) -> list[Plain]:
    """Give each standing question of the current run as the contract's object, with the reports that matched it.

    Without a gate all is given as the case has it.
    """
    questions = case.runs.table("watch", WatchCandidate)
    found = matched(questions, case.reports(), case.runs.table("claims", Claim))

    def of(value: T) -> T:
        return let.withheld.of(value) if let else value

    return [
        {"schema": SCHEMA_VERSION, "row": "watch"}
        | to_plain(of(w.question))
        | {"state": w.state, "matches": [{"report": of(r), "claims": list(of(tuple(c)))} for r, c in w.matches]}
        for w in found
    ]


def _about(let: Gate, notice: str) -> str:
    lines = [
        *([WORKING_COPY, ""] if let.working else []),
        *([notice, ""] if notice else []),
        f"Tables of {let.withheld.text(let.run)}, written by Counterclaim.",
        "They hold what sources say of events, and what published standards give.",
        "They do not show that any of it is true.",
        "",
        "What they do not hold, and the case does:",
        *(f"  * {line}" for line in LOST),
    ]
    if not let.texts:
        lines.append(
            "  * Texts of reports, and sentences that coverage counts: they may name people whom nothing notices."
        )
    if let.count:
        lines += [
            "",
            f"Names withheld: {let.count}. Ids made from what holds one have other names here than in the case.",
        ]
    return "\n".join(lines) + "\n"
