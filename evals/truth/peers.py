"""The published methods on the same table in the same run; what one cannot express has no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.errors import UsageError
from counterclaim.weigh.table import METHODS, ClaimTable, Generality, Weighed, nothing, weighed

#: From this probability on, LTM holds a part of a list for right.
RIGHT = 0.5


def beside(
    table: ClaimTable,
    gold: Mapping[str, Sequence[str]],
    generality: Generality,
    kind: str = "names",
    lineage: Sequence[tuple[str, str]] = (),
) -> dict[str, float]:
    """Give the exact accuracy of each method that can express the table."""
    out = {}
    for name in METHODS:
        try:
            found = weighed(table, name, lineage, lambda _: generality, kind)
        except UsageError:
            if kind != "places":
                continue
            # A method that knows no regions is asked for names: so its authors, and the literature, run it.
            try:
                found = weighed(table, name, lineage, nothing)
            except UsageError:
                continue
        out[f"exact_accuracy_{name}"] = _exact(found, gold, anyof=kind == "numbers")
    return out


def _exact(found: Weighed, gold: Mapping[str, Sequence[str]], *, anyof: bool) -> float:
    place = {name: n for n, name in enumerate(found.table.objects)}
    values, best, edges = found.table.values, found.found.best, found.table.object_starts
    good = 0
    for name, right in gold.items():
        at = place.get(name)
        if at is None or best[at] < 0 or not right:
            continue
        if found.several:
            held = {values[v] for v in range(edges[at], edges[at + 1]) if found.found.probability[v] >= RIGHT}
            good += held == set(right[0].split(";"))
        else:
            good += values[best[at]] in (right if anyof else right[:1])
    return good / len(gold)
