"""Odd words, compiled: those that occur once in all texts. Damage makes such words; a copy has them, its source not."""

from __future__ import annotations

import numpy as np

from counterclaim.trace.scan import compiled

#: Words that `counted` holds at once: a power of two.
HELD = 1 << 16


@compiled
def counted(word, held, times, found, counts):  # type: ignore[no-untyped-def]
    """Fill words, and 1 where one occurs once, else 2; gives how many rows there are.

    A word is held in its place until another needs it, and is given then; one that comes again is given again, so that
    the sum of what is given is 1 for what occurs once alone. Most words in a row of texts are the same few. Takes room
    for words that are held, and for as many rows as words and as may be held.
    """
    count = 0
    times[:] = 0
    most = np.uint32(held.size - 1)
    for one in word:
        at = one & most
        # Written whether given or not, as in `shingles.sample`.
        found[count], counts[count] = held[at], times[at]
        there = np.int64(times[at] > 0)
        again = there & np.int64(held[at] == one)
        count += int(there - again)
        held[at], times[at] = one, 1 + again
    for at in range(held.size):
        found[count], counts[count] = held[at], times[at]
        count += int(times[at] > 0)
    return count


@compiled
def odd_table(words, table, flags):  # type: ignore[no-untyped-def]
    """Fill an open hash table with words, and flags, of which most other words lack theirs; sizes are powers of two."""
    mask = np.uint32(table.size - 1)
    for one in words:
        flags[(one >> np.uint32(3)) & np.uint32(flags.size - 1)] |= np.uint8(1) << (one & np.uint32(7))
        slot = one & mask
        while table[slot] != 0:
            slot = (slot + np.uint32(1)) & mask
        table[slot] = one


@compiled
def is_in(one, table, flags):  # type: ignore[no-untyped-def]
    """Say whether a word is in a table; most that are not lack their flag and are looked for no further."""
    if not (flags[(one >> np.uint32(3)) & np.uint32(flags.size - 1)] >> (one & np.uint32(7))) & np.uint8(1):
        return False
    mask = np.uint32(table.size - 1)
    slot = one & mask
    while table[slot] != 0 and table[slot] != one:
        slot = (slot + np.uint32(1)) & mask
    return table[slot] != 0
