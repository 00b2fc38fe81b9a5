"""What a report calls somebody whom it names: the title before the name, or what stands in apposition to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from counterclaim.encoder import Array
from counterclaim.extract.incidents.crown import Asked, Seen
from counterclaim.extract.incidents.nearness import APART, apart, logit, sigmoid
from counterclaim.extract.incidents.spans import Span

#: Names of what is weighed of a name and of words for people.
DESCRIBED = (
    *("always", "describes", "describes any mention", *APART, "tagged", "worded", "directly before", "in apposition"),
    *("listed", "names between", "many", "how many words", "first mention", "chosen"),
)
#: A title is parted from its name by no more than this, an apposition by a comma, an age, an article.
_TITLE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])?\s*")
_APPOSED = re.compile(
    r"\s*(?:\([^)]*\)|\[[^\]]*\])?\s*,\s*(?:(?:AGED?\s+)?\d+,\s*)?(?:WHO\s+(?:IS|WAS)\s+)?(?:AN?|THE|HIS|HER)?\s*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\bAND\b|,.*,|;", re.IGNORECASE | re.DOTALL)
_MANY = re.compile(r"(?<!S)S$", re.IGNORECASE)
#: Farther off than this many characters nobody is looked for.
_FAR = 400
Given = tuple[Seen, Sequence[Span], Asked]


def descriptions(rows: Sequence[int], chosen: frozenset[int], given: Given) -> Iterator[tuple[int, list[float]]]:
    """Give the row of each span of people near a name's mentions `rows`, with `DESCRIBED`; once for each mention.

    `chosen` has the rows of the people that belong to the incident by themselves.
    """
    seen, found, asked = given
    pairs: Array = asked.pairs["describes"]
    for at, other in enumerate(found):
        if other.role != "people":
            continue
        most = logit(float(pairs[list(rows), at].max()))
        for row in rows:
            one = found[row]
            low, high = (one, other) if one.start < other.start else (other, one)
            if high.start - low.end > _FAR:
                continue
            between = seen.text[low.end : high.start]
            names = sum(low.end <= s.start < high.start for s in found if s.role == "name")
            told = (1.0, logit(float(pairs[row, at])), most, *apart(seen, found, (row,), (at,)))
            told = (*told, logit(other.sure), logit(other.worded[0]))
            told = (*told, low is other and _TITLE.fullmatch(between) is not None)
            told = (*told, low is one and _APPOSED.fullmatch(between) is not None)
            told = (*told, _LISTED.search(between) is not None, min(3, names), _MANY.search(other.words) is not None)
            told = (*told, np.log1p(len(other.words.split())), row == rows[0], at in chosen)
            yield at, [float(t) for t in told]


def surest(told: Iterator[tuple[int, list[float]]], weights: Array) -> dict[int, float]:
    """Give how surely the words of each row describe the name."""
    out: dict[int, float] = {}
    for at, evidence in told:
        out[at] = max(out.get(at, 0.0), sigmoid(float(weights @ np.asarray(evidence, dtype=np.float32))))
    return out
