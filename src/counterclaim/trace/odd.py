# ruff: noqa: PLR0913 - compiled functions take columns
"""Odd words, compiled: those that occur once in all texts. Damage makes such words; a copy has them, its source not."""

from __future__ import annotations

import numpy as np

from counterclaim.trace.letters import compiled

#: Words that `counted` knows at once to have counted twice.
_RECENT = 1 << 12
#: Words by which the distance between two texts may change at once where odd words are looked for.
_APART = 8


@compiled
def counted(word, found, counts):  # type: ignore[no-untyped-def]
    """Fill each word once, and 1 if it occurs once, else 2; gives how many there are.

    A table grows with the words it holds.
    """
    slots, count = np.full(1 << 12, -1, np.int32), 0
    # Most words in a row of texts are the same few: what was counted twice lately needs no look in the table.
    recent = np.zeros(_RECENT, np.uint32)
    recent[0] = 1
    for at in range(word.size):
        near = word[at] & np.uint32(_RECENT - 1)
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
def odd_table(words, table):  # type: ignore[no-untyped-def]
    """Fill an open hash table, whose size is a power of two, with words."""
    mask = np.uint32(table.size - 1)
    for one in words:
        slot = one & mask
        while table[slot] != 0:
            slot = (slot + np.uint32(1)) & mask
        table[slot] = one


@compiled
def odd_words(extents, first, word, table, counts, out):  # type: ignore[no-untyped-def]
    """Find the odd words in extents; gives how many there are.

    Takes rows (text, start and end in it, the other text, start and end there) and the odd words as an open hash table,
    0 where free. Fills how many each extent has, and the words, extent after extent.
    """
    mask = np.uint32(table.size - 1)
    total = 0
    for row in range(extents.shape[0]):
        begin, end = first[extents[row, 0]] + extents[row, 1], first[extents[row, 0]] + extents[row, 2]
        there, there_end = first[extents[row, 3]] + extents[row, 4], first[extents[row, 3]] + extents[row, 5]
        counts[row] = 0
        for at in range(begin, end):
            # What the other text has at the same distance occurs twice: the table, far from the processor, is for few.
            if there < there_end and word[at] == word[there]:
                there += 1
                continue
            there = _resumed(word, at + 1, end, there + 1, there_end)
            slot = word[at] & mask
            while table[slot] != 0 and table[slot] != word[at]:
                slot = (slot + np.uint32(1)) & mask
            if table[slot] != 0:
                out[total] = word[at]
                total += 1
                counts[row] += 1
    return total


@compiled
def _resumed(word, at, end, there, there_end):  # type: ignore[no-untyped-def]
    """Give the place near `there` where the other text goes on with the next two words, else `there`."""
    if at + 1 >= end:
        return there
    for apart in range(_APART + 1):
        for place in (there + apart, there - apart):
            near = place >= 0 and place + 1 < there_end
            if near and word[at] == word[place] and word[at + 1] == word[place + 1]:
                return place
    return there
