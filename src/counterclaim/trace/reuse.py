"""Text reuse: which texts carry the same words, and where.

Kept shingles find candidate pairs (each carrier is linked to its earliest carriers, so that the work per shingle is
bounded); the two texts of a pair are then compared word by word, so that extents do not depend on sampling. Jaccard
similarity is not used: it is symmetric, copying is not, and it is blind to a paragraph lifted into a long text.

Each step is a function of columns, over any part of the texts or pairs; `counterclaim.tracing` wires them on an engine.

At the bounds: a carrier of a shingle meets its `EARLIER_MAX` earliest carriers, and the earliest alone in a crowd
(`shingles`); the rest is reached through them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.records.judgement import SharedSpan
from counterclaim.settings import Settings
from counterclaim.trace import kernels, odd, shingles
from counterclaim.trace.columns import Bytes, Hashes, Ints, Numbers, Words

#: From this many texts on, one shingle in four is kept.
SAMPLE_FROM = 3_000
#: A shared extent this many times the minimum is reuse, however long the text around it.
LONG_EXTENT = 2
#: Two reports of one publisher share footers and background; only half of one makes them the same text.
HALF = 0.5
#: Runs shorter than this many words mean nothing beside others.
LEAST = 2 * shingles.SHINGLE

Flags = npt.NDArray[np.bool_]
Ends = tuple[Ints, Ints]
#: Words to be looked up, and flags to look at before.
Table = tuple[Numbers, Bytes]
PLACE = np.uint64(0xFFFFFFFF)


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

    `share_a` and `share_b` are the shares of each text, what is stamped on it left out, that the shared extents cover.
    `odd_a` and `odd_b` count the words in the extents that occur nowhere else in all texts: damage makes such words.
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


def numbered(publishers: Sequence[str]) -> Ints:
    """Give a number for each publisher, 0 where it is not known."""
    number = {name: n for n, name in enumerate(sorted(set(publishers) - {""}), start=1)}
    return np.array([number.get(p, 0) for p in publishers], np.int64)


def one_in(texts: int) -> int:
    """Give of how many shingles one is kept, among so many texts."""
    return 4 if texts >= SAMPLE_FROM else 1


def needed(texts: int, words_min: int) -> int:
    """Give how many kept shingles two of so many texts must share to be compared."""
    return max(2, (words_min - shingles.SHINGLE + 1) // (2 * one_in(texts)))


def sampled(words: Words, place: Ints, ends: Ends, one: int) -> tuple[Ints, Hashes]:
    """Give the entries of kept shingles of texts at some places in time: how many each part has, and all in order."""
    size = np.empty(shingles.PARTS, np.int64)
    hashes, kept = np.empty(words.word.size, np.uint64), np.empty(words.first.size, np.int64)
    shingles.sample(words.first, words.word, *ends, np.uint64((2**64 - 1) // one), hashes, kept)
    entry = np.empty(int(kept[-1]), np.uint64)
    shingles.by_part(hashes[: entry.size], kept, place, size, entry)
    return size, entry


def linked(size: Ints, entry: Hashes, publisher: Ints) -> tuple[Hashes, Ints, int]:
    """Give the pairs that carry a shingle of some parts, in no order, how many each carries, and how many crowds were
    bounded.

    Takes how many entries each part has, the entries part after part, and per place the number of its publisher.
    """
    pairs, crowds, begin = [np.zeros(0, np.uint64)], 0, 0
    for entries in size[size > 0].tolist():
        held, marks = np.empty(entries, np.uint64), np.empty(1 << (shingles.MARKS * entries).bit_length(), np.uint8)
        held = held[: shingles.met(entry[begin : begin + entries], marks, held)]
        part = np.empty(held.size, np.uint64)
        shingles.ordered(held, np.empty((1 << held.size.bit_length()) + 1, np.int32), part)
        begin += entries
        part = part[: shingles.once(part)]
        # Memory that is not written to is not taken.
        found = np.empty(part.size * (shingles.EARLIER_MAX + shingles.OWN_MAX), np.uint64)
        count, more = shingles.links(part, publisher, found)
        pairs.append(found[:count])
        crowds += more
    found_once, hits = _counted(np.concatenate(pairs))
    return found_once, hits, crowds


def _counted(pair: Hashes) -> tuple[Hashes, Ints]:
    """Give each of some pairs once, as it comes first, with how often it stands there: few pairs, many times."""
    found, hits = np.empty(pair.size, np.uint64), np.empty(pair.size, np.int64)
    count = shingles.repeats(pair, np.empty(shingles.SLOTS, np.int32), found, hits)
    return found[:count].copy(), hits[:count].copy()


def summed(pair: Hashes, hits: Ints) -> tuple[Hashes, Ints]:
    """Give each of some sorted pairs once, with the sum of its hits."""
    out_pair, out_hits = np.empty(pair.size, np.uint64), np.empty(pair.size, np.int64)
    count = shingles.totals(pair, hits, out_pair, out_hits)
    return out_pair[:count].copy(), out_hits[:count].copy()


def either(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Give what is in one of two sorted arrays, each item once; a merge, where the library would hash."""
    both = np.sort(np.concatenate((one, other)), kind="stable")
    first = np.ones(both.size, np.bool_)
    first[1:] = both[1:] != both[:-1]
    return both[first]


def keys(words: Words) -> Hashes:
    """Give a number for all the words of each text, 0 where they are too few to be told."""
    out = np.zeros(words.counts.size, np.uint64)
    shingles.keys(words.first, words.word, LEAST, out)
    return out


