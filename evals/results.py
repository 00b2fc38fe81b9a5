"""Figures seen so far, kept in `results.json`: set → split → when, by which version, and the metrics."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals import sets

FILE = sets.HERE / "results.json"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """The metrics of one split, the day they were taken and the version that gave them."""

    on: str
    version: str
    metrics: Mapping[str, float]


Results = dict[str, dict[str, Seen]]


def load(path: Path = FILE) -> Results:
    """Read the figures; none when the file is not there."""
    if not path.exists():
        return {}
    plain = json.loads(path.read_text(encoding="utf-8"))
    return {name: {split: Seen(**row) for split, row in rows.items()} for name, rows in plain.items()}


def save(results: Results, path: Path = FILE) -> None:
    """Write the figures, sorted, so that the same figures give the same bytes."""
    plain = {name: {split: asdict(seen) for split, seen in rows.items()} for name, rows in results.items()}
    path.write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def score(name: str, split: str, data: Path | None = None) -> dict[str, float]:
    """Score one split of one set, rounded to `DIGITS`. Raises Missing when its data is not there."""
    scored = sets.module(name).evaluate(split, sets.folder(name, data))
    return {metric: round(float(value), DIGITS) for metric, value in scored.items()}


def due(results: Results, name: str, version: str, *, untouched: bool, again: bool) -> tuple[str, ...]:
    """List the splits of a set to score now: development always, untouched ones once per version when asked for."""
    out = []
    for split in sets.module(name).SPLITS:
        seen = results.get(name, {}).get(split)
        looked = seen is not None and seen.version == version and not again
        if sets.kind(name, split) == "development" or (untouched and not looked):
            out.append(split)
    return tuple(out)


def refresh(
    results: Results, work: Sequence[tuple[str, str]], stamp: tuple[str, str], say: Callable[[str], None]
) -> Results:
    """Give the results with each (set, split) of `work` scored anew; what is missing is said and keeps its old figure.

    `stamp` is the day and the version to note.
    """
    out = {name: dict(rows) for name, rows in results.items()}
    for done, (name, split) in enumerate(work, start=1):
        say(f"[{done}/{len(work)}] {name} {split} …")
        try:
            metrics = score(name, split)
        except sets.Missing as why:
            say(f"    skipped: {why}")
            continue
        out.setdefault(name, {})[split] = Seen(*stamp, metrics)
        say("    " + ", ".join(f"{metric} {value:.4f}" for metric, value in metrics.items()))
    return out
