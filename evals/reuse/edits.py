"""What is done to a text on its way from one outlet to another: each edit gives words, and whence they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evals.reuse.words import Chain

#: Pieces of a text: words, and where in the source they begin (-1 for words of its own).
Pieces = list[tuple[list[str], int]]
Edit = Callable[[np.random.Generator, Chain, list[str]], Pieces]


def copied(_draw: np.random.Generator, _chain: Chain, source: list[str]) -> Pieces:
    """Print it whole."""
    return [(source, 0)]


def headed(draw: np.random.Generator, chain: Chain, source: list[str]) -> Pieces:
    """Print it under a headline and a first paragraph of its own."""
    return [(chain.prose(draw, int(draw.integers(20, 50))), -1), (source, 0)]


def shortened(draw: np.random.Generator, _chain: Chain, source: list[str]) -> Pieces:
    """Cut it from the end to between a third and four fifths."""
    return [(source[: max(60, int(len(source) * draw.uniform(0.33, 0.8)))], 0)]


def inserted(draw: np.random.Generator, chain: Chain, source: list[str]) -> Pieces:
    """Put one to three paragraphs of its own between its parts."""
    cuts = sorted(draw.integers(20, len(source) - 20, int(draw.integers(1, 4))).tolist())
    out: Pieces = []
    for low, high in zip([0, *cuts], [*cuts, len(source)], strict=True):
        out += [(source[low:high], low), (chain.prose(draw, int(draw.integers(25, 70))), -1)]
    return out[:-1]


def paraphrased(draw: np.random.Generator, chain: Chain, source: list[str]) -> Pieces:
    """Put another word for one in seven to twenty, and leave out a sentence in ten."""
    rate, out, keep = draw.uniform(0.05, 0.15), [], True
    for word in source:
        if keep:
            out.append(chain.walk(draw, 1)[0] if draw.random() < rate else word)
        if word.endswith("."):
            keep = draw.random() > 0.1
    return [(out or source, -2)]


def damaged(draw: np.random.Generator, _chain: Chain, source: list[str]) -> Pieces:
    """Read it with a poor scanner: three to ten letters in a hundred come out as others."""
    letters = np.array(list(" ".join(source)))
    hit = (draw.random(letters.size) < draw.uniform(0.03, 0.1)) & (letters != " ")
    letters[hit] = np.array(list("abcdefghijklmnopqrstuvwxyz"))[draw.integers(26, size=int(hit.sum()))]
    return [("".join(letters.tolist()).split(" "), -2)]


def excerpt(low: int, high: int) -> Edit:
    """Give the edit that lifts a passage of some length into an article of its own."""

    def lifted(draw: np.random.Generator, chain: Chain, source: list[str]) -> Pieces:
        length = min(len(source), int(draw.integers(low, high)))
        start = int(draw.integers(0, len(source) - length + 1))
        own = chain.prose(draw, int(draw.integers(250, 450)))
        at = int(draw.integers(0, len(own)))
        return [(own[:at], -1), (source[start : start + length], start), (own[at:], -1)]

    return lifted


#: Kinds of copies with their share; the excerpts come by length.
KINDS: dict[str, tuple[float, Edit]] = {
    "copied": (0.10, copied),
    "headed": (0.14, headed),
    "shortened": (0.18, shortened),
    "inserted": (0.14, inserted),
    "paraphrased": (0.14, paraphrased),
    "damaged": (0.10, damaged),
    "excerpt_035": (0.05, excerpt(35, 60)),
    "excerpt_060": (0.05, excerpt(60, 80)),
    "excerpt_080": (0.05, excerpt(80, 120)),
    "excerpt_120": (0.05, excerpt(120, 160)),
}
