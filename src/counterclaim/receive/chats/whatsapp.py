"""WhatsApp's export: `_chat.txt`, alone or in its archive. Which figure is the day, the whole chat tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.chats.message import Message, drafts
from counterclaim.receive.items import Item
from counterclaim.records.source import Refusal

#: Marks of direction that the program writes before names, figures and files; they are no part of anybody's words.
_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_UNSEEN = re.compile(f"[{_MARKS}]")
_GAP, _SEEN = r"[^\S\n]", f"[{_MARKS}]{{0,4}}"
_BETWEEN = rf"{_SEEN}[./-]{_GAP}?{_SEEN}"
#: A short word beside the clock: which half of the day, or "at", in any language; some write it before the hour.
_WORD = r"[^\W\d_][^\s\d:\]–-]{0,9}"
_STAMP = (
    rf"^{_SEEN}\[?{_SEEN}(?P<a>\d{{1,4}}){_BETWEEN}(?P<b>\d{{1,2}}){_BETWEEN}(?P<c>\d{{1,4}})\.?"
    rf"(?:{_GAP}{_WORD})?[,،、]?{_SEEN}{_GAP}{_SEEN}"
    rf"(?P<clock>(?:{_WORD}{_GAP}?)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:{_GAP}?{_WORD}(?:{_GAP}[^\W\d_]\.)?)?)"
    rf"{_SEEN}(?:\]{_GAP}?|{_GAP}[-–]{_GAP})"
)
_LINE = re.compile(_STAMP + r"(?P<rest>.*)$", re.MULTILINE)
BEGINS = re.compile(_STAMP)
#: `NAME: words`; a notice has no such name.
_SENT = re.compile(r"(?P<sender>[^:\n]{1,80}):(?:\s|$)(?P<words>.*)\Z", re.DOTALL)
#: What stands before a colon and is longer than any name: whose words these are cannot be told, but they are words.
_NO_NAME = re.compile(r"[^:\n]{81,}:(?:\s|$)")
_ATTACHED = re.compile(
    r"<[^<>:\n]{3,20}:\s(?P<ios>[^<>\n]{1,200})>"
    r"|^(?P<android>\S[^\n]{0,200}\.\w{2,5}) \([^()\n]{3,30}\)$",
    re.MULTILINE,
)
_LEFT_OUT = re.compile(r"^<[^<>\n]{3,40}>$", re.MULTILINE)
_AGAIN = "Export the chat again."
_UNNAMED = "what stands before the first colon is too long for a name, so the whole line was taken as words of nobody"
_UNSURE = "may be day or month first in this whole chat, or a year of another calendar"
#: The program began in 2009; a year before it, or centuries on, is of another calendar.
_YEARS = range(2009, 2100)
_Figures = tuple[int, int, int]


def whatsapp(item: Item) -> Iterator[Draft | Refusal]:
    """Read a chat: one report a message, with its sender and, where the chat tells the order of figures, its day."""
    text, encoding = item.text()
    lines = list(_LINE.finditer(text))
    if not lines:
        raise Refused(item.label, "a WhatsApp export", "no line with a date, a time and a name", _AGAIN)
    figures = [(int(m["a"]), int(m["b"]), int(m["c"])) for m in lines]
    order = _order(figures)
    ends = [m.start() for m in lines[1:]] + [len(text)]
    blocks = [text[m.start("rest") : end].strip("\n") for m, end in zip(lines, ends, strict=True)]
    whole = zip(blocks, figures, (m["clock"] for m in lines), strict=True)
    yield from drafts(item, (_message(n, *told, order) for n, told in enumerate(whole, start=1)), encoding)


def _message(number: int, block: str, figures: _Figures, clock: str, order: str) -> Message:
    seen = _UNSEEN.sub("", block)
    sent, long = _SENT.match(seen), _NO_NAME.match(seen)
    words = sent["words"] if sent else seen if long else ""
    files = tuple(PurePosixPath(m["ios"] or m["android"]).name for m in _ATTACHED.finditer(words))
    text = _LEFT_OUT.sub("", _ATTACHED.sub("", words)).strip()
    day = _day(figures, order)
    unsure = "" if day else f"`{figures[0]}/{figures[1]}/{figures[2]}` {_UNSURE}"
    # The program writes `~` before a name that is no contact's: the sender chose it.
    name = sent["sender"].strip() if sent else ""
    chosen = "the name is the one the sender chose" if name.startswith("~") else ""
    return Message(
        number=str(number),
        sender=name.removeprefix("~").strip(),
        day=day,
        text=text,
        files=files,
        notes=tuple(filter(None, (f"time by the exporter's clock: {clock}", unsure, chosen, _UNNAMED if long else ""))),
    )


def _order(figures: Sequence[_Figures]) -> str:
    """Give the order of figures that fits the whole chat: `dmy`, `mdy` or `ymd`; empty when two do.

    An order fits if each line names a day by it, and no message comes more than a day before the one above it.
    """
    fitting = []
    for order in ("ymd",) if figures[0][0] > 31 else ("dmy", "mdy"):
        days = [_date(f, order) for f in figures]
        if all(days) and all((b - a).days >= -1 for a, b in pairwise(d for d in days if d)):
            fitting.append(order)
    same = len(fitting) == 2 and all(a == b for a, b, _ in figures)
    return fitting[0] if len(fitting) == 1 or same else ""


def _day(figures: _Figures, order: str) -> str:
    found = _date(figures, order) if order else None
    return found.isoformat() if found else ""


def _date(figures: _Figures, order: str) -> date | None:
    told = dict(zip(order, figures, strict=True))
    year = told["y"] + 2000 if told["y"] < 100 else told["y"]
    if year not in _YEARS:
        return None
    try:
        return date(year, told["m"], told["d"])
    except ValueError:
        return None
