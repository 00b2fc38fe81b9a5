"""What a case believed, and when: its runs, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli import show
from counterclaim.cli.common import case_argument, json_option, opened
from counterclaim.cli.exits import NO, honest
from counterclaim.errors import UsageError
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder

if TYPE_CHECKING:
    from counterclaim.changes import Change


@click.command()
@case_argument
@click.argument("old", required=False)
@click.argument("new", required=False)
@json_option
@honest
def diff(case: Path, old: str | None, new: str | None, as_json: bool) -> int:
    """Show what changed between two runs, by default the last two, and through what; exit 1 when something did."""
    from counterclaim.case import diff as changed
    from counterclaim.records.codec import to_plain
    from counterclaim.records.judgement import Event

    with opened(case) as folder:
        older, newer = _runs(folder, old, new)
        found = changed(folder, older, newer)
        titles = {e.id: e.title for run in (older, newer) for e in folder.runs.table("events", Event, run)}
        names = {f"report {r.id}": f"report {r.title or r.path}" for r in folder.reports()}
    if as_json:
        show.lines({"schema": SCHEMA_VERSION, "row": "change"} | to_plain(c) for c in found)
        return NO if found else 0
    show.say(f"From {older} to {newer}")
    told = [c for c in found if c.table != "grades" or c.what != "added"]
    for heading, group in groupby(told, key=lambda c: (_heading(c, titles), c.through)):
        through = ", ".join(names.get(one, one) for one in heading[1])
        show.table(f"\n{heading[0]} — through {through}", ("of", "before", "after"), _rows(group))
    if len(told) < len(found):
        show.say(
            f"{len(found) - len(told)} first grades of new answers and agents are not shown here; --json has them."
        )
    return NO if found else 0


def _runs(folder: CaseFolder, old: str | None, new: str | None) -> tuple[str, str]:
    told = [run for run, _ in folder.run_times()]
    settled = [run for at, run in enumerate(told) if run not in told[at + 1 :]]
    if len(settled) < (1 if old else 2):
        raise UsageError("two runs of this case", f"{len(settled)}", "`counterclaim settle` makes one.")
    newer = new or settled[-1]
    return old or [run for run in settled if run != newer][-1], newer


def _heading(change: Change, titles: Mapping[str, str]) -> str:
    if change.table in {"claims", "lineage"}:
        return change.table.capitalize()
    return titles.get(change.event, change.event)


def _rows(group: Iterable[Change]) -> Iterator[tuple[str, str, str]]:
    for change in group:
        yield change.about, change.before or "—", change.after or "—"


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
