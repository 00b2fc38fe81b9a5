"""Where spans begin and end: whole words in the likeliest row of roles, by what the encoder and the words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array, Pieces
from counterclaim.encoder.rows import likeliest
from counterclaim.extract.incidents.spans import ROLES, Span, span
from counterclaim.extract.incidents.wording import Word, Worded


@dataclass(frozen=True, slots=True)
class Marks:
    """How words are marked, chosen on documents of dev and tst1 that the weights had not seen (decision 0092)."""

    #: How much of a word's logits is the encoder's; the rest is the words'.
    encoder: float = 0.5
    #: A word may have a role when the chance that it has none is below this.
    no_role: float = 0.95
    #: What it costs to go from one role to another, in logits.
    switch: float = 1.0


_BRACKETS, _NEVER, _LEAST = frozenset("()[]"), -1e3, 1e-6
#: Words that no span begins or ends with.
_LEADING = frozenset(
    {"OF", "AT", "IN", "ON", "BY", "TO", "FROM", "FOR", "WITH", "AND", "OR", "WHO", "WHICH", "THAT", "WAS", "WERE"}
    | {"AGAINST", "BETWEEN", "HAS", "HAVE", "HAD", "IS", "ARE", "AS", "BUT"}
)
_TRAILING = _LEADING | {"THE", "A", "AN", "HIS", "HER", "ITS", "THEIR", "THIS", "THESE", "THOSE"}


def marked(tags: Array, told: Worded, text: str, cut: Pieces, by: Marks) -> list[Span]:
    """Give the spans of a report; `tags` has the chances of each tag for each piece."""
    words = told.words
    if not words or not len(tags):
        return []
    scores = np.log(np.maximum(_roles(tags, told, cut, by), _LEAST))
    scores[:, 0] -= np.log(by.no_role / (1 - by.no_role))
    # What stands in brackets is another name of what stands before them.
    scores[[w.form in _BRACKETS for w in words], 1:] = _NEVER
    row = likeliest(scores, _steps(scores.shape[1], by.switch))
    firsts = np.searchsorted(cut.starts, [w.start for w in words]).tolist()
    lasts = np.searchsorted(cut.starts, [w.end for w in words]).tolist()
    out, at = [], 0
    for (role, _), run in groupby(zip(row, (w.sentence for w in words), strict=True)):
        start, at = at, at + len(list(run))
        first, last = _trimmed(words, start, at)
        if role and first < last:
            a, b = firsts[first], lasts[last - 1]
            while b - 1 > a and not text[cut.starts[b - 1]].isalnum():
                b -= 1
            if a < b:
                out.append(span(a, b, ROLES[role - 1], text, cut))
    return out


def _roles(tags: Array, told: Worded, cut: Pieces, by: Marks) -> Array:
    """Give for each word the chances of no role and of each role: pieces' mean, weighed with what the words tell."""
    pieces = np.concatenate([tags[:, :1], tags[:, 1::2] + tags[:, 2::2]], axis=1)
    starts = np.array([w.start for w in told.words])
    of = np.searchsorted(starts, np.asarray(cut.starts), side="right") - 1
    logs = np.log(np.maximum(pieces, _LEAST))
    sums, count = np.zeros((len(starts), logs.shape[1])), np.zeros(len(starts))
    np.add.at(sums, np.maximum(of, 0), logs)
    np.add.at(count, np.maximum(of, 0), 1)
    encoder = sums / np.maximum(count, 1)[:, None]
    total = by.encoder * encoder + (1 - by.encoder) * np.log(np.maximum(told.roles, _LEAST))
    grown = np.exp(total - total.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def _steps(roles: int, switch: float) -> NDArray[np.float64]:
    """Give what going from one of so many roles to another costs, which going out of a role or into one does not."""
    steps = np.full((roles, roles), -switch, dtype=np.float64)
    steps[0], steps[:, 0] = 0, 0
    np.fill_diagonal(steps, 0)
    return steps


def _trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Give the words of a span without marks and small words at its ends."""
    while first < last and (words[first].form in _LEADING or not words[first].form[0].isalnum()):
        first += 1
    while first < last and (words[last - 1].form in _TRAILING or not words[last - 1].form[0].isalnum()):
        last -= 1
    return first, last
