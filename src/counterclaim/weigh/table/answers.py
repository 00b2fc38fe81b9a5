"""The answers to a table: known lineage first, then what agreement betrays, and a second account where one is possible.

1 sources that share an origin are one camp, and so are sources whose agreement reliability does not explain: what they
repeat is one voice (`lines`). 2 How sure an answer may be is what sources show that had no part in it (`heldout`).
3 When a camp that no lineage explains is about as large as the rest, it cannot be told from the claims which of the two
is the one that follows: both accounts are settled, and where they differ nothing is decided. 4 What one origin alone
says, or what comes to one voice, is decided neither, however sure its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from counterclaim.weigh.table.agreement import Pairs, pairs
from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.blocs import bloc
from counterclaim.weigh.table.camps import Camps, as_camp, as_known, baseline, camps, rival, roots, turned
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality, nothing
from counterclaim.weigh.table.heldout import Curve, curve, held_out, tempered
from counterclaim.weigh.table.picking import DECIDED_MIN, decided, origins, pick
from counterclaim.weigh.table.settling import Settled, apart, powers, settle


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a table gives.

    Per value: `probability`, `origins` (voices that known lineage leaves), `voices` (independent voices, as far as
    agreement and lineage tell). Per object: `best` (a value id, -1 without one), `decided`, `rival` (the other
    account's best). `converged` tells whether the turns came to rest. How it came about is there for explaining it: for
    our own method `settled`, `camps` and the `curve` that bounds how sure an answer is, of the first account; for a
    published one its `belief`, with the objects whose best answer another one equals (`tied`).
    """

    probability: Floats
    origins: Ints
    voices: Floats
    best: Ints
    rival: Ints
    decided: Bools
    converged: bool
    settled: Settled | None = None
    camps: Camps | None = None
    curve: Curve | None = None
    belief: Belief | None = None
    tied: Bools | None = None


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
    side = _parted(table, wider, (found, trust), made, root)
    if side is not None:
        trust, made = as_camp(side, made, found, root, wider.wrong_answers)
    heard = origins(table, root)
    against = rival(made, root)
    if against < 0:
        first = settle(table, wider, made, trust)
        best = pick(table, first.probability, first.voices)
        bound = _bound(table, wider, made, first)
        likely = tempered(bound, first.probability, best, table.object_starts) if bound else first.probability
        sure = decided(likely, heard, first.voices, best)
        return Answers(likely, heard, first.voices, best, best, sure, first.converged, first, made, bound)
    inside = made.of == against
    if side is None:
        other = turned(inside, found, root, wider.wrong_answers)
        trust, made = as_known(inside, found, root, wider.wrong_answers)
    else:
        other = as_camp(~inside, made, found, root, wider.wrong_answers)
    first, second = settle(table, wider, made, trust), settle(table, wider, other[1], other[0])
    return _both(table, (first, second), heard, _likely(inside, root), made)


def _parted(
    table: ClaimTable, wider: Generality, known: tuple[Pairs, Floats | None], made: Camps, root: Ints
) -> Bools | None:
    """Give the smaller of two blocs that no pair shows by itself; None where a camp is a rival as it is.

    Where values lie within one another, who says another one need not disagree: nothing is told there.
    """
    found, trust = known
    if trust is None or wider.general.size or rival(made, root) >= 0:
        return None
    return bloc(table, found, trust, np.where(made.of >= 0, root.size + made.of, root), wider.wrong_answers)


def _bound(table: ClaimTable, wider: Generality, made: Camps, found: Settled) -> Curve | None:
    """Give how sure answers may be by what sources outside of the camps bear out; None where too few tell."""
    alone = made.of[table.source] < 0
    own, within = powers(table, wider, found)
    below = np.bincount(wider.general, found.probability[wider.special], found.probability.size)
    parts = found.probability, np.minimum(below, 1 - found.probability)
    return curve(held_out(table, wider, found.score, (own * alone, within * alone, apart(wider, found)), parts))


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
