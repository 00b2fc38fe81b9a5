"""`python -m evals.gate [SET …]` fails when a development figure falls under its floor in `floors.json`.

The file maps set → split → metric → floor. A floor is the least value allowed; for an error (a metric whose name
starts with `mae`) it is the greatest. Untouched splits have no floors: a gate that runs often would look at them often.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import results, sets

FILE = sets.HERE / "floors.json"
Floors = Mapping[str, Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One floor and what was measured; `came` is None when the metric was not given at all."""

    set: str
    split: str
    metric: str
    floor: float
    came: float | None

    @property
    def met(self) -> bool:
        """Tell whether the measured value is on the right side of the floor."""
        if self.came is None:
            return False
        return self.came <= self.floor if self.metric.startswith("mae") else self.came >= self.floor

    def words(self) -> str:
        """Say the metric, what came, the floor and the verdict on one line."""
        came = "no such metric" if self.came is None else f"{self.came:.4f}"
        bound = "at most" if self.metric.startswith("mae") else "at least"
        return (
            f"{'met' if self.met else 'NOT MET':8} {self.set} {self.split} {self.metric}: {came}, {bound} {self.floor}"
        )


def checks(name: str, split: str, floors: Mapping[str, float], came: Mapping[str, float]) -> Iterator[Check]:
    """Compare one split's metrics with its floors."""
    for metric, floor in sorted(floors.items()):
        yield Check(name, split, metric, floor, came.get(metric))


def run(floors: Floors, chosen: Sequence[str]) -> tuple[list[Check], list[str]]:
    """Score what has floors; give the checks, and in words what was skipped because its data is absent."""
    made: list[Check] = []
    skipped: list[str] = []
    for name in chosen:
        for split, bounds in sorted(floors.get(name, {}).items()):
            print(f"{name} {split} …", file=sys.stderr, flush=True)
            try:
                made += checks(name, split, bounds, results.score(name, split))
            except sets.Missing as why:
                skipped.append(f"skipped  {name} {split}: {why}")
    return made, skipped


def main(argv: Sequence[str] | None = None, file: Path = FILE) -> int:
    """Print every floor with what was measured; exit 1 when one is not met, 2 for a set that is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.gate", description=__doc__)
    parser.add_argument("sets", nargs="*", help="the sets to check; by default all that have floors")
    args = parser.parse_args(argv)
    floors: Floors = json.loads(file.read_text(encoding="utf-8"))
    chosen = args.sets or sorted(floors)
    strange = [name for name in chosen if name not in sets.names()]
    if strange:
        print(f"Expected sets among {', '.join(sets.names())}; got {', '.join(strange)}.", file=sys.stderr)
        return 2
    made, skipped = run(floors, chosen)
    for line in [*(check.words() for check in made), *skipped]:
        print(line)
    failed = sum(not check.met for check in made)
    print(f"{len(made) - failed} of {len(made)} floors met, {len(skipped)} splits skipped.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
