# ruff: noqa: PLR0913 - compiled functions take columns, and know no sets
"""The inner loops of comparing texts, compiled: plain functions over columns of numbers, the same on every machine.

`compare` finds what two texts share, exactly; the ends of texts show what is stamped on all. Nothing here knows a
report; all bounds are arguments or stand below.
"""

from __future__ import annotations

import numpy as np

from counterclaim.trace.letters import compiled
from counterclaim.trace.shingles import SHINGLE

#: A phrase that a text repeats is met at most this many times in the other.
REPEATS_MAX = 8
#: Runs of equal words kept for one pair of texts.
RUNS_MAX = 4_000
#: Words that may be changed, added or left out inside one shared extent.
GAP_MAX = 8
#: The same where both texts go on at about the same distance, as a damaged copy does: one word more or less in eight.
ALIGNED_GAP_MAX = 32
ALIGNED_ONE_IN = 8
#: Words in a row of a footer that may differ from print to print.
VARY_MAX = 3
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_THIRD, _FOURTH = np.uint64(0x165667B19E3779F9), np.uint64(0xD6E8FEB86659FD93)
#: Which bits of a number tell whether its shingle was seen: others than those that say where it stands.
_SEEN = np.uint64(46)


@compiled
def key_at(word, at):  # type: ignore[no-untyped-def]
    """Give a number for the shingle at a place, never 0; no word waits for the one before."""
    number = np.uint64(word[at]) * _FIRST + np.uint64(word[at + 1]) * _SECOND
    number += np.uint64(word[at + 2]) * _THIRD + np.uint64(word[at + 3]) * _FOURTH
    return number | np.uint64(1)


