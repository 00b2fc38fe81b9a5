"""Truth discovery: which of the values that many sources claim is right, where the answer is known.

Splits are the public tables `heritages`, `birthplaces`, `book` and `population`, and the made worlds `A` to `H`
(`evals.truth.worlds`), in which copiers may outnumber the independent; `E` with lineage is the one that no method of
claims alone survives, and in `H` two hundred sources push one line, of whom no two met often enough to show it.

The gold of a place is a path from narrow to wide. As its authors score it (Jung et al., EDBT 2019), the path is cut at
its first value that any source claims: `exact_accuracy` asks for that value, `ancestor_accuracy` for any value from
there on. `ece` is the expected calibration error over ten bins of the questions that were decided; `ece_by_chance` is
what it would be, on average, of answers right exactly as often as they are sure: no less can be asked of so few.

`parity` is one bad hub with 12 to 25 copiers against 20 independent sources, ten worlds a size: the worst accuracy with
lineage, the worst without it below twenty copiers, from twenty on the least share of what is wrong that is not decided,
and by how many the independent voices behind an answer are off (`voices_off`; answers that three claims or more give).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evals.sets import Beside
from evals.truth import tables, worlds
from evals.truth.score import score

SPLITS = {
    **dict.fromkeys(("heritages", "birthplaces", "book", "population"), "development"),
    **dict.fromkeys((*worlds.WORLDS, "parity"), "development"),
}

BESIDE = (
    Beside("vote, ties to the first of the file", "heritages", "exact_accuracy", 0.705, "the set's README"),
    Beside("vote, ties to the first of the file", "heritages", "ancestor_accuracy", 0.888, "the set's README"),
    Beside("vote, ties to the first of the file", "birthplaces", "exact_accuracy", 0.848, "the set's README"),
    Beside("vote, ties to the first of the file", "birthplaces", "ancestor_accuracy", 0.863, "the set's README"),
    Beside("TDH (on all sites)", "heritages", "exact_accuracy", 0.741, "measured with its authors' code"),
    Beside("TDH", "birthplaces", "exact_accuracy", 0.891, "measured with its authors' code"),
    Beside("vote on the set of surnames", "book", "exact_accuracy", 0.60, "the set's README"),
    Beside("most frequent value", "population", "exact_accuracy", 0.773, "the set's README, within 1%"),
)


def evaluate(split: str, data: Path) -> Mapping[str, float]:
    """Score one table, or one made world with and without its lineage."""
    if split == "parity":
        return worlds.parity()
    if split in worlds.WORLDS:
        return worlds.evaluate(split)
    return score(tables.load(split, data))
