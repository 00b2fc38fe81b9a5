"""A table weighed by the method that is asked for: our own, or a published one on origins instead of sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from counterclaim.weigh.table.answers import Answers, answers
from counterclaim.weigh.table.camps import roots
from counterclaim.weigh.table.claims import ClaimTable, Ints, claim_columns
from counterclaim.weigh.table.generality import Generality, nothing, parts
from counterclaim.weigh.table.methods import METHODS, OURS, believed, refuse
from counterclaim.weigh.table.methods.voices import tied
from counterclaim.weigh.table.picking import decided, origins


class Weighed(NamedTuple):
    """What was asked and what came of it. `table` is the one that was settled: LTM takes lists apart.

    `root` is the least source that each source shares an origin with; `several` tells that more than one answer of an
    object may be right.
    """

    table: ClaimTable
    root: Ints
    wider: Generality
    found: Answers
    method: str
    several: bool


def weighed(
    table: ClaimTable,
    method: str = OURS,
    lineage: Iterable[tuple[str, str]] = (),
    generality: Callable[[ClaimTable], Generality] = nothing,
    kind: str = "names",
) -> Weighed:
    """Weigh a table. `kind` is what values are: names, numbers, lists or places.

    Raises UsageError for what the method cannot express, and what can instead.
    """
    tied_by = list(lineage)
    if method == OURS:
        wider = generality(table)
        found = answers(table, tied_by, lambda _: wider)
        return Weighed(table, roots(table, tied_by), wider, found, method, several=False)
    named = METHODS[method]
    refuse(named, table, kind)
    several = method == "ltm" and kind == "lists"
    if several:
        table, generality = taken_apart(table), nothing
    root, wider = roots(table, tied_by), generality(table)
    belief = believed(named, table, root, wider, kind)
    heard = origins(table, root)
    alike = tied(table, belief.probability, belief.best)
    sure = decided(belief.probability, heard, heard.astype(float), belief.best) & (several | ~alike)
    told = belief.probability, heard, heard.astype(float), belief.best, belief.best, sure
    return Weighed(table, root, wider, Answers(*told, belief.converged, belief=belief, tied=alike), method, several)


def taken_apart(table: ClaimTable) -> ClaimTable:
    """Give the table in which each part of a list is a value by itself."""
    rows = [
        (table.sources[s], table.objects[o], part, bool(d))
        for s, o, v, d in zip(
            table.source.tolist(), table.object.tolist(), table.value.tolist(), table.denied.tolist(), strict=True
        )
        for part in sorted(parts(table.names[table.name[v]]))
    ]
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    return claim_columns(*columns)
