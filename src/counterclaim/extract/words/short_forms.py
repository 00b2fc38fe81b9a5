"""The body that its noun alone means: "the Front" where a report names one front, the Velan Front."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Aspect

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "when", "after", "in", "on", "and", "but"})
_LINKS = frozenset({"of", "in", "for", "the"})
#: Of two letters there are too many.
INITIALS_MIN = 3
_WHO = frozenset({Aspect.PERPETRATOR, Aspect.CONTROL})


@lru_cache(maxsize=1024)
def spelled_out(name: str, text: str) -> str:
    """Give the name of the one body of a text that its noun, written with a capital, stands for; else the noun."""
    if not name.istitle() or name.casefold() not in _nouns():
        return name
    found = re.findall(rf"\b((?:[A-Z][\w’'-]+\s+){{1,3}}{re.escape(name)})\b(?!\s+[A-Z])", text)
    names = {" ".join(_bare(words.split())) for words in found} - {name}
    return names.pop() if len(names) == 1 else name


def bodies_named(said: Iterable[Proposition], text: str) -> Iterator[Proposition]:
    """Give propositions with the whole name of a doer that is told by its noun alone."""
    for one in said:
        actor = spelled_out(one.actor, text) if one.actor else one.actor
        value = spelled_out(one.value, text) if one.aspect in _WHO else one.value
        yield one if (actor, value) == (one.actor, one.value) else replace(one, actor=actor, value=value)


def shortened(short: Sequence[str], full: Sequence[str]) -> bool:
    """Say whether words name a body by its own noun and no word beside its name: "the mission", of the UN mission in X.

    Takes both names' words as they are compared. "The ministry of health" is no defence ministry. Its initials name it.
    """
    if len(short) == 1 and len(short[0]) >= INITIALS_MIN and short[0] == "".join(w[0] for w in full if w not in _LINKS):
        return True
    own = re.split(r" (?:of|in|for|on|to|at) ", " ".join(full))[0].split()[-1:]
    return own[0] in short and set(short) - _LINKS <= set(full) and own[0] in lexicon("namesakes", "en")["short_forms"]


def _bare(words: list[str]) -> list[str]:
    while words and words[0].casefold() in _ARTICLES:
        words = words[1:]
    return words


@cache
def _nouns() -> frozenset[str]:
    rows = lexicon("namesakes", "en")
    return frozenset((*rows["short_forms"], *rows["shortened"], "movement", "party"))
