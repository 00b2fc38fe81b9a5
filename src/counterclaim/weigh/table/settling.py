"""From claims to the probability of each answer: sources and answers are judged together, in turns.

A source tells the special truth, something more general, or something wrong, each in its own share; shares are learnt
from how probable its claims are, and the probabilities from the shares (expectation and maximisation; the habit of
being general follows Jung et al., EDBT 2019, in kind). Answers that nobody gives keep a part of the probability. What
sources of a camp say is read as `lines` tells. A name that is often given wrongly for other objects counts for less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numba
import numpy as np

from counterclaim.weigh.table import levels, lines
from counterclaim.weigh.table.camps import Camps
from counterclaim.weigh.table.claims import ClaimTable, Floats, Ints, one_in
from counterclaim.weigh.table.generality import Generality

compiled = numba.njit(cache=True, nogil=True)

TURNS = 40
#: When no answer's probability moves by more than this, the turns end; at `TURNS` they end too, and the result says so.
#: Shares may go on: that of a source whose every claim repeats its camp's line hangs on next to nothing.
STILL = 0.01
#: From so many objects on, one in `ONE_IN` is settled before all are.
MANY, ONE_IN = 20_000, 4
#: Claims' worth of what sources (or claims of a name) do on average that each source (or name) starts with.
SHARED_STRENGTH = 5.0
#: What all sources start with: special, general, wrong. A part of a list is seldom given for the whole: with more of
#: that to begin with, whoever adds a wrong name can come to be the only one who tells the whole.
START, START_OF_LISTS, START_OF_NAMES = (4.0, 1.0, 1.0), (4.0, 0.25, 1.0), (4.0, 0.0, 1.0)
SHARE_MIN = 0.02
#: Voices beyond which a name's own share is not believed at all.
NAMES_MOST = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """What a table comes to.

    `probability` and `voices` of each value, `shares` (special, general, wrong) of each source. `score` of each value,
    a logarithm, is what its probability comes of: the `power` of the claims of it, each a voice of its own (special,
    general, denied; less its name's `rare`), what each *said* of the camps' `entries` has `added`, and what being told
    alike adds (`levels`).
    """

    probability: Floats
    voices: Floats
    shares: Floats
    score: Floats
    power: Floats
    rare: Floats
    levels: levels.Levels
    entries: lines.Entries
    added: Floats
    converged: bool
    turns: int


class _Begin(NamedTuple):
    """What turns begin with, and what they come to for others: each source's shares, and the camps' habits."""

    shares: Floats
    habits: lines.Habits


def settle(table: ClaimTable, wider: Generality, camps: Camps, trust: Floats | None) -> Settled:
    """Settle a table; `trust` is a first reliability of each source, where something tells it."""
    start = np.array((START if wider.by_object else START_OF_LISTS) if wider.general.size else START_OF_NAMES)
    return _turns(table, wider, camps, start, _begin(table, wider, camps, (start, trust)))[0]


def _begin(table: ClaimTable, wider: Generality, camps: Camps, first: tuple[Floats, Floats | None]) -> _Begin:
    """Give what the turns of a table begin with: of many objects, what is learnt from one in `ONE_IN` of them.

    Sources are nearly the same on some objects as on all, and turns over some are cheap.
    """
    start, trust = first
    if len(table.objects) < MANY or wider.general.size:
        return _Begin(_first(len(table.sources), start, trust), lines.start(table, camps))
    some = one_in(table, ONE_IN)
    return _turns(some, wider, camps, start, _begin(some, wider, camps, first))[1]


def _turns(table: ClaimTable, wider: Generality, camps: Camps, start: Floats, begin: _Begin) -> tuple[Settled, _Begin]:
    """Give what a table comes to, turn by turn, and what that says of its sources."""
    (shares, habits), wrong = begin, wider.wrong_answers
    kept = lines.entries(table, camps)
    edges, objects = table.value_starts, table.object_starts
    voices = said = _said(table, edges)
    before = np.zeros(said.size)
    rare = seldom = np.zeros(said.size)
    alike = levels.none(said.size)
    converged, turn = False, 0
    while turn < TURNS and not converged:
        turn += 1
        told = (shares[:, 0], shares[:, 2] / wrong)
        power, seldom = _power(shares, wrong), rare
        score = _scores(table, wider, power, (edges, voices, seldom))
        heard = lines.likely(kept, habits, told, wrong)
        np.add.at(score, kept.value, heard.added)
        used = alike
        if wider.by_object:
            score += levels.added(wider, used, said)
        probability = normal(score, objects, wrong)
        general, wrongly = _apart(wider, probability)
        found = lines.spoken(kept, heard, probability)
        done = lines.own(kept, found, habits, told, said.size)
        habits, voices = lines.learnt(kept, found, done), said - done.voices
        new = _shares(table, edges, (probability, general, wrongly), done, start)
        rare = _rare(table, voices, wrongly, wrong)
        if wider.by_object:
            alike = levels.levels(wider, (said, voices), _habit(table, edges, new), probability)
        converged = turn > 1 and bool(np.abs(probability - before).max(initial=0.0) < STILL)
        before, shares = probability, new
    whole = Settled(probability, voices, shares, score, power, seldom, used, kept, heard.added, converged, turn)
    return whole, _Begin(shares, habits)


def _habit(table: ClaimTable, edges: Ints, shares: Floats) -> Floats:
    """Give for each value how large the general part of what its sources say rightly is, on average."""
    of_source = shares[:, 1] / (shares[:, 0] + shares[:, 1])
    return np.bincount(table.value, of_source[table.source], edges.size - 1) / np.diff(edges)


def _first(count: int, start: Floats, trust: Floats | None) -> Floats:
    shares = np.tile(start / start.sum(), (count, 1))
    if trust is None:
        return shares
    kept = np.clip(trust, SHARE_MIN, 1 - SHARE_MIN)
    general = shares[:, 1] / (shares[:, 1] + shares[:, 2]) * (1 - kept)
    return np.stack((kept, general, 1 - kept - general), axis=1)


@compiled
def _count(edges: Ints, denied: np.ndarray) -> Floats:  # pragma: no cover - compiled
    out = np.zeros(edges.size - 1)
    for v in range(out.size):
        for k in range(edges[v], edges[v + 1]):
            out[v] += not denied[k]
    return out


def _said(table: ClaimTable, edges: Ints) -> Floats:
    """Give how many claims assert each value."""
    return np.asarray(_count(edges, table.denied))


def _power(shares: Floats, wrong_answers: float) -> Floats:
    """Give what a claim of each source, as a voice of its own, says for a value, for each within it, or against it."""
    wrong = np.log(shares[:, 2] / wrong_answers)
    right = np.clip(shares[:, 0] + shares[:, 1], SHARE_MIN, 1 - SHARE_MIN)
    special, general = np.log(shares[:, 0]) - wrong, np.log(np.maximum(shares[:, 1], 1e-9)) - wrong
    return np.stack((special, general, np.log((1 - right) / right)), axis=1)


def _scores(table: ClaimTable, wider: Generality, power: Floats, known: tuple[Ints, Floats, Floats]) -> Floats:
    """Give each value's score from the claims for it, for more general ones, and against it, each a voice of its own.

    `rare` of a value is how much likelier than most its name is given wrongly (a logarithm).
    """
    edges, said, rare = known
    score, general = np.zeros(said.size), np.zeros(said.size if wider.general.size else 0)
    _add((edges, table.source, table.denied), power, score, general)
    score -= said * rare
    if wider.general.size:
        several = np.log(np.maximum(wider.generals_of(said.size), 1.0))
        at, below = wider.general, wider.special
        score += np.bincount(below, general[at] - said[at] * (several[below] + rare[at]), said.size)
    return score


def powers(table: ClaimTable, wider: Generality, found: Settled) -> tuple[Floats, Floats]:
    """Give what each claim, as a voice of its own, adds to its value's score, and to each more special value's.

    The second is without the part that hangs on the special value (`apart`).
    """
    more = found.levels.special - found.rare
    own = np.where(table.denied, found.power[table.source, 2], found.power[table.source, 0] + more[table.value])
    if not wider.general.size:
        return own, np.zeros(own.size)
    said = found.power[table.source, 1] - found.rare[table.value]
    return own, np.where(table.denied, found.power[table.source, 2], said)


def apart(wider: Generality, found: Settled) -> Floats:
    """Give what a claim of something more general adds to a value besides, whoever makes it.

    That the object is told alike, less the logarithm of how many claimed values hold this one.
    """
    return found.levels.general - np.log(np.maximum(wider.generals_of(found.score.size), 1.0))


@compiled
def _add(columns, power, score, general):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    """Add what claims say to the scores of their values; `general` is empty where no value is within another."""
    edges, source, denied = columns
    for v in range(score.size):
        own = within = 0.0
        for k in range(edges[v], edges[v + 1]):
            own += power[source[k], 2 if denied[k] else 0]
            if general.size:
                within += power[source[k], 2 if denied[k] else 1]
        score[v] = own
        if general.size:
            general[v] = within


@compiled
def normal(score: Floats, objects: Ints, wrong_answers: float) -> Floats:  # pragma: no cover - compiled
    """Turn scores into probabilities within each object; an answer that nobody gives has the score 0."""
    out = np.empty(score.size)
    for o in range(objects.size - 1):
        low, high = objects[o], objects[o + 1]
        top = 0.0
        for v in range(low, high):
            top = max(top, score[v])
        total = max(0.0, wrong_answers + 1 - (high - low)) * np.exp(-top)
        for v in range(low, high):
            out[v] = np.exp(score[v] - top)
            total += out[v]
        for v in range(low, high):
            out[v] /= total
    return out


def _apart(wider: Generality, probability: Floats) -> tuple[Floats, Floats]:
    """Give for each value the probability that it is right but too general, and that it is wrong."""
    if not wider.general.size:
        return np.zeros(probability.size), 1 - probability
    below = np.bincount(wider.general, probability[wider.special], probability.size)
    general = np.minimum(below, 1 - probability)
    return general, np.maximum(1 - probability - general, 0.0)


def _shares(
    table: ClaimTable, edges: Ints, parts: tuple[Floats, Floats, Floats], done: lines.Own, start: Floats
) -> Floats:
    """Give each source's shares from how probable its own claims are; few claims lean on what sources do on average."""
    told = np.zeros((len(table.sources), 3))
    _tell((edges, table.source, table.denied), parts, told)
    told[:, 0] -= done.special
    # Of what it took from its camp's line and was not right, as much was general as of the rest.
    rest = np.maximum(told[:, 1] + told[:, 2], 1e-12)
    told[:, 1:] *= np.maximum(1 - (done.all - done.special) / rest, 0.0)[:, None]
    told = np.maximum(told, 0.0)
    middle = told.sum(axis=0) + start
    middle = middle / middle.sum()
    found = told + SHARED_STRENGTH * middle
    out = np.maximum(found / found.sum(axis=1, keepdims=True), 1e-9)
    out[:, 2] = np.maximum(out[:, 2], SHARE_MIN)
    out[:, 0] = np.maximum(out[:, 0], SHARE_MIN)
    return np.asarray(out / out.sum(axis=1, keepdims=True))


@compiled
def _tell(columns, parts, told):  # type: ignore[no-untyped-def] # pragma: no cover - compiled
    edges, source, denied = columns
    special, general, wrong = parts
    for v in range(special.size):
        for k in range(edges[v], edges[v + 1]):
            one = source[k]
            if denied[k]:
                told[one, 0] += wrong[v]
                told[one, 2] += special[v] + general[v]
            else:
                told[one, 0] += special[v]
                told[one, 1] += general[v]
                told[one, 2] += wrong[v]


def _rare(table: ClaimTable, voices: Floats, wrong: Floats, answers: float) -> Floats:
    """Give for each value how much likelier than most its name is given wrongly, by the other objects it is given for.

    Its own object says nothing: that would count the same claims twice. Nor does a list of names so short that each is
    wrong wherever another is right (no more than the wrong `answers` and one): there it would feed on itself.
    """
    if len(table.names) == voices.size or len(table.names) <= answers + 1:
        return np.zeros(voices.size)
    false = voices * wrong
    mean = float(false.sum() / max(voices.sum(), 1e-9))
    if not 0 < mean < 1:
        return np.zeros(voices.size)
    said, by_name, squares = (_by_name(table, column) for column in (voices, false, voices**2))
    strength = _strength(by_name, said, squares, mean)
    elsewhere, all_ = by_name[table.name] - false, said[table.name] - voices
    share = (elsewhere + strength * mean) / (all_ + strength)
    return np.asarray(np.log(share / (1 - share)) - np.log(mean / (1 - mean)))


def _by_name(table: ClaimTable, column: Floats) -> Floats:
    return np.bincount(table.name, column).astype(np.float64)


def _strength(false: Floats, said: Floats, squares: Floats, mean: float) -> float:
    """Give how many voices a name's own share needs to weigh as much as the mean share of all names.

    By how much more the shares differ than chance would make them: where names tell nothing, they differ no more, and
    none is believed (moments of a beta-binomial, two standard errors). Voices for one value are right or wrong
    together: `squares` are the sums of their squares.
    """
    kept, total, chance = said > 0, said.sum(), mean * (1 - mean)
    by_chance = chance * ((squares[kept] / said[kept]).sum() - squares.sum() / total)
    spread = (false[kept] ** 2 / said[kept]).sum() - total * mean**2 - by_chance
    if spread <= 2 * by_chance * (2 / int(kept.sum())) ** 0.5:
        return NAMES_MOST
    between = spread / max(total - (said**2).sum() / total, 1e-9)
    return float(np.clip(chance / max(between, 1e-9) - 1, SHARED_STRENGTH, NAMES_MOST))
