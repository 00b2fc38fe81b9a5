"""Odd words, compiled: those that occur once in all texts. Damage makes such words; a copy has them, its source not."""

from __future__ import annotations

import numpy as np

from counterclaim.trace.scan import compiled

#: Words that `counted` knows at once to have counted twice, and slots of its table before it grows: powers of two.
RECENT, SLOTS = 1 << 15, 1 << 15


@compiled
def counted(word, slots, recent, found, counts):  # type: ignore[no-untyped-def]
    """Fill each word once, and 1 if it occurs once, else 2; gives how many there are.

    Takes a table, which grows with the words it holds, and room for what was counted twice lately: most words in a row
    of texts are the same few, and those need no look in the table.
    """
    count = 0
    slots[:] = -1
    recent[:] = 0
    recent[0] = 1
    most = np.uint32(recent.size - 1)
    for at in range(word.size):
        near = word[at] & most
        if recent[near] == word[at]:
            continue
        mask = np.uint32(slots.size - 1)
        slot = word[at] & mask
        while slots[slot] >= 0 and found[slots[slot]] != word[at]:
            slot = (slot + np.uint32(1)) & mask
        if slots[slot] >= 0:
            counts[slots[slot]] = 2
            recent[near] = word[at]
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
