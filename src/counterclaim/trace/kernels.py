# ruff: noqa: PLR0913 - compiled functions take columns, and know no sets
"""The inner loops of comparing texts, compiled: plain functions over columns of numbers, the same on every machine.

`compare` finds what two texts share, exactly. Nothing here knows a report; all bounds are arguments or stand below.
"""

from __future__ import annotations

import numpy as np

from counterclaim.trace.odd import is_in
from counterclaim.trace.scan import compiled
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
_FACTORS = tuple(np.uint32(f) for f in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_FIRST, _SECOND, _THIRD, _FOURTH = _FACTORS
#: A table of shingles has twice as many slots as there are, and so many times more flags for what it may hold.
FLAG_BITS = 3
_FOUR = np.uint64(4)


@compiled
def keyed(word, out):  # type: ignore[no-untyped-def]
    """Fill a number for the shingle at each place; none waits for the one before, so that several are made at once.

    The last places of a text run into the next and mean nothing.
    """
    for at in range(word.size - SHINGLE + 1):
        number = np.uint32(word[at] * _FIRST) + np.uint32(word[at + 1] * _SECOND)
        number += np.uint32(word[at + 2] * _THIRD) + np.uint32(word[at + 3] * _FOURTH)
        number = np.uint32(number)
        out[at] = np.uint32((number ^ (number >> np.uint32(15))) * _FIRST)


@compiled
def table_bits(words):  # type: ignore[no-untyped-def]
    """Give how many bits number the slots of a table that holds the shingles of so many words."""
    bits = 4
    while (1 << bits) < 2 * words:
        bits += 1
    return bits


@compiled
def tables(words):  # type: ignore[no-untyped-def]
    """Give what `index` fills for texts of so many words at most: slots, `following`, `again` and flags."""
    size = 1 << table_bits(words)
    following, again = np.zeros(words + 1, np.int32), np.zeros(words + 1, np.int32)
    return np.zeros(size, np.int32), following, again, np.zeros(size << FLAG_BITS, np.uint8)


@compiled
def index(key, low, high, bits, table):  # type: ignore[no-untyped-def]
    """Fill a hash table of a text's shingles, of 2 ** `bits` slots; repeats hang behind the first in text order.

    `again` gives from each place on the next whose shingle the text repeats; flags are set for shingles that it has,
    and a few more.
    """
    slots, following, again, flags = table
    shift, mask = np.uint32(32 - bits), (1 << bits) - 1
    slots[: mask + 1] = -1
    flags[: (mask + 1) << FLAG_BITS] = 0
    again[: max(0, high - low) + 1] = 0
    for at in range(high - SHINGLE, low - 1, -1):
        flags[key[at] >> (shift - np.uint32(FLAG_BITS))] = 1
        slot = np.int64(key[at] >> shift)
        while slots[slot] >= 0 and key[low + slots[slot]] != key[at]:
            slot = (slot + 1) & mask
        if slots[slot] >= 0:
            again[at - low] = again[slots[slot]] = 1
        following[at - low] = slots[slot]
        slots[slot] = at - low
    near = np.int32(high - low)
    for place in range(high - low, -1, -1):
        if again[place]:
            near = np.int32(place)
        again[place] = near


@compiled
def place_in(key, number, low, bits, slots):  # type: ignore[no-untyped-def]
    """Give the first place in an indexed text, which begins at `low`, of a shingle's number, or -1."""
    slot, mask = np.int64(number >> np.uint32(32 - bits)), (1 << bits) - 1
    while slots[slot] >= 0 and key[low + slots[slot]] != number:
        slot = (slot + 1) & mask
    return np.int64(slots[slot])


@compiled
def equal(word, a, b, most):  # type: ignore[no-untyped-def]
    """Give how many words from two places on are equal, `most` at most; four are compared at once."""
    at, there, length, stop = np.uint64(a), np.uint64(b), np.uint64(0), np.uint64(most)
    while length + _FOUR <= stop:
        differ = np.uint32(0)
        for one in range(4):
            more = length + np.uint64(one)
            differ |= word[at + more] ^ word[there + more]
        if differ:
            break
        length += _FOUR
    while length < stop and word[at + length] == word[there + length]:
        length += np.uint64(1)
    return np.int64(length)


@compiled
def runs(word, key, a, a_end, b, b_end, bits, table, out):  # type: ignore[no-untyped-def]
    """Give every maximal run of at least `SHINGLE` equal words of text a and the indexed text b, by place in a.

    Fills rows (place in a, place in b, words). At `RUNS_MAX` rows the rest is left out.
    """
    slots, following, again, flags = table
    shift, stop = np.uint32(32 - bits - FLAG_BITS), np.uint64(max(0, a_end - SHINGLE + 1))
    count, at, run_end, run_there = 0, a, a, b
    while at <= a_end - SHINGLE:
        # Inside a run, a shingle that text b has once can begin no other: go on to one that it repeats, or the end.
        if at + SHINGLE <= run_end:
            place = run_there - (run_end - at) - b
            if again[place] > place:
                at = min(at + again[place] - place, run_end - SHINGLE + 1)
                continue
        # Most words are in no run: an index without a sign needs no look at whether it is below 0.
        ahead = np.uint64(at)
        while ahead < stop and not flags[key[ahead] >> shift]:
            ahead += np.uint64(1)
        if ahead == stop:
            break
        at = np.int64(ahead)
        place, met = place_in(key, key[at], b, bits, slots), 0
        while place >= 0 and met < REPEATS_MAX:
            there = b + place
            met += 1
            place = np.int64(following[place])
            if at > a and there > b and word[at - 1] == word[there - 1]:
                continue
            length = equal(word, at, there, min(a_end - at, b_end - there))
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

    Takes runs by place in a, and fills which extent each is in. Fills rows (start and end in a, start and end in b,
    equal words, own number): equal words between two joined runs count where they stand at the same distance.
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
            out[made, 5] = best = made
            made += 1
        found[at, 3] = best
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
def between(found, count, row, side, text, odd, out, size):  # type: ignore[no-untyped-def]
    """Write the odd words of one side of an extent after others, where there is room; gives how many there are.

    Takes the runs joined into extents, the extent's row, the words of the side's text, and what `odd_table` fills. What
    is in a run stands in both texts, so that odd words are between runs.
    """
    last = row[2 * side]
    if row[2 * side + 1] - last == row[4]:
        return size
    for run in range(count):
        if found[run, 3] != row[5]:
            continue
        for one in text[last : found[run, side]]:
            if is_in(one, odd[0], odd[1]):
                if size < out.size:
                    out[size] = one
                size += 1
        last = found[run, side] + found[run, 2]
    return size


@compiled
def quoted_in(bounds, low, high, first, last):  # type: ignore[no-untyped-def]
    """Give how many words between two places of a text are quoted, and how many in quotations that lie there whole.

    Takes the bounds of the text's quotations, and where the text begins and ends, what is stamped on it left out. A
    word or two more on either side are no matter.
    """
    many, begin, end = 0, low, high
    for at in range(0, bounds.size, 2):
        opens, closes = np.int64(bounds[at]), np.int64(bounds[at + 1])
        if closes <= low or opens >= high:
            continue
        many += min(closes, high) - max(opens, low)
        if opens <= low - 3 and low - 3 >= first:
            begin = min(closes, high)
        if closes >= high + 3 and high + 3 <= last:
            end = max(opens, begin)
    return many, many - (begin - low) - (high - end)


@compiled
def compare(pairs, texts, ends, odd, least, out, odd_out):  # type: ignore[no-untyped-def]
    """Compare pairs, sorted by the later text; gives how many extents, and odd words of either side, there are.

    Takes the words of all texts with the bounds of quotations, how many at the head and tail of each (its boilerplate)
    are passed over, and what `odd_table` fills. Fills rows (pair, start and end in the earlier text, start and end in
    the later, equal words, words covered outside quotation marks, odd words in the earlier text and in the later), and
    those odd words, as many as there is room for.
    """
    (first, word, begins_quoted, quoted), (head, tail) = texts, ends
    key = np.empty(word.size, np.uint32)
    keyed(word, key)
    longest = 0
    for pair in pairs:
        b = np.int64(pair >> np.uint64(32))
        longest = max(longest, first[b + 1] - first[b])
    table = tables(longest)
    found, joined = np.zeros((RUNS_MAX, 4), np.int64), np.zeros((RUNS_MAX, 6), np.int64)
    chosen, order = np.zeros((RUNS_MAX, 6), np.int64), np.zeros(RUNS_MAX, np.int64)
    count, indexed, bits, odd_a, odd_b = 0, np.int64(-1), 0, np.int64(0), np.int64(0)
    b_low, b_high = np.int64(0), np.int64(0)
    for at in range(pairs.size):
        a, b = np.int64(pairs[at] & np.uint64(0xFFFFFFFF)), np.int64(pairs[at] >> np.uint64(32))
        if b != indexed:
            # A table a little larger than the text keeps the work in proportion to it, not to the longest.
            b_low, b_high, bits = first[b] + head[b], first[b + 1] - tail[b], table_bits(first[b + 1] - first[b])
            index(key, b_low, b_high, bits, table)
            indexed = b
        a_low, a_high = first[a] + head[a], first[a + 1] - tail[a]
        ran = runs(word, key, a_low, a_high, b_low, b_high, bits, table, found)
        made = join(found, ran, word, a_low, b_low, joined)
        made = choose(joined, made, least, chosen)
        by_place(chosen, made, order)
        marks_a = quoted[begins_quoted[a] : begins_quoted[a + 1]]
        marks_b = quoted[begins_quoted[b] : begins_quoted[b + 1]]
        for one in order[:made]:
            row, before_a, before_b = chosen[one], odd_a, odd_b
            odd_a = between(found, ran, row, 0, word[a_low:], odd, odd_out[0], odd_a)
            odd_b = between(found, ran, row, 1, word[b_low:], odd, odd_out[1], odd_b)
            if count < out.shape[0]:
                out[count, 0] = at
                for side, before in enumerate((head[a], head[a], head[b], head[b])):
                    out[count, 1 + side] = row[side] + before
                quoted_a, whole_a = quoted_in(marks_a, out[count, 1], out[count, 2], head[a], a_high - first[a])
                quoted_b, whole_b = quoted_in(marks_b, out[count, 3], out[count, 4], head[b], b_high - first[b])
                # One text may have lost its marks; but a mark that is lost can also make it seem to quote what it does
                # not. So what one text alone quotes must begin and end here.
                said = max(min(quoted_a, quoted_b), whole_a, whole_b)
                out[count, 5] = row[4]
                out[count, 6] = max(0, min(row[1] - row[0], row[3] - row[2]) - said)
                out[count, 7], out[count, 8] = odd_a - before_a, odd_b - before_b
            count += 1
    return count, max(odd_a, odd_b)


@compiled
def per_pair(rows, out):  # type: ignore[no-untyped-def]
    """Fill for each pair that has extents how many words are equal, how many are its own, and how many of the earlier
    and of the later text are covered. Takes rows as `compare` fills them, and columns of zeros."""
    pair = -1
    for at in range(rows.shape[0]):
        pair += at == 0 or rows[at, 0] != rows[at - 1, 0]
        out[0, pair] += rows[at, 5]
        out[1, pair] += rows[at, 6]
        out[2, pair] += rows[at, 2] - rows[at, 1]
        out[3, pair] += rows[at, 4] - rows[at, 3]
