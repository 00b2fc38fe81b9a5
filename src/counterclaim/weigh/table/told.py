"""Settled answers as plain values: each object's answers, the likeliest first, and why it is decided or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from counterclaim.weigh.table.answers import Answers
from counterclaim.weigh.table.claims import ClaimTable
from counterclaim.weigh.table.explaining import as_told, explained
from counterclaim.weigh.table.picking import DECIDED_MIN, ORIGINS_MIN, VOICES_MIN
from counterclaim.weigh.table.weighing import Weighed


def told(asked: Weighed, *, explain: bool = False) -> Iterator[dict[str, Any]]:
    """Give, object by object, `{object, answers, decided, reason, method, converged}`.

    An answer is `{value, probability, origins, voices, sources, denied_by}`: `origins` are the voices that known
    lineage leaves, `voices` what is left of them where agreement is beyond what reliability explains; `sources` and
    `denied_by` count who says and who denies it. By our own method probabilities of one object add up to less than 1:
    the rest belongs to answers that nobody gives. With `explain`, each answer also has `for` and `against`, and each
    object `without_strongest` and `explanation`.
    """
    table, found = asked.table, asked.found
    count = table.name.size
    # Plain lists: a large table has millions of figures, and to ask an array for one costs more than to write it.
    said, denied = (np.bincount(table.value[m], minlength=count).tolist() for m in (~table.denied, table.denied))
    edges, values = table.object_starts.tolist(), table.values
    likely, origins, voices_of = found.probability.tolist(), found.origins.tolist(), found.voices.tolist()
    best, decided = found.best.tolist(), found.decided.tolist()
    why = explained(asked) if explain else None
    for at, name in enumerate(table.objects):
        ids = sorted(range(edges[at], edges[at + 1]), key=_order(likely, best[at]))
        row: dict[str, Any] = {
            "object": name,
            "answers": [
                {
                    "value": values[v],
                    "probability": round(likely[v], 6),
                    "origins": origins[v],
                    "voices": round(voices_of[v], 2),
                    "sources": said[v],
                    "denied_by": denied[v],
                }
                for v in ids
            ],
            "decided": decided[at],
            "reason": _reason(asked, at, ids),
            "method": asked.method,
            "converged": found.converged,
        }
        if why is not None:
            voices, more = as_told(asked, why, at, ids)
            for answer, one in zip(row["answers"], voices, strict=True):
                answer.update(one)
            row.update(more)
        yield row


def _order(likely: Sequence[float], best: int) -> Callable[[int], tuple[float, bool, int]]:
    """Give what puts an object's answers in order: the likeliest first, of equals the one that was picked."""
    return lambda v: (-round(likely[v], 12), v != best, v)


def _reason(asked: Weighed, at: int, ids: list[int]) -> str:
    """Say in a sentence why an object is decided or not."""
    table, found = asked.table, asked.found
    best, rival = int(found.best[at]), int(found.rival[at])
    if best < 0:
        return "Nobody gives an answer; the claims only deny."
    if asked.several:
        return _several(table, found, ids)
    if found.tied is not None and found.tied[at]:
        like = (v for v in ids if round(float(found.probability[v]), 9) == round(float(found.probability[best]), 9))
        return f"{_listed(table, like)} have the same support, and a tie is not decided."
    if rival != best:
        return (
            f"Two camps of sources agree among themselves more than reliability explains, and claims alone cannot tell "
            f"which of them follows: by the one account it is {_listed(table, [best])}, by the other "
            f"{_listed(table, [rival])}. Evidence of who took from whom (--lineage) can decide it."
        )
    return _one(table, found, best, decided=bool(found.decided[at]))


def _one(table: ClaimTable, found: Answers, best: int, *, decided: bool) -> str:
    """Say how many origins give one answer and, where it is not decided, what is wanting."""
    origins = int(found.origins[best])
    says = f"{'One origin says' if origins == 1 else f'{origins} origins say'} {_listed(table, [best])}"
    if decided:
        return f"{says}."
    if origins < ORIGINS_MIN:
        return f"{says}; what a single origin says is not corroborated."
    if found.voices[best] < VOICES_MIN:
        return f"{says}, but they agree as if they were one voice."
    return f"{says}, which is no more likely than not (below {DECIDED_MIN:.0%})."


def _several(table: ClaimTable, found: Answers, ids: list[int]) -> str:
    """Say which of several answers, any of which may be right, are likelier right than not."""
    right = [v for v in ids if found.probability[v] >= DECIDED_MIN]
    if not right:
        return f"No answer is likelier right than not (below {DECIDED_MIN:.0%})."
    return f"Likelier right than not, each by itself: {_listed(table, right)}."


def _listed(table: ClaimTable, values: Iterable[int]) -> str:
    return ", ".join(f"“{table.names[table.name[v]]}”" for v in values)
