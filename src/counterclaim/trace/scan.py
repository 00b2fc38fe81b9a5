"""Where the words of a text in UTF-8 stand, many bytes at once, compiled: a text is cut at what is surely no word.

What lies between is a *stretch*: plain letters alone, of which nothing more need be known, or with signs to look at.
"""

from __future__ import annotations

import numba
import numpy as np

compiled = numba.njit(cache=True, nogil=True, boundscheck=False)

#: What a byte can be besides a gap: a letter, digit or low line of ASCII, or a sign that must be looked at (those
#: outside ASCII, quotation marks, apostrophes and ends of lines).
LETTER, SIGN = 1, 2
#: The bit in which the two cases of a letter of ASCII differ; digits have it set.
CASE = 0x20
#: Bytes that are looked at at once; and those after a text that its columns have room for.
_AT_ONCE = 64
_SIGNS = np.uint64(0x0202020202020202)
_EACH, _TOGETHER = np.uint64(0x0101010101010101), np.uint64(0x0102040810204080)
_ONE = np.uint64(1)
#: A number whose every six bits in a row are others: they tell which single bit it was multiplied with.
_SIX = np.uint64(0x03F79D71B4CB0A89)
_PLACE = np.zeros(64, np.int64)
_PLACE[[(int(_SIX) << bit) % 2**64 >> 58 for bit in range(64)]] = np.arange(64)


@compiled
def room(offsets):  # type: ignore[no-untyped-def]
    """Give what `stretches` fills for any text of these: its bytes, what each is, and where stretches begin and end."""
    longest = np.int64(0)
    for text in range(offsets.size - 1):
        longest = max(longest, offsets[text + 1] - offsets[text])
    size = (longest // _AT_ONCE + 2) * _AT_ONCE
    return np.zeros(size, np.uint8), np.zeros(size, np.uint8), np.zeros(size + 2, np.int64)


@compiled
def stretches(data, folded, kind, bounds):  # type: ignore[no-untyped-def]
    """Fill the bytes of a text in lower case, what each is, and where each stretch begins and ends; gives how many."""
    for at in range(data.size):
        sign = data[at]
        low = sign | np.uint8(CASE)
        letter = (np.uint8(low - np.uint8(97)) < 26) | (np.uint8(sign - np.uint8(48)) < 10) | (sign == 95)
        other = (sign >= 128) | (sign == 34) | (sign == 39) | (sign == 10)
        folded[at] = low
        kind[at] = np.uint8(letter) | (np.uint8(other) << np.uint8(1))
    size = (data.size // _AT_ONCE + 1) * _AT_ONCE
    kind[data.size : size] = 0
    count, before = 0, np.uint64(0)
    for begin in range(0, size, _AT_ONCE):
        inside = np.uint64(0)
        for step in range(0, _AT_ONCE, 8):
            eight = eight_at(kind, np.uint64(begin + step))
            inside |= ((((eight | (eight >> _ONE)) & _EACH) * _TOGETHER) >> np.uint64(56)) << np.uint64(step)
        changes = inside ^ ((inside << _ONE) | before)
        before = inside >> np.uint64(63)
        while changes:
            bounds[count] = begin + _PLACE[((changes & (~changes + _ONE)) * _SIX) >> np.uint64(58)]
            count += 1
            changes &= changes - _ONE
    return count // 2


@compiled
def eight_at(data, at):  # type: ignore[no-untyped-def]
    """Give eight bytes as one number, the first one lowest; compiled to a single look where that is possible."""
    out = np.uint64(data[at])
    out |= np.uint64(data[at + np.uint64(1)]) << np.uint64(8)
    out |= np.uint64(data[at + np.uint64(2)]) << np.uint64(16)
    out |= np.uint64(data[at + np.uint64(3)]) << np.uint64(24)
    out |= np.uint64(data[at + np.uint64(4)]) << np.uint64(32)
    out |= np.uint64(data[at + np.uint64(5)]) << np.uint64(40)
    out |= np.uint64(data[at + np.uint64(6)]) << np.uint64(48)
    return out | (np.uint64(data[at + np.uint64(7)]) << np.uint64(56))


@compiled
def plain(kind, low, high):  # type: ignore[no-untyped-def]
    """Say whether a stretch is letters alone."""
    signs = np.uint64(0)
    while high - low >= 8:
        signs |= eight_at(kind, np.uint64(low))
        low += 8
    signs |= eight_at(kind, np.uint64(low)) & ((_ONE << np.uint64(8 * (high - low))) - _ONE)
    return signs & _SIGNS == 0
