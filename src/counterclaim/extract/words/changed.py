"""From which number a toll was changed: "lowered its toll from 15 to 13", "rose to 31 from 23"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterclaim.extract.words.numbers import Quantity, quantities

#: "From 15", "its figure of 15 (to 13)"
_FROM = re.compile(r"\b(?:from|(?:figure|toll|count|tally|estimate)\s+of)\s+$", re.IGNORECASE)
#: Between a toll's new number and the one that it takes the place of: "to 31 from 23", "to 22, up from a toll of 19".
_AFTER = re.compile(
    r"(?:\s+\w+){0,4}?[\s,]*(?:(?:up|down|revised)\s+)?from\s+(?:(?:an?|the)\s+)?(?:(?:earlier|initial|previous|first)\s+)?"
    r"(?:(?:(?:death\s+)?toll|figure|count|tally|number)\s+of\s+)?",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:\s+(?:people|dead|deaths|killed|wounded|injured))?\s+to\s+", re.IGNORECASE)


def came_from(new: Quantity, old: Quantity, text: str) -> bool:
    """Say whether a number is the one that the toll before it takes the place of: "to 31 from 23"."""
    return _AFTER.fullmatch(text[new.end : old.start]) is not None


def from_to(old: Quantity, new: Quantity, text: str) -> bool:
    """Say whether a text changes one number to another: "from 15 dead to 13"."""
    return _TO.fullmatch(text, old.end, new.start) is not None and _FROM.search(text, 0, old.start) is not None


def former(new: Quantity, text: str, told: Iterable[Quantity]) -> Quantity | None:
    """Give the number from which a toll was changed to a new one, where no count of it is told; else None."""
    old = next((q for q in quantities(text) if from_to(q, new, text)), None)
    return old if old is not None and not any(q.start == old.start for q in told) else None
