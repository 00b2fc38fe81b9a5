"""Text reuse: which texts carry the same words, and where.

Kept shingles find candidate pairs (each carrier is linked to its earliest carriers, so that the work per shingle is
bounded); the two texts of a pair are then compared word by word, so that extents do not depend on sampling. Jaccard
similarity is not used: it is symmetric, copying is not, and it is blind to a paragraph lifted into a long text.

At the bounds: a shingle carried by more than `CARRIERS_MAX` texts (and more than a tenth of all) is boilerplate and
finds no candidates; each carrier meets at most `EARLIER_MAX` earlier ones, the rest is reached through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from counterclaim.progress import Progress, Quiet
from counterclaim.records.judgement import SharedSpan
from counterclaim.settings import Settings
from counterclaim.trace import kernels
from counterclaim.trace.boilerplate import heads_and_tails
from counterclaim.trace.columns import THREADS, Columns, Ints, read

CARRIERS_MAX = 5_000
EARLIER_MAX = 8
#: From this many texts on, one shingle in four is kept.
SAMPLE_FROM = 3_000
#: A shared extent this many times the minimum is reuse, however long the text around it.
LONG_EXTENT = 4
#: Two reports of one publisher share footers and background; only this share of one makes them the same text.
SAME_PUBLISHER_SHARE = 0.5
#: Words are counted in two to the power of so many buckets.
BUCKET_BITS = 22
#: Pairs compared before the results are put down.
PAIRS_AT_ONCE = 50_000
#: Runs shorter than this many words mean nothing beside others.
LEAST = 2 * kernels.SHINGLE


Pairs = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Ends = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What text reuse needs to know of a report; texts are given earliest first."""

    id: str
    text: str
    publisher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Words in both texts: `words` is how many are equal, `own_words` how many the shared extents cover outside
    quotation marks, changed words inside them included.

    `share_a` and `share_b` are the shares of each text that the shared extents cover. `odd_a` and `odd_b` count the
    words in the extents that occur nowhere else in all texts: damage makes such words.
    """

    a: str
    b: str
    words: int
    own_words: int
    share_a: float
    share_b: float
    odd_a: int
    odd_b: int
    spans: tuple[SharedSpan, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What judging pairs needs besides their extents: a number for each text's publisher (0 unknown), and per word 1
    where it occurs nowhere else."""

    publishers: Ints
    odd: npt.NDArray[np.int64]
    settings: Settings


def shared_texts(texts: Sequence[Text], settings: Settings, progress: Progress | None = None) -> tuple[Shared, ...]:
    """Give every pair of texts that shares enough words, quotations alone included.

    Takes texts, earliest first. Enough is `reuse_words_min` words in one extent, and either `reuse_share_min` of the
    shorter text or `LONG_EXTENT` times the minimum. Source: design §7; the bench of this project.
    """
    shown = progress or Quiet()
    columns = read([t.text for t in texts])
    ends = heads_and_tails(columns)
    publishers = [t.publisher for t in texts]
    pairs = candidates(columns, publishers, ends, settings.reuse_words_min)
    known = Known(_numbered(publishers), _odd(columns), settings)
    found: list[Shared] = []
    for done, rows in compared(columns, pairs, ends):
        found += _shared(texts, columns, pairs, rows, known)
        shown.step("compare texts", done, pairs.size)
    return tuple(sorted(found, key=lambda s: (s.a, s.b)))


def _numbered(publishers: Sequence[str]) -> Ints:
    """Give a number for each publisher, 0 where it is not known."""
    number = {name: n for n, name in enumerate(sorted(set(publishers) - {""}), start=1)}
    return np.array([number.get(p, 0) for p in publishers], np.int64)


def _odd(columns: Columns) -> Ints:
    """Give for each word 1 where no other in all texts is equal, nor by a rare chance falls into the same bucket."""
    bucket = columns.word >> np.uint32(32 - BUCKET_BITS)
    odd: Ints = (np.bincount(bucket, minlength=1 << BUCKET_BITS)[bucket] == 1).astype(np.int64)
    return odd


