"""`python -m evals.bench [--reports N] [--many M]`: how fast we read, as ratios to spaCy's bare pipeline in one run.

The reports are made up here, from a seed. Seconds depend on the machine and on what else it does; compare ratios alone.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence

from counterclaim import read
from counterclaim.canonical import identifier, text_digest
from counterclaim.engine import map_batches
from counterclaim.extract.parsed.parse import pipeline
from counterclaim.reading import BATCH, read_batch
from counterclaim.records.source import Report
from counterclaim.settings import Settings

_WHO = ("The mayor of Tarvos", "Residents", "A spokesman for the harbour ministry", "Anya Velt, a nurse,", "The army")
_SAYS = ("said that", "denied that", "told reporters that", "claimed that", "confirmed that")
_WHAT = (
    "shells hit the market on Friday",
    "at least 12 people were killed near the bridge",
    "the rebels had left the town of Belmor",
    "a school was destroyed in the night",
)
_PLAIN = (
    "The market opens at dawn and closes when the last cart has gone.",
    "Snow had covered the road to the pass since the first week of winter.",
    "Many shops along the quay were empty.",
)


def report(number: int) -> Report:
    """Make up the report of this number: about ten sentences, half of them attributed."""
    chance = random.Random(number)  # noqa: S311  # a repeatable text, no secret
    lines = [
        f"{chance.choice(_WHO)} {chance.choice(_SAYS)} {chance.choice(_WHAT)}."
        if chance.random() < 0.5
        else chance.choice(_PLAIN)
        for _ in range(10)
    ]
    text = f"Report {number}. " + " ".join(lines)
    return Report(
        id=identifier("r", number), capture="", locator="", path=f"{number}.txt", publisher="Harbour Post",
        author=None, published=None, language="en", title=None, text=text, sha256=text_digest(text),
    )  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(reports: Sequence[Report]) -> None:
    """Run spaCy's own pipeline over the sentences of some reports, and nothing else."""
    sentences = [p.text for r in reports for p in read.passages(r, Settings())]
    for _ in pipeline().pipe(sentences):
        pass


def ours(reports: Sequence[Report], workers: int) -> None:
    """Read some reports as `take` does."""
    batches = [(tuple(reports[i : i + BATCH]), Settings()) for i in range(0, len(reports), BATCH)]
    for _ in map_batches(read_batch, batches, workers):
        pass


def resident() -> float:
    """Give the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table of speeds, then memory over many reports where `--many` asks for it."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--reports", type=int, default=64, help="reports in each timing")
    parser.add_argument("--many", type=int, default=0, help="reports to read one after another, printing memory")
    args = parser.parse_args(argv)
    made = [report(n) for n in range(args.reports)]
    sentences = sum(len(read.passages(r, Settings())) for r in made)
    bare(made[:1])
    ours(made[:1], 1)
    base = timed(lambda: bare(made))
    print(f"{len(made)} reports, {sentences} sentences")
    for name, took in (
        ("spaCy alone, 1 core", base),
        ("ours, 1 core", timed(lambda: ours(made, 1))),
        ("ours, 2 cores (with starting them)", timed(lambda: ours(made, 2))),
    ):
        print(
            f"{name:36} {len(made) / took:8.1f} reports/s {sentences / took:8.1f} sentences/s"
            f" {took / base:6.2f} × spaCy"
        )
    for first in range(0, args.many, 1_000):
        ours([report(n) for n in range(first, min(first + 1_000, args.many))], 1)
        print(
            f"after {min(first + 1_000, args.many):7} reports: at most {resident():.0f} MB", file=sys.stderr, flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
