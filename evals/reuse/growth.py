"""`python -m evals.reuse.growth [--reports N …] [--folder F]`: the index over more and more made reports, as a curve.

For each size: what the first build takes (CPU and clock seconds, reports a second, peak memory of the process), then
what a day of new reports on top of it takes, and one report. Each build is a process of its own. `--write FILE` keeps
the figures as JSON Lines, which `python -m evals.reuse.curve` draws.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from counterclaim.reuse_index import Order, ReuseIndex, Stored
from counterclaim.settings import Settings
from evals.reuse.archive import Made, Maker
from evals.reuse.used import peak, seconds

#: A day of news beside an archive of a year.
DAY_SHARE = 0.05


class Told:
    """Progress as lines on standard error, some seconds apart."""

    def __init__(self) -> None:
        self._last = 0.0

    def step(self, name: str, done: int, total: int | None) -> None:
        if time.perf_counter() - self._last > 20:
            self._last = time.perf_counter()
            print(f"    {name}: {done:,}{f' of {total:,}' if total else ''}", file=sys.stderr, flush=True)


def stored(reports: Iterator[Made], outlets: list[int]) -> Iterator[Stored]:
    """Give made reports as the index keeps them; adds their outlets to a list."""
    for one in reports:
        outlets.append(one.outlet)
        yield Stored(id=str(one.number), text=one.text.encode())


def added(index: ReuseIndex, reports: Iterator[Made], outlets: list[int]) -> tuple[float, float]:
    """Add reports to an index; give the clock and CPU seconds it took, without making them."""
    index.texts.add(stored(reports, outlets))
    clock, cpu = seconds()
    index.update(Order(np.arange(len(outlets)), np.array(outlets) + 1))
    now = seconds()
    return now[0] - clock, now[1] - cpu


def grown(folder: Path, count: int, workers: int) -> dict[str, float]:
    """Build an index over some reports, then add a day, then one; give what each took."""
    day = max(1, int(count * DAY_SHARE))
    reports = Maker().reports(count + day + 1)
    index = ReuseIndex(folder, Settings(), workers, Told())
    outlets = [made.outlet for made in islice(reports, index.texts.count())]
    took = added(index, islice(reports, max(0, count - index.texts.count())), outlets)
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6
    out = {"reports": count, "seconds": took[0], "cpu": took[1], "peak_mb": peak(), "disk_mb": size}
    out |= {"pairs": index.found().num_rows, "day": day}
    for name, more in (("day", day), ("one", 1)):
        clock, cpu = added(index, islice(reports, more), outlets)
        out |= {f"{name}_seconds": clock, f"{name}_cpu": cpu}
    return {name: round(value, 2) for name, value in (out | {"peak_mb": peak()}).items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the curve."""
    parser = argparse.ArgumentParser(prog="python -m evals.reuse.growth", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where indexes are built; kept, so that a killed run goes on")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", type=Path, help="a file that the figures are added to")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.inside:
        line = json.dumps(grown(args.folder, args.reports[0], args.workers))
        print(line, flush=True)
        if args.write:
            with args.write.open("a", encoding="utf-8") as figures:
                figures.write(f"{line}\n")
        return 0
    root = args.folder or Path(tempfile.mkdtemp(prefix="counterclaim-growth-"))
    for count in args.reports:
        command = [sys.executable, "-m", "evals.reuse.growth", "--inside", "--reports", str(count)]
        command += ["--folder", str(root / str(count)), "--workers", str(args.workers)]
        command += ["--write", str(args.write)] if args.write else []
        subprocess.run(command, check=True)
    if not args.folder:
        shutil.rmtree(root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
