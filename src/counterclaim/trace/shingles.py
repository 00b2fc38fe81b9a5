# ruff: noqa: PLR0913 - compiled functions take columns
"""Shingles, compiled: `sample` keeps some, the same ones in every text; `links` pairs the carriers of a kept one.

A kept shingle is one number, `hash << 32 | place`: 31 bits of its hash, and its text's place in order of time. Eight
more bits of the hash are its *part*: the shingles of one part are sorted, and their carriers paired, by themselves,
so that any number of machines, or of passes on one, share the work.
"""

from __future__ import annotations

import numpy as np

from counterclaim.trace.letters import mixed
from counterclaim.trace.scan import compiled

#: Words in a shingle: four in a row seldom coincide, and a changed word spoils only four shingles.
SHINGLE = 4
#: How many parts shingles fall into, by bits of their hash.
PARTS = 256
#: Carriers of a shingle that are looked at for one of another publisher.
LOOKED_MAX = 512
#: Earlier carriers of another publisher that a carrier meets.
EARLIER_MAX = 4
#: Earlier carriers of its own publisher that a carrier meets: enough for a text printed again, little for a footer.
OWN_MAX = 2
#: Marks for each entry of a part, and slots of the table of pairs before it grows: powers of two.
MARKS, SLOTS = 8, 1 << 15
#: Entries that are put in order one by one.
FEW = 32
#: Where a shingle has this many earlier carriers, a carrier meets the earliest of another publisher alone.
CROWD = 5_000

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_OUT, _GONE = np.uint64(0x9E3779B97F4A7C15**3 % 2**64), np.uint64(0x9E3779B97F4A7C15**4 % 2**64)
_ONE = np.uint64(1)


@compiled
def shingles(word, out):  # type: ignore[no-untyped-def]
    """Fill the hash of the words from each place on; the last places of a text run into the next and mean nothing."""
    total = np.uint64(0)
    for at in range(word.size):
        if at >= SHINGLE:
            total -= (np.uint64(word[at - SHINGLE]) + _ONE) * _OUT
        total = total * _GOLDEN + np.uint64(word[at]) + _ONE
        if at >= SHINGLE - 1:
            out[at - SHINGLE + 1] = mixed(total)


@compiled
def sample(first, word, head, tail, limit, hashes, kept):  # type: ignore[no-untyped-def]
    """Keep the shingles whose hash is at most `limit`; fills their hashes, for as many as words at most, and per text
    how many there are before it.

    Takes, per text, how many words at its head and tail are boilerplate and passed over.
    """
    count = 0
    for text in range(first.size - 1):
        kept[text] = count
        low, high = first[text] + head[text], first[text + 1] - tail[text]
        if high - low < SHINGLE:
            continue
        total = np.uint64(0)
        for at in range(low, low + SHINGLE - 1):
            total = total * _GOLDEN + np.uint64(word[at]) + _ONE
        # What leaves is made ready before it is needed: one product waits for another, none for two.
        gone = np.uint64(0)
        for at in range(low + SHINGLE - 1, high):
            total = total * _GOLDEN + (np.uint64(word[at]) + _ONE - gone)
            gone = (np.uint64(word[at - SHINGLE + 1]) + _ONE) * _GONE
            found = mixed(total)
            # Written whether kept or not: which is kept is chance, and a processor that guesses loses by it.
            hashes[count] = found
            count += int(found <= limit)
    kept[first.size - 1] = count


@compiled
def by_part(hashes, kept, place, size, entry):  # type: ignore[no-untyped-def]
    """Fill the entries of kept shingles, one part after another, and how many each part has.

    Takes what `sample` fills, and per text its place in order of time.
    """
    size[:] = 0
    for one in hashes:
        size[np.int64((one >> np.uint64(54)) & np.uint64(255))] += 1
    at_part = np.zeros(PARTS, np.int64)
    for later in range(1, PARTS):
        at_part[later] = at_part[later - 1] + size[later - 1]
    for text in range(place.size):
        for one in hashes[kept[text] : kept[text + 1]]:
            part = np.int64((one >> np.uint64(54)) & np.uint64(255))
            low = (one >> np.uint64(23)) & np.uint64(0x7FFFFFFF)
            entry[at_part[part]] = (low << np.uint64(32)) | np.uint64(place[text])
            at_part[part] += 1


@compiled
def met(entry, marks, out):  # type: ignore[no-untyped-def]
    """Fill the entries of one part whose shingle another may have too, in order; gives how many.

    Takes marks for bits of the shingle, a power of two: what alone has its mark is carried once, and most shingles are.
    """
    marks[:] = 0
    most = np.uint64(marks.size - 1)
    for one in entry:
        mark = (one >> np.uint64(32)) & most
        marks[mark] += marks[mark] < 2
    count = 0
    for one in entry:
        # Written whether kept or not, as in `sample`.
        out[count] = one
        count += marks[(one >> np.uint64(32)) & most] > 1
    return count


