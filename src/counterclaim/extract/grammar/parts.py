"""Tags to parts of speech: what the parser's own table of rules says, looked up once for each kind of token.

The table holds some 180 patterns, and matching all of them on each token takes a tenth of parsing. Nearly all look at
one token: at its tag, and at its word and relation where those are among the ones that the table names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

#: What the rules ask of a token and what they may have found already, then what they set.
_ASKED = ("LOWER", "TAG", "DEP", "IS_SPACE", "POS", "MORPH", "LEMMA")
_SET = _ASKED[4:]
#: Stands for every relation that no rule names.
_OTHER = -1
_Key = tuple[int, ...]


class Parts:
    """The rules of one parser, with what they said so far."""

    def __init__(self, nlp: Any) -> None:
        """Take the parser; rules that look at more than one token, or at how a word is made, are kept apart."""
        self._rules, self._strings = nlp.get_pipe("attribute_ruler"), nlp.vocab.strings
        self._said: dict[_Key, _Key] = {}
        patterns = [p for row in self._rules.patterns for p in row["patterns"]]
        apart = [p[0] for p in patterns if len(p) > 1 or "REGEX" in str(p)]
        self._begin = [first["LOWER"] for first in apart if "LOWER" in first]
        self._under = {self._strings[first["DEP"]] for first in apart if "LOWER" not in first}
        self._words, self._relations = ({self._strings[w] for w in _named(patterns, key)} for key in ("LOWER", "DEP"))
        self._apart_from: set[int] = set()

    def __call__(self, doc: Any) -> None:
        """Give each token of a parsed sentence its part of speech, as the rules do."""
        rows = doc.to_array(list(_ASKED)).tolist()
        apart = self._may_begin({row[0] for row in rows}) or any(row[2] in self._under for row in rows)
        words, relations = self._words, self._relations
        keys = [
            (row[0] if row[0] in words else 0, row[1], row[2] if row[2] in relations else _OTHER, *row[3:])
            for row in rows
        ]
        if not apart and all(key in self._said for key in keys):
            doc.from_array(list(_SET), np.array([self._said[key] for key in keys], dtype=np.uint64))
            return
        self._rules(doc)
        if not apart:
            self._said.update(zip(keys, map(tuple, doc.to_array(list(_SET)).tolist()), strict=True))

    def _may_begin(self, words: set[int]) -> bool:
        """Say whether a rule that is kept apart may begin with one of some words; those found not to are kept."""
        for number in words - self._apart_from:
            if any(_fits(self._strings[number], told) for told in self._begin):
                return True
            self._apart_from.add(number)
        return False


def _named(patterns: Sequence[Sequence[Mapping[str, Any]]], key: str) -> set[str]:
    """Give the words, or the relations, that patterns name."""
    asked = [token[key] for pattern in patterns for token in pattern if key in token]
    lists = [one.get("IN") or one.get("NOT_IN") or () if isinstance(one, dict) else (one,) for one in asked]
    return {word for words in lists for word in words}


def _fits(word: str, told: Any) -> bool:
    if isinstance(told, str):
        return word == told
    return word in told.get("IN", ()) or ("REGEX" in told and re.search(told["REGEX"], word) is not None)


@cache
def parts(nlp: Any) -> Parts:
    """Give the rules of a parser."""
    return Parts(nlp)
