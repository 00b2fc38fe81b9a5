"""How the command line shows things: progress and messages on standard error, JSON Lines on standard output."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from textwrap import fill, wrap
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

#: Everything that is not a result goes here.
messages = Console(stderr=True, highlight=False)
results = Console(highlight=False, soft_wrap=True)
#: Columns that the words of an entry take: never fewer, and with its id never more, since long lines are hard to read.
LEAST, MOST = 40, 120


def now() -> str:
    """Give the time by this machine's clock, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


#: Characters that a terminal acts on and nobody sees: JSON writes them as escapes, which mean the same.
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


#: Made once: a large table has a hundred thousand lines.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def lines(objects: Iterable[Any]) -> None:
    """Print one JSON object a line; control characters in it are escaped."""
    written(line(one) for one in objects)


def line(one: Any) -> str:
    """Give an object as one line of JSON."""
    return seen(_JSON.encode(one))


def seen(plain: str) -> str:
    """Give a line of JSON whose control characters are escaped."""
    if plain.isprintable():  # none of them is in it
        return plain
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], plain)


def written(whole: Iterable[str]) -> None:
    """Print lines as they are."""
    for one in whole:
        sys.stdout.write(f"{one}\n")
    sys.stdout.flush()


#: Rows of a table that tells of single items, of which there may be any number; all are in --json.
ROWS_MAX = 20


def some(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], most: int = ROWS_MAX) -> None:
    """Print the first rows of a table, and how many more there are."""
    table(title, head, rows[:most])
    if len(rows) > most:
        told(f"… and {len(rows) - most:,} more, {len(rows):,} in all: --json lists each.")


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of plain text; nothing in a cell is read as markup."""
    look: dict[str, Any] = {"header_style": "bold", "box": None, "pad_edge": False, "padding": (0, 2, 0, 0)}
    shown = Table(title=title or None, title_justify="left", **look)
    for name in head:
        shown.add_column(name, overflow="fold", no_wrap=name == "id")  # an id is to be copied whole
    for row in rows:
        shown.add_row(*(Text(visible(cell)) for cell in row))
    results.print(shown)


def heading(key: str, words: str) -> None:
    """Print what entries below it belong to."""
    results.print(Text(f"\n{visible(key)}  {visible(words)}", style="bold"))


def entries(rows: Iterable[Sequence[str]]) -> None:
    """Print entries for a reader: an id with a first line, and further lines under it, wrapped to the terminal."""
    for key, *parts in rows:
        first, *more = [wrapped for part in parts for wrapped in _wrapped(visible(part), len(key) + 2)]
        results.print(Text.assemble((visible(key), "bold"), "  ", first))
        for words in more:
            results.print(Text(f"{' ' * (len(key) + 2)}{words}"))


def _wrapped(words: str, indent: int) -> list[str]:
    """Give words in lines that fit beside an indent; a single word longer than that stays whole."""
    width = max(LEAST, min(results.width, MOST) - indent)
    return wrap(words, width, break_long_words=False, break_on_hyphens=False) or [""]


def visible(words: str) -> str:
    """Give words without the control characters that could move a terminal's cursor or turn its direction."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"⟦U+{ord(c):04X}⟧" for c in words)


def told(words: str) -> None:
    """Print a line of a result, for a reader."""
    results.print(Text(visible(words)))


def say(words: str) -> None:
    """Tell the user something that is not a result; a path longer than a line stays whole, to be copied."""
    for line in visible(words).split("\n"):
        filled = fill(line, messages.width, break_long_words=False, break_on_hyphens=False)
        messages.print(Text(filled), soft_wrap=True)


class Bar:
    """Progress on standard error: one bar a step, with what remains."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bars = Progress(*columns, console=messages)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Bar:
        self._bars.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._bars.stop()

    def step(self, name: str, done: int, total: int | None) -> None:
        """Move the bar called `name`."""
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[name], completed=done, total=total)
