"""Quotation marks to quotations: paired over the whole report, with odd marks repaired at a paragraph's end."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What an apostrophe stands before where something is left out: "the '90s", "let 'em go".
_SHORT = r"(?:\d0s|em|til|cause|bout|twas|n)\b"
_MARK = re.compile(
    rf"''(?!'(?!\w))|``|’’|[\"“”„«»]|(?<![\w-])[‘'](?=\w)(?!{_SHORT})|(?<=[\w.,!?])[’'](?!\w)|\n\s*\n|\Z"
)
_CLOSE = frozenset({*"”»’", "’’"})
#: A straight mark with a word before it and none after it closes a quotation: where none is open, its partner is lost.
_ENDING = re.compile(r"(?<=[^\s(\[])\"(?=[\s,.;:!?)\]]|\Z)")
_PARTNER = {
    "''": ("''",), "``": ("''",), "“": ("”", "’’"), "„": ("”", "“"), "«": ("»",), "‘": ("’",), "'": ("'",),
    '"': ('"', "’’"),
}  # fmt: skip
#: What closes a quotation that was opened in the other fashion, or is a quotation inside of it ("“No," X said").
_MIXED = {"“": ('"',), '"': ("“", "”")}


@dataclass(frozen=True, slots=True)
class Quote:
    """The words between two marks: `start:end` without the marks, in the report's offsets."""

    start: int
    end: int


def quotes(text: str) -> tuple[Quote, ...]:
    """Give the outermost quotations of a text in order.

    A quotation still open at a paragraph's end goes on when the next paragraph opens with a mark (the custom of
    the press); otherwise it ends there, so that one lost mark costs one paragraph at most.
    """
    found: list[Quote] = []
    opened: tuple[str, int] | None = None
    within = False
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if not sign or sign[0] == "\n":
            follows = text[mark.end() : mark.end() + 1]
            if opened is not None and not (follows and follows == opened[0] and sign):
                found.append(Quote(opened[1], mark.start()))
                opened = None
        elif opened is None:
            closing = sign == "'" and text[mark.start() - 1 : mark.start()].strip() != "" and mark.start() > 0
            lost = _ENDING.match(text, mark.start()) is not None
            if sign not in _CLOSE and not lost and not (closing and text[mark.start() - 1] not in "([—-"):
                opened, within = (sign, mark.end()), False
        elif sign == opened[0] and text[: mark.start()].endswith(": ") and text[mark.end() : mark.end() + 1].isalnum():
            opened = (sign, mark.end())  # «"Asked about it, X answered: "This …"»: the first mark was a slip
        elif sign in _PARTNER.get(opened[0], ()) and text[mark.start() - 1 : mark.start()] != "\n":
            if mark.start() > opened[1]:
                found.append(Quote(opened[1], mark.start()))
            opened = None
        elif sign in _MIXED.get(opened[0], ()):
            if mark.start() == opened[1] and sign == "“":
                opened = (sign, mark.end())
            elif within or sign == "“" or text[mark.start() - 1].isspace():
                within = not within
            else:
                found.append(Quote(opened[1], mark.start()))
                opened = None
    return tuple(q for q in found if text[q.start : q.end].strip())
