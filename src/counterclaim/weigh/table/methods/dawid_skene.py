"""Dawid and Skene (Applied Statistics 28, 1979): each source has a table of what it says where something else is right.

As published: first the shares of votes (§3, the start they use), then in turns the sources' error rates (Eq. 2.3) and
each label's frequency (Eq. 2.4), and the objects' labels (Eq. 2.5). It asks for one set of labels that all objects
share. Ours: `LEAST` keeps logarithms finite, and a label nobody gives an object is never its answer.
"""

from __future__ import annotations

import numpy as np

from counterclaim.errors import UsageError
from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints
from counterclaim.weigh.table.generality import Generality
from counterclaim.weigh.table.methods.voices import Votes, asserting
from counterclaim.weigh.table.picking import pick

TURNS = 100
STILL = 1e-4
LEAST = 1e-10
#: More labels than this are no list that sources choose from, and more numbers in the sources' or the objects' tables
#: are too much for memory: both are refused.
LABELS_MAX, CELLS_MAX = 200, 10_000_000


def dawid_skene(table: ClaimTable, cast: Votes, wider: Generality, count: int) -> Belief:  # noqa: ARG001
    """Settle names that all objects share. Raises UsageError where their labels are too many for tables of errors."""
    labels, objects = len(table.names), len(table.objects)
    if labels > LABELS_MAX or max(count * labels**2, objects * labels) > CELLS_MAX:
        came = f"{labels:,} labels, {count:,} sources and {objects:,} objects"
        todo = "Take `--method origins`, `voting` or `truthfinder`, or make the labels one short list."
        raise UsageError("a short list of labels that all objects share, for Dawid-Skene", came, todo)
    said = table.name[cast.value]
    right = np.zeros((objects, labels))
    np.add.at(right, (cast.object, said), 1.0)
    right /= np.maximum(right.sum(axis=1, keepdims=True), 1.0)
    turn, converged = 0, False
    errors, often = rates(right, cast, said, count)
    while turn < TURNS and not converged:
        turn += 1
        errors, often = rates(right, cast, said, count)
        new = labelled(errors, often, cast, said, np.ones(said.size, np.bool_))
        converged = bool(np.abs(new - right).max(initial=0.0) < STILL)
        right = new
    heard = asserting(table, cast)

    def told(of: Floats) -> tuple[Floats, Ints]:
        each = of[table.value_object, table.name]
        return each, pick(table, each, heard)

    def again(kept: Bools) -> tuple[Floats, Ints]:
        return told(labelled(errors, often, cast, said, kept))

    weight = _weights(errors, often, cast, said)
    return Belief(*told(right), converged, cast.value, cast.origin, weight, cast.stance, again)


def rates(right: Floats, cast: Votes, said: Ints, count: int) -> tuple[Floats, Floats]:
    """Give each source's part of each label said, by the right one, and how often each label is right."""
    labels = right.shape[1]
    errors = np.empty((count, labels, labels))
    for one in range(labels):
        told = np.bincount(cast.origin * labels + said, right[cast.object, one], count * labels)
        errors[:, one, :] = told.reshape(count, labels)
    errors /= np.maximum(errors.sum(axis=2, keepdims=True), LEAST)
    return np.maximum(errors, LEAST), right.mean(axis=0)


def labelled(errors: Floats, often: Floats, cast: Votes, said: Ints, kept: Bools) -> Floats:
    """Give how probable each label is for each object."""
    objects = int(cast.object.max(initial=-1)) + 1
    score = np.tile(np.log(np.maximum(often, LEAST)), (objects, 1))
    for one in range(often.size):
        score[:, one] += np.bincount(cast.object, np.log(errors[cast.origin, one, said]) * kept, objects)
    each = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(each / each.sum(axis=1, keepdims=True))


def _weights(errors: Floats, often: Floats, cast: Votes, said: Ints) -> Floats:
    """Give how much likelier each said label is if it is right than if another is (a logarithm)."""
    all_ = np.zeros(said.size)
    for one in range(often.size):
        all_ += often[one] * errors[cast.origin, one, said]
    mine = errors[cast.origin, said, said]
    rest = np.maximum(all_ - often[said] * mine, LEAST) / np.maximum(1 - often[said], LEAST)
    return np.asarray(np.log(mine / np.maximum(rest, LEAST)))
