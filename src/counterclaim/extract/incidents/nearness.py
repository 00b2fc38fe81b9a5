"""What stands how near to what in a report: of two entities, and of a span beside those of an incident."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import Asked, Seen
from counterclaim.extract.incidents.spans import SENTENCE_END, Span

#: A chance beyond this (in logits) is as good as sure.
CLIP = 7.0
_SENTENCES, _PARAGRAPHS = 4.0, 3.0
_PARAGRAPH = re.compile(r"\n\n")


def logit(chance: float) -> float:
    """Give the logit of a chance, within `CLIP`."""
    clipped = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.clip(np.log(clipped / (1 - clipped)), -CLIP, CLIP))


def sigmoid(total: float) -> float:
    """Give the chance that a sum of weighed evidence speaks for."""
    return 1 / (1 + float(np.exp(-np.clip(total, -30, 30))))


@lru_cache(maxsize=4)
def _marks(text: str) -> tuple[list[int], list[int]]:
    """Give where sentences end and where paragraphs part in a text, found once for all its spans."""
    return [m.end() for m in SENTENCE_END.finditer(text)], [m.start() for m in _PARAGRAPH.finditer(text)]


#: Names of what `apart` gives.
APART = ("pieces", "sentences", "paragraphs", "before")


def apart(seen: Seen, found: Sequence[Span], rows: Sequence[int], others: Sequence[int]) -> tuple[float, ...]:
    """Give how far apart the nearest two of two groups of spans are, and whether that of the first stands before."""
    gap, one, other = min((abs(found[a].first - found[b].first), a, b) for a in rows for b in others)
    low, high = sorted((found[one].start, found[other].start))
    ends, parts = _marks(seen.text)
    sentences = min(_SENTENCES, bisect_left(ends, high) - bisect_right(ends, low))
    paragraphs = min(_PARAGRAPHS, bisect_left(parts, high) - bisect_left(parts, low))
    return (float(np.log1p(gap)), sentences, paragraphs, float(found[one].first < found[other].first))


#: Names of what `beside` gives.
BESIDE = ("always", "kind", "incident", "incident at most", *APART, "first")


def beside(one: int, rows: Sequence[int], number: int, given: tuple[Seen, Sequence[Span], Asked]) -> tuple[float, ...]:
    """Give what is seen of a span beside the spans `rows` of an incident of the kind numbered: `BESIDE` in order."""
    seen, found, asked = given
    pairs: Array = asked.pairs["incident"][one, list(rows)]
    told = (1.0, logit(float(asked.kinds[one, number])), logit(float(pairs.mean())), logit(float(pairs.max())))
    return (*told, *apart(seen, found, (one,), rows), float(np.log1p(found[one].first)))
