"""Which words a text holds: a pattern need not be tried on a text without the words that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

#: Texts asked about last, whose words are kept: several rules ask about each sentence in turn.
TEXTS_KEPT = 16
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=TEXTS_KEPT)
def held(text: str) -> frozenset[str]:
    """Give the words of a text, in small letters."""
    return frozenset(_WORD.findall(text.lower()))


def longest_words(phrases: Iterable[str]) -> frozenset[str]:
    """Give the longest word of each of some phrases: a text that holds none of them holds no such phrase."""
    return frozenset(max(_WORD.findall(phrase.lower()), key=len) for phrase in phrases)
