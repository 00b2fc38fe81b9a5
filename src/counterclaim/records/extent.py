"""Extents: when, where and how many, each as a range that can say how much it does not know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: The words of a range without an end.
UNKNOWN = "Unknown"


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
        return self.name if self.lat is not None or self.candidates > 1 else f"{self.name}, not in the gazetteer"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A count between `low` and `high`, both included; None on a side means that the words leave it open.

    "at least 6" is (6, None) and "about 450" a tenth to either side. `named` is the number that the words name where it
    is no side by itself ("more than 6" is (7, None), "fewer than 6" (0, 5)) or not alone ("about 450", "up to 6").
    Source: standards §6.6 and §13.4.
    """

    low: float | None
    high: float | None
    named: float | None = None

    @property
    def ceiling(self) -> bool:
        """Say whether only a highest number is told: the nought below "up to 6" is nobody's."""
        return self.high is not None and (self.low is None or (self.low == 0 < self.high and self.named is not None))

    def words(self) -> str:
        """Give the range as a reader writes it: `3`, `3–5`, `at least 6`, `more than 6`, `about 450`, or `Unknown`.

        `0 or more` is what a source that says none and one that gives a least number are together.
        """
        if self.named is not None:
            return f"{self._kind(self.named)} {_plain(self.named)}"
        low, high = _plain(self.low), _plain(self.high)
        if high is None:
            return UNKNOWN if low is None else f"at least {low}" if self.low else "0 or more"
        if low is None:
            return f"up to {high}"
        return low if low == high else f"{low}–{high}"

    def _kind(self, named: float) -> str:
        """Give the words in front of the named number, by where it lies to the two sides."""
        if self.high is None:
            return "more than"
        if self.high < named:
            return "fewer than"
        return "about" if self.low else "up to"


def joined(ranges: Sequence[NumberRange]) -> NumberRange:
    """Give the lowest low and the highest high; a side on which nobody gives an end stays open.

    Takes at least one range. Who says "up to 40" gives no floor: the lowest that others give is one, unless it lies
    above those 40. Then no number is the least by all accounts, and where the top is open too, both sides are.
    A low above its high is a slip of entry: the high becomes the low (Airwars rule). What is one range, and the open
    one with the lowest low, keeps the number its words name ("more than 100"). Source: standards §1.4, §12.3.
    """
    if len(set(ranges)) == 1 and ranges[0].named is not None:
        return ranges[0]
    tops = [r.high for r in ranges if r.ceiling and r.high is not None]
    low = min((r.low for r in ranges if r.low is not None and not r.ceiling), default=None)
    highs = [r.high for r in ranges if r.high is not None]
    high = max(highs) if highs and len(highs) == len(ranges) else None
    if low is not None and high is not None and high < low:
        high = low
    if low is not None and tops and min(tops) < low:
        return NumberRange(None, high)
    named = {r.named for r in ranges if r.low == low and r.high is None}
    return NumberRange(low, high, named.pop() if high is None and len(named) == 1 else None)


def spread(ranges: Sequence[NumberRange]) -> str:
    """Give in words what ranges are together; of those that nothing joins, the lowest and the highest."""
    words = [r.words() for r in sorted(ranges, key=_size)]
    whole = joined(ranges).words() if words else UNKNOWN
    return f"from {words[0]} to {words[-1]}" if whole == UNKNOWN and len(set(words)) > 1 else whole


def _size(numbers: NumberRange) -> tuple[float, float]:
    return (numbers.low or 0.0, float("inf") if numbers.high is None else numbers.high)


def more_than(number: float) -> NumberRange:
    """Give the range of "more than 6": of whole things at least 7."""
    return NumberRange(number + 1 if float(number).is_integer() else number, None, number)


def fewer_than(number: float) -> NumberRange:
    """Give the range of "fewer than 6": 5 at most."""
    return NumberRange(0.0, max(0.0, number - 1), number)


def up_to(number: float) -> NumberRange:
    """Give the range of "up to 6": none is said to be the least."""
    return NumberRange(0.0, number, number)


def around(number: float) -> NumberRange:
    """Give the range of "about 450": a tenth to either side."""
    return NumberRange(round(number * 0.9), round(number * 1.1), number)


#: More than there are people; a larger number is a slip of the hand.
WRITTEN_MAX = 10**10
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WRITTEN = re.compile(
    rf"(?:(?P<kind>at least|more than|fewer than|up to|about)\s+)?(?P<low>{_NUMBER})(?:\s*[–-]\s*(?P<high>{_NUMBER}))?"
)


def written(words: str) -> NumberRange | None:
    """Give the range that `NumberRange.words` writes so (`3`, `3–5`, `at least 6`, `about 450`), or None."""
    match = _WRITTEN.fullmatch(words.strip().lower())
    if match is None or (match["kind"] and match["high"]):
        return None
    low = float(match["low"].replace(",", ""))
    high = float(match["high"].replace(",", "")) if match["high"] else low
    if not low <= high <= WRITTEN_MAX or (match["kind"] and not high):  # "at least 0" tells nothing
        return None
    of_kind = {
        "at least": NumberRange(low, None),
        "more than": more_than(low),
        "fewer than": fewer_than(low),
        "up to": up_to(low),
        "about": around(low),
    }
    return of_kind.get(match["kind"], NumberRange(low, high))


def is_day(words: str) -> bool:
    """Say whether words are a day of the calendar, written as every record writes one: 2016-03-27."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def moved(day: str, days: int) -> str:
    """Give the day that is so many days after another, or before it; the first or the last of the calendar where it
    would be none.
    """
    found = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(found, date.min.toordinal()), date.max.toordinal())).isoformat()


def _plain(value: float | None) -> str | None:
    """Give a number without a needless decimal part."""
    if value is None:
        return None
    return f"{int(value):,}" if float(value).is_integer() else f"{value:g}"
