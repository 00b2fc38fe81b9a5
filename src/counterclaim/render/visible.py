"""Hiding characters are written out, so that no text can disguise itself.

A right-to-left override in a report would turn the words around it; here it reads `⟦U+202E⟧`. Zero-width and control
characters are shown too. What a script needs stays: joiners in Arabic and Indic spelling or emoji, and the marks beside
right-to-left letters that keep a full stop on its side.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from markupsafe import Markup

_JOINERS = "\u200c\u200d"
_SIDES = "\u200e\u200f\u061c"
_HIDING = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
#: Scripts and signs whose spelling uses joiners have these categories; Latin, Greek and Cyrillic letters do not.
_JOINING = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})


def is_hiding(text: str, at: int) -> bool:
    """Say whether the character of `text` at `at` hides or turns other characters."""
    char = text[at]
    if _HIDING.match(char) is None:
        return False
    if char in _SIDES:
        return not any(unicodedata.bidirectional(c) in {"R", "AL"} for c in _beside(text, at))
    return not (char in _JOINERS and at > 0 and unicodedata.category(text[at - 1]) in _JOINING)


def _beside(text: str, at: int) -> str:
    """Give the nearest characters that are not marks of a side themselves, two each way."""
    return text[max(at - 2, 0) : at].strip(_SIDES) + text[at + 1 : at + 3].strip(_SIDES)


def sign_of(char: str) -> str:
    """Give the sign that stands for a hiding character: `⟦U+202E⟧`."""
    return f"⟦U+{ord(char):04X}⟧"


def name_of(char: str) -> str:
    """Give the code and the name of a character, for a title: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'a control character')}"


def pieces(text: str) -> list[tuple[str, bool]]:
    """Give a text as stretches of ordinary text (False) and single hiding characters (True), in order."""
    found: list[tuple[str, bool]] = []
    begin = 0
    for match in _HIDING.finditer(text):
        at = match.start()
        if not is_hiding(text, at):
            continue
        if at > begin:
            found.append((text[begin:at], False))
        found.append((text[at], True))
        begin = at + 1
    if begin < len(text):
        found.append((text[begin:], False))
    return found


def visible(text: str) -> str:
    """Give a text in which each hiding character is written out."""
    if (text.isascii() and text.isprintable()) or _HIDING.search(text) is None:
        return text
    return "".join(sign_of(piece) if hiding else piece for piece, hiding in pieces(text))


def finalize(value: Any) -> Any:
    """Make what a template prints visible; markup that the templates made themselves passes."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
