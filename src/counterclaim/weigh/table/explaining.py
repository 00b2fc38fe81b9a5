"""Why an answer is what it is: who speaks for and against it, with what weight, and what it is without the strongest.

A voice is an origin that lineage shows, a camp whose sources agree beyond what reliability explains, or a source by
itself. Its weight is what it adds to the answer's score as the method counts. What the answer would be without the
strongest voice keeps what was learnt of every source: it asks for this answer alone what hangs on that voice.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from counterclaim.weigh.table.belief import Belief
from counterclaim.weigh.table.claims import Bools, Floats, Ints
from counterclaim.weigh.table.heldout import tempered
from counterclaim.weigh.table.picking import DECIDED_MIN, ORIGINS_MIN, pick
from counterclaim.weigh.table.settling import apart, normal, powers
from counterclaim.weigh.table.weighing import Weighed

#: Weights are shown to this many digits.
DIGITS = 3
#: Of a voice of many sources, as many are named in a sentence.
NAMED_MAX = 3
HOW = {1: "it", 0: "something more general", -1: "not it"}


class Explained(NamedTuple):
    """What explains a table: the voices by value, their members, and each object without its best answer's strongest.

    Entries are sorted by value, those of value `v` from `start[v]` to `start[v + 1]`, the weightiest first.
    `strongest` is one voice an object, -1 where nobody speaks for the best answer; then follow what is best without it
    (-1 for nothing), how likely, and whether decided.
    """

    start: Ints
    voice: Ints
    weight: Floats
    stance: Ints
    members: dict[int, list[str]]
    strongest: Ints
    best: Ints
    probability: Floats
    decided: Bools


def explained(asked: Weighed) -> Explained:
    """Explain every answer of a weighed table."""
    found, table = asked.found, asked.table
    belief, of = (found.belief, asked.root) if found.belief is not None else ours(asked)
    order = np.lexsort((belief.voice, -belief.weight, -belief.stance, belief.value))
    value, voice, stance = belief.value[order], belief.voice[order], belief.stance[order]
    start = np.searchsorted(value, np.arange(table.name.size + 1))
    members: dict[int, list[str]] = {}
    for name, one in zip(table.sources, of.tolist(), strict=True):
        members.setdefault(one, []).append(name)
    strongest = np.full(found.best.size, -1, np.int64)
    for at, best in enumerate(found.best.tolist()):
        if best >= 0 and start[best] < start[best + 1] and stance[start[best]] == 1:
            strongest[at] = voice[start[best]]
    kept = belief.voice != strongest[table.value_object[belief.value]]
    left = np.bincount(belief.value[kept & (belief.stance == 1)], minlength=table.name.size)
    probability, best = belief.again(kept)
    best = np.where((best >= 0) & (left[best] > 0), best, -1) if left.size else best
    likely = np.where(best >= 0, probability[best], 0.0) if left.size else np.zeros(best.size)
    heard = np.where(best >= 0, left[best], 0) if left.size else np.zeros(best.size, np.int64)
    sure = (likely >= DECIDED_MIN) & (heard >= ORIGINS_MIN) & (found.rival == found.best)
    return Explained(start, voice, belief.weight[order], stance, members, strongest, best, likely, sure)


def ours(asked: Weighed) -> tuple[Belief, Ints]:
    """Give our own method's weights by voice, and each source's voice: its camp, after all sources, or itself."""
    table, wider, found = asked.table, asked.wider, asked.found
    settled, made = found.settled, found.camps
    if settled is None or made is None:
        raise ValueError("only answers of our own method have camps")
    count = len(table.sources)
    of = np.where(made.of >= 0, count + made.of, np.arange(count))
    own, within = powers(table, wider, settled)
    stance = np.where(table.denied, -1, 1)
    kept = settled.entries
    lines = count + np.repeat(kept.camp, np.diff(kept.group))
    columns = [(table.value, of[table.source], own, stance), (kept.value, lines, settled.added, np.ones_like(lines))]
    if wider.general.size:
        besides = apart(wider, settled)
        many = np.diff(table.value_starts)[wider.general]
        claim = np.arange(int(many.sum())) + np.repeat(table.value_starts[wider.general] - np.cumsum(many) + many, many)
        special = np.repeat(wider.special, many)
        weight = within[claim] + np.where(table.denied[claim], 0.0, besides[special])
        columns.append((special, of[table.source[claim]], weight, np.minimum(stance[claim], 0)))
    value, voice, weight, stance = (np.concatenate(c) for c in zip(*columns, strict=True))
    key, place = np.unique(((value * (count + made.known.size) + voice) * 3 + stance + 1), return_inverse=True)
    width = max(count + made.known.size, 1)
    total = np.bincount(place, weight, key.size).astype(np.float64)
    summed = Belief(
        found.probability,
        found.best,
        found.converged,
        key // 3 // width,
        key // 3 % width,
        total,
        key % 3 - 1,
        lambda kept: _again(asked, summed, kept),
    )
    return summed, of


def _again(asked: Weighed, summed: Belief, kept: Bools) -> tuple[Floats, Ints]:
    """Give probabilities and best answers of our own method where only the entries kept are counted."""
    table, found = asked.table, asked.found
    score = np.bincount(summed.value, summed.weight * kept, table.name.size).astype(np.float64)
    likely = normal(score, table.object_starts, asked.wider.wrong_answers)
    left = np.bincount(summed.value[kept & (summed.stance == 1)], minlength=table.name.size)
    best = pick(table, np.where(left > 0, likely, -1.0), left.astype(np.float64))
    if found.curve is not None:
        likely = tempered(found.curve, likely, best, table.object_starts)
    return likely, best


def as_told(asked: Weighed, why: Explained, at: int, ids: list[int]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give for each answer of an object `{for, against}`, and for the object `{without_strongest, explanation}`."""
    voices = [
        {side: [one for s, one in _voices(why, v) if (s < 0) == (side == "against")] for side in ("for", "against")}
        for v in ids
    ]
    return voices, {"without_strongest": _without(asked, why, at), "explanation": _sentence(asked, why, at)}


