"""`python -m evals.muc.phrases --into FILE [--hold N]` learns what clauses tell of who and what is named, into weights.

It learns from the documents of dev that `train` learned from (with `--hold N` not from every N-th), in some minutes,
which are the parser's. Run it after `train` and before `judge`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array, pieces, trunk
from counterclaim.extract.incidents.crown import KINDS
from counterclaim.extract.incidents.phrases import PHRASES, named, rows
from counterclaim.extract.incidents.phrasing import PHRASED
from counterclaim.extract.incidents_of import parsed
from evals.muc import reader
from evals.muc.adding import add
from evals.muc.labels import Marked, strings
from evals.muc.reader import Document, Template

#: Rates of the rounds, words of a step, the slopes that a row begins with, and what no word is asked about says.
RATES, WORDS, BEGUN, BIAS = (0.08, 0.05, 0.03), 256, 1e-3, -4.0
#: Of what is seen of a word this share is hidden in each step; of the words of no role this share is asked about.
HIDDEN, IDLE = 0.3, 0.4
_ANSWERS = len(PHRASED) + len(KINDS)

Seen = tuple[NDArray[np.int64], NDArray[np.float32]]


def seen(doc: Document, keys: Sequence[Template]) -> Iterator[Seen]:
    """Give the rows of each word of a document that can name, and what the key says of it.

    What the key says of a string it says of its head; of the string's other words nothing is asked.
    """
    of: dict[int, Marked] = {}
    for m in strings(doc, pieces(doc.text, trunk().vocabulary), keys) if keys else ():
        if m.span.role in PHRASED:
            of |= dict.fromkeys(range(m.span.start, m.span.end), m)
    for number, sentence in enumerate(parsed(*reader.report(doc))):
        at = {id(w): of.get(start) for w, (start, _) in zip(sentence.words, sentence.places, strict=True)}
        for word, said in zip(sentence.words, sentence.said, strict=True):
            one = at[id(word)]
            inside = one is not None and word.head is not word and at.get(id(word.head)) is one
            if named(word) and not inside:
                yield np.array(rows(word, number, said)), _right(one)


def _right(one: Marked | None) -> NDArray[np.float32]:
    out = np.zeros(_ANSWERS, dtype=np.float32)
    if one is not None:
        out[PHRASED.index(one.span.role)] = 1
        out[[len(PHRASED) + KINDS.index(k) for k in one.kinds]] = 1
    return out


def learn(words: Sequence[Seen]) -> dict[str, Array]:
    """Learn a linear model of each role and kind, row by row at a rate of its own (Adagrad)."""
    chance = np.random.default_rng(0)
    table = np.zeros((PHRASES, _ANSWERS), dtype=np.float32)
    slopes, bias = np.full_like(table, BEGUN), np.full(_ANSWERS, BIAS, dtype=np.float32)
    for rate in RATES:
        chosen = [i for i, (_, right) in enumerate(words) if right.any() or chance.random() < IDLE]
        chance.shuffle(chosen)
        for first in range(0, len(chosen), WORDS):
            part = [words[i] for i in chosen[first : first + WORDS]]
            kept = [told[chance.random(len(told)) > HIDDEN] for told, _ in part]
            sizes, flat = [len(k) for k in kept], np.concatenate(kept)
            logits = np.stack([table[k].sum(axis=0) for k in kept]) / (1 - HIDDEN) + bias
            off = 1 / (1 + np.exp(-np.clip(logits, -30, 30))) - np.stack([right for _, right in part])
            order = np.argsort(flat, kind="stable")
            used, starts = np.unique(flat[order], return_index=True)
            slope = np.add.reduceat(np.repeat(off, sizes, axis=0)[order], starts, axis=0)
            slopes[used] += slope * slope
            table[used] -= rate * slope / np.sqrt(slopes[used])
            bias -= 0.02 * off.mean(axis=0)
    return {"phrase": np.ascontiguousarray(table.T), "phrase_bias": bias}


def main() -> int:
    """Learn from dev and add to the weights."""
    return add(__doc__, lambda rows: learn([w for doc, keys in rows for w in seen(doc, keys)]))


if __name__ == "__main__":
    sys.exit(main())
