"""Text reuse: which reports are copies of which, which came first, and where the copied words stand.

The archives are made (`evals.reuse.made`): words of a chain over the reports of `muc`, 300 outlets with a footer each,
and known edits. `hard` has footers of 80 words and quotations of up to 60. Outlets are not known in either, but in
`standard_named` and `hard_named`; `standard_undated` has no times. `joined_…` is the share of copies of a kind in one
origin with their source; `joined_rival` should be low: rivals share a quotation only. Excerpts bear their least length.
`real` are pairs of real reports of `reuse`, labelled in two passes (`key.csv` holds ids and labels only).

Peers give groups only. They were run on the archive of `standard` in one run with ours (`python -m evals.reuse.bench`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evals.reuse import ours, real
from evals.reuse.made import Archive
from evals.reuse.score import clusters, edges, flat, labels
from evals.reuse.words import chain
from evals.sets import Beside

REPORTS = 2_000
SEED = 5
#: hard, named, dated
_MADE = {
    "standard": (False, False, True),
    "hard": (True, False, True),
    "standard_named": (False, True, True),
    "hard_named": (True, True, True),
    "standard_undated": (False, False, False),
}
SPLITS = dict.fromkeys((*_MADE, "real"), "development")
#: The archives draw on one set and the real pairs on another.
OVER_ALL = True
BESIDE: tuple[Beside, ...] = ()


def evaluate(split: str, data: Path) -> Mapping[str, float]:
    """Score one archive, or the real pairs."""
    if split == "real":
        return real.evaluate(data)
    hard, named, dated = _MADE[split]
    made = Archive(chain(data), SEED, hard=hard).fill(REPORTS)
    found, groups = ours.traced(ours.reports(made, named=named, dated=dated))
    return flat(clusters(made, labels(groups, len(made))), edges(made, found))
