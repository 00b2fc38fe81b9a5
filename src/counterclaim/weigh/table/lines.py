"""What a camp says of an object: one line that its sources follow or not, or no line at all.

A camp's claims of one object are either all its sources' own, or some of them repeat one answer, the line; whoever does
not repeat it speaks for itself. How often there is a line, how often it is right, and how often each source follows it
are learnt with everything else. One line is one voice, however many repeat it; what a source says of its own is a
voice of its own. The sums are exact for this model, and linear in the claims.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from counterclaim.weigh.table.camps import Camps
from counterclaim.weigh.table.claims import ClaimTable, Floats, Ints, bounds, sorted_by

compiled = numba.njit(cache=True, nogil=True)

#: How often a source follows its camp's line, beforehand, and how many claims that is worth.
FOLLOWS, FOLLOWS_STRENGTH = 0.8, 5.0
#: How often a camp has a line, and how often that is right, beforehand; worth as many objects.
LINE, LINE_RIGHT, LINE_STRENGTH = 0.8, 0.5, 2.0
LEAST, MOST = 0.01, 0.99


class Entries(NamedTuple):
    """The claims of camps, sorted by object, camp and value.

    `source` has one entry a claim, in 32 bits: it is read in every turn. A *said* is a run of claims with one camp and
    value, from `said[n]` to `said[n + 1]`; a *group* is a run of saids with one object and camp, from `group[n]` to
    `group[n + 1]`, of camp `camp[n]`.
    """

    source: Ints
    said: Ints
    value: Ints
    group: Ints
    camp: Ints


class Habits(NamedTuple):
    """How often each source follows its camp's line; how often each camp has one, and how often that is right."""

    follows: Floats
    line: Floats
    right: Floats


class Lines(NamedTuple):
    """What the camps' claims say of each line, all on a scale of their group.

    Per said: what it `added` to its value's score beyond its claims as voices of their own; the likelihood of the
    group's claims if it is the line and `right`, if it is the line and `wrong`, and over `all` if its value is right.
    Per group the same if another answer is right (`outside`), with the parts of a line that no claim repeats where a
    said value is right (`inside`) and where none is (`unsaid`).
    """

    added: Floats
    right: Floats
    wrong: Floats
    all: Floats
    outside: Floats
    inside: Floats
    unsaid: Floats


class Spoken(NamedTuple):
    """Per said the probability that it is the line and right, and the line and wrong; per group that of a line."""

    right: Floats
    wrong: Floats
    present: Floats


def entries(table: ClaimTable, camps: Camps) -> Entries:
    """Give the claims that camps make; a denial is nobody's line."""
    of = camps.of[table.source]
    claim = np.flatnonzero((of >= 0) & ~table.denied)
    width = max(camps.known.size, 1)
    claim = claim[sorted_by(of[claim], width)[0]]
    claim = claim[sorted_by(table.object[claim], len(table.objects))[0]]
    value, source = table.value[claim], table.source[claim]
    said = bounds(value * width + of[claim])
    value, camp = value[said[:-1]], of[claim[said[:-1]]]
    group = bounds(table.value_object[value] * width + camp)
    return Entries(source.astype(np.int32), said, value, group, camp[group[:-1]])


def start(table: ClaimTable, camps: Camps) -> Habits:
    """Give the habits before anything is seen."""
    count = camps.known.size
    return Habits(np.full(len(table.sources), FOLLOWS), np.full(count, LINE), np.full(count, LINE_RIGHT))


def likely(kept: Entries, habits: Habits, told: tuple[Floats, Floats], wrong: float) -> Lines:
    """Give how likely each line is.

    Takes for each source how likely it is to give the right answer, and any one wrong answer, of its own; and how many
    wrong answers there are.
    """
    odds = habits.follows / (1 - habits.follows)
    terms = np.stack((np.log1p(odds / told[0]), np.log1p(odds / told[1]), np.log1p(-habits.follows)), axis=1)
    said, group = kept.value.size, kept.camp.size
    out = Lines(*(np.zeros(said) for _ in range(4)), *(np.zeros(group) for _ in range(3)))
    _likely(kept, habits, terms, wrong, out)
    return out


@compiled
def _likely(kept, habits, terms, answers, out):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    most = 0
    for g in range(kept.camp.size):
        most = max(most, kept.group[g + 1] - kept.group[g])
    before, after = np.empty(most + 1), np.empty(most + 1)
    right, wrong = out.right, out.wrong
    for g in range(kept.camp.size):
        low, size = kept.group[g], kept.group[g + 1] - kept.group[g]
        line, good = habits.line[kept.camp[g]], habits.right[kept.camp[g]]
        alone, top = 0.0, 0.0
        for n in range(low, low + size):
            if_right = if_wrong = 0.0
            for k in range(kept.said[n], kept.said[n + 1]):
                one = kept.source[k]
                if_right += terms[one, 0]
                if_wrong += terms[one, 1]
                alone += terms[one, 2]
            right[n], wrong[n] = if_right, if_wrong
        for n in range(low, low + size):
            top = max(top, right[n] + alone, wrong[n] + alone)
        none, bad = (1 - line) * np.exp(-top), (1 - good) / answers
        all_alone = line * np.exp(alone - top)
        for n in range(low, low + size):
            right[n] = line * good * np.exp(right[n] + alone - top)
            wrong[n] = line * bad * np.exp(wrong[n] + alone - top)
        # Sums over all others, from both ends: taking one away from the whole would lose the small ones.
        _both_ends(wrong[low : low + size], before, after)
        out.unsaid[g] = max(0.0, 1 - size * bad) * all_alone
        out.inside[g] = max(0.0, (1 - good) * (1 - (size - 1) / answers)) * all_alone
        out.outside[g] = none + before[size] + out.unsaid[g]
        outside = np.log(out.outside[g])
        for n in range(size):
            out.all[low + n] = none + right[low + n] + before[n] + after[n] + out.inside[g]
            out.added[low + n] = np.log(out.all[low + n]) - outside


