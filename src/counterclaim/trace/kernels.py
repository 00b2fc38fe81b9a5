# ruff: noqa: PLR0913, PLR1714, SIM109 - compiled functions take columns, and know no sets
"""The inner loops of text reuse, compiled: plain functions over columns of numbers, the same results on every machine.

`words` cuts texts into words; `sample` keeps some of their shingles; `links` pairs the carriers of a kept shingle;
`compare` finds what two texts share, exactly. Nothing here knows a report; all bounds are arguments or stand below.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numba
import numpy as np
import numpy.typing as npt

#: Words in a shingle: four in a row seldom coincide, and a changed word spoils only four shingles.
SHINGLE = 4
#: A phrase that a text repeats is met at most this many times in the other.
REPEATS_MAX = 8
#: Carriers of a shingle that are looked at for one of another publisher.
LOOKED_MAX = 512
#: Earlier carriers of its own publisher that a carrier meets: enough for a text printed again, little for a footer.
OWN_MAX = 2
#: Runs of equal words kept for one pair of texts.
RUNS_MAX = 4_000
#: Words that may be changed, added or left out inside one shared extent.
GAP_MAX = 8
#: The same where both texts go on at about the same distance, as a damaged copy does: one word more or less in eight.
ALIGNED_GAP_MAX = 32
ALIGNED_ONE_IN = 8
#: The longest quotation, in characters: one lost mark must not turn a whole text into a quotation.
QUOTED_MAX = 800

_PRIME = np.uint64(1099511628211)
_BASIS = np.uint64(14695981039346656037)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_compiled = numba.njit(cache=True, nogil=True, boundscheck=False)

OPENS, CLOSES, TOGGLES, BREAKS, JOINS = 1, 2, 3, 4, 5


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


@_compiled
def _mixed(number: np.uint64) -> np.uint64:
    number ^= number >> np.uint64(32)
    number *= _MIX
    number ^= number >> np.uint64(32)
    number *= _MIX
    return number ^ (number >> np.uint64(32))


@_compiled
def words(codes, offsets, folded, part, first, word, start, end, quoted):  # type: ignore[no-untyped-def]
    """Cut texts into words, and mark those in quotation marks; gives how many words there are.

    Takes the code points of all texts one after another, where each text starts (and the last ends), the alphabet, and
    columns to fill: `first` word of each text, and per word its number, start and end in its text, and 1 if quoted. A
    quotation ends at its mark, at the end of its line, or is none when it grows too long.
    """
    count = 0
    for text in range(offsets.size - 1):
        first[text] = count
        low, high = offsets[text], offsets[text + 1]
        opened, sign = -1, 0
        first_quoted = 0
        at = low
        while at < high:
            letter = folded[codes[at]]
            if letter:
                begun, number = at, _BASIS
                while at < high:
                    letter = folded[codes[at]]
                    if letter:
                        number = (number ^ np.uint64(letter)) * _PRIME
                        at += 1
                    elif part[codes[at]] == JOINS and at + 1 < high and folded[codes[at + 1]]:
                        number = (number ^ np.uint64(39)) * _PRIME
                        at += 1
                    else:
                        break
                word[count] = np.uint32(_mixed(number) >> np.uint64(32))
                start[count] = begun - low
                end[count] = at - low
                quoted[count] = 0
                count += 1
                continue
            kind = part[codes[at]]
            if kind == BREAKS:
                opened = -1
            elif opened < 0 and (kind == OPENS or kind == TOGGLES):
                opened, sign, first_quoted = at, kind, count
            elif opened >= 0 and ((sign == OPENS and kind == CLOSES) or (sign == TOGGLES and kind == TOGGLES)):
                if at - opened <= QUOTED_MAX:
                    for inner in range(first_quoted, count):
                        quoted[inner] = 1
                opened = -1
            at += 1
    first[offsets.size - 1] = count
    return count


@_compiled
def shingle(word, at):  # type: ignore[no-untyped-def]
    """Give the hash of the words of a shingle."""
    total = np.uint64(0)
    for step in range(SHINGLE):
        total = total * _GOLDEN + np.uint64(word[at + step]) + np.uint64(1)
    return _mixed(total)


@_compiled
def sample(first, word, head, tail, limit, hashes, carriers):  # type: ignore[no-untyped-def]
    """Keep the shingles whose hash is below `limit`, the same ones in every text; gives how many were kept.

    The first `head` and last `tail` words of a text (its boilerplate) are passed over.
    """
    count = 0
    for text in range(first.size - 1):
        for at in range(first[text] + head[text], first[text + 1] - tail[text] - SHINGLE + 1):
            found = shingle(word, at)
            if found <= limit:
                if count < hashes.size:
                    hashes[count] = found
                    carriers[count] = text
                count += 1
    return count


@_compiled
def links(hashes, carriers, publisher, earlier_max, carriers_max, out):  # type: ignore[no-untyped-def]
    """Pair each carrier of a shingle with its earliest carriers; gives how many pairs there are.

    Takes the shingles sorted by hash, then carrier. A pair is `later << 32 | earlier`. A shingle with more than
    `carriers_max` carriers pairs none; each carrier meets `earlier_max` earlier ones of other publishers and `OWN_MAX`
    of its own at most. Publisher 0 is unknown and differs from every other.
    """
    count, begin = 0, 0
    while begin < hashes.size:
        stop = begin + 1
        while stop < hashes.size and hashes[stop] == hashes[begin]:
            stop += 1
        if 1 < stop - begin <= carriers_max:
            for later in range(begin + 1, stop):
                met, own = 0, 0
                for earlier in range(begin, min(later, begin + LOOKED_MAX)):
                    a, b = carriers[earlier], carriers[later]
                    if publisher[a] and publisher[a] == publisher[b]:
                        if own >= OWN_MAX:
                            continue
                        own += 1
                        met -= 1
                    if count < out.size:
                        out[count] = (np.uint64(b) << np.uint64(32)) | np.uint64(a)
                    count += 1
                    met += 1
                    if met >= earlier_max:
                        break
        begin = stop
    return count


@_compiled
def index(word, low, high, slots, places, following):  # type: ignore[no-untyped-def]
    """Fill a hash table of a text's shingles; repeats hang behind the first in text order."""
    slots[:] = 0
    places[:] = -1
    mask = np.uint64(slots.size - 1)
    for at in range(high - SHINGLE, low - 1, -1):
        found = shingle(word, at)
        key = found | np.uint64(1)
        slot = found & mask
        while slots[slot] != 0 and slots[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = key
        following[at - low] = places[slot]
        places[slot] = at - low


@_compiled
def runs(word, a, a_end, b, b_end, slots, places, following, out):  # type: ignore[no-untyped-def]
    """Give every maximal run of at least `SHINGLE` equal words of text a and the indexed text b, by place in a.

    Fills rows (place in a, place in b, words). At `RUNS_MAX` rows the rest is left out.
    """
    count = 0
    mask = np.uint64(slots.size - 1)
    for at in range(a, a_end - SHINGLE + 1):
        found = shingle(word, at)
        key = found | np.uint64(1)
        slot = found & mask
        while slots[slot] != 0 and slots[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] == 0:
            continue
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
    return count


@_compiled
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


@_compiled
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


@_compiled
def compare(pairs, low, high, first, word, quoted, head, tail, least, out):  # type: ignore[no-untyped-def]
    """Compare the pairs from `low` to `high`, sorted by the later text; gives how many extents there are.

    The first `head` and last `tail` words of a text (its boilerplate) are passed over.

    Fills rows (pair, start and end in the earlier text, start and end in the later, equal words, words covered outside
    quotation marks), as
    many as `out` holds.
    """
    longest = 0
    for at in range(low, high):
        b = pairs[at] >> np.uint64(32)
        longest = max(longest, first[b + 1] - first[b])
    size = 16
    while size < 2 * longest:
        size *= 2
    slots, places = np.zeros(size, np.uint64), np.zeros(size, np.int64)
    following = np.zeros(longest + 1, np.int64)
    found, joined = np.zeros((RUNS_MAX, 3), np.int64), np.zeros((RUNS_MAX, 5), np.int64)
    chosen = np.zeros((RUNS_MAX, 5), np.int64)
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
            index(word, b_low, b_high, slots[:mine], places[:mine], following)
            indexed = b
        a_low, a_high = first[a] + head[a], first[a + 1] - tail[a]
        made = runs(word, a_low, a_high, b_low, b_high, slots[:mine], places[:mine], following, found)
        made = join(found, made, word, a_low, b_low, joined)
        made = choose(joined, made, least, chosen)
        order = np.argsort(chosen[:made, 0])
        for one in order:
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


@_compiled
def shared_tail(first, word, a, b, most):  # type: ignore[no-untyped-def]
    """Give how many words at their ends two texts have in common, `most` at most."""
    count = 0
    end_a, end_b = first[a + 1], first[b + 1]
    while count < most and end_a - count > first[a] and end_b - count > first[b]:
        if word[end_a - count - 1] != word[end_b - count - 1]:
            break
        count += 1
    return count


@_compiled
def shared_head(first, word, a, b, most):  # type: ignore[no-untyped-def]
    """Give how many words at their starts two texts have in common, `most` at most."""
    count = 0
    while count < most and first[a] + count < first[a + 1] and first[b] + count < first[b + 1]:
        if word[first[a] + count] != word[first[b] + count]:
            break
        count += 1
    return count


@_compiled
def common(word, a, a_end, b, b_end, enough):  # type: ignore[no-untyped-def]
    """Give how many shingles of text b stand in text a too, up to `enough`."""
    length = a_end - a
    size = 16
    while size < 2 * max(length, 1):
        size *= 2
    slots, places = np.zeros(size, np.uint64), np.zeros(size, np.int64)
    index(word, a, a_end, slots, places, np.zeros(length + 1, np.int64))
    mask, met = np.uint64(size - 1), 0
    for at in range(b, b_end - SHINGLE + 1):
        found = shingle(word, at)
        key = found | np.uint64(1)
        slot = found & mask
        while slots[slot] != 0 and slots[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] != 0:
            met += 1
            if met >= enough:
                break
    return met
