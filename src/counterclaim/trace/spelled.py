"""One name of a person in several spellings of one alphabet: "Serhiy Tolmatyi" and "Serhii Tolmaty" are one key.

Only letters that transcriptions exchange are read as one: what else differs makes two names.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Letters that stand for one sound where a name is carried over, in the order in which they are tried.
_ALIKE = (("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"))
_RUN, _TWICE = re.compile("[ijy]+"), re.compile(r"(.)\1+")
#: Letters that a name has at least: short ones are alike by chance.
_LEAST = 6


@lru_cache(maxsize=65_536)
def spelled(name: str) -> str:
    """Give one key for the spellings of a folded name; a name of few letters is its own."""
    key = name
    for letters, sound in _ALIKE:
        key = key.replace(letters, sound)
    key = _TWICE.sub(r"\1", _RUN.sub("i", key))
    return key if len(key.replace(" ", "")) >= _LEAST else name
