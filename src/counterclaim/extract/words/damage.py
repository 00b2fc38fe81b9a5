"""Damage: which thing, in what condition, by the lexicons of assets and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from counterclaim.extract.words.held import held, longest_words
from counterclaim.lexicons import alternatives, lexicon

NO_DAMAGE = "no damage"
#: Phrases asked about last, whose answers are kept.
PHRASES_KEPT = 8_192


@dataclass(frozen=True, slots=True)
class Asset:
    """A thing named in a sentence: its canonical noun, its family, and its token span."""

    name: str
    family: str
    start: int
    end: int


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {noun: (noun, family) for family, nouns in lexicon("assets").items() for noun in nouns}
    forms: dict[str, tuple[str, str]] = {}
    for noun, row in table.items():
        for form in (noun, f"{noun}s", f"{noun}es", re.sub(r"y$", "ies", noun)):
            forms.setdefault(form, row)
    return re.compile(rf"\b({alternatives(forms)})\b", re.IGNORECASE), forms


@cache
def _stated(words: str) -> tuple[re.Pattern[str], frozenset[str]]:
    phrases = lexicon("damage")[words]
    return re.compile(rf"\b({alternatives(phrases)})\b", re.IGNORECASE), longest_words(phrases)


@cache
def _conditions() -> dict[str, str]:
    rows = lexicon("damage")
    return {w.split()[0]: name for name in ("damaged", "burned", "looted", "destroyed") for w in rows[name]}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(re.split(r"\W+", form)[-1] for form in _pattern()[1])


@lru_cache(maxsize=PHRASES_KEPT)
def may_end_asset(word: str) -> bool:
    """Say whether some asset's words end as a word does: no other needs the look into its phrase."""
    return re.split(r"\W+", word)[-1].lower() in _last_words()


@lru_cache(maxsize=PHRASES_KEPT)
def assets(text: str) -> tuple[Asset, ...]:
    """Give the assets a text names, in order."""
    pattern, forms = _pattern()
    return tuple(
        Asset(*forms[" ".join(m.group(1).lower().split())], m.start(), m.end()) for m in pattern.finditer(text)
    )


def condition(token: Any) -> str | None:
    """Give the condition that a verb puts its object in, or None."""
    return _conditions().get(token.lemma_.lower())


def stated(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the spans of words that tell in what state a thing is, with the condition."""
    for words, state in (("none", NO_DAMAGE), ("ruined", "destroyed"), ("disabled", "out of service")):
        pattern, ends = _stated(words)
        for match in pattern.finditer(text) if not ends.isdisjoint(held(text)) else ():
            yield match.start(), match.end(), state
