"""Two blocs of sources where no pair met often enough to tell: what all pairs together say, borne out by other objects.

Where hundreds of sources each speak of few objects, two of them meet a handful of times, and no pair shows that it
speaks along one line. What pairs agree beyond reliability is then taken together: the direction in which sources differ
most (the first eigenvector of the standardised residuals) splits them in two. It is found on every other object and
counts only if on the rest, object by object, sources of one side agree with one another, and those of two sides do not,
by more than chance. Which of the two sides follows a line is not told by that.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from counterclaim.weigh.table.agreement import CLAIMS_OF_OBJECT_MAX, Pairs, pairs
from counterclaim.weigh.table.claims import Bools, ClaimTable, Floats, Ints, one_in

#: Fewer sources than this on a side are no bloc.
SIDE_MIN = 4
#: Standard errors by which the objects held out must bear a split out.
APART = 3.0
#: Of a table of more claims than this, every so many-th object is looked at.
OF_TABLE_MAX = 600_000
#: Steps towards the first eigenvector; a step that moves no source by more than `STILL` is the last.
STEPS, STILL = 300, 1e-5
#: Turns in which sources change sides.
SIDES_TURNS = 50

#: What the mean within each side, and that between them, count for.
WEIGHTS = np.array((1.0, 1.0, -2.0))

compiled = numba.njit(cache=True, nogil=True)


class _Known(NamedTuple):
    """Each source's reliability and label, and how many wrong answers an object has."""

    trust: Floats
    label: Ints
    wrong_answers: float


def bloc(table: ClaimTable, found: Pairs, trust: Floats, label: Ints, wrong_answers: float) -> Bools | None:
    """Give the smaller side of two blocs; None where nothing of the kind is borne out.

    Takes the table, its pairs, reliabilities, and for each source a number that it shares with those whose agreement is
    explained already: pairs within say nothing here.
    """
    many = 2 * (1 + table.source.size // OF_TABLE_MAX)
    known = _Known(trust, label, wrong_answers)
    learnt = _sides(pairs(one_in(table, many)), known)
    if learnt is None or _apart(one_in(table, many, many // 2), learnt, known) < APART:
        return None
    side = _sides(found, known)
    if side is None:
        return None
    side = side if 2 * side.sum() <= side.size else ~side
    return side if side.sum() >= SIDE_MIN else None


def _alone(a: Floats, b: Floats, wrong_answers: float) -> Floats:
    """Give how often two sources agree that answer by themselves."""
    return np.clip(a * b + (1 - a) * (1 - b) / wrong_answers, 0.02, 0.98)


def _beyond(found: Pairs, known: _Known) -> tuple[Ints, Ints, Floats, Floats, Floats]:
    """Give the pairs that are not explained, how often they met, agreed beyond reliability, and how far chance goes."""
    kept = known.label[found.first] != known.label[found.second]
    first, second, met = found.first[kept], found.second[kept], found.met[kept]
    alone = _alone(known.trust[first], known.trust[second], known.wrong_answers)
    return first, second, met, found.agreed[kept] - met * alone, np.sqrt(met * alone * (1 - alone))


def _sides(found: Pairs, known: _Known) -> Bools | None:
    """Part the sources in two: each is on the side with which it agrees the more beyond reliability.

    How often, not how many times: a source that met few others is no less of a side. None where all are of one.
    """
    first, second, met, beyond, chance = _beyond(found, known)
    if first.size < 2:
        return None
    side = _direction(first, second, beyond / chance, known.trust.size) > 0
    one, other = np.concatenate((first, second)), np.concatenate((second, first))
    met, beyond = np.tile(met, 2), np.tile(beyond, 2)
    for _ in range(SIDES_TURNS):
        if min(int(side.sum()), int((~side).sum())) < SIDE_MIN:
            return None
        with_side, without = (
            np.bincount(one, beyond * of, side.size) / np.maximum(np.bincount(one, met * of, side.size), 1.0)
            for of in (side[other], ~side[other])
        )
        leans = with_side - without
        new = leans > (leans[side].mean() + leans[~side].mean()) / 2
        if (new == side).all():
            break
        side = new
    return np.asarray(side)


def _direction(first: Ints, second: Ints, beyond: Floats, count: int) -> Floats:
    """Give where each source stands in the direction in which sources differ most, 0 for who met nobody."""
    rows = np.bincount(first, np.abs(beyond), count) + np.bincount(second, np.abs(beyond), count)
    # The largest eigenvalue, not the largest in size: a shift makes those that count positive.
    shift = float(np.median(rows[rows > 0])) / 2
    now = np.random.default_rng(0).standard_normal(count) * (rows > 0)
    now /= np.linalg.norm(now)
    for _ in range(STEPS):
        to_first, to_second = (
            np.bincount(first, beyond * now[second], count),
            np.bincount(second, beyond * now[first], count),
        )
        new = np.asarray(to_first + to_second + shift * now, np.float64)
        new = new / max(float(np.linalg.norm(new)), 1e-300)
        moved = float(np.abs(new - now).max())
        now = new
        if moved < STILL:
            break
    return now


def _apart(table: ClaimTable, side: Bools, known: _Known) -> float:
    """Give by how many standard errors two of one side agree more than two of different sides.

    Beyond reliability: the mean of each side less twice the mean between them, so that a side whose reliability is
    taken too low or too high, with whomever it meets, says nothing. What claims on one object say is one.
    """
    columns = table.object_starts, table.value_starts, table.source, table.denied
    told, many = _told(columns, (side, known.trust, known.label), (known.wrong_answers, CLAIMS_OF_OBJECT_MAX))
    met = many.sum(axis=0)
    if not met.all():
        return 0.0
    mean = told.sum(axis=0) / met
    each = (told - many * mean) / met @ WEIGHTS
    return float(mean @ WEIGHTS / max(float(np.sqrt(each @ each)), 1e-12))


@compiled
def _told(columns, sources, how):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    """Sum, object by object, what pairs within each side and between them agree beyond reliability, and count them."""
    objects, edges, source, denied = columns
    side, trust, label = sources
    wrong_answers, most = how
    out, many = np.zeros((objects.size - 1, 3)), np.zeros((objects.size - 1, 3))
    who, what = np.empty(most, np.int64), np.empty(most, np.int64)
    for o in range(objects.size - 1):
        n = 0
        for v in range(objects[o], objects[o + 1]):
            for k in range(edges[v], edges[v + 1]):
                if not denied[k] and n < most:
                    who[n], what[n] = source[k], v
                    n += 1
        for k in range(n):
            a = trust[who[k]]
            for j in range(k):
                if label[who[k]] != label[who[j]]:
                    b = trust[who[j]]
                    alone = min(max(a * b + (1 - a) * (1 - b) / wrong_answers, 0.02), 0.98)
                    part = 2 if side[who[k]] != side[who[j]] else int(side[who[k]])
                    out[o, part] += (what[k] == what[j]) - alone
                    many[o, part] += 1
    return out, many
