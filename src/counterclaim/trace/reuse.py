"""Text reuse: which texts carry the same words, and where.

Kept shingles find candidate pairs (each carrier is linked to its earliest carriers, so that the work per shingle is
bounded); the two texts of a pair are then compared word by word, so that extents do not depend on sampling. Jaccard
similarity is not used: it is symmetric, copying is not, and it is blind to a paragraph lifted into a long text.

At the bounds: a shingle carried by more than `CARRIERS_MAX` texts (and more than a fiftieth of all) is boilerplate and
finds no candidates; each carrier meets at most `EARLIER_MAX` earlier ones, the rest is reached through them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.records.judgement import SharedSpan
from counterclaim.settings import Settings
from counterclaim.trace.words import SHINGLE, Words, columns, read_all

CARRIERS_MAX = 200
EARLIER_MAX = 8
#: From this many texts on, one shingle in four is kept.
SAMPLE_FROM = 3_000
#: Words that may be changed, added or left out inside one shared extent.
GAP_MAX = 8
#: A shared extent this many times the minimum is reuse, however long the text around it.
LONG_EXTENT = 5
#: Two reports of one publisher share footers and background; only this share of one makes them the same text.
SAME_PUBLISHER_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What text reuse needs to know of a report; texts are given earliest first."""

    id: str
    text: str
    publisher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Words in both texts: `words` is how many, `own_words` how many of them stand outside quotation marks.

    `share_a` and `share_b` are the shares of each text's words.
    """

    a: str
    b: str
    words: int
    own_words: int
    longest_own: int
    share_a: float
    share_b: float
    spans: tuple[SharedSpan, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A run of shared words: word positions in both texts (ends excluded) and how many words agree."""

    a: int
    a_end: int
    b: int
    b_end: int
    words: int


def shared_texts(texts: Sequence[Text], settings: Settings) -> tuple[Shared, ...]:
    """Give every pair of texts that shares enough words, quotations alone included.

    Takes texts, earliest first. Enough is `reuse_words_min` words in one extent, and either `reuse_share_min` of the
    shorter text or `LONG_EXTENT` times the minimum. Source: design §7; the bench of this project.
    """
    words = read_all([t.text for t in texts])
    found = []
    for a, b in candidates(words, settings.reuse_words_min, len(texts)):
        shared = _compare(texts[a], texts[b], words[a], words[b])
        if _enough(shared, texts[a], texts[b], settings):
            found.append(shared)
    return tuple(sorted(found, key=lambda s: (s.a, s.b)))


