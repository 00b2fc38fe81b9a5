"""A small made corpus with every way of copying: nonsense words, so that texts agree by copying alone."""

from __future__ import annotations

import random

from counterclaim.trace.reuse import Text

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def texts(count: int, seed: int = 1) -> list[Text]:
    """Make texts of a few publishers: originals, copies cut, headed, spliced, quoted and damaged, and footers."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))) for _ in range(3_000)]
    footers = [" ".join(chance.choices(vocabulary, k=25)) for _ in range(6)]
    originals: list[list[str]] = []
    out = []
    for number in range(count):
        own = chance.choices(vocabulary, k=chance.randint(60, 160))
        publisher = chance.randrange(12)
        if originals and chance.random() < 0.6:
            own = _copied(chance, chance.choice(originals[-12:]), own)
        else:
            originals.append(own)
        body = " ".join(own)
        if publisher < len(footers):
            body += "\n" + footers[publisher]
        out.append(Text(id=f"t{number:05}", text=body, publisher=f"p{publisher}" if publisher % 3 else ""))
    return out


def _copied(chance: random.Random, origin: list[str], own: list[str]) -> list[str]:
    how = chance.randrange(6)
    if how == 0:
        return own[:8] + origin
    if how == 1:
        return origin[: len(origin) // 2 + 10]
    if how == 2:
        return own[:30] + origin[10:50] + own[30:]
    if how == 3:
        return [w if chance.random() > 0.1 else v for w, v in zip(origin, own * 3, strict=False)]
    if how == 4:
        return [w if chance.random() > 0.15 else "".join(chance.sample(w, len(w))) for w in origin]
    return [*own[:20], "“" + " ".join(origin[:25]) + "”", *own[20:]]


class Killed(Exception):
    """The program was ended here."""


class Until:
    """Progress that ends the program when it has told so many steps."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self, name: str, done: int, total: int | None) -> None:
        """Count a step; the last raises Killed."""
        self.left -= 1
        if not self.left:
            raise Killed