def spoken(kept: Entries, found: Lines, probability: Floats) -> Spoken:
    """Give how probable each line is, once the values' probabilities are known."""
    said = kept.value.size
    out = Spoken(np.zeros(said), np.zeros(said), np.zeros(kept.camp.size))
    _speak(kept, found, probability, out)
    return out


@compiled
def _speak(kept, found, probability, out):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    most = 0
    for g in range(kept.camp.size):
        most = max(most, kept.group[g + 1] - kept.group[g])
    share, before, after = np.empty(most), np.empty(most + 1), np.empty(most + 1)
    for g in range(kept.camp.size):
        low, size = kept.group[g], kept.group[g + 1] - kept.group[g]
        rest, total = 1.0, 0.0
        for n in range(size):
            p = probability[kept.value[low + n]]
            rest -= p
            share[n] = p / found.all[low + n]
            total += share[n]
        rest = max(rest, 0.0) / found.outside[g]
        _both_ends(share[:size], before, after)
        present = total * found.inside[g] + rest * found.unsaid[g]
        for n in range(size):
            out.right[low + n] = share[n] * found.right[low + n]
            out.wrong[low + n] = found.wrong[low + n] * (before[n] + after[n] + rest)
            present += out.right[low + n] + out.wrong[low + n]
        out.present[g] = min(present, 1.0)


@compiled
def _both_ends(term: Floats, before: Floats, after: Floats) -> None:  # pragma: no cover - compiled
    """Sum what stands before each term, and what stands after; `before[size]` is the whole."""
    size = term.size
    before[0] = 0.0
    for n in range(size):
        before[n + 1] = before[n] + term[n]
    total = 0.0
    for n in range(size - 1, -1, -1):
        after[n] = total
        total += term[n]


class Own(NamedTuple):
    """What the camps' sources do: how often each follows where there is a line, and what is to be taken off its claims.

    `follows` and `chances` have one entry a source; `special` and `all` what of its right, and of all its claims, is
    not its own. `voices` has one entry a value: the voices that copying takes off.
    """

    follows: Floats
    chances: Floats
    special: Floats
    all: Floats
    voices: Floats


def own(kept: Entries, found: Spoken, habits: Habits, told: tuple[Floats, Floats], values: int) -> Own:
    """Give what the camps' sources do; takes what `spoken` gives, and the number of the table's values."""
    count = habits.follows.size
    c = habits.follows
    ways = np.stack((c / (c + (1 - c) * told[0]), c / (c + (1 - c) * told[1])), axis=1)
    out = Own(np.zeros(count), np.zeros(count), np.zeros(count), np.zeros(count), np.zeros(values))
    _own(kept, found, ways, out)
    return out


@compiled
def _own(kept, found, ways, out):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    for g in range(kept.camp.size):
        for n in range(kept.group[g], kept.group[g + 1]):
            right, wrong = found.right[n], found.wrong[n]
            nobody_right = nobody_wrong = 1.0
            off = 0.0
            for k in range(kept.said[n], kept.said[n + 1]):
                one = kept.source[k]
                followed = right * ways[one, 0] + wrong * ways[one, 1]
                out.special[one] += right * ways[one, 0]
                out.all[one] += followed
                out.chances[one] += found.present[g]
                off += followed
                nobody_right *= 1 - ways[one, 0]
                nobody_wrong *= 1 - ways[one, 1]
            out.voices[kept.value[n]] += off - right * (1 - nobody_right) - wrong * (1 - nobody_wrong)


def learnt(kept: Entries, found: Spoken, done: Own) -> Habits:
    """Give the habits that the claims show, leaning on what was taken beforehand where they are few."""
    right = np.add.reduceat(found.right, kept.group[:-1]) if kept.camp.size else np.zeros(0)
    count = int(kept.camp.max(initial=-1)) + 1
    groups = np.bincount(kept.camp, minlength=count)
    present = np.bincount(kept.camp, found.present, count)
    good = np.bincount(kept.camp, right, count)
    return Habits(
        np.clip((done.all + FOLLOWS * FOLLOWS_STRENGTH) / (done.chances + FOLLOWS_STRENGTH), LEAST, MOST),
        np.clip((present + LINE * LINE_STRENGTH) / (groups + LINE_STRENGTH), LEAST, MOST),
        np.clip((good + LINE_RIGHT * LINE_STRENGTH) / (present + LINE_STRENGTH), LEAST, MOST),
    )
