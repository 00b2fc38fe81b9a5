# ruff: noqa: PLR0912, PLR0913, PLR1714, SIM109, C901 - compiled functions take columns and know no sets
"""From letters to words, compiled: `cut` numbers the words of texts in UTF-8, `places` says where each stands.

Both find the same words: a word is letters, digits and marks, folded to lower case, with apostrophes inside.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numba
import numpy as np
import numpy.typing as npt

#: The longest quotation, in characters: one lost mark must not turn a whole text into a quotation.
QUOTED_MAX = 800

PRIME = np.uint64(1099511628211)
BASIS = np.uint64(14695981039346656037)
_MIX = np.uint64(0xD6E8FEB86659FD93)
compiled = numba.njit(cache=True, nogil=True, boundscheck=False)

OPENS, CLOSES, TOGGLES, BREAKS, JOINS = 1, 2, 3, 4, 5
#: What a byte alone can tell: nothing but an end of a word, nothing at all, or (above both) a letter, folded.
OTHER, GAP = 0, 1


@cache
def alphabet() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Give for every code point its folded form (0 outside words) and its part (quotation mark, line end), and for
    every byte of UTF-8 what it tells alone."""
    folded = np.zeros(0x110000, np.uint32)
    for code in (*range(0xD800), *range(0xE000, 0x323B0)):
        sign = chr(code)
        if sign.isalnum() or sign == "_" or unicodedata.category(sign) == "Mn":
            folded[code] = ord(sign.casefold()[0])
    part = np.zeros(0x110000, np.uint8)
    for signs, kind in (("“«„", OPENS), ("”»", CLOSES), ('"', TOGGLES), ("\n", BREAKS), ("'’", JOINS)):
        for sign in signs:
            part[ord(sign)] = kind
    plain = np.zeros(256, np.uint8)
    plain[:128] = np.where(folded[:128] > 0, folded[:128], np.where(part[:128] > 0, OTHER, GAP))
    return folded, part, plain


@compiled
def mixed(number: np.uint64) -> np.uint64:
    """Give a number whose every bit depends on every bit of another."""
    number ^= number >> np.uint64(32)
    number *= _MIX
    number ^= number >> np.uint64(32)
    number *= _MIX
    return number ^ (number >> np.uint64(32))


@compiled
def sign_at(data, at):  # type: ignore[no-untyped-def]
    """Give the code point that begins at a byte of UTF-8, and how many bytes it has."""
    lead = np.uint32(data[at])
    if lead < 0x80:
        return lead, 1
    if lead < 0xE0:
        return ((lead & 0x1F) << 6) | (data[at + 1] & 0x3F), 2
    if lead < 0xF0:
        return ((lead & 0x0F) << 12) | ((data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F), 3
    high = ((lead & 0x07) << 18) | ((data[at + 1] & 0x3F) << 12)
    return high | ((data[at + 2] & 0x3F) << 6) | (data[at + 3] & 0x3F), 4


@compiled
def signs_between(data, low, high):  # type: ignore[no-untyped-def]
    """Give how many code points begin between two bytes of UTF-8."""
    count = 0
    for at in range(low, high):
        count += (data[at] & 0xC0) != 0x80
    return count


@compiled
def cut(data, offsets, folded, part, plain, first, word, quoted):  # type: ignore[no-untyped-def]
    """Number the words of texts and mark those in quotation marks; gives how many words there are.

    Takes the UTF-8 of all texts one after another, where each starts (and the last ends), the alphabet, and columns to
    fill: `first` word of each text, and per word its number and 1 if quoted. A quotation ends at its mark, at the end
    of its line, or is none when it grows too long.
    """
    count = 0
    for text in range(offsets.size - 1):
        first[text] = count
        at, high = offsets[text], offsets[text + 1]
        opened, mark, first_quoted = -1, 0, 0
        while at < high:
            if plain[data[at]] == GAP:
                at += 1
                continue
            code, size = sign_at(data, at)
            letter = folded[code]
            if letter:
                number = BASIS
                while True:
                    number = (number ^ np.uint64(letter)) * PRIME
                    at += size
                    while at < high and plain[data[at]] > GAP:
                        number = (number ^ np.uint64(plain[data[at]])) * PRIME
                        at += 1
                    if at >= high or plain[data[at]] == GAP:
                        break
                    code, size = sign_at(data, at)
                    letter = folded[code]
                    if letter:
                        continue
                    if part[code] != JOINS or at + size >= high:
                        break
                    following, more = sign_at(data, at + size)
                    letter = folded[following]
                    if not letter:
                        break
                    number = (number ^ np.uint64(39)) * PRIME
                    at += size
                    size = more
                word[count] = np.uint32(mixed(number) >> np.uint64(32))
                quoted[count] = 0
                count += 1
                continue
            kind = part[code]
            if kind:
                if kind == BREAKS:
                    opened = -1
                elif opened < 0 and (kind == OPENS or kind == TOGGLES):
                    opened, mark, first_quoted = at, kind, count
                elif opened >= 0 and ((mark == OPENS and kind == CLOSES) or (mark == TOGGLES and kind == TOGGLES)):
                    if signs_between(data, opened, at) <= QUOTED_MAX:
                        for inner in range(first_quoted, count):
                            quoted[inner] = 1
                    opened = -1
            at += size
    first[offsets.size - 1] = count
    return count


@compiled
def places(data, offsets, folded, part, plain, first, start, end):  # type: ignore[no-untyped-def]
    """Say where the words that `cut` numbers stand; gives how many there are.

    Takes the same UTF-8, and columns to fill: `first` word of each text, and per word its start and end in its text, in
    code points.
    """
    count = 0
    for text in range(offsets.size - 1):
        first[text] = count
        at, high = offsets[text], offsets[text + 1]
        # Bytes that continue a code point: what a place in bytes has too much.
        begin, inside = at, False
        while at < high:
            kind = plain[data[at]]
            if kind == GAP:
                if inside:
                    end[count] = at - begin
                    inside, count = False, count + 1
                at += 1
                continue
            size = 1
            letter = True
            if kind == OTHER:
                code, size = sign_at(data, at)
                letter = folded[code] != 0
                if not letter and inside and part[code] == JOINS and at + size < high:
                    letter = folded[sign_at(data, at + size)[0]] != 0
            if letter != inside:
                if letter:
                    start[count] = at - begin
                else:
                    end[count] = at - begin
                    count += 1
                inside = letter
            at += size
            begin += size - 1
        if inside:
            end[count] = at - begin
            count += 1
    first[offsets.size - 1] = count
    return count
