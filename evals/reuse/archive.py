"""News-length reports made up from a seed, block by block: any block can be made again without those before it.

Words are nonsense drawn from a heavy-tailed vocabulary, or those of text files that the user names, so that texts agree
by copying alone, or by chance as often as words do. Every outlet stamps a footer on all it prints. A wire goes to other
outlets whole under another headline, cut, spliced with their own paragraphs, merged with a second wire, lightly
reworded, as if translated back, damaged as by a scanner, or as a passage inside their own report; rivals share a
quotation with it and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 2_000
OUTLETS = 300
FOOTER = 40
KINDS = {"whole": 0.2, "cut": 0.22, "spliced": 0.15, "merged": 0.05, "reworded": 0.12, "turned": 0.06, "damaged": 0.1,
         "passage": 0.1}  # fmt: skip
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", np.uint8)
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Made:
    """A report: its number, outlet, day, text, the number of the wire it goes back to (-1: none), and how."""

    number: int
    outlet: int
    day: int
    text: str
    wire: int
    kind: str


class Maker:
    """Makes the reports of one seed."""

    def __init__(self, seed: int = 7, words: tuple[str, ...] = (), *, merged: bool = True) -> None:
        self._seed = seed
        self._kinds = {kind: share for kind, share in KINDS.items() if merged or kind != "merged"}
        draw = np.random.default_rng(seed)
        self._words = list(dict.fromkeys(words)) or self._made_up(draw)
        weight = 1.0 / np.arange(2, len(self._words) + 2) ** 0.9
        self._until = np.cumsum(weight / weight.sum())
        self._footers = [self._own(draw, FOOTER) for _ in range(OUTLETS)]

    def _made_up(self, draw: np.random.Generator) -> list[str]:
        parts = draw.integers(0, len(_SYLLABLES), (60_000, 4))
        many = draw.integers(2, 5, 60_000)
        found = ("".join(_SYLLABLES[p] for p in row[:n]) for row, n in zip(parts.tolist(), many.tolist(), strict=True))
        return list(dict.fromkeys(found))

    def reports(self, count: int) -> Iterator[Made]:
        """Give the first `count` reports, block after block."""
        for block in range(-(-count // BLOCK)):
            for made in self.block(block):
                if made.number < count:
                    yield made

    def block(self, block: int) -> list[Made]:
        """Give the reports of one block; their wires are in it too."""
        draw = np.random.default_rng((self._seed, block))
        kinds, shares = list(self._kinds), np.array(list(self._kinds.values()))
        out: list[Made] = []

        def put(body: Ints, wire: int, kind: str) -> int:
            outlet, number = int(draw.integers(OUTLETS)), block * BLOCK + len(out)
            text = self._text(np.concatenate((self._own(draw, int(draw.integers(7, 13))), body)))
            if kind == "damaged":
                text = _damaged(draw, text, draw.uniform(0.03, 0.1))
            text = f"{text}.\n{self._text(self._footers[outlet])}"
            out.append(Made(number, outlet, number // 20_000, text, wire if kind != "wire" else number, kind))
            return number

        other = self._own(draw, 300)
        while len(out) < BLOCK:
            own = self._own(draw, int(np.clip(draw.lognormal(5.9, 0.45), 110, 1_500)))
            if draw.random() < 0.7:
                put(own, -1, "own")
                continue
            wire = put(own, -1, "wire")
            for _ in range(min(int(draw.zipf(1.9)), 50)):
                kind = kinds[int(draw.choice(len(kinds), p=shares / shares.sum()))]
                put(self._edited(draw, own, other, kind), wire, kind)
            if draw.random() < 0.35:
                put(self._inside(draw, own, int(draw.integers(20, 31)), quoted=True), -1, "rival")
            other = own
        return out[:BLOCK]

    def _own(self, draw: np.random.Generator, count: int) -> Ints:
        return np.searchsorted(self._until, draw.random(count)).astype(np.int64)

    def _text(self, body: Ints) -> str:
        return " ".join([self._words[n] if n >= 0 else ("“", "”")[n] for n in body.tolist()])

    def _inside(self, draw: np.random.Generator, wire: Ints, words: int, *, quoted: bool = False) -> Ints:
        words = min(words, wire.size)
        begin, own = int(draw.integers(0, wire.size - words + 1)), self._own(draw, int(draw.integers(220, 420)))
        at = int(draw.integers(own.size))
        taken = wire[begin : begin + words]
        # Two numbers below zero stand for the marks around a quotation.
        return np.concatenate((own[:at], [-2], taken, [-1], own[at:]) if quoted else (own[:at], taken, own[at:]))

    def _edited(self, draw: np.random.Generator, wire: Ints, other: Ints, kind: str) -> Ints:
        if kind == "cut":
            return wire[: max(60, int(wire.size * draw.uniform(0.3, 0.8)))]
        if kind == "spliced":
            parts = np.array_split(wire, int(draw.integers(2, 5)))
            return np.concatenate([x for p in parts for x in (p, self._own(draw, int(draw.integers(15, 50))))])
        if kind == "merged":
            return np.concatenate((wire[: wire.size // 2 + 30], other[: other.size // 2]))
        if kind in {"reworded", "turned"}:
            share = draw.uniform(0.05, 0.15) if kind == "reworded" else draw.uniform(0.15, 0.25)
            changed = np.where(draw.random(wire.size) < share, self._own(draw, wire.size), wire)
            kept = [p for p in np.array_split(changed, max(1, wire.size // 20)) if draw.random() > 0.1]
            return np.concatenate(kept or [changed])
        if kind == "passage":
            return self._inside(draw, wire, int(draw.integers(60, 151)))
        return wire


def _damaged(draw: np.random.Generator, text: str, share: float) -> str:
    signs = np.frombuffer(text.encode("ascii"), np.uint8).copy()
    hit = draw.random(signs.size) < share
    signs[hit] = draw.choice(_LETTERS, int(hit.sum()))
    return signs.tobytes().decode("ascii")


def words_of(folder: Path) -> tuple[str, ...]:
    """Give the words of all text files in a folder, most frequent first."""
    counts: dict[str, int] = {}
    for path in sorted(folder.rglob("*.txt")):
        for word in path.read_text(encoding="utf-8", errors="replace").split():
            if word.isascii() and word.isalpha():
                counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda w: (-counts[w], w)))
