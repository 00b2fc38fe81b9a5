"""Laying new texts over an index: only the shingles they carry are paired again, as before and as now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counterclaim import tracing
from counterclaim.reuse_index.files import Texts
from counterclaim.reuse_index.files import some as each_few
from counterclaim.reuse_index.state import Order, State
from counterclaim.reuse_index.sums import Sums, added_up, among, hits_of, holds, keys_of, moved
from counterclaim.trace import boilerplate, reuse
from counterclaim.trace.columns import Bytes, Hashes, Ints, Numbers

Flags = npt.NDArray[np.bool_]
#: Shingles looked up at once.
KEYS_AT_ONCE = 2_000_000
#: Kept shingles: their hashes, sorted, and the number of the text of each.
Kept = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """What an addition gives: the state, the old texts whose ends it changed, and the shingles it keeps anew."""

    state: State
    dirty: Ints
    kept: Kept


class Adding:
    """One addition of new texts to a state, in a new order of all."""

    def __init__(self, texts: Texts, old: State, order: Order, lookup: Callable[[Ints], Kept], words_min: int) -> None:
        self._texts, self._old, self._order, self._lookup = texts, old, order, lookup
        self._least = reuse.needed(order.place.size, words_min)

    def done(self) -> Added:
        """Give what holds with the new texts in it."""
        old, update = self._old, self._old.update + 1
        new = np.arange(old.size, self._order.place.size)
        grown = self._grown(new)
        dirty = np.flatnonzero((grown.heads[: old.size] != old.heads) | (grown.tails[: old.size] != old.tails))
        since = np.concatenate((old.since, np.full(new.size, update)))
        since[dirty] = update
        kept = self._kept(np.concatenate((dirty, new)), (grown.heads, grown.tails))
        sums = self._sums(grown, dirty, kept)
        state = replace(grown, update=update, since=since, order=self._order, pair=sums.pair, hits=sums.hits)
        return Added(state, dirty, kept)

    def _grown(self, new: Ints) -> State:
        """Give the state with new texts in it: their counts and words, and the ends of all groups they join."""
        old = self._old
        arrays = {c: np.concatenate((getattr(old.known, c), np.zeros(new.size, getattr(old.known, c).dtype)))
                  for c in ("count", "head", "tail", "key")}  # fmt: skip
        found, counts = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint8)]
        for some in each_few(new):
            words = self._texts.words(some)
            arrays["count"][some], arrays["key"][some] = words.counts, reuse.keys(words)
            arrays["head"][some], arrays["tail"][some] = boilerplate.probes(words)
            word, count = reuse.vocabulary(words)
            found.append(word)
            counts.append(count)
        word, often = _seen(old, np.concatenate(found), np.concatenate(counts))
        known = tracing.PerText(**arrays)
        before = [np.concatenate((ends, np.zeros(new.size, np.int64))) for ends in (old.heads, old.tails)]
        tails = self._ends(before[1], known.tail, known.count, new, at_end=True)
        # What is stamped at a text's end bears on what its start is taken for.
        changed = np.concatenate((np.flatnonzero(tails[: old.size] != old.tails), new))
        heads = self._ends(before[0], known.head, known.count - tails, changed, at_end=False)
        return replace(old, known=known, heads=heads, tails=tails, word=word, often=often)

    def _ends(self, ends: Ints, probe: Hashes, counts: Ints, changed: Ints, *, at_end: bool) -> Ints:
        """Look again at the groups of alike ends that new or changed texts are in."""
        joined = among(probe, np.sort(probe[changed])) & (probe > 0)
        at = self._order.numbers()
        looked = boilerplate.looked_at(np.where(joined, probe, 0)[at])
        lengths = np.full(looked.a.size, -1)
        for some in each_few(np.arange(looked.a.size)):
            a, b = at[looked.a[some]], at[looked.b[some]]
            named = np.unique(np.concatenate((a, b)))
            there = np.searchsorted(named, a), np.searchsorted(named, b)
            lengths[some] = boilerplate.alike(self._texts.words(named), *there, at_end=at_end)
        stamped = np.empty(ends.size, np.int64)
        stamped[at] = boilerplate.stamped(looked, lengths, counts[at], self._order.publisher[at])
        return np.where(joined, stamped, ends)

    def _kept(self, numbers: Ints, ends: reuse.Ends) -> tuple[Ints, Ints]:
        """Give the kept shingles of some texts, sorted, and the number of the text of each."""
        one, keys, texts = reuse.one_in(ends[0].size), [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for some in each_few(numbers):
            size, entry = reuse.sampled(self._texts.words(some), some, (ends[0][some], ends[1][some]), one)
            keys.append(keys_of(np.repeat(np.arange(size.size), size), entry))
            texts.append((entry & reuse.PLACE).astype(np.int64))
        key, n = np.concatenate(keys), np.concatenate(texts)
        by_key = np.lexsort((n, key))
        return key[by_key], n[by_key]

    def _linked(self, keys: Ints, added: Kept, dirty: Ints) -> tuple[Sums, Sums]:
        """Give how often pairs meet at some shingles, as stored, and with what is added."""
        at = self._order.numbers()
        publisher = self._order.publisher[at]
        met: tuple[list[tuple[Hashes, Ints]], ...] = ([], [])
        for some in each_few(keys, KEYS_AT_ONCE):
            before = self._lookup(some)
            clean = ~among(before[1], dirty)
            rows = slice(np.searchsorted(added[0], some[0]), np.searchsorted(added[0], some[-1], side="right"))
            mine = among(added[0][rows], some)
            after = tuple(np.concatenate((b[clean], a[rows][mine])) for b, a in zip(before, added, strict=True))
            for found, (which, text) in zip(met, (before, after), strict=True):
                shingle, place = np.searchsorted(some, which), self._order.place[text]
                entry = (shingle.astype(np.uint64) << np.uint64(32)) | place.astype(np.uint64)
                pair, hits, _ = reuse.linked(np.array([entry.size]), entry, publisher)
                found.append((moved(pair, at), hits))
        return added_up(met[0]), added_up(met[1])

    def _sums(self, grown: State, dirty: Ints, kept: Kept) -> Sums:
        """Give the sums of all pairs that are worth comparing: what changed, laid over what is stored."""
        old, changed = self._old, np.concatenate((dirty, np.arange(self._old.size, self._order.place.size)))
        gone, _ = self._kept(dirty, (old.heads, old.tails))
        before, after = self._linked(reuse.either(kept[0], gone), kept, dirty)
        fresh = holds(after.pair, changed)
        pair = reuse.either(before.pair, after.pair[~fresh])
        pair = pair[~holds(pair, changed)]
        delta = hits_of(pair, after) - hits_of(pair, before)
        pair, delta = pair[delta != 0], delta[delta != 0]
        clean = ~holds(old.pair, dirty)
        stored = Sums(old.pair[clean], old.hits[clean])
        known = among(pair, stored.pair)
        stored.hits[np.searchsorted(stored.pair, pair[known])] += delta[known]
        # A pair that was not worth comparing, and meets more often now, is counted from the ground.
        unsure = pair[~known & (delta > 0)]
        counted = self._counted(unsure, grown, dirty, kept)
        whole = added_up([(stored.pair, stored.hits), (after.pair[fresh], after.hits[fresh]), (unsure, counted)])
        enough = whole.hits >= self._least
        return Sums(whole.pair[enough], whole.hits[enough])

    def _counted(self, pair: Hashes, grown: State, dirty: Ints, kept: Kept) -> Ints:
        if not pair.size:
            return np.zeros(0, np.int64)
        keys, _ = self._kept(np.unique(np.concatenate(reuse.split(pair))), (grown.heads, grown.tails))
        _, after = self._linked(np.unique(keys), kept, dirty)
        return hits_of(pair, after)


def _seen(old: State, found: Numbers, counts: Bytes) -> tuple[Numbers, Flags]:
    """Give all words, sorted, and whether each occurs more than once, with how often some occur besides."""
    new, which = np.unique(found, return_inverse=True)
    count = np.bincount(which, counts, new.size)
    known = among(new, old.word)
    often = old.often.copy()
    often[np.searchsorted(old.word, new[known])] = True
    word = np.concatenate((old.word, new[~known]))
    order = np.argsort(word, kind="stable")
    return word[order], np.concatenate((often, count[~known] > 1))[order]
