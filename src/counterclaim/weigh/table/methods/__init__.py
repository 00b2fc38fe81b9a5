"""The methods that a table can be weighed by: ours, by origins and camps, and five published ones, each as published.

All count origins, not sources: whom known lineage joins has one voice in every method. What a method cannot say
(regions, ranges, denials) is refused with what to do instead; nothing is bent until it fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.errors import UsageError
from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import ClaimTable, Ints
from counterclaim.weigh.table.generality import Generality, interval
from counterclaim.weigh.table.methods.crh import crh as by_crh
from counterclaim.weigh.table.methods.crh import crh_numbers
from counterclaim.weigh.table.methods.dawid_skene import dawid_skene as by_dawid_skene
from counterclaim.weigh.table.methods.ltm import ltm as by_ltm
from counterclaim.weigh.table.methods.truthfinder import truthfinder as by_truthfinder
from counterclaim.weigh.table.methods.voices import Votes, votes
from counterclaim.weigh.table.methods.voting import voting as by_voting

#: Our own method, which `answers` runs by itself.
OURS = "origins"
KINDS = ("names", "numbers", "lists", "places")


@dataclass(frozen=True, slots=True)
class Method:
    """A published method: its paper, the kinds of value it can express, whether denials, and what it calls probability.

    `points` tells that of numbers it takes points only, no ranges.
    """

    name: str
    paper: str
    kinds: tuple[str, ...]
    denials: bool
    points: bool
    belief: str
    run: Callable[[ClaimTable, Votes, Generality, int], Belief]
    run_numbers: Callable[[ClaimTable, Votes, Generality, int], Belief] | None = None


METHODS = {
    m.name: m
    for m in (
        Method("voting", "one vote an origin (approval voting)", KINDS, True, False, "share of the origins", by_voting),
        Method(
            "crh", "Li et al., SIGMOD 2014, Algorithm 1 and Eq. 5", ("names", "numbers"), True, True,
            "share of the sources' weight", by_crh, crh_numbers,
        ),
        Method("truthfinder", "Yin, Han and Yu, KDD 2007, Eq. 1–8", KINDS, True, False, "confidence", by_truthfinder),
        Method(
            "ltm", "Zhao et al., VLDB 2012, Algorithm 1", ("names", "numbers", "lists"), True, True,
            "posterior of being true, by itself", by_ltm,
        ),
        Method(
            "dawid-skene", "Dawid and Skene, 1979, Eq. 2.3–2.5", ("names",), False, True,
            "posterior of the label", by_dawid_skene,
        ),
    )
}  # fmt: skip
NAMES = (OURS, *METHODS)


def believed(method: Method, table: ClaimTable, root: Ints, wider: Generality, kind: str) -> Belief:
    """Weigh a table by a published method. Takes the least source that each source shares an origin with.

    Raises UsageError for what the method cannot express.
    """
    refuse(method, table, kind)
    run = method.run_numbers if kind == "numbers" and method.run_numbers else method.run
    return run(table, votes(table, root), wider, root.size)


def refuse(method: Method, table: ClaimTable, kind: str) -> None:
    """Raise UsageError for the first thing that a method cannot express, with the methods that can."""
    able = [m.name for m in METHODS.values() if kind in m.kinds]
    if kind not in method.kinds:
        raise _cannot(method, f"values that are {kind}", able)
    if table.denied.any() and not method.denials:
        raise _cannot(method, "denials", [m.name for m in METHODS.values() if m.denials])
    if kind != "numbers" or not method.points:
        return
    if method.run_numbers and table.denied.any():
        raise _cannot(method, "denials of numbers", [n for n in able if n != method.name])
    ranges = [name for name in table.names if (found := interval(name)) is None or found[0] != found[1]]
    if ranges:
        able = [m.name for m in METHODS.values() if kind in m.kinds and not m.points]
        raise _cannot(method, f"ranges such as “{ranges[0]}”", able)


def _cannot(method: Method, what: str, able: list[str]) -> UsageError:
    todo = f"Take one of --method {', '.join((OURS, *able))}."
    return UsageError(f"a table that {method.name} can express ({method.paper})", what, todo)