def duplicates(key: Hashes) -> Hashes:
    """Pair every text with the first of the same words, however many carry them."""
    texts = np.flatnonzero(key)
    _, first, group = np.unique(key[texts], return_index=True, return_inverse=True)
    root = texts[first[group]]
    later = root != texts
    pairs: Hashes = (texts[later].astype(np.uint64) << np.uint64(32)) | root[later].astype(np.uint64)
    return pairs


def split(pair: Hashes) -> tuple[Ints, Ints]:
    """Give the earlier and the later places of pairs."""
    return (pair & PLACE).astype(np.int64), (pair >> np.uint64(32)).astype(np.int64)


def compared(words: Words, pair: Hashes, ends: Ends, odd: Table) -> tuple[Ints, Numbers]:
    """Give the extents that pairs of these texts share, and the odd words of either side, as `kernels.compare` fills
    them; takes what `odd_table` gives."""
    texts = (words.first, words.word, words.begins_quoted, words.quoted)
    # Memory that is not written to is not taken.
    room, odd_room = 4 * pair.size + 64, 64 * pair.size + 64
    while True:
        out, odd_out = np.empty((room, 9), np.int64), np.empty((2, odd_room), np.uint32)
        size, odds = kernels.compare(pair, texts, ends, odd, LEAST, out, odd_out)
        if size <= room and odds <= odd_room:
            return out[:size], odd_out
        room, odd_room = max(room, size), max(odd_room, odds)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Pairs that share enough, by columns; `begins` is the first extent of each (one more entry at the end), and an
    extent is (start and end in a, start and end in b), in words. `odd` are the words of each side that occur nowhere
    else, and where those of each pair begin. `at` is a pair's row among those compared."""

    at: Ints
    words: Ints
    own_words: Ints
    share_a: npt.NDArray[np.float64]
    share_b: npt.NDArray[np.float64]
    begins: Ints
    extents: Ints
    odd: tuple[tuple[Ints, Numbers], tuple[Ints, Numbers]]


def judged(extents: tuple[Ints, Numbers], pair: Hashes, counts: Ints, publisher: Ints, settings: Settings) -> Found:
    """Give the pairs that share enough: `reuse_words_min` words, and either `reuse_share_min` of one of the texts or
    `LONG_EXTENT` times the minimum. Source: design §7; the bench of this project.

    Takes the extents of compared pairs with their odd words, and per text how many words it has, what is stamped on it
    left out, and the number of its publisher.
    """
    rows, odd = extents
    begins = np.flatnonzero(np.concatenate((np.ones(min(1, len(rows)), np.bool_), np.diff(rows[:, 0]) != 0)))
    at = rows[begins, 0]
    a, b = split(pair[at])
    count = np.diff(begins, append=len(rows))
    total = np.zeros((4, at.size), np.int64)
    kernels.per_pair(rows, total)
    words, own, in_a, in_b = total
    share_a, share_b = in_a / counts[a], in_b / counts[b]
    same = (publisher[a] > 0) & (publisher[a] == publisher[b])
    enough = _enough((words, own, np.maximum(share_a, share_b)), settings, same)
    kept = np.repeat(enough, count)
    firsts = np.concatenate(([0], np.cumsum(count[enough])))
    first, second = (_odd(many, kept, words, firsts) for many, words in zip(rows[:, 7:9].T, odd, strict=True))
    shares = share_a[enough], share_b[enough]
    return Found(at[enough], words[enough], own[enough], *shares, firsts, rows[kept, 1:5].copy(), (first, second))


def _odd(many: Ints, kept: Flags, words: Numbers, firsts: Ints) -> tuple[Ints, Numbers]:
    """Give where the odd words of each kept pair begin, and the words; takes how many each extent has."""
    begins = np.concatenate(([0], np.cumsum(many[kept])))[firsts]
    return begins, words[: int(many.sum())][np.repeat(kept, many)]


def _enough(shared: tuple[Ints, Ints, npt.NDArray[np.float64]], settings: Settings, same: Flags) -> Flags:
    """Say of each pair whether it shares enough for an edge: equal words, words outside quotations, share of either."""
    words, own_words, share = shared
    least = settings.reuse_words_min
    quote = (own_words < least) & (own_words * 2 < words)
    found: Flags = (words >= least) & (quote | (share >= settings.reuse_share_min) | (words >= LONG_EXTENT * least))
    return np.where(same, (own_words >= least) & (share >= HALF), found)


def vocabulary(words: Words) -> tuple[Numbers, Bytes]:
    """Give the words of some texts with counts, whose sum is 1 for a word that occurs once, and more for any other."""
    room = words.word.size + odd.HELD
    found, counts = np.empty(room, np.uint32), np.empty(room, np.uint8)
    count = odd.counted(words.word, np.empty(odd.HELD, np.uint32), np.empty(odd.HELD, np.uint8), found, counts)
    return found[:count].copy(), counts[:count].copy()


def odd_table(words: Numbers) -> Table:
    """Give the words that occur once in all texts as a table to look in, and flags to look at before."""
    size = 1 << max(4, int(2 * words.size).bit_length())
    table, flags = np.zeros(size, np.uint32), np.zeros(size // 2, np.uint8)
    odd.odd_table(words, table, flags)
    return table, flags


def is_quote(shared: Shared, settings: Settings) -> bool:
    """Say whether the two texts share a quotation rather than a reporter's own words.

    Who speaks, and a line that an outlet puts between its paragraphs, may stand beside it, unless all this is half of
    either text.
    """
    beside = 1 if max(shared.share_a, shared.share_b) >= HALF else 2
    return shared.own_words < beside * settings.reuse_words_min and shared.own_words * 2 < shared.words
