"""The two services for people who need one step only: `trace` of reports, `weigh` of claims. They need no case."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        show.say(f"{len(found)} of {rows} rows refused; the rest was used:")
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

    if index is not None and engine != HERE:
        raise UsageError("--index with the local engine", f"--engine {engine}", "Leave one of the two out.")
    known = shipped.beside(read_registry(registry) if registry else Registry())
    # Progress ends before results are printed: they are printed in one order, whatever the order they were found in.
    with TemporaryDirectory(prefix="counterclaim-trace-") as scratch:
        with show.Bar() as bar:
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


@click.command()
@click.argument("claims", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--lineage", type=click.Path(dir_okay=False), help="CSV of sources that share an origin: columns a, b.")
@click.option("--values", type=click.Choice(["names", "numbers", "lists"]), default="names", help="What values are.")
@click.option("--within", type=click.Path(dir_okay=False), help="CSV of places in regions: columns name, within.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as is done anyway.")
@honest
def weigh(claims: str, lineage: str | None, values: str, within: str | None, as_json: bool) -> None:  # noqa: ARG001
    """Weigh the answers that the sources of CLAIMS give, each origin once; advice to a person, never a grade.

    CLAIMS is CSV with the columns source, object, value and, where known, stance (assert or deny); `-` is standard
    input. Prints one object a line with its answers. Where claims alone cannot decide, `decided` is false.
    """
    from counterclaim.receive import ClaimRow, claim_rows
    from counterclaim.weigh import table

    taken: list[ClaimRow] = []
    refused: list[Refusal] = []
    with lines_of(claims) as (lines, name):
        read = claim_rows(lines, name, table.is_number, "a number or a range") if values == "numbers" else None
        for row in read or claim_rows(lines, name):
            taken.append(row) if isinstance(row, ClaimRow) else refused.append(row)
    refusals(refused, len(taken) + len(refused))
    tied: list[tuple[str, str]] = []
    wider: Callable[[table.ClaimTable], table.Generality]
    wider = {"names": table.nothing, "numbers": table.numbers, "lists": table.sets}[values]
    if lineage is not None:
        tied = _pairs(lineage, ("a", "b"))
    if within is not None:
        if values != "names":
            raise UsageError("--within with --values names", f"--values {values}", "Give one of the two.")
        wider = table.hierarchy(_pairs(within, ("name", "within")))
    asked = table.claim_table([(c.source, c.object, c.value, c.denied) for c in taken])
    found = table.answers(asked, tied, wider)
    if not found.converged:
        show.say("The turns did not come to rest; take the probabilities as rough.")
    show.lines({"schema": SCHEMA_VERSION, "row": "weighed"} | one for one in table.told(asked, found))


def _pairs(path: str, columns: tuple[str, str]) -> list[tuple[str, str]]:
    """Read a table of pairs and say which of its rows were refused. Raises UsageError when all were."""
    from counterclaim.receive import pair_rows

    pairs: list[tuple[str, str]] = []
    refused: list[Refusal] = []
    with lines_of(path) as (lines, name):
        for row in pair_rows(lines, name, columns):
            refused.append(row) if isinstance(row, Refusal) else pairs.append(row)
    if refused:
        refusals(refused, len(pairs) + len(refused))
    return pairs
