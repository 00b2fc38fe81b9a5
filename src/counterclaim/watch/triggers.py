"""Trigger words: whether a sentence raises a standing question, and about which acts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.lexicons import any_of, lexicon

#: Words that may stand between a trigger that is not forward by itself and what it is about.
_ABOUT = re.compile(r"\s*(?:of|about|against|over|for)\s", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s+(?:campaigns?\s+)?(?:against|on|of|targeting|towards?)\s+((?:(?!in\b|by\b|after\b|during\b|and\b)[\w’'-]+\s?){1,6})"
)
_PLACE = re.compile(r"\b(?:in|at|near|around)\s+(?:the\s+city\s+of\s+)?((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,3})")
_NUMBERED = re.compile(
    r"\b(?:within|next|coming|for)\s+(?:the\s+next\s+)?(\d+|two|three|four|five|six|seven|ten|twelve)\s+"
    r"(hour|day|week|month)s?\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12}
_MONTHS = frozenset(calendar.month_name[1:])
#: Words between a direct trigger and what is watched ("fear new reprisals").
DIRECT_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A standing question in one sentence: acts to watch, whom they would hit, where, and for how many days."""

    act_types: tuple[str, ...]
    target: str
    place: str
    days: int


def raised(sentence: str) -> Raised | None:
    """Give the standing question that a sentence raises, or None.

    What is watched must stand after the trigger. Where several things are, their acts are joined and the longest
    window holds; words of the sentence for a window come before the window of the acts.
    """
    opening = _opening(sentence)
    if opening is None:
        return None
    found = [(m, row) for row in _watched() for m in row["pattern"].finditer(sentence, opening)]
    if not found:
        return None
    found.sort(key=lambda pair: (pair[0].start(), pair[1]["days"]))
    last = max(m.end() for m, _ in found)
    acts = tuple(dict.fromkeys(act for _, row in found for act in row["acts"]))
    return Raised(
        act_types=acts,
        target=_target(sentence, [m.end() for m, _ in found]),
        place=_place(sentence, found[0][0].start(), last),
        days=_window(sentence) or max(int(row["days"]) for _, row in found),
    )


def _opening(sentence: str) -> int | None:
    """Give where what is watched may begin, or None when nothing looks ahead."""
    for match in _triggers().finditer(sentence):
        row = _phrases()[" ".join(match[1].casefold().split())]
        if row.get("anywhere"):
            return 0
        if row["forward"] or _ABOUT.match(sentence, match.end()) or _ahead().search(sentence, match.end()):
            return match.end()
        if row.get("direct") and _directly(sentence, match.end()):
            return match.end()
    return None


def _directly(sentence: str, end: int) -> bool:
    """Say whether something watched stands right after an offset, a word or two apart."""
    starts = [m.start() for row in _watched() for m in row["pattern"].finditer(sentence, end)]
    return bool(starts) and len(sentence[end : min(starts)].split()) <= DIRECT_WORDS


def _target(sentence: str, ends: Iterable[int]) -> str:
    """Give whom the words after a watched thing name; an empty string when they name nobody."""
    for end in ends:
        if found := _AGAINST.match(sentence, end) or _AGAINST.match(sentence, _past_quote(sentence, end)):
            return found[1].strip(" ’'")
    return ""


def _past_quote(sentence: str, end: int) -> int:
    """Give the offset after closing quotation marks."""
    while end < len(sentence) and sentence[end] in "\"”’'»":
        end += 1
    return end


def _place(sentence: str, start: int, end: int) -> str:
    """Give the place named after what is watched, else the nearest before it; an empty string when there is none."""
    named = [m for m in _PLACE.finditer(sentence) if m[1].split()[0] not in _MONTHS]
    after = [m for m in named if m.start() >= start]
    chosen = after[0] if after else min(named, key=lambda m: abs(m.end() - end), default=None)
    return re.sub(r"['’]s$", "", chosen[1]) if chosen is not None else ""


def _window(sentence: str) -> int | None:
    """Give the days that the sentence's own words set, or None."""
    if found := _NUMBERED.search(sentence):
        number = int(_NUMBERS.get(found[1].lower(), 0) or found[1])
        unit = found[2].lower()
        return max(1, round(number / 24)) if unit == "hour" else number * _DAYS[unit]
    words = _windows().search(sentence)
    return int(_rows()["windows"][" ".join(words[1].casefold().split())]) if words else None


def _rows() -> dict[str, Any]:
    return dict(lexicon("watch_triggers"))


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return {phrase: row for row in _rows()["triggers"].values() for phrase in row["phrases"]}


@cache
def _triggers() -> re.Pattern[str]:
    return any_of(_phrases())


@cache
def _ahead() -> re.Pattern[str]:
    return any_of(_rows()["ahead"])


@cache
def _windows() -> re.Pattern[str]:
    return any_of(_rows()["windows"])


@cache
def _watched() -> tuple[dict[str, Any], ...]:
    return tuple({**row, "pattern": any_of(row["words"])} for row in _rows()["watched"])
