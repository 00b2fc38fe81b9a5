"""Telephone numbers and mail addresses in words: by them a source is found who is not named."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: A number as people write it: with its country (`+…`), with its trunk prefix (`0…`), or after a word that says so.
_DIGITS = r"\d(?:[ \u00a0()/-]{0,2}\d){%d,14}"
_DIALLED = re.compile(rf"(?<![\w.,:/+-])\(?(?:\+{_DIGITS % 6}|0{_DIGITS % 7})(?![\w:]|[.,]\d)")
_SAID = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|whatsapp|signal|viber|call)\b[.:]?\s*(?:(?:no|number)\b[.:]?\s*)?"
    rf"(?P<number>\+?{_DIGITS % 5})",
    re.IGNORECASE,
)
_DAY = re.compile(r"\(?\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})\b")


def ways_to_reach(text: str) -> frozenset[str]:
    """Give the telephone numbers and mail addresses in a text, as they are written there; days are none."""
    numbers = [m.group() for m in _DIALLED.finditer(text)] + [m["number"] for m in _SAID.finditer(text)]
    return frozenset([*_MAIL.findall(text), *(n for n in numbers if not _DAY.match(n))])