@compiled
def index(word, low, high, slots, places, following, again, seen):  # type: ignore[no-untyped-def]
    """Fill a hash table of a text's shingles; repeats hang behind the first in text order.

    `again` gives from each place on the next whose shingle the text repeats; `seen` has bits for shingles that it has,
    and a few more.
    """
    slots[:] = 0
    places[:] = -1
    seen[:] = 0
    bits = np.uint64(64 * seen.size - 1)
    mask = np.uint64(slots.size - 1)
    again[: max(0, high - low) + 1] = 0
    for at in range(high - SHINGLE, low - 1, -1):
        key = key_at(word, at)
        bit = (key >> _SEEN) & bits
        seen[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))
        slot = (key >> np.uint64(32)) & mask
        while slots[slot] != 0 and slots[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = key
        if places[slot] >= 0:
            again[at - low] = again[places[slot]] = 1
        following[at - low] = places[slot]
        places[slot] = at - low
    near = np.int32(high - low)
    for place in range(high - low, -1, -1):
        if again[place]:
            near = np.int32(place)
        again[place] = near


@compiled
def runs(word, a, a_end, b, b_end, slots, places, following, again, seen, out):  # type: ignore[no-untyped-def]
    """Give every maximal run of at least `SHINGLE` equal words of text a and the indexed text b, by place in a.

    Fills rows (place in a, place in b, words). At `RUNS_MAX` rows the rest is left out.
    """
    count = 0
    mask, bits = np.uint64(slots.size - 1), np.uint64(64 * seen.size - 1)
    at, run_end, run_there = a, a, b
    while at <= a_end - SHINGLE:
        # Inside a run, a shingle that text b has once can begin no other: go on to one that it repeats, or the end.
        if at + SHINGLE <= run_end:
            place = run_there - (run_end - at) - b
            if again[place] > place:
                at = min(at + again[place] - place, run_end - SHINGLE + 1)
                continue
        key = key_at(word, at)
        bit = (key >> _SEEN) & bits
        if not (seen[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1):
            at += 1
            continue
        slot = (key >> np.uint64(32)) & mask
        while slots[slot] != 0 and slots[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] != 0:
            place, met = places[slot], 0
            while place >= 0 and met < REPEATS_MAX:
                there = b + place
                met += 1
                place = following[place]
                if at > a and there > b and word[at - 1] == word[there - 1]:
                    continue
                length = 0
                while at + length < a_end and there + length < b_end and word[at + length] == word[there + length]:
                    length += 1
                if length >= SHINGLE and count < out.shape[0]:
                    out[count, 0], out[count, 1], out[count, 2] = at - a, there - b, length
                    count += 1
                if length >= SHINGLE and at + length > run_end:
                    run_end, run_there = at + length, there + length
        at += 1
    return count


@compiled
def join(found, count, word, a_first, b_first, out):  # type: ignore[no-untyped-def]
    """Join runs where both texts go on after a few changed words; gives how many extents there are.

    Takes runs by place in a. Fills rows (start and end in a, start and end in b, equal words): equal words between two
    joined runs count where they stand at the same distance.
    """
    made = 0
    for at in range(count):
        a, b, length = found[at, 0], found[at, 1], found[at, 2]
        best = -1
        for one in range(made - 1, max(-1, made - 65), -1):
            gap_a, gap_b = a - out[one, 1], b - out[one, 3]
            near = 0 <= gap_a <= GAP_MAX and 0 <= gap_b <= GAP_MAX
            aligned = 0 <= gap_a <= ALIGNED_GAP_MAX and gap_b >= 0 and abs(gap_a - gap_b) <= 1 + gap_a // ALIGNED_ONE_IN
            if (near or aligned) and (best < 0 or out[one, 4] > out[best, 4]):
                best = one
        if best >= 0:
            if a - out[best, 1] == b - out[best, 3]:
                for step in range(a - out[best, 1]):
                    if word[a_first + out[best, 1] + step] == word[b_first + out[best, 3] + step]:
                        out[best, 4] += 1
            out[best, 1], out[best, 3] = a + length, b + length
            out[best, 4] += length
        else:
            out[made, 0], out[made, 1], out[made, 2], out[made, 3], out[made, 4] = a, a + length, b, b + length, length
            made += 1
    return made


@compiled
def choose(found, count, least, out):  # type: ignore[no-untyped-def]
    """Keep the longest extents, of `least` words or more, that overlap in neither text; gives how many."""
    used = np.zeros(count, np.uint8)
    kept = 0
    while kept < out.shape[0]:
        best = -1
        for one in range(count):
            if used[one] or found[one, 4] < least:
                continue
            if (
                best < 0
                or found[one, 4] > found[best, 4]
                or (
                    found[one, 4] == found[best, 4]
                    and (
                        found[one, 0] < found[best, 0]
                        or (found[one, 0] == found[best, 0] and found[one, 2] < found[best, 2])
                    )
                )
            ):
                best = one
        if best < 0:
            break
        used[best] = 1
        clear = True
        for old in range(kept):
            apart_a = found[best, 0] >= out[old, 1] or out[old, 0] >= found[best, 1]
            apart_b = found[best, 2] >= out[old, 3] or out[old, 2] >= found[best, 3]
            if not (apart_a and apart_b):
                clear = False
                break
        if clear:
            out[kept] = found[best]
            kept += 1
    return kept


@compiled
def by_place(rows, count, order):  # type: ignore[no-untyped-def]
    """Fill the order of rows by their first column; few rows, mostly in order."""
    for one in range(count):
        at = one
        while at > 0 and rows[order[at - 1], 0] > rows[one, 0]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = one


@compiled
def compare(pairs, low, high, first, word, quoted, head, tail, least, out):  # type: ignore[no-untyped-def]
    """Compare the pairs from `low` to `high`, sorted by the later text; gives how many extents there are.

    Takes the words of all texts. The first `head` and last `tail` words of a text
    (its boilerplate) are passed over. Fills rows (pair, start and end in the earlier text, start and end in the later,
    equal words, words covered outside quotation marks), as many as `out` holds.
    """
    longest = 0
    for at in range(low, high):
        b = pairs[at] >> np.uint64(32)
        longest = max(longest, first[b + 1] - first[b])
    size = 16
    while size < 2 * longest:
        size *= 2
    slots, places = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    following, again = np.zeros(longest + 1, np.int32), np.zeros(longest + 1, np.int32)
    seen = np.zeros(size // 4, np.uint64)
    found, joined = np.zeros((RUNS_MAX, 3), np.int64), np.zeros((RUNS_MAX, 5), np.int64)
    chosen, order = np.zeros((RUNS_MAX, 5), np.int64), np.zeros(RUNS_MAX, np.int64)
    count, indexed, mine = 0, np.int64(-1), 16
    b_low, b_high = np.int64(0), np.int64(0)
    for at in range(low, high):
        a, b = np.int64(pairs[at] & np.uint64(0xFFFFFFFF)), np.int64(pairs[at] >> np.uint64(32))
        if b != indexed:
            # A table a little larger than the text keeps the work in proportion to it, not to the longest.
            mine = 16
            while mine < 2 * (first[b + 1] - first[b]):
                mine *= 2
            b_low, b_high = first[b] + head[b], first[b + 1] - tail[b]
            index(word, b_low, b_high, slots[:mine], places[:mine], following, again, seen[: mine // 4])
            indexed = b
        a_low, a_high = first[a] + head[a], first[a + 1] - tail[a]
        table = slots[:mine], places[:mine], following, again, seen[: mine // 4]
        made = runs(word, a_low, a_high, b_low, b_high, *table, found)
        made = join(found, made, word, a_low, b_low, joined)
        made = choose(joined, made, least, chosen)
        by_place(chosen, made, order)
        for one in order[:made]:
            row = chosen[one]
            if count < out.shape[0]:
                quoted_a, quoted_b = 0, 0
                for step in range(row[0], row[1]):
                    quoted_a += quoted[a_low + step]
                for step in range(row[2], row[3]):
                    quoted_b += quoted[b_low + step]
                out[count, 0] = at
                out[count, 1:3] = row[:2] + head[a]
                out[count, 3:5] = row[2:4] + head[b]
                out[count, 5] = row[4]
                out[count, 6] = max(0, min(row[1] - row[0], row[3] - row[2]) - min(quoted_a, quoted_b))
            count += 1
    return count


@compiled
def shared_end(first, word, a, b, step, most):  # type: ignore[no-untyped-def]
    """Give how many words two texts have in common at their starts (`step` 1) or their ends (-1), `most` at most.

    A date or a number may differ on the way: up to `VARY_MAX` words of each are passed over where a shingle follows
    that is equal.
    """
    at_a, at_b = (first[a], first[b]) if step > 0 else (first[a + 1] - 1, first[b + 1] - 1)
    size_a, size_b = first[a + 1] - first[a], first[b + 1] - first[b]
    in_a, in_b = 0, 0
    while in_a < min(size_a, most) and in_b < min(size_b, most):
        if word[at_a + step * in_a] == word[at_b + step * in_b]:
            in_a, in_b = in_a + 1, in_b + 1
            continue
        found = False
        for both in range(1, 2 * VARY_MAX + 1):
            for skip in range(max(0, both - VARY_MAX), min(both, VARY_MAX) + 1):
                begin_a, begin_b = in_a + skip, in_b + both - skip
                if found or begin_a + SHINGLE > size_a or begin_b + SHINGLE > size_b:
                    continue
                same = 0
                while same < SHINGLE and word[at_a + step * (begin_a + same)] == word[at_b + step * (begin_b + same)]:
                    same += 1
                if same == SHINGLE:
                    found, in_a, in_b = True, begin_a, begin_b
            if found:
                break
        if not found:
            break
    return max(in_a, in_b)


@compiled
def common(word, a, a_end, b, b_end, enough):  # type: ignore[no-untyped-def]
    """Give how many shingles of text b stand in text a too, up to `enough`."""
    length = a_end - a
    size = 16
    while size < 2 * max(length, 1):
        size *= 2
    slots, places = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    seen = np.zeros(size // 4, np.uint64)
    following, again = np.zeros(length + 1, np.int32), np.zeros(length + 1, np.int32)
    index(word, a, a_end, slots, places, following, again, seen)
    mask, met = np.uint64(size - 1), 0
    for at in range(b, b_end - SHINGLE + 1):
        key = key_at(word, at)
        slot = (key >> np.uint64(32)) & mask
        while slots[slot] != 0 and slots[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] != 0:
            met += 1
            if met >= enough:
                break
    return met


@compiled
def odd_words(rows, first, word, table, counts, out):  # type: ignore[no-untyped-def]
    """Find the odd words in extents; gives how many there are.

    Takes rows (text, start and end in it) and the odd words as an open hash table whose size is a power of two, 0 where
    free. Fills how many each extent has, and the words, extent after extent.
    """
    mask = np.uint32(table.size - 1)
    total = 0
    for row in range(rows.shape[0]):
        low = first[rows[row, 0]]
        counts[row] = 0
        for at in range(low + rows[row, 1], low + rows[row, 2]):
            slot = word[at] & mask
            while table[slot] != 0 and table[slot] != word[at]:
                slot = (slot + np.uint32(1)) & mask
            if table[slot] != 0:
                if total < out.size:
                    out[total] = word[at]
                total += 1
                counts[row] += 1
    return total


@compiled
def counted(word, found, counts):  # type: ignore[no-untyped-def]
    """Fill each word once and how often it occurs; gives how many there are. A table grows with the words it holds."""
    slots, count = np.full(1 << 12, -1, np.int32), 0
    for at in range(word.size):
        mask = np.uint32(slots.size - 1)
        slot = word[at] & mask
        while slots[slot] >= 0 and found[slots[slot]] != word[at]:
            slot = (slot + np.uint32(1)) & mask
        if slots[slot] >= 0:
            counts[slots[slot]] += 1
            continue
        slots[slot] = count
        found[count], counts[count] = word[at], 1
        count += 1
        if 2 * count > slots.size:
            slots = np.full(4 * slots.size, -1, np.int32)
            mask = np.uint32(slots.size - 1)
            for one in range(count):
                slot = found[one] & mask
                while slots[slot] >= 0:
                    slot = (slot + np.uint32(1)) & mask
                slots[slot] = one
    return count


@compiled
def odd_table(words, table):  # type: ignore[no-untyped-def]
    """Fill an open hash table, whose size is a power of two, with words."""
    mask = np.uint32(table.size - 1)
    for one in words:
        slot = one & mask
        while table[slot] != 0:
            slot = (slot + np.uint32(1)) & mask
        table[slot] = one
