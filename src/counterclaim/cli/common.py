"""What commands share: their argument and options, and the case opened for as long as the command runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from counterclaim.cli import show
from counterclaim.english import counted, listed, sentence
from counterclaim.errors import NotInCase, UsageError
from counterclaim.records.source import Report
from counterclaim.remote import Endpoint, endpoint
from counterclaim.store import CaseFolder, marker
from counterclaim.store.marker import MARKER

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
at_option = click.option("--at", help="What was believed then: a run's id, or a day or time in UTC.")
#: The engine that is this machine; its name is written here too so that `--help` need not load the engine.
HERE = "local"
engine_option = click.option(
    "--engine",
    default=HERE,
    show_default=True,
    metavar="local|spark://HOST:PORT",
    help="Where texts are compared: this machine, or a Spark cluster. It changes no result.",
)


class GivenPath(click.Path):
    """A path that somebody wrote: an empty one is refused, for it would mean the folder one happens to be in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path. Fails for an empty or blank one."""
        if not str(value).strip():
            self.fail(
                "expected a path; got an empty one. Name the file or folder; the current folder is `.`.", param, ctx
            )
        return super().convert(value, param, ctx)


class OutPath(GivenPath):
    """A path to write to: one inside of a case is refused, for `verify` would find what is no part of it there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path. Fails for one in a case's folder."""
        given = super().convert(value, param, ctx)
        for folder in (place := Path(given).resolve(), *place.parents):
            if (folder / MARKER).is_file() and b"counterclaim" in marker.told(folder):
                told = f"expected a place outside of every case; got one in the case {folder.name}. Choose another."
                self.fail(told, param, ctx)
        return given


case_argument = click.argument("case", type=GivenPath())


def expect(case: Path) -> None:
    """Check that a case is there, before what is slow to load is loaded for it. Raises CaseNotFound, Damaged."""
    CaseFolder.expect(case)


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[CaseFolder]:
    """Open a case for one command; where that has another key sign it than before, say so at its end."""
    folder = CaseFolder.open(path, create=create)
    try:
        yield folder
    finally:
        folder.close()
        if folder.journal.handed:
            before, after = folder.journal.handed
            show.say(f"The case was last signed by {before.name}; it is signed by {after.name}, your key, now.")


def endpoint_of(extractor: str | None, url: str | None, model: str | None) -> Endpoint | None:
    """Give the model that reads, if one is named, and say on standard error where texts will go."""
    if extractor != "endpoint":
        if url or model:
            raise UsageError("--extractor endpoint with --endpoint and --model", "one of them without it")
        return None
    where = endpoint(url or "", model or "")
    show.say(f"The text of reports not yet read by {where.model} is sent to {where.url}, and nowhere else.")
    return where


def lacking(reports: Sequence[Report]) -> str:
    """Say how many reports name no publisher or no day, and how to supply them; empty where all do.

    Without a publisher nobody is credited; without a day "on Monday" stays unresolved.
    """
    parts = [
        f"{counted(found, 'report names', 'reports name')} no {what}"
        for what, found in (
            ("publisher", sum(r.publisher is None for r in reports)),
            ("day of publication", sum(r.published is None for r in reports)),
        )
        if found
    ]
    if not parts:
        return ""
    first = "`Publisher: …` and `Published: …` at the head of a text, or --publisher and --published, supply them"
    only = "when a text is first taken: nothing is added to a report later, so begin a new case where it matters"
    return f"{sentence(listed(parts))} {first} {only}. `counterclaim reports CASE` shows which."


def event_in(folder: CaseFolder, event: str | None, run: str | None) -> dict[str, str] | None:
    """Give what keeps the rows of one event, or None for all; raises NotInCase for an event that the run has not."""
    from counterclaim.records.judgement import Event

    if event is None:
        return None
    if not any(e.id == event for e in folder.runs.table("events", Event, run)):
        raise NotInCase("an event of this run", event, "`counterclaim events CASE` lists them.")
    return {"event": event}


#: The beginning of a day or time: 2016, 2016-05, 2016-05-01, 2016-05-01T09:30.
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ][\d:.Z]*)?)?)?$")


def run_at(folder: CaseFolder, at: str | None) -> str | None:
    """Give the run that `at` means: the one of that id, or the last settled by the end of that day or time.

    None means the current run. Raises UsageError when nothing was settled by then.
    """
    if at is None or at.startswith("run_"):
        return at
    if not _ISO.match(at):
        raise UsageError(
            "a run's id, or a day or time in UTC such as 2016-05-01T09:30", at, "`counterclaim runs` lists both."
        )
    at = at.replace(" ", "T")
    by = [run for run, when in folder.run_times() if when[: len(at)] <= at]
    if not by:
        first = next((when for _, when in folder.run_times()), "none yet")
        raise UsageError("a run's id, or a day or time since the first run, such as 2016-05-01", at, f"First: {first}.")
    return by[-1]