def _voices(why: Explained, value: int) -> list[tuple[int, dict[str, Any]]]:
    return [
        (
            int(why.stance[k]),
            {
                "sources": why.members[int(why.voice[k])],
                "weight": round(float(why.weight[k]), DIGITS),
                "says": HOW[int(why.stance[k])],
            },
        )
        for k in range(why.start[value], why.start[value + 1])
    ]


def _without(asked: Weighed, why: Explained, at: int) -> dict[str, Any] | None:
    """Give what an object comes to without the strongest voice for its best answer; None without such a voice."""
    if why.strongest[at] < 0:
        return None
    best = int(why.best[at])
    return {
        "sources": why.members[int(why.strongest[at])],
        "value": asked.table.names[asked.table.name[best]] if best >= 0 else None,
        "probability": round(float(why.probability[at]), 6),
        "decided": bool(why.decided[at]),
    }


def _sentence(asked: Weighed, why: Explained, at: int) -> str:
    """Say what hangs on the strongest voice for an object's best answer."""
    if why.strongest[at] < 0:
        return "Nobody speaks for an answer, so none hangs on anybody."
    name = asked.table.names
    had, left = int(asked.found.best[at]), int(why.best[at])
    who = _named(why.members[int(why.strongest[at])])
    old = name[asked.table.name[had]]
    if left < 0:
        return f"“{old}” hangs on {who} alone: without that voice nobody gives an answer that can be picked."
    sure = f"at {why.probability[at]:.0%}, {'decided' if why.decided[at] else 'not decided'}"
    if left == had:
        return f"The strongest voice for “{old}” is {who}; without it the answer stays the same, {sure}."
    new = name[asked.table.name[left]]
    return f"The strongest voice for “{old}” is {who}; without it the answer would be “{new}”, {sure}."


def _named(sources: list[str]) -> str:
    """Name a voice: its first sources, and how many more it has."""
    if len(sources) == 1:
        return f"“{sources[0]}”"
    first = ", ".join(f"“{s}”" for s in sources[:NAMED_MAX])
    more = len(sources) - NAMED_MAX
    return f"{first} and {more} more, counted as one" if more > 0 else f"{first}, counted as one"
