"""Words for made texts: a chain over real words, so that their frequencies and neighbours are those of news.

Unrelated texts of such a chain share short runs as news does, and long ones only by a rare chance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.sets import Missing

#: A step in so many leaves the chain for a word drawn anew.
JUMP = 0.03
SENTENCE = (8, 28)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Real words in order, and for each the places that follow the same word."""

    words: list[str]
    numbers: npt.NDArray[np.int64]
    order: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]

    def walk(self, draw: np.random.Generator, count: int) -> list[str]:
        """Give words, each one that followed the last somewhere in the real texts."""
        at = int(draw.integers(self.numbers.size - 1))
        jumps, picks = draw.random(count) < JUMP, draw.random(count)
        out = []
        for jump, pick in zip(jumps.tolist(), picks.tolist(), strict=True):
            number = self.numbers[at]
            out.append(self.words[number])
            low, high = self.first[number], self.first[number + 1]
            if jump or low == high:
                at = int(pick * (self.numbers.size - 1))
            else:
                at = int(self.order[low + int(pick * (high - low))]) + 1
        return out

    def prose(self, draw: np.random.Generator, count: int) -> list[str]:
        """Give words as sentences: a capital and a full stop each."""
        words, left = self.walk(draw, count), 0
        for n, word in enumerate(words):
            if left == 0:
                left = int(draw.integers(*SENTENCE))
                words[n] = word.capitalize()
            left -= 1
            if left == 0 or n == count - 1:
                words[n] += "."
        return words


def chain(data: Path) -> Chain:
    """Learn the chain from the reports of `muc` in the folder of all data. Raises Missing when they are not there."""
    path = data / "muc" / "documents.jsonl"
    if not path.is_file():
        raise Missing(f"Expected {path}, whose words the made texts are drawn from; there is none.")
    words: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words += [w for w in (t.strip(".,;:()[]\"-'").lower() for t in json.loads(line)["text"].split()) if w]
    known = sorted(set(words))
    place = {w: n for n, w in enumerate(known)}
    numbers = np.array([place[w] for w in words], np.int64)
    order = np.argsort(numbers[:-1], kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(numbers[:-1], minlength=len(known)))))
    return Chain(known, numbers, order, first)
