"""A report's full text cut into stretches, so that each claim's words can be highlighted where they stand.

Claims overlap and often share a span. The text is cut at every start and end; the first stretch of a claim carries its
id, so that a link lands on the words, and each further stretch names the claims that run through it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.records.claim import Claim

#: A stretch without a claim longer than this many characters is folded, with a part of it left open on either side.
FOLD_ABOVE = 3000
OPEN_SIDE = 500


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a text that the same claims cover.

    `begins` are claims whose first character stands here, `inside` all that cover it, `ends` those whose last one does;
    `at` is the place of the first character where something beside a claim points at it.
    """

    text: str
    begins: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    folded: bool = False
    at: int | None = None


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Give claims as they come in the text; their places in this list are their numbers on the page."""
    return sorted(claims, key=lambda c: (c.start, c.end, c.id))


def stretches(text: str, claims: Sequence[Claim], places: Collection[int] = ()) -> list[Stretch]:
    """Cut a text at the edges of the claims and at `places`; the stretches joined are the text again."""
    ordered = [c for c in in_order(claims) if 0 <= c.start < c.end <= len(text)]
    cuts = sorted({0, len(text)} | {c.start for c in ordered} | {c.end for c in ordered})
    cuts = sorted({*cuts, *(p for p in places if 0 <= p < len(text))})
    found: list[Stretch] = []
    waiting, running = list(reversed(ordered)), list[Claim]()
    for a, b in pairwise(cuts):
        first = len(found)
        running = [c for c in running if c.end > a]
        while waiting and waiting[-1].start == a:
            running.append(waiting.pop())
        if running:
            begins = tuple(c.id for c in running if c.start == a)
            ends = tuple(c.id for c in running if c.end == b)
            found.append(Stretch(text[a:b], begins, tuple(c.id for c in running), ends))
        else:
            found.extend(_folded(text[a:b]))
        if a in places:
            found[first] = replace(found[first], at=a)
    return found


def split_claims(parts: Sequence[Stretch]) -> list[str]:
    """Give the claims whose words are cut into more than one stretch, sorted."""
    return sorted({c for part in parts for c in part.inside if c not in part.begins})


def _folded(text: str) -> list[Stretch]:
    """Leave a short stretch as it is; fold the middle of a long one, cutting at spaces."""
    if len(text) <= FOLD_ABOVE:
        return [Stretch(text)]
    first = _after_space(text, OPEN_SIDE)
    last = _after_space(text, len(text) - OPEN_SIDE)
    return [Stretch(text[:first]), Stretch(text[first:last], folded=True), Stretch(text[last:])]


def _after_space(text: str, at: int) -> int:
    """Give the place after the next paragraph break or space, or `at` itself when none is near."""
    for sign in ("\n", " "):
        found = text.find(sign, at, at + OPEN_SIDE // 2)
        if found >= 0:
            return found + 1
    return at
