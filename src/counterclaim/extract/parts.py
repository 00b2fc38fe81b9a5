"""Tags to parts of speech: what the parser's own table of rules says, looked up once for each kind of token.

The table holds some 180 patterns, and matching all of them on each token takes a tenth of parsing. Nearly all look at
one token: at its tag and relation, and at its word where that is one of those that the table names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        """Take the parser; the rules that look at more than one token, or at how a word is made, are kept apart."""
        from spacy.matcher import Matcher  # heavy: only reading needs it

        self._rules, self._said = nlp.get_pipe("attribute_ruler"), dict[_Key, _Key]()
        self._apart = Matcher(nlp.vocab)
        self._words: set[int] = set()
        for pattern in (p for row in self._rules.patterns for p in row["patterns"]):
            named = list(_words(pattern))
            if len(pattern) > 1 or None in named or not set(pattern[0]) <= set(_ASKED):
                self._apart.add("apart", [pattern])
            self._words |= {nlp.vocab.strings[word] for word in named if word is not None}

    def __call__(self, doc: Any) -> None:
        """Give each token of a parsed sentence its part of speech, as the rules do."""
        rows = doc.to_array(list(_ASKED)).tolist()
        keys = [(row[0] if row[0] in self._words else 0, *row[1:]) for row in rows]
        apart = bool(self._apart(doc, allow_missing=True))
        if not apart and all(key in self._said for key in keys):
            doc.from_array(list(_SET), np.array([self._said[key] for key in keys], dtype=np.uint64))
            return
        self._rules(doc)
        if not apart:
            self._said.update(zip(keys, map(tuple, doc.to_array(list(_SET)).tolist()), strict=True))


def _words(pattern: Sequence[Mapping[str, Any]]) -> Iterator[str | None]:
    """Give the words that a pattern names, and None where it tells by how a word is made."""
    for token in pattern:
        word = token.get("LOWER", ())
        yield from (word,) if isinstance(word, str) else word.get("IN", (None,)) if word else ()


@cache
def parts(nlp: Any) -> Parts:
    """Give the rules of a parser."""
    return Parts(nlp)
