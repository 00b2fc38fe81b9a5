"""`python -m evals.truth.speed [--objects N] [--times T]`: what weighing a made table of millions of claims takes.

The world is that of the speed figures of the literature's packages: 300 sources that each cover .2 to 3 % of the
objects, and three bad hubs with twelve copiers each. Timed are reading it from CSV, putting it in order, weighing, and
writing the answers as lines; CPU seconds, the least of some turns, once all is warm. Claims a second are of weighing.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np

from counterclaim.cli import weighed_lines
from counterclaim.receive import claim_columns
from counterclaim.weigh.table import Weighed, claim_coded, weighed
from evals.reuse.used import peak
from evals.truth.score import best_words
from evals.truth.worlds import Camp, Made, World, make

A = TypeVar("A")
CAMPS = (Camp(12, 0.3, 0.9, 0.05),) * 3


def world(objects: int) -> Made:
    """Make the world."""
    return make(World(questions=objects, independent=300, coverage=(0.002, 0.03), camps=CAMPS), 0)


def _written(found: Weighed) -> int:
    return sum(len(line) + 1 for line in weighed_lines.lines(found))


def main(argv: Sequence[str] | None = None) -> int:
    """Print what each step takes."""
    parser = argparse.ArgumentParser(prog="python -m evals.truth.speed", description=__doc__)
    parser.add_argument("--objects", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=1)
    args = parser.parse_args(argv)
    took: dict[str, float] = {}

    def timed(step: str, function: Callable[..., A], *given: Any) -> A:
        begun = time.process_time()
        out = function(*given)
        took[step] = min(took.get(step, np.inf), time.process_time() - begun)
        return out

    made = world(args.objects)
    text = io.StringIO()
    text.write("source,object,value\n")
    text.writelines(f"{source},{object_},{value}\n" for source, object_, value, _ in made.rows)
    data = text.getvalue().encode()
    for _ in range(args.times + 1):
        read = timed("read", claim_columns, data, "made")
        table = timed("order", claim_coded, read.source, read.object, read.value, read.denied)
        found = timed("weigh", weighed, table)
        size = timed("write", _written, found)
    answers = best_words(table, found.found.best)
    right = np.mean([made.right[o] == a for o, a in zip(table.objects, answers, strict=True)])
    print(f"{table.source.size:,} claims, {len(table.sources):,} sources, {len(table.objects):,} objects:"
          f" {right:.3f} right, {size / 1e6:.0f} MB of lines, {peak():,.0f} MB at most")  # fmt: skip
    print("CPU s: " + ", ".join(f"{step} {seconds:.2f}" for step, seconds in took.items()))
    print(f"{table.source.size / took['weigh']:,.0f} claims a CPU second of weighing", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
