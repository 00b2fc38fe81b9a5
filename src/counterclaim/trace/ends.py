# ruff: noqa: PLR0913 - compiled functions take columns, and know no sets
"""The inner loops of finding what is stamped on texts, compiled: how far two are alike at their ends, and besides.

Nothing here knows a report; all bounds are arguments or stand below.
"""

from __future__ import annotations

import numpy as np

from counterclaim.trace.kernels import FLAG_BITS, index, keyed, place_in, table_bits, tables
from counterclaim.trace.odd import is_in
from counterclaim.trace.scan import compiled
from counterclaim.trace.shingles import SHINGLE

#: Words of the shorter of two texts for each of which they share a shingle where they share more than what is stamped.
ALIKE_ONE_IN = 8
#: Words in a row of a footer that may differ from print to print, such as a date with its time.
VARY_MAX = 6
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@compiled
def probes(first, word, table, flags, sizes, out):  # type: ignore[no-untyped-def]
    """Fill a number for the first and for the last words of each text that are not in a table, 0 where it has too few.

    Takes what `odd.odd_table` fills, how many words make the number, and among how many they are looked for.
    """
    least, within = sizes
    for text in range(first.size - 1):
        many = min(within, first[text + 1] - first[text])
        for end in range(2):
            number, met = np.uint64(0), 0
            for step in range(many):
                one = word[first[text] + step] if end == 0 else word[first[text + 1] - 1 - step]
                if not is_in(one, table, flags):
                    number, met = number * _GOLDEN + np.uint64(one), met + 1
                    if met == least:
                        out[end, text] = number | np.uint64(1)
                        break


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
def common(word, ends, enough, keys, table):  # type: ignore[no-untyped-def]
    """Give how many shingles of the second text stand in the first too, up to `enough`.

    Takes where both begin and end, room for the numbers of the shingles of either, and what `tables` gives.
    """
    a, a_end, b, b_end = ends
    size_a, size_b = a_end - a, b_end - b
    if size_a < SHINGLE or size_b < SHINGLE:
        return 0
    keyed(word[a:a_end], keys[0])
    keyed(word[b:b_end], keys[1])
    slots, _, _, flags = table
    bits, met = table_bits(size_a), 0
    shift = np.uint32(32 - bits - FLAG_BITS)
    index(keys[0], 0, size_a, bits, table)
    for key in keys[1][: size_b - SHINGLE + 1]:
        if flags[key >> shift] and place_in(keys[0], key, 0, bits, slots) >= 0:
            met += 1
            if met >= enough:
                break
    return met


@compiled
def alike(first, word, a, b, step, longest, enough, out):  # type: ignore[no-untyped-def]
    """Fill how many words pairs of texts share at their starts (`step` 1) or ends (-1).

    -1 stands where that is more than `longest`, or where they share `enough` shingles besides, and one for each
    `ALIKE_ONE_IN` words of the shorter: an outlet has lines that stand between its paragraphs, too. The other end is no
    more than an end where both together are half of either text at most: many outlets stamp both.
    """
    most = np.int64(0)
    for texts in (a, b):
        for text in texts:
            most = max(most, first[text + 1] - first[text])
    keys, table = np.empty((2, most), np.uint32), tables(most)
    for pair in range(a.size):
        one, other = a[pair], b[pair]
        length = shared_end(first, word, one, other, step, longest + 1)
        back = shared_end(first, word, one, other, -step, longest + 1)
        if 2 * (length + back) > min(first[one + 1] - first[one], first[other + 1] - first[other]):
            back = 0
        head, tail = (length, back) if step > 0 else (back, length)
        ends = (first[one] + head, first[one + 1] - tail, first[other] + head, first[other + 1] - tail)
        much = max(enough, min(ends[1] - ends[0], ends[3] - ends[2]) // ALIKE_ONE_IN)
        out[pair] = length if length <= longest and common(word, ends, much, keys, table) < much else -1
