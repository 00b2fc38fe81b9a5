"""`python -m evals.truth.shapes`: made tables of other shapes than the worlds: sparse, in regions, in lists.

Sources differ in how much they say (a few say most), how often they are right, and how often they are general. With
`alike`, how general an object is told hangs on the object, as much as on so many claims. On a part of the objects
(`hard`) sources are right half as often, and err alike. Printed are accuracy, what is decided, how sure and how right
that is, and the calibration error beside what chance alone makes of it. Nothing was fitted to these tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table import ClaimTable, Generality, answers, claim_table, hierarchy, nothing, sets
from evals.truth.score import best_words, by_chance, calibration_error
from evals.truth.tables import Row

#: Regions, countries in each, provinces in each, towns in each.
FAN = (4, 12, 8, 6)
#: How many levels up a general claim goes, and how often.
UP = (0.6, 0.3, 0.1)
JUNK = 50


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: `right` and `general` are beta distributions over sources, `junk` how often a list gets a wrong name."""

    kind: str = "places"
    objects: int = 800
    sources: int = 300
    claims: float = 5.0
    right: tuple[float, float] = (6.0, 2.0)
    general: tuple[float, float] = (2.0, 6.0)
    alike: float = 0.0
    hard: float = 0.0
    wrong: int = 20
    junk: float = 0.0


SHAPES: Mapping[str, Shape] = {
    "places": Shape(),
    "places, alike": Shape(alike=2),
    "places, alike, poor sources": Shape(alike=2, right=(5, 5), claims=8),
    "places, alike, some hard": Shape(alike=2, hard=0.2),
    "places, seven sources": Shape(objects=3000, sources=7, claims=2.4),
    "places, seven sources, alike": Shape(objects=3000, sources=7, claims=2.4, alike=2),
    "lists with wrong names": Shape("lists", 600, 150, 8, general=(3, 7), alike=2, junk=0.2),
    "names, sparse": Shape("names", 1000, 400, 4, right=(6, 3)),
    "names, some hard": Shape("names", 1000, 400, 4, right=(6, 3), hard=0.2),
    "two answers, sparse": Shape("names", 1000, 400, 4, right=(6, 3), wrong=1),
    "two answers, dense": Shape("names", 1000, 15, 7, right=(6, 3), wrong=1),
}
Way = tuple[int, ...]
#: The rows, each object's right answer, and how values compare.
Made = tuple[list[Row], dict[str, str], Callable[[ClaimTable], Generality]]


def _name(path: Way) -> str:
    return "n" + ".".join(map(str, path))


def _parents(path: Way = ()) -> list[tuple[str, str]]:
    if len(path) == len(FAN):
        return []
    below = [(*path, n) for n in range(FAN[len(path)])]
    return [(_name(b), _name(path)) for b in below if path] + [pair for b in below for pair in _parents(b)]


def make(shape: Shape, seed: int) -> Made:
    """Make a table of a shape."""
    draw = np.random.default_rng(seed)
    good, habit = draw.beta(*shape.right, shape.sources), draw.beta(*shape.general, shape.sources)
    busy = draw.pareto(1.2, shape.sources) + 0.2
    popular = 1 / np.arange(1, shape.wrong + 1)
    rows: list[Row] = []
    gold: dict[str, str] = {}

    def place(level: int) -> Way:
        return tuple(int(draw.integers(f)) for f in FAN[:level])

    for at in range(shape.objects):
        hard, share = draw.random() < shape.hard, float(habit.mean())
        of_object = draw.beta(share * shape.alike, (1 - share) * shape.alike) if shape.alike else -1.0
        town, alike_wrong = place(len(FAN)), place(len(FAN))
        names, label = [f"a{at}x{n}" for n in range(1 + min(4, draw.poisson(1)))], draw.permutation(shape.wrong + 1)
        count = min(shape.sources, 1 + int(draw.poisson(shape.claims - 1)))
        said = set()
        for one in draw.choice(shape.sources, count, replace=False, p=busy / busy.sum()).tolist():
            errs = draw.random() >= good[one] * (0.5 if hard else 1.0)
            general = draw.random() < (of_object if shape.alike else habit[one])
            if shape.kind == "places":
                told = (alike_wrong if hard else place(len(FAN))) if errs else town
                value = _name(told[: -1 - int(draw.choice(len(UP), p=UP))] if general else told)
            elif shape.kind == "lists":
                kept = names[: int(draw.integers(1, len(names)))] if general and len(names) > 1 else list(names)
                kept += [f"j{draw.integers(JUNK)}"] * (draw.random() < shape.junk)
                value = ";".join(sorted(kept if draw.random() >= shape.junk else [f"j{draw.integers(JUNK)}"]))
            else:
                other = (
                    1 if hard and draw.random() < 0.8 else int(draw.choice(shape.wrong, p=popular / popular.sum())) + 1
                )
                value = f"v{label[other if errs else 0]:02}"
            rows.append((f"s{one:03}", f"q{at:04}", value, False))
            said.add(value)
        path = [_name(town[:n]) for n in range(len(FAN), 0, -1)]
        whole = {"lists": ";".join(sorted(names)), "names": f"v{label[0]:02}"}
        gold[f"q{at:04}"] = whole.get(shape.kind) or next((p for p in path if p in said), path[0])
    return rows, gold, {"places": hierarchy(_parents()), "lists": sets}.get(shape.kind, nothing)


def scored(shape: Shape, seed: int) -> list[float]:
    """Give accuracy, the part decided, how right and how sure that is, its calibration error, and that of chance."""
    rows, gold, generality = make(shape, seed)
    table = claim_table(rows)
    found = answers(table, generality=generality)
    right = np.array([gold[o] == w for o, w in zip(table.objects, best_words(table, found.best), strict=True)])
    told = found.decided
    sure = np.where(found.best >= 0, found.probability[found.best], 0.0)[told]
    mean = (float(right[told].mean()), float(sure.mean())) if told.any() else (0.0, 0.0)
    error = calibration_error(sure, right[told])
    return [float(right.mean()), float(told.mean()), *mean, error, by_chance(sure)]


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line a shape, the mean of some seeds."""
    parser = argparse.ArgumentParser(prog="python -m evals.truth.shapes", description=__doc__)
    parser.add_argument("--seeds", type=int, default=2)
    seeds = range(parser.parse_args(argv).seeds)
    print(f"{'':32} exact decided right  sure   off  chance")
    for name, shape in SHAPES.items():
        means = np.mean([scored(shape, seed) for seed in seeds], axis=0)
        print(f"{name:32} " + "  ".join(f"{m:.3f}" for m in means.tolist()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
