"""GUM news and interviews: attribution relations of an open corpus; the shipped weights are trained on them.

So that figures on it mean something, each document is read with weights trained on the other documents only.
"""

from __future__ import annotations

from pathlib import Path

from evals import attributing, weights
from evals.gum_documents import FOLDER, SPLITS, rows, sayings
from evals.sets import Beside

__all__ = ["BESIDE", "FOLDER", "SPLITS", "evaluate", "sheets"]

#: No figures of others on this set are known.
BESIDE: tuple[Beside, ...] = ()


def sheets(split: str, data: Path) -> list[attributing.Sheet]:
    """Give a sheet for each document."""
    return [attributing.Sheet(row["text"], sayings(row)) for row in rows(split, data)]


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score one genre by turns: each fifth of the documents is read with weights from the other four and from MUC.

    Where COUNTERCLAIM_ATTRIBUTION_WEIGHTS names weights, those are used for all. Cues are scored against the whole
    attributing phrase, since GUM marks no cue apart from it.
    """
    chosen = [row["id"] for row in rows(split, data)]
    held = dict(zip(chosen, sheets(split, data), strict=True))
    found = weights.by_turns(chosen, {name: sheet.text for name, sheet in held.items()}, data.parent)
    return attributing.score([held[name] for name in chosen], [found[name] for name in chosen])
