"""What the first lines of a news text say of it: its title, the day and the agency of its dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.receive.dates import reading

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĚĘĠĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŜŞŠŢŤŪŬŮŰŲŹŻŽА-ЯЁ"
_CITY = rf"[{_UPPER}][{_UPPER} .'’()-]{{1,60}}"
_REGION = rf"(?:,\s+[{_UPPER}][^\d,(\n—–]{{1,40}}?){{0,2}}"
_MONTH = r"[^\W\d_]{3,9}\.?"
_DATE = rf"(?P<date>\d{{1,2}}\s+{_MONTH}(?:,?\s+(?:\d{{4}}|\d{{2}}))?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)"
_AGENCY = r"[^()\n]{2,60}"
_DATELINE = re.compile(
    rf"^[^\w\n]{{0,4}}{_CITY}{_REGION},?\s+"
    rf"(?:{_DATE}\s*(?:\((?P<agency>{_AGENCY})\))?|\((?P<only>{_AGENCY})\))\s*(?:--?|–|—)\s"
)
_SHORT_YEAR = re.compile(r"^(\d{1,2}\s\D+)(\d{2})$")
_TITLE_CHARS_MAX = 150
_LINE_CHARS_MAX = 240
_LINES_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline gives: `day` as an ISO day or month, or empty; `dated` tells whether it has a date at all."""

    day: str = ""
    agency: str = ""
    dated: bool = False


def title_in(text: str) -> str:
    """Give the first line where it stands alone and reads as a title; else nothing."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    alone = rest.startswith(("\n", " \n"))
    if not alone or not 0 < len(first) < _TITLE_CHARS_MAX or first[-1] in '.!?:;,”"' or _match(first):
        return ""
    return first.lstrip("# ")


def dateline(text: str) -> Dateline:
    """Give the dateline at the beginning of a text or right under its title; an empty one where there is none."""
    lines = [line for line in text[:4_000].split("\n") if line.strip()]
    for line in lines[:_LINES_LOOKED_AT]:
        if match := _match(line):
            date, agency = match.group("date") or "", match.group("agency") or match.group("only") or ""
            return Dateline(_day(date), agency.strip(), bool(date))
    return Dateline()


def _match(line: str) -> re.Match[str] | None:
    return _DATELINE.match(line.strip()[:_LINE_CHARS_MAX] + " ")


def _day(words: str) -> str:
    """Give a dateline's day; telex years have two figures, `16 NOV 89`. Without a year there is no day."""
    if short := _SHORT_YEAR.match(words):
        year = int(short.group(2))
        words = f"{short.group(1)}{year + (1900 if year > 30 else 2000)}"
    when, _ = reading(words)
    return when.start if when and when.precise else ""
