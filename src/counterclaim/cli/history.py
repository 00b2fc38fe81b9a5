"""What a case believed, and when: its runs, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli import changed as changing
from counterclaim.cli import show
from counterclaim.cli.common import case_argument, json_option, opened, run_at
from counterclaim.cli.exits import NO, honest
from counterclaim.errors import UsageError
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder

if TYPE_CHECKING:
    from counterclaim.changes import Change
    from counterclaim.records.decision import Decision
    from counterclaim.records.source import Report

#: Reports that are read together for their names.
TOGETHER = 500


@click.command()
@case_argument
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--all", "every", is_flag=True, help="List every change, also those that only follow from others.")
@json_option
@honest
def diff(case: Path, old: str | None, new: str | None, every: bool, as_json: bool) -> int:
    """Show what changed between two runs, and through which report, decision, rule or version; exit 1 when some did.

    OLD and NEW are runs, or days or times as `--at` takes them; by default the last two runs.
    """
    from counterclaim.case import diff as changed
    from counterclaim.records.codec import to_plain

    with opened(case) as folder:
        older, newer = _runs(folder, run_at(folder, old), run_at(folder, new))
        found = changed(folder, older, newer)
        first = next(found, None)
        every_one = chain(() if first is None else (first,), found)
        if as_json:
            show.lines({"schema": SCHEMA_VERSION, "row": "change"} | to_plain(c) for c in every_one)
            return 0 if first is None else NO
        at = dict(folder.run_times())
        show.say(f"From {older} ({at.get(older, 'unknown time')}) to {newer} ({at.get(newer, 'unknown time')})")
        if first is None:
            show.say("Nothing changed.")
            return 0
        told, rest = (list(every_one), 0) if every else changing.news(every_one)
        titles, names = _titles(folder, (older, newer), told), _names(folder, told)
        if every:
            changing.everything(told, titles, names)
        else:
            changing.tell(told, rest, titles, names)
    return NO


def _titles(folder: CaseFolder, runs: Sequence[str], told: Sequence[Change]) -> dict[str, str]:
    """Give what the events of some changes are called; the newer run's word counts."""
    events = {c.event for c in told}
    return {i: title for run in runs for i, title in folder.runs.among("events", run, "id", events, ("id", "title"))}


def _names(folder: CaseFolder, told: Sequence[Change]) -> dict[str, str]:
    """Give the causes of some changes in words."""
    causes = sorted({one for c in told for one in c.through})
    reports = [c.removeprefix("report ") for c in causes if c.startswith("report ")]
    names = {f"decision {d.number}": _decision(d) for d in folder.decisions()}
    for begin in range(0, len(reports), TOGETHER):
        names |= {f"report {r.id}": _report(r) for r in folder.reports_of(reports[begin : begin + TOGETHER])}
    return names


def _report(report: Report) -> str:
    day = report.published.start if report.published else "not dated"
    return f"report “{report.title or report.path}” ({report.publisher or 'no publisher'}, {day})"


def _decision(made: Decision) -> str:
    kind = made.kind.value.replace("_", "-")
    return f"decision {made.number} ({kind} {made.subject}, by {made.who}: {made.reason})"


def _runs(folder: CaseFolder, old: str | None, new: str | None) -> tuple[str, str]:
    told = [run for run, _ in folder.run_times()]
    settled = [run for at, run in enumerate(told) if run not in told[at + 1 :]]
    if len(settled) < (1 if old else 2):
        raise UsageError("two runs of this case", f"{len(settled)}", "`counterclaim settle` makes one.")
    newer = new or settled[-1]
    return old or [run for run in settled if run != newer][-1], newer


@click.command()
@case_argument
@json_option
@honest
def runs(case: Path, as_json: bool) -> None:
    """List the settlements of a case, by time."""
    with opened(case) as folder:
        found, current = folder.run_times(), folder.runs.current()
    if as_json:
        schema = {"schema": SCHEMA_VERSION, "row": "settled"}
        show.lines(schema | {"run": r, "at": at, "current": r == current} for r, at in found)
    else:
        show.table("", ("run", "settled at", ""), [(r, at, "current" if r == current else "") for r, at in found])
