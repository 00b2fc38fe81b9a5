# ruff: noqa: PLR0913, PLR1714, SIM109 - compiled functions take columns and know no sets
"""From letters to words, compiled: `cut` numbers the words of texts in UTF-8, and `places` says where each stands.

A word is letters, digits and marks, folded to lower case, with apostrophes inside. Where it stands is kept as a
*stride*: the code points from the word before it, and its own, in one byte where a sign or two and few letters are.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from counterclaim.trace import scan
from counterclaim.trace.scan import compiled

#: The longest quotation, in characters: one lost mark must not turn a whole text into a quotation. Marks that tell
#: opening from closing are not so easily mistaken: between the two stands no other that opens.
QUOTED_MAX, QUOTED_PAIRED_MAX = 800, 2_400

BASIS, PRIME = np.uint64(14695981039346656037), np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_ONE = np.uint64(1)

OPENS, CLOSES, TOGGLES, BREAKS, JOINS = 1, 2, 3, 4, 5
#: What any apostrophe inside a word counts as.
JOINED = 39
#: The bit of a byte that says that more of the number follows; alone, that a stride of any size follows.
_MORE = 0x80
#: Where code points before a word, one or two, stand in a stride of one byte; below is the word's length.
_GAP_BIT = 6


@cache
def alphabet() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Give for every code point its folded form (0 outside words) and its part (quotation mark, line end)."""
    folded = np.zeros(0x110000, np.uint32)
    for code in (*range(0xD800), *range(0xE000, 0x323B0)):
        sign = chr(code)
        if sign.isalnum() or sign == "_" or unicodedata.category(sign) == "Mn":
            folded[code] = ord(sign.casefold()[0])
    part = np.zeros(0x110000, np.uint8)
    for signs, kind in (("“«„", OPENS), ("”»", CLOSES), ('"', TOGGLES), ("\n", BREAKS), ("'’", JOINS)):
        for sign in signs:
            part[ord(sign)] = kind
    return folded, part


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
def put_in(number, letters):  # type: ignore[no-untyped-def]
    """Put up to eight letters into the number of a word."""
    number = (number ^ letters) * PRIME
    return number ^ (number >> np.uint64(32))


@compiled
def put_letter(number, held, count, letter):  # type: ignore[no-untyped-def]
    """Put a letter after those that wait to be put in; gives the number, those that wait, and how many bytes they are.

    A letter of ASCII is a byte, as `number_of` takes it; any other is four. Eight bytes wait until another comes.
    """
    size = 1 if letter < 0x80 else 4
    code = np.uint64(letter | np.uint32(scan.CASE)) if letter < 0x80 else np.uint64(letter)
    for byte in range(size):
        if count == 8:
            number, held, count = put_in(number, held), np.uint64(0), 0
        held |= ((code >> np.uint64(8 * byte)) & np.uint64(255)) << np.uint64(8 * count)
        count += 1
    return number, held, count


@compiled
def number_of(data, low, high):  # type: ignore[no-untyped-def]
    """Give the number of a word of plain letters, which stand between two places."""
    number = BASIS
    while high - low > 8:
        number = put_in(number, scan.folded_at(data, low, 8))
        low += 8
    return np.uint32((put_in(number, scan.folded_at(data, low, high - low)) * _MIX) >> np.uint64(32))


@compiled
def put_stride(stride, at, gap, length):  # type: ignore[no-untyped-def]
    """Write how many code points are before a word and in it; gives what is next.

    What does not fit into one byte is written seven bits a byte, lowest first.
    """
    if (gap == 1 or gap == 2) and length < 1 << _GAP_BIT:
        stride[at] = length | (gap - 1) << _GAP_BIT
        return at + 1
    stride[at] = _MORE
    at += 1
    for points in (gap, length):
        rest = points
        while rest >= _MORE:
            stride[at] = rest & (_MORE - 1) | _MORE
            rest >>= 7
            at += 1
        stride[at] = rest
        at += 1
    return at


@compiled
def put_quoted(quoted, at, first, low, high):  # type: ignore[no-untyped-def]
    """Write the bounds of a quotation that has words; one that follows another at once goes on with it.

    Takes where to write, and where the text's bounds begin; gives what is next.
    """
    if low == high:
        return at
    if at == first or quoted[at - 1] != low:
        quoted[at] = low
        at += 2
    quoted[at - 1] = high
    return at


@compiled
def points_at(stride, at):  # type: ignore[no-untyped-def]
    """Read a number of code points, written seven bits a byte; gives it, and the place after it."""
    points, bits = np.int64(stride[at] & (_MORE - 1)), 0
    while stride[at] & _MORE:
        at, bits = at + 1, bits + 7
        points |= np.int64(stride[at] & (_MORE - 1)) << bits
    return points, at + 1


