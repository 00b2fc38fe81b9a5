"""A case in a notebook: what it holds as values, tables and drawings that Jupyter and its kin show by themselves.

    from counterclaim.notebook import Case

    case = Case("my-case")          # shows its events
    event = case.event("e_…")       # shows the finding in words and who says what
    event.coverage                  # also: numbers, origins, grades, gauge
    case.frame("claims")            # an Arrow table: .to_pandas(), DuckDB and Polars read it

Nothing here needs Jupyter: an object that has `_repr_html_` is drawn where one is, and prints as words elsewhere. What
a case protects is withheld from what is drawn and from tables, for a notebook is easily handed on; `events` and
`reports` are the records themselves. Nothing is written to the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from counterclaim.case import dossier
from counterclaim.errors import UsageError
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Event as Happening
from counterclaim.records.judgement import Finding, Run
from counterclaim.records.source import Report
from counterclaim.render import cell
from counterclaim.store import CaseFolder
from counterclaim.tabling import working_tables
from counterclaim.withholding import gate

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an event's dossier, to be shown."""

    event: Dossier
    name: str

    def __repr__(self) -> str:
        return f"<{self.name} of {self.event.event.title}>"

    def _repr_html_(self) -> str:
        return cell.dossier_cell(self.event, (self.name,))


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `dossier` is the value that all its pages are drawn from."""

    dossier: Dossier

    @property
    def questions(self) -> Part:
        """Who says what: each question with its answers, and who takes which stand."""
        return Part(self.dossier, "questions")

    @property
    def numbers(self) -> Part:
        """Ranges and figures over time, like joined with like."""
        return Part(self.dossier, "numbers")

    @property
    def origins(self) -> Part:
        """Which reports are one voice, and what shows it."""
        return Part(self.dossier, "origins")

    @property
    def coverage(self) -> Part:
        """What the coverage dwells on and leaves out, drawn."""
        return Part(self.dossier, "coverage")

    @property
    def grades(self) -> Part:
        """What published standards give, by which rule, and what would change it."""
        return Part(self.dossier, "grades")

    @property
    def gauge(self) -> Part:
        """How much the voices tell of each question, and where they conflict; advisory."""
        return Part(self.dossier, "gauge")

    def __repr__(self) -> str:
        return f"<{self.dossier.event.id}: {self.dossier.event.title}. {self.dossier.finding.tally.words}>"

    def _repr_html_(self) -> str:
        return cell.dossier_cell(self.dossier, ("questions",), headed=True)


class Case:
    """A settled case, opened to be read. Raises CaseNotFound where there is none, NotInCase before settling."""

    def __init__(self, path: str | Path) -> None:
        CaseFolder.expect(Path(path))
        self.folder = CaseFolder.open(Path(path))
        self.run: Run = self.folder.runs.run()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the case."""
        self.folder.close()

    @cached_property
    def events(self) -> tuple[Happening, ...]:
        """Give the events of the run, the most reported first."""
        return tuple(self.folder.runs.table("events", Happening, self.run.id))

    @property
    def reports(self) -> tuple[Report, ...]:
        """Give the reports."""
        return tuple(self.folder.reports())

    def event(self, key: str) -> Event:
        """Give one event by its id, without what the case protects.

        Raises NotInCase when the run has none of this id, CounterclaimError without the key of what is protected.
        """
        let = gate(self.folder, (dossier(self.folder, key, self.run.id),), persons=True)
        return Event(let.dossiers[0])

    def frame(self, table: str) -> pyarrow.Table:
        """Give a table of the current run with its rows as `counterclaim export` writes them.

        Raises UsageError for a name that no table has.
        """
        import pyarrow

        known = []
        for name, rows in working_tables(self.folder):
            if name == table:
                return pyarrow.Table.from_pylist(rows)
            known.append(name)
        raise UsageError(f"one of {', '.join(known)}", table, "Each is described in the machine contract.")

    def __repr__(self) -> str:
        return f"<case {self.folder.path.resolve().name}: {len(self.events)} events, {len(self.reports)} reports>"

    def _repr_html_(self) -> str:
        findings = {f.event: f for f in self.folder.runs.table("findings", Finding, self.run.id)}
        less = gate(self.folder, (), persons=True).withheld.of
        rows = [(less(event), less(findings[event.id])) for event in self.events]
        return cell.case_cell(self.folder.path.resolve().name, rows, len(self.reports), self.run)
