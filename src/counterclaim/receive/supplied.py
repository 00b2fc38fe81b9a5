"""What the user says about the items, for those that do not say it themselves."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

import yaml

from counterclaim.errors import UsageError
from counterclaim.records.extent import TimeRange

_WHEN = re.compile(r"^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """Values for what an item lacks; `columns` maps our field to the user's column name."""

    published: TimeRange | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


def period(words: str) -> TimeRange | None:
    """Give the days that `2016`, `2016-03` or `2016-03-27` (with or without a time) name; None for other words."""
    match = _WHEN.match(words.strip()[:10].rstrip("T "))
    if match is None:
        return None
    year = int(match.group(1))
    month, day = (int(g) if g else None for g in match.groups()[1:])
    try:
        if day and month and year:
            exact = date(year, month, day).isoformat()
            return TimeRange(exact, exact, True)
        first, last = month or 1, month or 12
        end = date(year, last, calendar.monthrange(year, last)[1])
        return TimeRange(date(year, first, 1).isoformat(), end.isoformat(), False)
    except ValueError:
        return None


def supplied(published: str | None, publisher: str | None, author: str | None, language: str | None) -> Supplied:
    """Give the user's values. Raises UsageError for a date that names no day, month or year."""
    when = period(published) if published else None
    if published and when is None:
        raise UsageError(
            "--published as 2016-03-27, 2016-03 or 2016", published, "Write the date in one of these ways."
        )
    return Supplied(published=when, publisher=publisher, author=author, language=language)


def columns_in(text: str) -> tuple[tuple[str, str], ...]:
    """Give a saved column map: YAML or JSON, our field → the file's column. Raises UsageError for anything else."""
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as cause:
        raise UsageError("a column map in YAML", "text that is not YAML", "One line a field, `text: Body`.") from cause
    if not isinstance(rows, dict):
        raise UsageError(
            "a column map: our field, a colon, your column", type(rows).__name__, "For example `text: Body`."
        )
    return tuple(sorted((str(k), str(v)) for k, v in rows.items()))
