"""Sentences in which no name, number or time can stand: the recogniser of names need not look through them."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.extract.words.telex import Words, adjectives, peoples
from counterclaim.lexicons import lexicon

_WORD = re.compile(r"[^\W\d_]+")
#: A digit, or a sign of money, of a share, of a place in the net.
_SIGN = re.compile(r"[\d$£€%@#/_]")
#: Words by which a day, a time of day, a stretch of time or an age is told.
_SPANS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "season", "quarter", "weekend"}
    | {"morning", "afternoon", "evening", "night", "mile", "kilometer", "kilometre", "meter", "metre", "foot", "ton"}
)
_TIMES = frozenset(
    {"centuries", "midnight", "noon", "midday", "dawn", "dusk", "today", "tomorrow", "yesterday", "tonight", "feet"}
    | {"overnight", "daily", "weekly", "monthly", "yearly", "annual", "nightly", "hourly", "ago", "age", "aged"}
    | {"spring", "summer", "autumn", "fall", "winter", "january", "february", "march", "april", "june", "july"}
    | {"august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday"}
    | {"friday", "saturday", "sunday", "penny", "dollar", "dollars", "cent", "cents", "percent"}
)
#: Ordinals, and numbers that stand for many.
_NUMBERS = frozenset(
    {"first", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "once", "twice", "half"}
    | {"dozens", "hundreds", "thousands", "millions", "billions", "couple", "zero", "last"}
)
#: Words that the language's list of words without a meaning holds, and that name a body or a thing: "the Front".
_MEANING = frozenset(
    {"front", "side", "part", "name", "call", "move", "show", "bottom", "top", "amount", "serious", "full", "empty"}
)


def may_name(text: str, english: Words) -> bool:
    """Say whether a name, a number or a time may stand in a sentence; takes its words and the words of its language.

    None stands where all words are ordinary ones in small letters, or without a meaning of their own: "The", "He".
    """
    words = frozenset(_WORD.findall(text))
    begun = [word for word in words if not word.islower()]
    bare = english.function - _MEANING
    if any(not word.istitle() or word.lower() not in bare for word in begun) or _SIGN.search(text):
        return True
    low = {word.lower() for word in words}
    return not low.isdisjoint(_told()) or not all(map(english.common, low))


@cache
def _told() -> frozenset[str]:
    """Give the words of numbers, times, measures and peoples, and "may", which is a month too."""
    numbers = lexicon("quantities")
    spans = {form for span in _SPANS for form in (span, f"{span}s")}
    peopled = {part for name in (*adjectives(), *peoples()) for part in name.lower().split()}
    return frozenset({"may", *numbers["number_words"], *numbers["scales"], *spans, *peopled}) | _TIMES | _NUMBERS
