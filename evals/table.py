"""`python -m evals.table [SET …] [--untouched]` scores the sets and rewrites `docs/reference/quality.md`."""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.settings import VERSION
from evals import results as seen
from evals import sets
from evals.sets import Beside

PAGE = sets.HERE.parent / "docs" / "reference" / "quality.md"
_HEAD = """# How well it reads

This page is written by `make eval` from the figures in `evals/results.json`; do not edit it.
Every figure was seen on the day beside it, on data that is not part of this project (`COUNTERCLAIM_DATA`),
but for `forms`, which was written for it.

* **development**: rules, word lists and weights were chosen while looking at this split. Its figures flatter.
* **untouched**: looked at once per version, after the work was done. Read these first.
* A dash means that no figure of that system for that metric is known to us. The columns beside ours name other systems,
  baselines and, where somebody measured it, what people reach; the list under each table says where each comes from.
* Metrics run from 0 to 1, `conll_f1…` from 0 to 100, and more is better, except `mae…` (mean absolute error: less is
  better) and counts such as `claims_in_key`.
"""


def page(results: seen.Results) -> str:
    """Write the page: every set, every split, ours beside the others, and how to read each set."""
    return "\n".join([_HEAD, *(part for name in sets.names() for part in section(name, results.get(name, {})))])


def section(name: str, rows: dict[str, seen.Seen]) -> Iterator[str]:
    """Write one set: how to read it, then a table for each split that anyone has a figure for."""
    module = sets.module(name)
    beside = tuple(module.BESIDE)
    yield f"## {name}\n"
    yield inspect.cleandoc(module.__doc__ or "").strip() + "\n"
    splits = dict.fromkeys([*module.SPLITS, *rows, *(b.split for b in beside)])
    for split in splits:
        mine = rows.get(split)
        others = tuple(b for b in beside if b.split == split)
        if mine is not None or others:
            yield from _split(name, split, mine, others)


def _split(name: str, split: str, mine: seen.Seen | None, others: Sequence[Beside]) -> Iterator[str]:
    """Write the table of one split: a row for each metric, a column for each system."""
    when = f"{mine.on}, version {mine.version}" if mine is not None else "not scored here"
    yield f"### {name} {split}: {sets.kind(name, split)} ({when})\n"
    systems = tuple(dict.fromkeys(b.system for b in others))
    values = {(b.system, b.metric): b.value for b in others}
    ours = dict(mine.metrics) if mine is not None else {}
    yield _row(["metric", "Counterclaim", *systems])
    yield _row(["---", *["---:"] * (len(systems) + 1)])
    for metric in dict.fromkeys([*ours, *(b.metric for b in others)]):
        yield _row([f"`{metric}`", _figure(ours.get(metric)), *(_figure(values.get((s, metric))) for s in systems)])
    yield ""
    for system, source in dict.fromkeys((b.system, b.source) for b in others):
        yield f"* {system}: {source}"
    if others:
        yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def main(argv: Sequence[str] | None = None, folder: Path | None = None) -> int:
    """Score what is due, keep the figures and rewrite the page; exit 2 for a set that is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.table", description=__doc__)
    parser.add_argument("sets", nargs="*", help="the sets to score; by default all")
    parser.add_argument("--untouched", action="store_true", help="score untouched splits not yet seen by this version")
    parser.add_argument(
        "--again", action="store_true", help="with --untouched: look again, and say so in the changelog"
    )
    parser.add_argument("--only-write", action="store_true", help="score nothing; rewrite the page from known figures")
    args = parser.parse_args(argv)
    file, out = (folder / "results.json", folder / "quality.md") if folder else (seen.FILE, PAGE)
    results = seen.load(file)
    strange = sorted(set(args.sets) - set(sets.names()))
    if strange:
        _say(f"Expected sets among {', '.join(sets.names())}; got {', '.join(strange)}.")
        return 2
    chosen = () if args.only_write else args.sets or sets.names()
    stamp = (datetime.now(UTC).date().isoformat(), VERSION)
    for name in chosen:
        splits = seen.due(results, name, VERSION, untouched=args.untouched, again=args.again)
        results = seen.refresh(results, [(name, split) for split in splits], stamp, _say)
        seen.save(results, file)  # a set that fails later loses nothing that was scored before it
    # The page is written from the figures as they are kept, in their order, so that it can be written again from them.
    out.write_text(page(seen.load(file)), encoding="utf-8")
    _say(f"Wrote {out.name}.")
    return 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
