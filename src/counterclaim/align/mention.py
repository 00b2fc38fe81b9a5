"""A mention: the words by which one sentence names one happening, in the form the identity kernel compares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Words are compared by their first letters: endings differ within a word's family in every language read here.
STEM = 6
#: Words on each side of the head that count as standing near it.
NEAR_WORDS = 5
#: A sentence with more than this share of capitalised words is a headline or a telex: capitals tell no names there.
CAPITALS_MAX = 0.6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention: its document and sentence, the head word's lemma, and stems of the words around it.

    `names` are the stems of the capitalised words of the sentence, the head aside.
    """

    id: str
    document: str
    sentence: int
    head: str
    around: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]


def mention(  # noqa: PLR0913 - the fields of one mention, all by name
    *,
    id: str,  # noqa: A002
    document: str,
    sentence: int,
    head: str,
    tokens: Sequence[str],
    at: Iterable[int],
) -> Mention:
    """Make a mention from the tokens of its sentence and the positions `at` of its own words."""
    own = set(at)
    first, last = min(own, default=0), max(own, default=0)
    rest = [i for i in range(len(tokens)) if i not in own]
    return Mention(
        id=id,
        document=document,
        sentence=sentence,
        head=fold(head),
        around=frozenset(stems(tokens[i] for i in rest)),
        near=frozenset(stems(tokens[i] for i in rest if first - NEAR_WORDS <= i <= last + NEAR_WORDS)),
        names=frozenset(_names(tokens)) - frozenset(stems(tokens[i] for i in own)),
    )


def fold(word: str) -> str:
    """Give a word without case and diacritics."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def stems(tokens: Iterable[str]) -> list[str]:
    """Give the stems of the words among some tokens; punctuation and single letters have none."""
    return [fold(t)[:STEM] for t in tokens if len(t) > 1 and any(c.isalnum() for c in t)]


def words(text: str) -> list[str]:
    """Give the words of a text."""
    return _WORD.findall(text)


def _names(tokens: Sequence[str]) -> list[str]:
    lettered = [t for t in tokens if t[:1].isalpha()]
    capital = [t for t in lettered if t[0].isupper()]
    if len(capital) > CAPITALS_MAX * len(lettered):
        return []
    inner = pairwise(tokens)
    return stems(t for before, t in inner if t[:1].isupper() and before not in {".", '"', "“"})
