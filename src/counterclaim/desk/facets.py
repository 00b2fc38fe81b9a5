"""What a list can be narrowed by, as links with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.desk.asked import Asked


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its words, where it leads, whether it is chosen now, and how many rows have it."""

    words: str
    link: str
    chosen: bool
    count: int
    value: str = ""
    #: Whether there are more than were counted.
    more: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its values; `clear` leads to the list without it, and is empty where nothing is chosen."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    clear: str
    chosen: str


def counted(asked: Asked, key: str, title: str, rows: Sequence[tuple[str, str, int]]) -> Facet:
    """Give a facet from rows of (value, words, count); a value that is asked for and in no row is still shown."""
    now = asked.text(key)
    found = [Choice(words, narrowed(asked, key, v), v == now, n, v) for v, words, n in rows if n or v == now]
    if now and not any(c.chosen for c in found):
        found.insert(0, Choice(now, narrowed(asked, key, now), True, 0, now))
    chosen = next((c.words for c in found if c.chosen), "")
    return Facet(key, title, tuple(found), narrowed(asked, key, "") if now else "", chosen)


def narrowed(asked: Asked, key: str, value: str) -> str:
    """Give the address of the first page of the list with another value under `key`."""
    changed: dict[str, str | int] = {key: value, "page": 1}
    return asked.link(**changed)