@compiled
def ordered(entry, begins, out):  # type: ignore[no-untyped-def]
    """Fill entries in order; takes room for where each of a power of two of ranges of shingles begins, and the end.

    A range has few entries, or one crowd's, so that to order each by itself is less than to order all.
    """
    shift = np.uint64(63)
    while np.uint64(1) << (np.uint64(63) - shift) < np.uint64(begins.size - 1):
        shift -= _ONE
    begins[:] = 0
    for one in entry:
        begins[(one >> shift) + _ONE] += 1
    for later in range(1, begins.size):
        begins[later] += begins[later - 1]
    for one in entry:
        out[begins[one >> shift]] = one
        begins[one >> shift] += 1
    low = 0
    for high in begins[:-1]:
        if high - low > FEW:
            out[low:high].sort()
        else:
            for at in range(low + 1, high):
                one, to = out[at], at
                while to > low and out[to - 1] > one:
                    out[to] = out[to - 1]
                    to -= 1
                out[to] = one
        low = high


@compiled
def once(entry):  # type: ignore[no-untyped-def]
    """Move sorted entries together, each once; gives how many there are."""
    count = 0
    for at in range(entry.size):
        if not at or entry[at] != entry[at - 1]:
            entry[count] = entry[at]
            count += 1
    return count


@compiled
def links(entry, publisher, out):  # type: ignore[no-untyped-def]
    """Pair each carrier of a shingle with its earliest carriers; gives how many pairs, and how many crowds, there are.

    Takes the entries of one part, sorted, each once, and per place the number of a publisher, 0 where it is not known
    (it differs from every other). A pair is `later << 32 | earlier`, in places. Each carrier meets `EARLIER_MAX`
    earlier ones of other publishers and `OWN_MAX` of its own at most; in a crowd, the earliest of another alone.
    """
    count, crowds, begin = 0, 0, 0
    room = out.size
    while begin < entry.size:
        found = entry[begin] >> np.uint64(32)
        stop = begin + 1
        while stop < entry.size and entry[stop] >> np.uint64(32) == found:
            stop += 1
        crowds += stop - begin > CROWD
        for later in range(begin + 1, stop):
            b = np.int64(entry[later] & np.uint64(0xFFFFFFFF))
            met, own = 0, 0
            enough, own_enough = (EARLIER_MAX, OWN_MAX) if later - begin < CROWD else (1, 0)
            for earlier in range(begin, min(later, begin + LOOKED_MAX)):
                a = np.int64(entry[earlier] & np.uint64(0xFFFFFFFF))
                if publisher[a] and publisher[a] == publisher[b]:
                    if own >= own_enough:
                        continue
                    own += 1
                else:
                    met += 1
                if count < room:
                    out[count] = (np.uint64(b) << np.uint64(32)) | np.uint64(a)
                count += 1
                if met >= enough:
                    break
        begin = stop
    return count, crowds


@compiled
def repeats(pair, slots, found, hits):  # type: ignore[no-untyped-def]
    """Fill each pair once, and how often it stands there; gives how many there are. Takes a table, which grows."""
    count, bits = 0, 0
    slots[:] = -1
    while 1 << bits < slots.size:
        bits += 1
    for one in pair:
        mask = np.uint64(slots.size - 1)
        slot = (one * _GOLDEN) >> np.uint64(64 - bits)
        while slots[slot] >= 0 and found[slots[slot]] != one:
            slot = (slot + _ONE) & mask
        if slots[slot] >= 0:
            hits[slots[slot]] += 1
            continue
        slots[slot], found[count], hits[count] = count, one, 1
        count += 1
        if 2 * count > slots.size:
            bits += 2
            slots = np.full(1 << bits, -1, np.int32)
            mask = np.uint64(slots.size - 1)
            for at in range(count):
                slot = (found[at] * _GOLDEN) >> np.uint64(64 - bits)
                while slots[slot] >= 0:
                    slot = (slot + _ONE) & mask
                slots[slot] = at
    return count


@compiled
def totals(pair, hits, out_pair, out_hits):  # type: ignore[no-untyped-def]
    """Sum the hits of equal pairs, which stand together; gives how many pairs there are."""
    count = 0
    for at in range(pair.size):
        if count and out_pair[count - 1] == pair[at]:
            out_hits[count - 1] += hits[at]
        else:
            out_pair[count], out_hits[count] = pair[at], hits[at]
            count += 1
    return count


@compiled
def keys(first, word, least, out):  # type: ignore[no-untyped-def]
    """Fill a hash of all the words of each text of at least `least` words."""
    for text in range(first.size - 1):
        if first[text + 1] - first[text] >= least:
            # Four sums, so that no product waits for the one before.
            one = two = three = four = np.uint64(0)
            low, high = first[text], first[text + 1]
            for at in range(low, high - 3, 4):
                one = one * _GOLDEN + np.uint64(word[at]) + _ONE
                two = two * _GOLDEN + np.uint64(word[at + 1]) + _ONE
                three = three * _GOLDEN + np.uint64(word[at + 2]) + _ONE
                four = four * _GOLDEN + np.uint64(word[at + 3]) + _ONE
            for at in range(high - (high - low) % 4, high):
                one = one * _GOLDEN + np.uint64(word[at]) + _ONE
            out[text] = mixed(one ^ mixed(two ^ mixed(three ^ mixed(four)))) | _ONE
