"""Words of other scripts in Latin letters, so that a name is found by whoever cannot type its script.

`latin` gives each word of another script in Latin letters (anyascii); `bones` gives, of scripts that mostly leave
vowels out, the consonants alone, since no table can supply the vowels that a reader types.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[^a-z0-9]+")
_VOWELS = re.compile(r"[aeiouwy]+")
#: Arabic and Hebrew with their supplements.
_BARE = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: Scripts written without spaces: each character is a word of its own here, and a phrase is a row of them.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: A skeleton shorter than this fits too many words.
BONES_MIN = 3


def spaced(text: str) -> str:
    """Give a text in which every character of a script without spaces stands alone."""
    return _UNSPACED.sub(lambda found: f" {found[0]} ", text)


def latin(text: str) -> str:
    """Give the words of a text that are not in Latin letters, in Latin letters, in their order."""
    return " ".join(filter(None, (_plain(word) for word in _others(text))))


def bones(text: str) -> str:
    """Give the consonants of the words of a text that are in a script without vowels, in their order."""
    return " ".join(filter(None, (skeleton(word) for word in _others(text) if _BARE.search(word))))


def skeleton(word: str) -> str:
    """Give the consonants of a word in Latin letters, or nothing where there are too few to tell words apart."""
    found = _VOWELS.sub("", _plain(word))
    found = re.sub(r"(.)\1", r"\1", found)
    return found if len(found) >= BONES_MIN else ""


def _others(text: str) -> list[str]:
    """Give the words with a letter that is no Latin one with a mark; search sees through marks by itself."""
    return [w for w in _WORD.findall(text) if not w.isascii() and _is_other(w)]


@lru_cache(maxsize=65_536)
def _is_other(word: str) -> bool:
    return not _bare(word).isascii()


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    return _PLAIN.sub("", str(anyascii(word)).lower())