def candidates(words: Sequence[Words], words_min: int, count: int) -> tuple[tuple[int, int], ...]:
    """Give the pairs (earlier, later) that share enough kept shingles to be worth comparing."""
    keep_one_in = 4 if count >= SAMPLE_FROM else 1
    hashes, numbers = columns(words, keep_one_in)
    order = np.argsort(hashes, kind="stable")
    hashes, numbers = hashes[order], numbers[order]
    edges = (
        np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
        if hashes.size
        else np.zeros(1, np.int64)
    )
    sizes = np.diff(edges)
    bound = max(CARRIERS_MAX, count // 50)
    hits: Counter[tuple[int, int]] = Counter()
    for at in np.flatnonzero((sizes > 1) & (sizes <= bound)):
        carriers = numbers[edges[at] : edges[at + 1]].tolist()
        for place in range(1, len(carriers)):
            later = carriers[place]
            hits.update((earlier, later) for earlier in carriers[: min(place, EARLIER_MAX)])
    needed = max(2, (words_min - SHINGLE + 1) // (2 * keep_one_in))
    return tuple(sorted(pair for pair, count_ in hits.items() if count_ >= needed))


def extents(a: Words, b: Words) -> tuple[Extent, ...]:
    """Give the shared extents of two texts, longest first, no word of either in two of them."""
    return _chosen(_joined(_runs(a, b)))


def _runs(a: Words, b: Words) -> list[Extent]:
    """Give every maximal run of equal words of at least a shingle's length."""
    order = np.argsort(b.shingle, kind="stable")
    ordered = b.shingle[order]
    low = np.searchsorted(ordered, a.shingle, "left")
    # A phrase repeated within one text is met at most EARLIER_MAX times: a list of equal lines must not explode.
    many = np.minimum(np.searchsorted(ordered, a.shingle, "right") - low, EARLIER_MAX)
    in_a = np.repeat(np.arange(a.shingle.size), many)
    offset = np.arange(in_a.size) - np.repeat(np.cumsum(many) - many, many)
    in_b = order[np.repeat(low, many) + offset]
    by_diagonal = np.lexsort((in_a, in_b - in_a))
    in_a, in_b = in_a[by_diagonal], in_b[by_diagonal]
    breaks = np.flatnonzero((np.diff(in_b - in_a) != 0) | (np.diff(in_a) != 1)) + 1
    starts = np.concatenate(([0], breaks)) if in_a.size else np.zeros(0, np.int64)
    ends = np.concatenate((breaks, [in_a.size])) if in_a.size else np.zeros(0, np.int64)
    runs = []
    for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
        length = last - first + SHINGLE - 1
        at_a, at_b = int(in_a[first]), int(in_b[first])
        runs.append(Extent(at_a, at_a + length, at_b, at_b + length, length))
    return runs


def _joined(runs: list[Extent]) -> list[Extent]:
    """Give the runs with neighbours joined where both texts go on after a few changed words."""
    joined: list[Extent] = []
    open_: list[Extent] = []
    for run in sorted(runs, key=lambda r: (r.a, r.b, -r.words)):
        joined.extend(e for e in open_ if run.a - e.a_end > GAP_MAX)
        open_ = [e for e in open_ if run.a - e.a_end <= GAP_MAX]
        fits = [e for e in open_ if run.a - e.a_end >= 0 and 0 <= run.b - e.b_end <= GAP_MAX]
        if not fits:
            open_.append(run)
            continue
        best = max(fits, key=lambda e: (e.words, -e.a))
        open_.remove(best)
        open_.append(Extent(best.a, run.a_end, best.b, run.b_end, best.words + run.words))
    return joined + open_


def _chosen(found: list[Extent]) -> tuple[Extent, ...]:
    """Give the longest extents that overlap in neither text; what overlaps a longer one is trimmed away."""
    kept: list[Extent] = []
    for extent in sorted(found, key=lambda e: (-e.words, e.a, e.b)):
        if all((extent.a >= k.a_end or k.a >= extent.a_end) and (extent.b >= k.b_end or k.b >= extent.b_end)
               for k in kept):  # fmt: skip
            kept.append(extent)
    return tuple(kept)


def _compare(left: Text, right: Text, a: Words, b: Words) -> Shared:
    """Give what two texts share; stray runs too short to mean anything are left out."""
    kept = sorted((e for e in extents(a, b) if e.words >= 2 * SHINGLE), key=lambda e: (e.a, e.b))
    words = sum(e.words for e in kept)
    own = [_own(e, a, b) for e in kept]
    return Shared(
        a=left.id,
        b=right.id,
        words=words,
        own_words=sum(own),
        longest_own=max(own, default=0),
        share_a=words / max(1, a.count),
        share_b=words / max(1, b.count),
        spans=tuple(
            SharedSpan(int(a.start[e.a]), int(a.end[e.a_end - 1]), int(b.start[e.b]), int(b.end[e.b_end - 1]))
            for e in kept
        ),
    )


def _own(extent: Extent, a: Words, b: Words) -> int:
    """Give how many shared words of an extent stand outside quotation marks in both texts."""
    quoted_a = int(a.quoted[extent.a : extent.a_end].sum())
    quoted_b = int(b.quoted[extent.b : extent.b_end].sum())
    return max(0, extent.words - max(quoted_a, quoted_b))


def _enough(shared: Shared, left: Text, right: Text, settings: Settings) -> bool:
    """Say whether what two texts share is worth an edge."""
    share = max(shared.share_a, shared.share_b)
    if left.publisher and left.publisher == right.publisher:
        return shared.own_words >= settings.reuse_words_min and share >= SAME_PUBLISHER_SHARE
    longest = max((s.a_end - s.a_start for s in shared.spans), default=0)
    if shared.words < settings.reuse_words_min or not longest:
        return False
    return (
        share >= settings.reuse_share_min
        or shared.words >= LONG_EXTENT * settings.reuse_words_min
        or is_quote(shared, settings)
    )


def is_quote(shared: Shared, settings: Settings) -> bool:
    """Say whether the two texts share a quotation rather than a reporter's own words."""
    return shared.own_words < settings.reuse_words_min and shared.own_words * 2 < shared.words
