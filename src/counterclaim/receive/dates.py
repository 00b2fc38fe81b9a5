"""Words to the days they name. A form that two readers would read as two different days is never guessed."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from counterclaim.records.extent import TimeRange

_CLOCK = r"\d{1,2}\s?[:.h]\s?\d\d(?:[:.,]\d+)*(?:\s?[ap]\.?m\b\.?)?"
_ISO = re.compile(
    rf"^(\d{{4}})(?:([-/.])(\d{{1,2}})(?:\2(\d{{1,2}})(?:[T ,]\s?(?:{_CLOCK}|\d{{4,6}})\s?[\w+:-]{{0,10}})?)?)?$"
)
_CLOCK_OR_ZONE = re.compile(rf"{_CLOCK}|(?<=\s)[+-]\d\d:?\d\d\b", re.IGNORECASE)
_CJK = re.compile(r"^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?$")
_COMPACT = re.compile(r"^((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T.*)?$")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s*([./ -])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)")
_SMALL = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d")
#: Languages whose month names are read. The list is fixed, so that the same words give the same day everywhere.
_LANGUAGES = ["en", "ar", "de", "es", "fa", "fr", "he", "it", "pl", "pt", "ru", "tr", "uk", "zh"]
_FIXED = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
_WORDS_MAX = 80
#: Years in which anything can have been published: 0001 and 9999 are what programs write for none.
_PUBLISHED = range(1400, 9000)


def period(words: str) -> TimeRange | None:
    """Give the days that words name, as they are written there; None for none, or for more than one reading."""
    return reading(words)[0]


@lru_cache(maxsize=4096)
def reading(words: str) -> tuple[TimeRange | None, str]:
    """Give the days that words name, or None and why.

    Read are `2016`, `2016-03`, `2016-03-27T10:00Z`, `20160327`, `27.03.2016` and days with a month in words. The day
    is the one written, in the writer's own time zone.
    """
    plain = "".join(str(unicodedata.digit(c, c)) for c in " ".join(words.split()))[:_WORDS_MAX]
    if match := _ISO.match(plain):
        return _checked(match.group(1), match.group(3), match.group(4), plain)
    if match := _COMPACT.match(plain) or _CJK.match(plain):
        return _checked(match.group(1), match.group(2), match.group(3), plain)
    figures = list(_NUMBERS.finditer(plain))
    if figures:
        return _numbers(figures[0], plain) if len(figures) == 1 else (None, _unread(plain))
    return _worded(plain)


def minute(words: str) -> str:
    """Give the minute that words name, in UTC, as `2016-03-27T10:05Z`; empty without a time of day or its zone.

    Read are ISO 8601 and the dates of mails and feeds.
    """
    try:
        found = datetime.fromisoformat(words.strip())
    except ValueError:
        try:
            found = parsedate_to_datetime(words.strip())
        except (ValueError, TypeError):
            return ""
    if found.tzinfo is None or not _TIME_OF_DAY.search(words):
        return ""
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _unread(words: str) -> str:
    return f"`{words}` names no day, month or year that can be read; write it as 2016-03-27"


def _checked(year: str, month: str | None, day: str | None, words: str) -> tuple[TimeRange | None, str]:
    if int(year) not in _PUBLISHED:
        return None, f"`{words}` is what programs write where they know no day; write it as 2016-03-27"
    try:
        if month and day:
            exact = date(int(year), int(month), int(day)).isoformat()
            return TimeRange(exact, exact, True), ""
        first, last = int(month or 1), int(month or 12)
        end = date(int(year), last, calendar.monthrange(int(year), last)[1])
        return TimeRange(date(int(year), first, 1).isoformat(), end.isoformat(), False), ""
    except (ValueError, calendar.IllegalMonthError):
        return None, _unread(words)


def _numbers(match: re.Match[str], words: str) -> tuple[TimeRange | None, str]:
    """Read day, month and year in figures where only one order is possible."""
    first, _, second, year = match.groups()
    if len(year) == 2:
        return None, f"`{words}` has a year of two figures, so it may be several days; write it as 2016-03-27"
    if int(first) > 12 or first == second:
        return _checked(year, second, first, words)
    if int(second) > 12:
        return _checked(year, first, second, words)
    return None, f"`{words}` may be day or month first, so no day was taken; write it as 2016-03-27"


def _worded(words: str) -> tuple[TimeRange | None, str]:
    """Read a date with a month in words: it needs one year of four figures, and one day or none."""
    years = _YEAR.findall(words)
    if len(years) != 1 or not any(c.isalpha() for c in words):
        return None, _unread(words)
    import dateparser

    days = _SMALL.findall(_CLOCK_OR_ZONE.sub(" ", words).replace(years[0], " "))
    whole = words if days else f"1 {words}"
    found = dateparser.parse(whole, languages=_LANGUAGES, settings=_FIXED) if len(days) < 2 else None
    if found is None or found.year != int(years[0]) or (days and found.day != int(days[0])):
        return None, _unread(words)
    return _checked(years[0], str(found.month), days[0] if days else None, words)