@compiled
def cut(data, offsets, letters, part, columns):  # type: ignore[no-untyped-def]
    """Number the words of texts and find what is in quotation marks; gives how many words, bytes of strides and bounds
    of quotations there are.

    Takes the UTF-8 of all texts one after another, where each starts (and the last ends), the alphabet, and columns to
    fill: `first` word of each text, where its strides and its quotations begin, per word its number and stride, and of
    each quotation its first word in its text and the one after it. A quotation ends at its mark, at the end of its line
    where the next one opens it again, or is none: at the end of another line (but where that is broken in a sentence,
    as in wires and scans), or too long.
    """
    first, begins, begins_quoted, word, stride, quoted = columns
    count = strides = bounded = 0
    held, bounds, signs = scan.room(offsets)
    for text in range(offsets.size - 1):
        first[text], begins[text], begins_quoted[text] = count, strides, bounded
        begin = offsets[text]
        found = scan.stretches(data[begin : offsets[text + 1]], held, bounds, signs)
        whose = first[text], begins_quoted[text]
        # Where a quotation was opened (-1: none is), by which mark, and before which word.
        quotation = -1, 0, 0
        # Where the last word ended, in code points; and how many bytes too many a place in bytes has: those that
        # continue a code point.
        last = more = 0
        for one in range(found):
            low, high = bounds[2 * one], bounds[2 * one + 1]
            if scan.plain(signs, low, high):
                word[count] = number_of(held, low, high)
                count += 1
                strides = put_stride(stride, strides, low - more - last, high - low)
                last = high - more
            else:
                mixture = data, begin + low, begin + high, letters, part
                here = count, strides, bounded, last, begin + more
                here, quotation = _signs(mixture, here, quotation, whose, (word, stride, quoted))
                count, strides, bounded, last, more = here[0], here[1], here[2], here[3], here[4] - begin
    first[offsets.size - 1], begins[offsets.size - 1], begins_quoted[offsets.size - 1] = count, strides, bounded
    return count, strides, bounded


@compiled
def _goes_on(data, at, letters):  # type: ignore[no-untyped-def]
    """Say whether the line that ends at a place breaks a sentence: after a word or a comma, without a blank line."""
    back = at - 1
    while back > 0 and (data[back] == 32 or data[back] == 13 or (data[back] & 0xC0) == 0x80):
        back -= 1
    code, _ = sign_at(data, max(0, back))
    blank = at + 1 < data.size and (data[at + 1] == 10 or data[at + 1] == 13)
    return not blank and (letters[code] != 0 or code == 44 or code == 45)


@compiled
def _again(data, at, part, mark):  # type: ignore[no-untyped-def]
    """Say whether the next line begins with a mark: each paragraph of a quotation opens it, the last one closes it."""
    while at < data.size and (data[at] == 10 or data[at] == 13 or data[at] == 32 or data[at] == 9):
        at += 1
    return at < data.size and part[sign_at(data, at)[0]] == mark


@compiled
def _signs(mixture, here, quotation, whose, columns):  # type: ignore[no-untyped-def]
    """Number the words of a stretch sign by sign; gives how far all is now, and the quotation it leaves open.

    `here` is how many words, bytes of strides and bounds of quotations there are, where the last word ended, and what a
    place in all bytes has too much; `whose` are the first word of the text and its first bound of quotations.
    """
    data, at, high, letters, part = mixture
    count, strides, bounded, last, more = here
    (text, mine), (word, stride, quoted) = whose, columns
    opened, mark, first_quoted = quotation
    while at < high:
        code, size = sign_at(data, at)
        if letters[code]:
            number, held, waiting = BASIS, np.uint64(0), 0
            letter, start = letters[code], at - more
            while letter:
                number, held, waiting = put_letter(number, held, waiting, letter)
                at += size
                more += size - 1
                letter = np.uint32(0)
                if at < high:
                    code, size = sign_at(data, at)
                    letter = letters[code]
                    if not letter and part[code] == JOINS and at + size < high:
                        following, _ = sign_at(data, at + size)
                        letter = np.uint32(JOINED if letters[following] else 0)
            word[count] = np.uint32((put_in(number, held) * _MIX) >> np.uint64(32))
            count += 1
            strides = put_stride(stride, strides, start - last, at - more - start)
            last = at - more
            continue
        sign = part[code]
        if opened < 0 or (mark == OPENS and sign == OPENS):
            if sign == OPENS or sign == TOGGLES:
                opened, mark, first_quoted = at, sign, count
        elif sign == BREAKS and _goes_on(data, at, letters):
            pass
        elif (sign == BREAKS and _again(data, at, part, mark)) or (sign == (CLOSES if mark == OPENS else TOGGLES)):
            if signs_between(data, opened, at) <= (QUOTED_PAIRED_MAX if mark == OPENS else QUOTED_MAX):
                bounded = put_quoted(quoted, bounded, mine, first_quoted - text, count - text)
            opened = -1
        elif sign == BREAKS:
            opened = -1
        at += size
        more += size - 1
    return (count, strides, bounded, last, more), (opened, mark, first_quoted)


@compiled
def places(first, begins, stride, asked, start, end):  # type: ignore[no-untyped-def]
    """Fill where the words of the texts that are asked for start and end, in code points of their text."""
    for text in np.flatnonzero(asked):
        at, place = begins[text], np.int64(0)
        for one in range(first[text], first[text + 1]):
            gap, length = np.int64((stride[at] >> _GAP_BIT) + 1), np.int64(stride[at] & ((1 << _GAP_BIT) - 1))
            at += 1
            if stride[at - 1] == _MORE:
                gap, at = points_at(stride, at)
                length, at = points_at(stride, at)
            start[one] = place + gap
            end[one] = place = start[one] + length
