"""A content that no proposition names, as a short phrase: small letters, but for names."""

from __future__ import annotations

import re
from functools import lru_cache

#: Words of a phrase: most clauses are told whole.
VALUE_WORDS = 40
#: A word with a capital after one in small letters: no beginning of a sentence.
_INSIDE = re.compile(r"(?<![\w'’-])[^\W\d_A-ZÀ-Þ]+,? ([^\W\d_a-zß-ÿ][\w'’-]*)")
#: An abbreviation with its stops.
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
#: Words that lead to others: a phrase that is cut off ends on none of them.
_LEADING = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "but",
        "that",
        "its",
        "his",
    }
    | {"their", "is", "are", "was", "were", "has", "have", "had", "as", "into", "which", "who", "out"}
)
#: A phrase in which more of the words than this begin with a capital is a headline, and tells no names.
HEADLINE = 0.7


def in_short(words: str, text: str) -> str:
    """Give the first words of a content without its punctuation, in small letters but for the names of its report.

    Takes the content and the report's text: a name is what begins with a capital in the midst of a sentence there, or
    stands in capitals, with the capitalised words right after it.
    """
    words = _DOTTED.sub(lambda m: m[0].replace(".", ""), words)  # "U.S." is one word
    every = re.sub(r"[^\w%$'’-]+", " ", words).split()
    said = every[:VALUE_WORDS]
    while len(every) > VALUE_WORDS and len(said) > 1 and said[-1].casefold() in _LEADING:
        said.pop()
    if len(said) > 2 and sum(w[0].isupper() for w in said) > HEADLINE * len(said):
        return " ".join(said).casefold()
    found: list[str] = []
    for word in said:
        capital = word[0].isupper()
        follows = bool(found) and found[-1][0].isupper()
        named = capital and (follows or word in _names(text) or (len(word) > 1 and word.isupper()))
        found.append(word if named else word.casefold())
    return " ".join(found)


@lru_cache(maxsize=8)
def _names(text: str) -> frozenset[str]:
    """Give the words of a text that begin with a capital after a word in small letters."""
    return frozenset(_INSIDE.findall(text))
