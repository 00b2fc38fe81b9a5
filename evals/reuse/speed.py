"""`python -m evals.reuse.speed [--reports N] [--systems …]`: strings in memory to a group for each, each system alone.

Every system is a process of its own on the same made reports, timed from the strings on, once it is warm; CPU seconds
count threads too. `rensa fed` gets the hashes that our own kernels make of our own words, so that its Python side costs
nothing; `rensa more` is the same with twice the slots and a lower threshold, which finds most; `rensa words` splits
texts at white space, as its makers show; the others start from text and work on runs of five words. `CPU / ours` is of
this run. No report draws on two wires here, since a group can belong to one alone. Peers come with
`counterclaim[bench]`; those that are not installed are said and left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec

import numpy as np
import pyarrow as pa

from counterclaim import tracing
from counterclaim.engine import Engine, Step, Table, Tables
from counterclaim.settings import Settings
from counterclaim.trace import shingles
from counterclaim.trace.columns import Words, cut, encoded
from evals.reuse import peers
from evals.reuse.archive import Made, Maker
from evals.reuse.used import peak, seconds

THRESHOLD = 0.3
EDGES = pa.schema({"a": pa.int64(), "b": pa.int64()})


def ours(texts: Sequence[str]) -> list[int]:
    """Group by text reuse on the local engine: pairs that share more than a quotation, and their components."""
    engine: Engine = Tables(2)
    unknown = np.zeros(len(texts), np.int64)
    run = tracing.reused(engine, tracing.tables_of(texts), unknown, Settings())
    copies = engine.map("leave quotations", Step(_copies, EDGES), run.found)
    label = np.arange(len(texts))
    for table in engine.tables(engine.components("join", copies), ("n", "component")):
        label[table["n"].to_numpy()] = table["component"].to_numpy()
    return label.tolist()


def _copies(table: Table) -> Table:
    words, own = table["words"].to_numpy(), table["own_words"].to_numpy()
    least = Settings().reuse_words_min
    kept = pa.array(np.flatnonzero((own >= least) | (own * 2 >= words)))
    return table.select(["a", "b"]).take(kept)


def rensa_fed(texts: Sequence[str], slots: int = peers.SLOTS, threshold: float = THRESHOLD) -> list[int]:
    """Group with rensa on hashes of our own words, cut and hashed by our own kernels."""
    from rensa import RMinHash

    words: Words = cut(*encoded(texts))
    hashes = np.empty(words.word.size, np.uint64)
    shingles.shingles(words.word, hashes)
    counts = np.maximum(words.counts - shingles.SHINGLE + 1, 0)
    starts = np.concatenate(([0], np.cumsum(counts)))
    places = np.repeat(words.first[:-1] - starts[:-1], counts) + np.arange(starts[-1])
    sketch = RMinHash.digest_matrix_from_flat_token_hashes(
        hashes[places], starts.astype(np.uint64), num_perm=slots, seed=42
    )
    return peers.banded(np.array(sketch.to_rows(), np.uint32), threshold)


SYSTEMS: dict[str, Callable[[Sequence[str]], list[int]]] = {
    "ours": ours,
    "rensa fed": rensa_fed,
    "rensa more": lambda texts: rensa_fed(texts, 256, 0.2),
    "rensa words": lambda texts: peers.rensa_words(texts, THRESHOLD),
    "rensa": lambda texts: peers.rensa(texts, THRESHOLD),
    "fastsketch": lambda texts: peers.fastsketch(texts, THRESHOLD),
    "daft": lambda texts: peers.daft(texts, THRESHOLD),
    "gaoya": lambda texts: peers.gaoya(texts, THRESHOLD),
    "datasketch": lambda texts: peers.datasketch(texts, THRESHOLD),
}
#: The module each system needs.
MODULES = {"rensa fed": "rensa", "rensa more": "rensa", "rensa words": "rensa", "fastsketch": "FastSketchLSH"}


def quality(made: Sequence[Made], label: Sequence[int]) -> tuple[float, float]:
    """Give precision and recall of pairs of reports that go back to one wire."""
    family = np.array([one.wire if one.wire >= 0 else -1 - n for n, one in enumerate(made)])
    group = np.array(label)

    def pairs(names: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
        count = np.unique(names, return_counts=True)[1]
        return int((count * (count - 1) // 2).sum())

    both = pairs(np.unique(np.stack((family, group)), axis=1, return_inverse=True)[1].ravel())
    return both / max(1, pairs(group)), both / max(1, pairs(family))


def measured(name: str, count: int, ours_took: float) -> None:
    """Time one system in this process, and print its line; takes the CPU seconds that ours took, 0 where not known."""
    made = list(Maker(merged=False).reports(count))
    texts = [one.text for one in made]
    SYSTEMS[name](texts[:4_000] if name == "ours" else texts[:50])
    before = peak()
    clock, cpu = seconds()
    label = SYSTEMS[name](texts)
    took = [now - then for now, then in zip(seconds(), (clock, cpu), strict=True)]
    ratio = took[1] / ours_took if ours_took else 1.0
    precision, recall = quality(made, label)
    print(f"{name:12} {count:>9,} {took[1]:9.2f} {took[0]:9.2f} {count / took[0]:10.0f} {count / took[1]:12.0f}"
          f" {ratio:10.2f} {peak():9.0f} {before:9.0f} {precision:9.3f} {recall:8.3f}", flush=True)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.reuse.speed", description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--systems", nargs="+", choices=tuple(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--inside", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.inside is not None:
        measured(args.systems[0], args.reports, args.inside)
        return 0
    print(f"{'':12} {'reports':>9} {'CPU s':>9} {'clock s':>9} {'reports/s':>10} {'per CPU s':>12} {'CPU / ours':>10}"
          f" {'MB':>9} {'MB before':>9} {'precision':>9} {'recall':>8}", flush=True)  # fmt: skip
    ours_took = 0.0
    for name in args.systems:
        if name != "ours" and find_spec(MODULES.get(name, name)) is None:
            print(f"{name:12} not installed", flush=True)
            continue
        command = [sys.executable, "-m", "evals.reuse.speed", "--inside", str(ours_took), "--systems", name]
        line = subprocess.run(
            [*command, "--reports", str(args.reports)], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        print(line, end="", flush=True)
        ours_took = float(line[len(name) :].split()[1]) if name == "ours" else ours_took
    return 0


if __name__ == "__main__":
    sys.exit(main())
