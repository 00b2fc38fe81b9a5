"""What a report's clauses tell of its words: how surely, in logits, each has a role and is of an incident of a kind.

A linear model over hashed features of the parse (decision 0136). It errs otherwise than the encoder and the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array
from counterclaim.extract.incidents.phrases import Sentence, named, rows
from counterclaim.extract.incidents.spans import ROLES, Span

#: Roles that the model knows; kinds follow them.
PHRASED = tuple(r for r in ROLES if r != "place")
#: What is told of an entity with a kind, in this order.
TELLING = (
    *("phrased", "phrased at most", "phrased in any role", "kind phrased", "kind phrased at most"),
    *("any kind phrased", "no phrase"),
)
#: Logits beyond this are as good as sure; an entity of which no word is phrased has `_NONE`.
_SURE, _NONE = 8.0, -6.0


@dataclass(frozen=True, slots=True)
class Phrased:
    """The words of a report that can name: where each stands, in text order, and a row of logits for each."""

    places: tuple[tuple[int, int], ...] = ()
    told: Array = field(default_factory=lambda: np.zeros((0, len(PHRASED)), dtype=np.float32))


def phrased(sentences: Sequence[Sentence], heads: Mapping[str, Array]) -> Phrased:
    """Ask the model, whose weights are `phrase` and `phrase_bias` of the heads, about the words of a report."""
    places, told = [], []
    for number, sentence in enumerate(sentences):
        for word, place, said in zip(sentence.words, sentence.places, sentence.said, strict=True):
            if named(word):
                places.append(place)
                told.append(heads["phrase"][:, rows(word, number, said)].sum(axis=1) + heads["phrase_bias"])
    if not places:
        return Phrased()
    order = sorted(range(len(places)), key=lambda i: places[i])
    logits = np.clip(np.array([told[i] for i in order], dtype=np.float32), -_SURE, _SURE)
    return Phrased(tuple(places[i] for i in order), logits)


def telling(mentions: Sequence[Span], number: int, told: Phrased) -> tuple[float, ...]:
    """Give what the clauses tell of an entity's spans and the kind numbered: `TELLING` in order."""
    role, size = PHRASED.index(mentions[0].role), len(PHRASED)
    logits: NDArray[np.float32] = told.told[[at for one in mentions if (at := _head(one, role, told)) >= 0]]
    if not len(logits):
        return (*([_NONE] * (len(TELLING) - 1)), 1.0)
    kinds = logits[:, size:]
    values = [logits[:, role].mean(), logits[:, role].max(), logits[:, :size].max(axis=1).mean()]
    values += [kinds[:, number].mean(), kinds[:, number].max(), kinds.max(axis=1).mean()]
    return (*map(float, values), 0.0)


def _head(one: Span, role: int, told: Phrased) -> int:
    """Give the row of the word of a span that most likely has its role; -1 where none is phrased."""
    inside = [i for i, (start, end) in enumerate(told.places) if start >= one.start and end <= one.end + 1]
    return max(inside, key=lambda i: told.told[i, role], default=-1)
