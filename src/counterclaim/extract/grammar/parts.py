"""Tags to parts of speech: what the parser's own table of rules says, looked up once for each kind of token.

The table holds some 180 patterns, and matching all of them on each token takes a tenth of parsing. Nearly all look at
one token: at its tag and relation, and at its word where that is one of those that the table names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np

#: What the rules ask of a token and what they may have found already, then what they set.
_ASKED = ("LOWER", "TAG", "DEP", "IS_SPACE", "POS", "MORPH", "LEMMA")
_SET = _ASKED[4:]
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
        named = [token["LOWER"] for p in patterns for token in p if "LOWER" in token]
        self._named = {
            self._strings[w] for one in named for w in ([one] if isinstance(one, str) else one.get("IN", ()))
        }
        self._begins: dict[int, bool] = {}

    def __call__(self, doc: Any) -> None:
        """Give each token of a parsed sentence its part of speech, as the rules do."""
        rows = doc.to_array(list(_ASKED)).tolist()
        apart = any(row[2] in self._under or self._may_begin(row[0]) for row in rows)
        keys = [(row[0] if row[0] in self._named else 0, *row[1:]) for row in rows]
        if not apart and all(key in self._said for key in keys):
            doc.from_array(list(_SET), np.array([self._said[key] for key in keys], dtype=np.uint64))
            return
        self._rules(doc)
        if not apart:
            self._said.update(zip(keys, map(tuple, doc.to_array(list(_SET)).tolist()), strict=True))

    def _may_begin(self, number: int) -> bool:
        """Say whether a rule that is kept apart may begin with a word."""
        found = self._begins.get(number)
        if found is None:
            word = self._strings[number]
            found = self._begins[number] = any(_fits(word, told) for told in self._begin)
        return found


def _fits(word: str, told: Any) -> bool:
    if isinstance(told, str):
        return word == told
    return word in told.get("IN", ()) or ("REGEX" in told and re.search(told["REGEX"], word) is not None)


@cache
def parts(nlp: Any) -> Parts:
    """Give the rules of a parser."""
    return Parts(nlp)
