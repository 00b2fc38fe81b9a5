"""Where a name stands in a text: a report asks for a great many names, so each is found and not searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LETTER = re.compile(r"\w")
#: Texts whose words are kept.
TEXTS_KEPT = 8


def standing(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Give where a name stands in a text as words of their own, in order."""
    if not name:
        return
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if _edge(text, at) and _edge(text, end):
            yield at, end
        at = text.find(name, at + 1)


def _edge(text: str, at: int) -> bool:
    """Say whether a word begins or ends at an offset."""
    before = at > 0 and _LETTER.match(text[at - 1]) is not None
    return before != (at < len(text) and _LETTER.match(text[at]) is not None)


@lru_cache(maxsize=TEXTS_KEPT)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def holds_word(text: str, word: str) -> bool:
    """Say whether a text holds a word, written just so."""
    return word in _words(text) if re.fullmatch(r"\w+", word) else next(standing(word, text), None) is not None
