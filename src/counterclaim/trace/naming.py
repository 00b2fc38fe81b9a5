"""Words that merely name an event: its kind, where and when. Whoever writes of it writes them, and has them of nobody.

"The shelling of the central market in El Obeid on 3 March 2025" says nothing of the event that the event is not called
by. Who did it, whom it killed and how many are said of it; words that tell such things are no name. Read in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.english import MONTHS
from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.judgement import SharedSpan

#: Words of one part of a name, its article left out ("the old central market").
PART_MAX = 4
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?:\bon\s+)?(?:\b\w+day,?\s+)?(?:the\s+)?\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTH})|(?:{_MONTH})\s+\d{{1,2}})\b"
    r"(?:,?\s+\d{4}\b)?"
)
_JOINS = re.compile(r"\b(?:of|on|at|in|near|outside|against)\b|,", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|'s|’s)\s+", re.IGNORECASE)
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
#: A word of these tells something: a verb that is no regular one, a number, or a word that joins clauses.
_TELLS = frozenset(
    {"was", "were", "is", "are", "be", "been", "had", "has", "have", "did", "do", "does", "said", "says", "say"}
    | {"hit", "struck", "left", "came", "took", "fell", "shot", "lost", "that", "which", "who", "and", "but", "or"}
    | {"by", "with", "no", "not", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens"}
    | {"scores", "hundreds"}
)


def names_only(text: str, spans: Iterable[SharedSpan], least: int) -> bool:
    """Say whether what a text shares is names of events, but for less than `least` words.

    Takes the spans of the earlier text.
    """
    told = named = 0
    for span in spans:
        words = text[span.a_start : span.a_end]
        if is_name(words):
            named += 1
        else:
            told += len(words.split())
    return bool(named) and told < least


def is_name(words: str) -> bool:
    """Say whether words are the name of an event and no more: an act's noun, a place or target by name, and a day."""
    rest, days = _DATE.subn(" , ", " ".join(words.split()))
    parts = [_ARTICLE.sub("", _EDGE.sub("", p)) for p in _JOINS.split(rest)]
    parts = [p for p in parts if p]
    if not days or not any(re.search(r"\b[^\W\d_a-z]", p) for p in parts):
        return False
    acts = sum(_acts().search(p) is not None for p in parts)
    return acts == 1 and all(_plain(p) for p in parts)


def _plain(part: str) -> bool:
    """Say whether a part of a phrase holds a few words of which none tells anything."""
    words = part.split()
    if len(words) > PART_MAX:
        return False
    return not any(w.lower() in _TELLS or (w[:1].islower() and w.endswith("ed")) or w[:1].isdigit() for w in words)


@cache
def _acts() -> re.Pattern[str]:
    """Give the pattern of nouns that name an act."""
    nouns = {noun for row in lexicon("act_types") for noun in row["nouns"]}
    return re.compile(rf"\b(?:{alternatives(nouns)})\b", re.IGNORECASE)
