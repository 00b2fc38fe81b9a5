"""What words tell without the encoder: a word's role by the words around it, a report's kinds by all its words.

Two linear models over hashed features. They err otherwise than the encoder; weighing both beats either (decision 0046).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array
from counterclaim.extract.incidents.spans import SENTENCE_END

#: Rows of the hashed tables; powers of two.
AROUND, REPORT = 1 << 18, 1 << 15
#: How far to both sides a word of the same sentence is felt.
NEAR = 15
_WORD = re.compile(r"[^\W_][\w.'’-]*|[^\s\w]")
_DIGIT = re.compile(r"\d")
_EDGE = "#"
#: Words without a meaning of their own: they count by their place only.
_SMALL = frozenset(
    {"THE", "A", "AN", "OF", "IN", "ON", "AT", "TO", "BY", "AND", "OR", "WITH", "FROM", "THAT", "WHICH", "WHO", "AS"}
    | {"WAS", "WERE", "IS", "ARE", "HAS", "HAVE", "HAD", "BE", "BEEN", "IT", "ITS", "HIS", "HER", "THEIR", "THIS"}
    | {"THESE", "THOSE", "FOR", "NOT", "BUT"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: the characters `start` up to `end`, its form without case and digits, its sentence."""

    start: int
    end: int
    form: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Worded:
    """What the words tell: of each the chances that it has no role or one of `ROLES`, of the report those of its kinds.

    The first of its kinds is that of any incident; those of `KINDS` follow.
    """

    words: tuple[Word, ...]
    roles: Array
    kinds: Array

    def over(self, start: int, end: int, role: int) -> tuple[float, float, float]:
        """Give the chance of a role for characters `start` up to `end`, of any role, and of the role at their end."""
        inside = [i for i, w in enumerate(self.words) if w.start < end and w.end > start]
        if not inside:
            return (0.0, 0.0, 0.0)
        chances = self.roles[inside]
        return float(chances[:, role + 1].mean()), float(1 - chances[:, 0].mean()), float(chances[-1, role + 1])


def worded(text: str, heads: Mapping[str, Array]) -> Worded:
    """Ask the two models, whose weights are `around`, `report` and `rarity` of the heads, about a report."""
    found = words(text)
    roles = np.zeros((len(found), heads["around_bias"].size), dtype=np.float32)
    for at, seen in enumerate(around(found)):
        roles[at] = heads["around"][:, seen].sum(axis=1)
    rows, weights = report(found, heads["rarity"])
    kinds = heads["report"][:, rows] @ weights + heads["report_bias"]
    grown = np.exp(roles + heads["around_bias"] - roles.max(axis=1, keepdims=True, initial=0))
    return Worded(found, grown / grown.sum(axis=1, keepdims=True), 1 / (1 + np.exp(-np.clip(kinds, -30, 30))))


def words(text: str) -> tuple[Word, ...]:
    """Cut a report into words and marks, sentence by sentence."""
    ends = [m.end() for m in SENTENCE_END.finditer(text)]
    out, sentence = [], 0
    for m in _WORD.finditer(text):
        while sentence < len(ends) and m.start() >= ends[sentence]:
            sentence += 1
        form = _DIGIT.sub("0", m.group().upper().rstrip(".'-") or m.group())
        out.append(Word(m.start(), m.end(), form, sentence))
    return tuple(out)


def report(found: Sequence[Word], rarity: Array) -> tuple[NDArray[np.int64], Array]:
    """Give the rows of a report's words and their weights: how often, by how rare in reports, of length 1 together."""
    counts = Counter(_row(REPORT, w.form) for w in found)
    rows = np.array(sorted(counts), dtype=np.int64)
    weights = np.array([1 + np.log(counts[r]) for r in rows.tolist()], dtype=np.float32) * rarity[rows]
    return rows, np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9), dtype=np.float32)


def around(found: Sequence[Word]) -> Iterator[list[int]]:
    """Give for each word the rows of what is seen of it and around it."""
    sentences: dict[int, list[str]] = defaultdict(list)
    for word in found:
        sentences[word.sentence].append(word.form)
    for number, forms in sentences.items():
        for at in range(len(forms)):
            yield [_row(AROUND, *told) for told in _seen(forms, at, number)]


def _seen(forms: Sequence[str], at: int, number: int) -> Iterator[tuple[str, ...]]:
    """Give what is seen of one word of a sentence: itself, its neighbours, the verbs beside it, words near it."""

    def near(step: int) -> str:
        return forms[at + step] if 0 <= at + step < len(forms) else _EDGE

    word = forms[at]
    yield from (("w", word), ("s", word[-3:]), ("p", str(min(number, 6))), ("wp", word, str(min(number, 3))))
    yield from (("n", str(step), near(step)) for step in (-4, -3, -2, -1, 1, 2, 3, 4))
    for name, steps in _TUPLES:
        yield (name, *(near(step) for step in steps))
    before = next((forms[i] for i in range(at - 1, -1, -1) if _verb(forms[i])), _EDGE)
    after = next((forms[i] for i in range(at + 1, len(forms)) if _verb(forms[i])), _EDGE)
    yield from (("v", before), ("u", after), ("vw", before, word), ("uw", after, word))
    yield ("vby", before, str("BY" in forms[max(0, at - 4) : at]))
    yield ("uwas", after, str(any(w in {"WAS", "WERE", "BEEN"} for w in forms[at + 1 : at + 8])))
    for i in range(max(0, at - NEAR), min(len(forms), at + NEAR + 1)):
        if i != at and len(forms[i]) > 2 and forms[i] not in _SMALL:
            yield ("l" if i < at else "r", forms[i])


_TUPLES = (
    *(("b1", (-2, -1)), ("b2", (-1, 0)), ("b3", (0, 1)), ("b4", (1, 2))),
    *(("t1", (-3, -2, -1)), ("t2", (1, 2, 3)), ("t0", (-1, 0, 1))),
)


def _verb(form: str) -> bool:
    return len(form) > 4 and form.endswith(("ED", "ING"))


def _row(size: int, *told: str) -> int:
    return zlib.crc32("\x1f".join(told).encode()) & (size - 1)
