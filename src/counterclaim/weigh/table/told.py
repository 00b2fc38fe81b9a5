"""Settled answers as plain values: each object's answers, the likeliest first, and why it is decided or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim.weigh.table.answers import Answers
from counterclaim.weigh.table.claims import ClaimTable, Floats
from counterclaim.weigh.table.explaining import as_told, explained
from counterclaim.weigh.table.picking import DECIDED_MIN, ORIGINS_MIN, VOICES_MIN
from counterclaim.weigh.table.weighing import Weighed


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is told of every value and object, as plain lists: a large table has millions of figures, and to ask an
    array for one costs more than to write it.

    `order` has the values object by object (those of object `n` from `starts[n]` to `starts[n + 1]`), the likeliest
    first. Per value: its `name` among the table's names, `probability`, `origins`, `voices`, and how many `sources` say
    it and deny it. Per object: whether it is `decided`, and the `reason`.
    """

    order: Sequence[int]
    starts: Sequence[int]
    name: Sequence[int]
    probability: Sequence[float]
    origins: Sequence[int]
    voices: Sequence[float]
    sources: Sequence[int]
    denied_by: Sequence[int]
    decided: Sequence[bool]
    reason: Sequence[str]


def plain(asked: Weighed) -> Told:
    """Give what is told of a weighed table, its figures rounded as they are shown.

    `origins` are the voices that known lineage leaves, `voices` what is left of them where agreement is beyond what
    reliability explains; `sources` and `denied_by` count who says and who denies a value. By our own method
    probabilities of one object add up to less than 1: the rest belongs to answers that nobody gives.
    """
    table, found = asked.table, asked.found
    count = table.name.size
    said, denied = (np.bincount(table.value[m], minlength=count).tolist() for m in (~table.denied, table.denied))
    # The likeliest first, of equals the one that was picked.
    picked = np.zeros(count, np.bool_)
    picked[found.best[found.best >= 0]] = True
    order = np.lexsort((~picked, -np.round(found.probability, 12), table.value_object)).tolist()
    starts = table.object_starts.tolist()
    return Told(
        order,
        starts,
        table.name.tolist(),
        rounded(found.probability, 6),
        found.origins.tolist(),
        rounded(found.voices, 2),
        said,
        denied,
        found.decided.tolist(),
        list(_reasons(asked, order, starts)),
    )


def rounded(numbers: Floats, digits: int) -> list[float]:
    """Give what `round` gives for each of some numbers: all at once, and one by one where half a digit is near."""
    scaled = numbers * 10.0**digits
    whole = np.rint(scaled)
    out: list[float] = (whole / 10.0**digits).tolist()
    for at in np.flatnonzero(~(np.abs(scaled - whole) < 0.4999)).tolist():
        out[at] = round(float(numbers[at]), digits)
    return out


def told(asked: Weighed, *, explain: bool = False) -> Iterator[dict[str, Any]]:
    """Give, object by object, `{object, answers, decided, reason, method, converged}`.

    An answer is `{value, probability, origins, voices, sources, denied_by}`, as `plain` tells. With `explain`, each
    answer also has `for` and `against`, and each object `without_strongest` and `explanation`.
    """
    table, one = asked.table, plain(asked)
    why = explained(asked) if explain else None
    for at, name in enumerate(table.objects):
        ids = one.order[one.starts[at] : one.starts[at + 1]]
        row: dict[str, Any] = {
            "object": name,
            "answers": [
                {
                    "value": table.names[one.name[v]],
                    "probability": one.probability[v],
                    "origins": one.origins[v],
                    "voices": one.voices[v],
                    "sources": one.sources[v],
                    "denied_by": one.denied_by[v],
                }
                for v in ids
            ],
            "decided": one.decided[at],
            "reason": one.reason[at],
            "method": asked.method,
            "converged": asked.found.converged,
        }
        if why is not None:
            voices, more = as_told(asked, why, at, list(ids))
            for answer, told_of in zip(row["answers"], voices, strict=True):
                answer.update(told_of)
            row.update(more)
        yield row


def _reasons(asked: Weighed, order: Sequence[int], starts: Sequence[int]) -> Iterator[str]:
    """Say in a sentence each why the objects are decided or not."""
    table, found = asked.table, asked.found
    best, rival, decided = found.best.tolist(), found.rival.tolist(), found.decided.tolist()
    origins, voices = found.origins.tolist(), found.voices.tolist()
    for at in range(len(table.objects)):
        one = best[at]
        if one < 0:
            yield "Nobody gives an answer; the claims only deny."
        elif asked.several:
            yield _several(table, found, order[starts[at] : starts[at + 1]])
        elif found.tied is not None and found.tied[at]:
            ids = order[starts[at] : starts[at + 1]]
            like = (v for v in ids if round(float(found.probability[v]), 9) == round(float(found.probability[one]), 9))
            yield f"{_listed(table, like)} have the same support, and a tie is not decided."
        elif rival[at] != one:
            yield (
                f"Two camps of sources agree among themselves more than reliability explains, and claims alone cannot "
                f"tell which of them follows: by the one account it is {_listed(table, [one])}, by the other "
                f"{_listed(table, [rival[at]])}. Evidence of who took from whom (--lineage) can decide it."
            )
        else:
            yield _one(table.names[table.name[one]], origins[one], voices[one], decided=decided[at])


def _one(name: str, origins: int, voices: float, *, decided: bool) -> str:
    """Say how many origins give one answer and, where it is not decided, what is wanting."""
    says = f"{'One origin says' if origins == 1 else f'{origins} origins say'} “{name}”"
    if decided:
        return f"{says}."
    if origins < ORIGINS_MIN:
        return f"{says}; what a single origin says is not corroborated."
    if voices < VOICES_MIN:
        return f"{says}, but they agree as if they were one voice."
    return f"{says}, which is no more likely than not (below {DECIDED_MIN:.0%})."


def _several(table: ClaimTable, found: Answers, ids: Sequence[int]) -> str:
    """Say which of several answers, any of which may be right, are likelier right than not."""
    right = [v for v in ids if found.probability[v] >= DECIDED_MIN]
    if not right:
        return f"No answer is likelier right than not (below {DECIDED_MIN:.0%})."
    return f"Likelier right than not, each by itself: {_listed(table, right)}."


def _listed(table: ClaimTable, values: Iterable[int]) -> str:
    return ", ".join(f"“{table.names[table.name[v]]}”" for v in values)
