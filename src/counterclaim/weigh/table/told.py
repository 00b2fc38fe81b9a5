"""Settled answers as plain values: each object's answers, the likeliest first, and why it is decided or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from counterclaim.weigh.table.answers import DECIDED_MIN, ORIGINS_MIN, VOICES_MIN, Answers
from counterclaim.weigh.table.claims import ClaimTable


def told(table: ClaimTable, found: Answers) -> Iterator[dict[str, Any]]:
    """Give, object by object, `{object, answers, decided, reason}`.

    An answer is `{value, probability, origins, voices, sources, denied_by}`: `origins` are the voices that known
    lineage leaves, `voices` what is left of them where agreement is beyond what reliability explains; `sources` and
    `denied_by` count who says and who denies it. Probabilities of one object add up to less than 1: the rest belongs to
    answers that nobody gives.
    """
    count = table.name.size
    said = np.bincount(table.value[~table.denied], minlength=count)
    denied = np.bincount(table.value[table.denied], minlength=count)
    edges, values = table.object_starts.tolist(), table.values
    for at, name in enumerate(table.objects):
        ids = sorted(
            range(edges[at], edges[at + 1]),
            key=lambda v: (-round(float(found.probability[v]), 12), v != found.best[at], v),
        )
        yield {
            "object": name,
            "answers": [
                {
                    "value": values[v],
                    "probability": round(float(found.probability[v]), 6),
                    "origins": int(found.origins[v]),
                    "voices": round(float(found.voices[v]), 2),
                    "sources": int(said[v]),
                    "denied_by": int(denied[v]),
                }
                for v in ids
            ],
            "decided": bool(found.decided[at]),
            "reason": _reason(table, found, at),
        }


def _reason(table: ClaimTable, found: Answers, at: int) -> str:
    """Say in a sentence why an object is decided or not."""
    best, rival = int(found.best[at]), int(found.rival[at])
    if best < 0:
        return "Nobody gives an answer; the claims only deny."
    if rival not in {best, -1}:
        return (
            f"Two camps of sources agree among themselves more than reliability explains, and claims alone cannot tell "
            f"which of them follows: by the one account it is “{table.names[table.name[best]]}”, by the other "
            f"“{table.names[table.name[rival]]}”. Evidence of who took from whom (--lineage) can decide it."
        )
    origins, answer = int(found.origins[best]), table.names[table.name[best]]
    who = "One origin says" if origins == 1 else f"{origins} origins say"
    if found.decided[at]:
        return f"{who} “{answer}”."
    if origins < ORIGINS_MIN:
        return f"{who} “{answer}”; what a single origin says is not corroborated."
    if found.voices[best] < VOICES_MIN:
        return f"{who} “{answer}”, but they agree as if they were one voice."
    return f"{who} “{answer}”, which is no more likely than not (below {DECIDED_MIN:.0%})."
