"""`python -m evals.reuse.bench [--reports N] [--hard] [--alone]`: lineage beside MinHash tools on one made archive.

All are given the same texts in memory, outlets unknown, and give groups. Seconds are those of the processor and depend
on the machine; compare ratios. Peers that are not installed (`pip install counterclaim[bench]`) are said and left out.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence

from counterclaim.engine import Tables
from counterclaim.settings import Settings
from counterclaim.trace.reuse import Text
from counterclaim.tracing import shared_texts
from evals import sets
from evals.reuse import ours, peers
from evals.reuse.edits import KINDS
from evals.reuse.made import Archive, MadeReport
from evals.reuse.score import clusters, edges, flat, labels
from evals.reuse.words import chain

SHOWN = ("pair_precision", "pair_recall", "pair_f1", "b3_f1", *(f"joined_{kind}" for kind in KINDS), "joined_rival")


def timed(work: Callable[[], list[int]]) -> tuple[list[int], float]:
    """Give what some work gives, and the seconds of the processor it took."""
    begin = time.process_time()
    found = work()
    return found, time.process_time() - begin


def run(made: Sequence[MadeReport], *, beside: bool) -> list[tuple[str, float, dict[str, float]]]:
    """Give the name, the seconds and the scores of each system."""
    given = ours.reports(made, named=False, dated=True)
    shared_texts(Tables(), [Text(id=r.id, text=r.text, publisher="") for r in given[:200]], Settings())
    rows = []
    scores: dict[str, float] = {}

    def traced() -> list[int]:
        found, groups = ours.traced(given)
        label = labels(groups, len(made))
        scores.update(flat(clusters(made, label), edges(made, found)))
        return label

    _, took = timed(traced)
    rows.append(("ours", took, scores))
    texts = [r.text for r in made]
    for name in peers.installed() if beside else ():
        for threshold in peers.THRESHOLDS:
            label, took = timed(lambda name=name, threshold=threshold: peers.PEERS[name](texts, threshold))  # type: ignore[misc]
            rows.append((f"{name} {threshold}", took, clusters(made, label)))
            print(f"{name} {threshold} done", file=sys.stderr, flush=True)
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.reuse.bench", description=__doc__)
    parser.add_argument("--reports", type=int, default=4_000, help="reports in the archive")
    parser.add_argument("--hard", action="store_true", help="long footers and quotations")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    args = parser.parse_args(argv)
    try:
        learned = chain(sets.root())
    except sets.Missing as why:
        print(why, file=sys.stderr)
        return 2
    if missing := sorted(set(peers.PEERS) - set(peers.installed())):
        print(f"Not installed, so left out: {', '.join(missing)}", file=sys.stderr)
    made = Archive(learned, 5, hard=args.hard).fill(args.reports)
    rows = run(made, beside=not args.alone)
    base = rows[0][1]
    print(f"{'':28}" + "".join(f"{name:>16}" for name, _, _ in rows))
    print(f"{'CPU seconds':28}" + "".join(f"{took:16.1f}" for _, took, _ in rows))
    print(f"{'CPU, ours = 1':28}" + "".join(f"{took / base:16.1f}" for _, took, _ in rows))
    for metric in (*SHOWN, *(m for m in rows[0][2] if m not in SHOWN)):
        print(f"{metric:28}" + "".join(f"{s[metric]:16.3f}" if metric in s else f"{'—':>16}" for _, _, s in rows))
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
