"""What a page was asked for, without the web around it, so that a page is a plain function and is tested as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from counterclaim.errors import UsageError

#: A page of a list has this many rows; whoever asks for a page so far on is a program and may use the twins.
ROWS, PAGE_MAX = 50, 100_000
#: Letters of a question that are read.
QUESTION_MAX = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address: the path, the names in it, and the questions after it; and what the reader keeps.

    `known` is what only the process that answers knows, where a page that another draws has a part of that kind.
    """

    path: str = "/"
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    known: Any = None

    def text(self, key: str) -> str:
        """Give what is asked under a key, in one line, or nothing."""
        return " ".join(self.query.get(key, "").replace("\0", "").split())[:QUESTION_MAX]

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """Give what is asked under a key where it is one of the known values, else the first. Raises UsageError."""
        found = self.text(key) or known[0]
        if found not in known:
            raise UsageError(f"`{key}` to be one of {', '.join(known)}", found, "Choose one of these.")
        return found

    def page(self, key: str = "page") -> int:
        """Give the number of the page asked for, from 1. Raises UsageError for none."""
        found = self.text(key) or "1"
        if not found.isdecimal() or len(found) > 18 or not 1 <= int(found) <= PAGE_MAX:
            raise UsageError(
                f"`{key}` to be a number from 1 to {PAGE_MAX}", found[:20], f"Leave `{key}` out for the first."
            )
        return int(found)

    def link(self, **changed: str | int) -> str:
        """Give the address of this page with some of the questions changed; an empty one is left out."""
        asked = {**self.query, **{k: str(v) for k, v in changed.items()}}
        told = urlencode({k: v for k, v in asked.items() if v and not (k == "page" and v == "1")})
        return f"{self.path}?{told}" if told else self.path


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one page of a list stands in it: rows `first` to `last` of `total`, and the addresses before and after."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    before: str
    after: str


def paging(asked: Asked, total: int, rows: int = ROWS, key: str = "page") -> tuple[Paging, int]:
    """Give the page of a list that was asked for, the last one where there are fewer, and how many rows are before.

    `key` is what it is asked by, where a page has several lists.
    """
    pages = max(1, -(-total // rows))
    number = min(asked.page(key), pages)
    skip = (number - 1) * rows
    before = asked.link(**{key: number - 1}) if number > 1 else ""
    after = asked.link(**{key: number + 1}) if number < pages else ""
    return Paging(number, pages, total, min(skip + 1, total), min(skip + rows, total), before, after), skip