def candidates(columns: Columns, publishers: Sequence[str], ends: Ends, words_min: int) -> Pairs:
    """Give the pairs that share enough kept shingles, as `later << 32 | earlier`, sorted."""
    count = len(publishers)
    one_in = 4 if count >= SAMPLE_FROM else 1
    hashes, carriers = _sample(columns, ends, one_in)
    publisher = _numbered(publishers)
    bound = max(CARRIERS_MAX, count // 10)
    out = np.empty(0, np.uint64)
    size = kernels.links(hashes, carriers, publisher, EARLIER_MAX, bound, out)
    out = np.empty(size, np.uint64)
    kernels.links(hashes, carriers, publisher, EARLIER_MAX, bound, out)
    pairs, hits = np.unique(out, return_counts=True)
    same = _duplicates(columns)
    needed = max(2, (words_min - kernels.SHINGLE + 1) // (2 * one_in))
    return np.union1d(pairs[hits >= needed], same)


def _duplicates(columns: Columns) -> Pairs:
    """Pair every text with the first of the same words, however many carry them."""
    first: dict[bytes, int] = {}
    pairs = []
    for text, (low, high) in enumerate(pairwise(columns.first.tolist())):
        if high - low >= LEAST:
            root = first.setdefault(columns.word[low:high].tobytes(), text)
            if root != text:
                pairs.append((text << 32) | root)
    return np.array(pairs, np.uint64)


def _sample(columns: Columns, ends: Ends, one_in: int) -> tuple[npt.NDArray[np.uint64], Ints]:
    """Give the kept shingles of all texts sorted by hash, then text; one that a text repeats is given once."""
    limit = np.uint64((2**64 - 1) // one_in)
    room = columns.word.size // one_in + columns.word.size // (8 * one_in) + 1024
    hashes, carriers = np.empty(room, np.uint64), np.empty(room, np.uint32)
    size = kernels.sample(columns.first, columns.word, *ends, limit, hashes, carriers)
    if size > room:
        hashes, carriers = np.empty(size, np.uint64), np.empty(size, np.uint32)
        kernels.sample(columns.first, columns.word, *ends, limit, hashes, carriers)
    order = np.argsort(hashes[:size], kind="stable")
    found, texts = hashes[:size][order], carriers[:size][order].astype(np.int64)
    new = np.ones(size, np.bool_)
    new[1:] = (found[1:] != found[:-1]) | (texts[1:] != texts[:-1])
    return found[new], texts[new]


def compared(columns: Columns, pairs: Pairs, ends: Ends) -> Iterator[tuple[int, Ints]]:
    """Give the extents of pairs in pieces, with how many pairs are done; rows as `kernels.compare` fills them."""
    with ThreadPoolExecutor(THREADS) as pool:
        for begin in range(0, pairs.size, PAIRS_AT_ONCE):
            stop = min(begin + PAIRS_AT_ONCE, pairs.size)
            edges = np.linspace(begin, stop, THREADS + 1).astype(np.int64).tolist()
            parts = pool.map(lambda e: _compare(columns, pairs, ends, e), pairwise(edges))
            yield stop, np.concatenate(list(parts))


def _compare(columns: Columns, pairs: Pairs, ends: Ends, part: tuple[int, int]) -> Ints:
    texts = (columns.first, columns.word, columns.quoted)
    out = np.empty((8 * (part[1] - part[0]) + 64, 7), np.int64)
    size = kernels.compare(pairs, *part, *texts, *ends, LEAST, out)
    if size > out.shape[0]:
        out = np.empty((size, 7), np.int64)
        kernels.compare(pairs, *part, *texts, *ends, LEAST, out)
    return out[:size]


def _shared(texts: Sequence[Text], columns: Columns, pairs: Pairs, rows: Ints, known: Known) -> Iterator[Shared]:
    """Give what those pairs share that share enough; objects are made for these alone."""
    if not rows.size:
        return
    begins = np.flatnonzero(np.concatenate(([True], np.diff(rows[:, 0]) != 0)))
    pair = pairs[rows[begins, 0]]
    a, b = (pair & np.uint64(0xFFFFFFFF)).astype(np.int64), (pair >> np.uint64(32)).astype(np.int64)
    words, own = np.add.reduceat(rows[:, 5], begins), np.add.reduceat(rows[:, 6], begins)
    share_a = np.add.reduceat(rows[:, 2] - rows[:, 1], begins) / columns.counts[a]
    share_b = np.add.reduceat(rows[:, 4] - rows[:, 3], begins) / columns.counts[b]
    same = (known.publishers[a] > 0) & (known.publishers[a] == known.publishers[b])
    enough = _enough((words, own, np.maximum(share_a, share_b)), known.settings, same)
    count = np.diff([*begins, len(rows)])
    kept = np.repeat(enough, count)
    rows, first_a, first_b = rows[kept], *(columns.first[np.repeat(t, count)[kept]] for t in (a, b))
    if not rows.size:
        return
    stops = np.cumsum(count[enough])
    begins = stops - count[enough]
    odd = np.concatenate(([0], np.cumsum(known.odd)))
    odd_a = np.add.reduceat(odd[first_a + rows[:, 2]] - odd[first_a + rows[:, 1]], begins)
    odd_b = np.add.reduceat(odd[first_b + rows[:, 4]] - odd[first_b + rows[:, 3]], begins)
    spans = _spans(columns, rows, first_a, first_b)
    told = (
        begins,
        stops,
        a[enough],
        b[enough],
        words[enough],
        own[enough],
        share_a[enough],
        share_b[enough],
        odd_a,
        odd_b,
    )
    for begin, stop, left, right, equal, unquoted, in_a, in_b, odd_left, odd_right in zip(
        *(column.tolist() for column in told), strict=True
    ):
        yield Shared(
            a=texts[left].id, b=texts[right].id, words=equal, own_words=unquoted, share_a=in_a, share_b=in_b,
            odd_a=odd_left, odd_b=odd_right, spans=tuple(SharedSpan(*span) for span in spans[begin:stop]),
        )  # fmt: skip


def _spans(columns: Columns, rows: Ints, first_a: Ints, first_b: Ints) -> list[list[int]]:
    """Give where the extents stand in both texts, in code points."""
    places = (
        columns.start[first_a + rows[:, 1]],
        columns.end[first_a + rows[:, 2] - 1],
        columns.start[first_b + rows[:, 3]],
        columns.end[first_b + rows[:, 4] - 1],
    )
    spans: list[list[int]] = np.stack(places, axis=1).tolist()
    return spans


def _enough(shared: tuple[Ints, Ints, npt.NDArray[np.float64]], settings: Settings, same: Flags) -> Flags:
    """Say of each pair whether it shares enough for an edge: equal words, words outside quotations, share of either."""
    words, own_words, share = shared
    least = settings.reuse_words_min
    quote = (own_words < least) & (own_words * 2 < words)
    found: Flags = (words >= least) & (quote | (share >= settings.reuse_share_min) | (words >= LONG_EXTENT * least))
    return np.where(same, (own_words >= least) & (share >= SAME_PUBLISHER_SHARE), found)


def is_quote(shared: Shared, settings: Settings) -> bool:
    """Say whether the two texts share a quotation rather than a reporter's own words."""
    return shared.own_words < settings.reuse_words_min and shared.own_words * 2 < shared.words
