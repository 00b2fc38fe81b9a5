"""The two services for people who need one step only: `trace` of reports, `weigh` of claims. They need no case."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

import click

from counterclaim.cli import show
from counterclaim.cli.common import HERE, engine_option
from counterclaim.cli.exits import honest
from counterclaim.errors import UsageError
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.records.registry import Registry
from counterclaim.records.source import Refusal
from counterclaim.settings import SCHEMA_VERSION, Settings

if TYPE_CHECKING:
    from counterclaim.reuse_index import Lines

#: More than any origin has members.
_MOST = 10**9


@contextmanager
def bytes_of(path: str) -> Iterator[tuple[IO[bytes], str, Path]]:
    """Open a file, or standard input for `-`; give it with the name to call it by, and the folder it lies in."""
    if path == "-":
        yield sys.stdin.buffer, "standard input", Path()
        return
    try:
        with Path(path).open("rb") as rows:
            yield rows, Path(path).name, Path(path).parent
    except OSError as cause:
        raise UsageError("a file that can be read", f"{path} ({cause.strerror})", "Name another, or `-`.") from cause


@contextmanager
def lines_of(path: str) -> Iterator[tuple[IO[str], str]]:
    """Open a file of lines, or standard input for `-`; give it with the name to call it by."""
    if path == "-":
        yield sys.stdin, "standard input"
        return
    try:
        with Path(path).open(encoding="utf-8-sig", errors="strict", newline="\n") as lines:
            yield lines, Path(path).name
    except OSError as cause:
        raise UsageError("a file that can be read", f"{path} ({cause.strerror})", "Name another, or `-`.") from cause
    except UnicodeDecodeError as cause:
        came = f"a byte that is none, at offset {cause.start} of a block of {path}"
        raise UsageError("text in UTF-8", came, "Save the file as UTF-8.") from cause


def refusals(found: list[Refusal], rows: int) -> None:
    """Say which rows were refused, why, and what to do. Raises UsageError when none was taken."""
    if found:
        show.say(f"{len(found)} of {rows} rows refused{'; the rest was used' if rows > len(found) else ''}:")
    for one in found:
        show.say(f"  {one.name}: {one.reason}. {one.todo}")
    if not rows - len(found):
        raise UsageError("at least one row that can be read", "none", "See the message of each row above.")


@click.command()
@click.argument("reports", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--registry", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of ties.csv.")
@click.option("--index", type=click.Path(path_type=Path, file_okay=False), help="Folder to keep texts in, and add to.")
@engine_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as is done anyway.")
@honest
def trace(reports: str, registry: Path | None, index: Path | None, engine: str, as_json: bool) -> None:  # noqa: ARG001
    """Show which of REPORTS are one voice, with the words that show it.

    REPORTS is JSON Lines with `id` and `text`, and, where known, `published`, `publisher` and `pictures` (files beside
    it); `-` is standard input. Prints one `edge` a line, then one `origin` a line. Texts are kept in a temporary folder
    meanwhile, or in the one that `--index` names: REPORTS are added to those it holds, and the edges and origins of
    REPORTS are printed. What was stopped goes on there.
    """
    from counterclaim.cli.write import read_registry
    from counterclaim.lexicons import registry as shipped
    from counterclaim.reuse_index import alone

    if index is not None and engine != HERE:
        raise UsageError("--index with the local engine", f"--engine {engine}", "Leave one of the two out.")
    known = shipped.beside(read_registry(registry) if registry else Registry())
    # Progress ends before results are printed: they are printed in one order, whatever the order they were found in.
    with TemporaryDirectory(prefix="counterclaim-trace-") as scratch:
        with show.Bar() as bar, alone(index) if index else nullcontext():
            lines, said = _traced(reports, known, (index, engine), Path(scratch), bar)
        show.written(lines.ordered())
    if said:
        show.say(said)


def _traced(
    reports: str, known: Registry, where: tuple[Path | None, str], scratch: Path, bar: show.Bar
) -> tuple[Lines, str]:
    """Take and trace reports, in an index if one is named; give the lines to print, and a closing word or none."""
    from counterclaim.engine import opened, workers_for
    from counterclaim.receive import beside, report_rows
    from counterclaim.reuse_index import Asked, Lines, ReuseIndex, Texts, found_once, take, voices

    (index, engine), settings, workers = where, Settings(), workers_for(os.cpu_count() or 1, 1)
    grown = ReuseIndex(index, settings, workers, bar) if index else None
    texts = grown.texts if grown else Texts(scratch / "texts")
    with bytes_of(reports) as (rows, name, folder):
        read = report_rows(rows, name, settings.capture_bytes_max)
        taken = take(texts, read, lambda r: beside(r, folder, settings), known, bar)
    refusals(list(taken.refused), taken.numbers.size + len(taken.refused))
    order = texts.order()
    if grown:
        grown.update(order)
        found = grown.found()
    else:
        with opened(engine, bar, scratch / "steps") as somewhere:
            found = found_once(somewhere, texts, order, settings)
    lines = Lines(scratch / "lines")
    for edges, origins in voices(Asked(texts, order, found, taken.numbers), known, settings, bar):
        lines.add((("edge", f"{e.kind.value} {e.a}", e.b), show.line(edge_object(e))) for e in edges)
        lines.add((("origin", f"{_MOST - len(o.members):010}", o.id), show.line(origin_object(o))) for o in origins)
    said = f"{taken.numbers.size - taken.had} reports added, {taken.had} were there; {texts.count()} in {index}."
    return lines, said if index else ""


def edge_object(edge: Lineage) -> dict[str, Any]:
    """Give an edge as the contract's object; `from` is the earlier of the two, or null."""
    spans = [[s.a_start, s.a_end, s.b_start, s.b_end] for s in edge.spans]
    return {
        "schema": SCHEMA_VERSION,
        "row": "edge",
        "a": edge.a,
        "b": edge.b,
        "kind": edge.kind.value,
        "from": edge.first,
        "spans": spans,
        "evidence": edge.evidence,
        "words": edge.words,
    }


def origin_object(origin: Origin) -> dict[str, Any]:
    """Give an origin as the contract's object, with a sentence for each merge."""
    return {
        "schema": SCHEMA_VERSION,
        "row": "origin",
        "id": origin.id,
        "members": list(origin.members),
        "reasons": list(origin.reasons),
    }
