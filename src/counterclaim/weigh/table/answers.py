"""The answers to a table: known lineage first, then what agreement betrays, and a second account where one is possible.

1 sources that share an origin are one camp, and so are sources whose agreement reliability does not explain: what they
repeat is one voice (`lines`). 2 When a camp that no lineage explains is about as large as the rest, it cannot be told
from the claims which of the two is the one that follows: both accounts are settled, and where they differ nothing is
decided. 3 What one origin alone says, or what comes to one voice, is decided neither, however sure its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numba
import numpy as np

from counterclaim.weigh.table.agreement import pairs
from counterclaim.weigh.table.camps import Camps, baseline, camps, rival, roots, turned
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints, bounds
from counterclaim.weigh.table.generality import Generality, nothing
from counterclaim.weigh.table.settling import Settled, settle

#: Below this probability an answer is not decided,
DECIDED_MIN = 0.5
#: nor where fewer origins say it,
ORIGINS_MIN = 2
#: nor where fewer voices are left of them.
VOICES_MIN = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a table gives.

    Per value: `probability`, `origins` (voices that known lineage leaves), `voices` (independent voices, as far as
    agreement and lineage tell). Per object: `best` (a value id, -1 without one), `decided`, `rival` (the other
    account's best). `converged` tells whether the turns came to rest. `settled` and `camps` are how the first account
    came about, where the method has them.
    """

    probability: Floats
    origins: Ints
    voices: Floats
    best: Ints
    rival: Ints
    decided: Bools
    converged: bool
    method: str = "ours"
    settled: Settled | None = None
    camps: Camps | None = None


def answers(
    table: ClaimTable,
    lineage: Iterable[tuple[str, str]] = (),
    generality: Callable[[ClaimTable], Generality] = nothing,
) -> Answers:
    """Settle a table. Takes the claims, pairs of sources known to share an origin, and how its values compare."""
    wider = generality(table)
    root = roots(table, lineage)
    found = pairs(table)
    trust, share = baseline(found, root, wider.wrong_answers)
    made = camps(found, share, root)
    first = settle(table, wider, made, trust)
    heard = origins(table, root)
    against = rival(made, root)
    if against < 0:
        best = pick(table, first.probability, first.voices)
        sure = decided(first.probability, heard, first.voices, best)
        told = first.probability, heard, first.voices, best, best, sure
        return Answers(*told, first.converged, settled=first, camps=made)
    inside = made.of == against
    trust, others = turned(inside, found, root, wider.wrong_answers)
    second = settle(table, wider, others, trust)
    return _both(table, (first, second), heard, _likely(inside, root), made)


def _likely(inside: Bools, root: Ints) -> float:
    """Give how likely the account is in which the camp is the one that follows: the less, the larger the camp."""
    camp, outside = np.unique(root[inside]).size, np.unique(root[~inside]).size
    return float(outside**3 / (outside**3 + camp**3))


def _both(table: ClaimTable, accounts: tuple[Settled, Settled], heard: Ints, likely: float, made: Camps) -> Answers:
    """Put two accounts together; `likely` is the part of the first."""
    first, second = accounts
    together = likely * first.probability + (1 - likely) * second.probability
    voices = (first if likely >= DECIDED_MIN else second).voices
    mine, theirs = pick(table, first.probability, first.voices), pick(table, second.probability, second.voices)
    best = mine if likely >= DECIDED_MIN else theirs
    other = theirs if likely >= DECIDED_MIN else mine
    sure = decided(np.minimum(first.probability, second.probability), heard, voices, best) & (mine == theirs)
    told = together, heard, voices, best, other, sure
    return Answers(*told, first.converged and second.converged, settled=first, camps=made)


def origins(table: ClaimTable, root: Ints) -> Ints:
    """Give how many origins assert each value."""
    return np.asarray(_different(table.value_starts, table.denied, root[table.source], root.size))


@numba.njit(cache=True, nogil=True)
def _different(edges: Ints, denied: Bools, root: Ints, count: int) -> Ints:  # pragma: no cover - compiled
    met, out = np.full(count, -1, np.int64), np.zeros(edges.size - 1, np.int64)
    for v in range(out.size):
        for k in range(edges[v], edges[v + 1]):
            if not denied[k] and met[root[k]] != v:
                met[root[k]] = v
                out[v] += 1
    return out


def decided(probability: Floats, heard: Ints, voices: Floats, best: Ints) -> Bools:
    """Tell which objects' best answers are likely enough and more than one voice."""
    if not probability.size:
        return np.zeros(best.size, np.bool_)
    enough = (probability >= DECIDED_MIN) & (heard >= ORIGINS_MIN) & (voices >= VOICES_MIN)
    return (best >= 0) & enough[best]


def pick(table: ClaimTable, probability: Floats, voices: Floats) -> Ints:
    """Give each object's most probable value, -1 without one; ties go to more voices, then to the first by its words.

    Values that are only denied are never picked.
    """
    said = np.zeros(table.name.size, np.bool_)
    said[table.value[~table.denied]] = True
    shown = np.round(np.where(said, probability, -1.0), 12)
    best = np.full(len(table.objects), -1, np.int64)
    if shown.size:
        starts = table.object_starts
        sizes = np.diff(starts)
        top = np.flatnonzero(shown == np.repeat(np.maximum.reduceat(shown, starts[:-1]), sizes))
        top = top[said[top]]
        top = top[np.lexsort((top, -np.round(voices[top], 9), table.value_object[top]))]
        top = top[bounds(table.value_object[top])[:-1]] if top.size else top
        best[table.value_object[top]] = top
    return best
