"""Extents: when, where and how many, each as a range that can say how much it does not know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class TimeRange:
    """The days between which something happened, both included.

    `start` and `end` are ISO dates; `precise` is true when the words name one day. Source: standards §4.5.
    """

    start: str
    end: str
    precise: bool

    def days_apart(self, other: TimeRange) -> int:
        """Give the number of days between two ranges; 0 when they overlap."""
        if self.start <= other.end and other.start <= self.end:
            return 0
        first, second = (self, other) if self.end < other.start else (other, self)
        return (date.fromisoformat(second.start) - date.fromisoformat(first.end)).days


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; coordinates are None when no gazetteer row fits the words.

    `precision_m` is a radius in metres; `level` is one of site, town, district, governorate, country, unknown.
    `candidates` is how many gazetteer places bear the name: more than one is an ambiguity kept, not hidden.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    precision_m: int | None = None
    level: str = "unknown"
    country: str = ""
    candidates: int = 1

    @property
    def words(self) -> str:
        """Give the name for a reader; of a place that no gazetteer row fits, the words as reported, and say so."""
        return self.name if self.lat is not None else f"{self.name}, not in the gazetteer"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A count between `low` and `high`, both included; None on a side means that the words leave it open.

    "at least 6" is (6, None); "up to 6" is (0, 6); "about 450" is a tenth to either side, and keeps the 450 in `about`.
    Source: standards §6.6 and §13.4.
    """

    low: float | None
    high: float | None
    about: float | None = None

    def words(self) -> str:
        """Give the range as a reader writes it: `3`, `3–5`, `at least 6`, `up to 6`, `about 450`, or `Unknown`."""
        if self.about is not None:
            return f"about {_plain(self.about)}"
        low, high = _plain(self.low), _plain(self.high)
        if high is None and not self.low:
            return "Unknown"  # "at least 0" tells nothing
        if high is None:
            return f"at least {low}"
        if low is None:
            return f"up to {high}"
        return low if low == high else f"{low}–{high}"


#: More than there are people; a larger number is a slip of the hand.
WRITTEN_MAX = 10**10
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WRITTEN = re.compile(rf"(?:(?P<kind>at least|up to|about)\s+)?(?P<low>{_NUMBER})(?:\s*[–-]\s*(?P<high>{_NUMBER}))?")


def written(words: str) -> NumberRange | None:
    """Give the range that `NumberRange.words` writes so (`3`, `3–5`, `at least 6`, `up to 6`, `about 450`), or None."""
    match = _WRITTEN.fullmatch(words.strip().lower())
    if match is None or (match["kind"] and match["high"]):
        return None
    low = float(match["low"].replace(",", ""))
    high = float(match["high"].replace(",", "")) if match["high"] else low
    if not low <= high <= WRITTEN_MAX or (match["kind"] and not high):  # "at least 0" tells nothing
        return None
    of_kind = {
        "at least": NumberRange(low, None),
        "up to": NumberRange(0.0, low),
        "about": NumberRange(round(low * 0.9), round(low * 1.1), low),
    }
    return of_kind.get(match["kind"], NumberRange(low, high))


def is_day(words: str) -> bool:
    """Say whether words are a day of the calendar, written as every record writes one: 2016-03-27."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _plain(value: float | None) -> str | None:
    """Give a number without a needless decimal part."""
    if value is None:
        return None
    return f"{int(value):,}" if float(value).is_integer() else f"{value:g}"
