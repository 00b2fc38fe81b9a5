"""How near two words are in meaning, by the encoder's vectors of words before it reads what they stand in."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import pieces, trunk

#: Pieces of the vocabulary up to here are marks, places kept free and single letters.
_FIRST_WORD = 1000
#: Pairs, and words, that are kept.
_PAIRS_HELD_MAX, _WORDS_HELD_MAX = 100_000, 20_000
_Vector = NDArray[np.float32]


@lru_cache(_PAIRS_HELD_MAX)
def akin_in_meaning(a: str, b: str) -> float:
    """Give the cosine of two words' vectors, 0 where it is less or where a word has none."""
    return max(0.0, round(float(_vector(a) @ _vector(b)), 4))


@lru_cache(_WORDS_HELD_MAX)
def _vector(word: str) -> _Vector:
    """Give the unit vector of a word: the mean of its pieces, less what all words have in common."""
    held = trunk()
    ids = pieces(word, held.vocabulary).ids
    if not ids:
        return np.zeros(held.words.shape[1], dtype=np.float32)
    own: _Vector = held.words[list(ids)].mean(axis=0) - _common()
    return own / np.float32(max(float(np.linalg.norm(own)), 1e-9))


@cache
def _common() -> _Vector:
    """Give the mean vector of all words."""
    mean: _Vector = trunk().words[_FIRST_WORD:].mean(axis=0)
    return mean
