"""Where a report names who and what an incident needs: spans of word pieces, each in one role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from counterclaim.encoder import LONGEST, Array, Pieces
from counterclaim.extract.words.times import times
from counterclaim.records.extent import TimeRange

#: Roles that are learned piece by piece; DAY spans come from the reader of time expressions.
ROLES = ("doer", "organisation", "thing", "name", "people", "tool", "place")
DAY = "day"
#: How much of a text may be its dateline, in characters.
DATELINE = 120
ALL_ROLES = (*ROLES, DAY)
#: Tag 0 is "no role"; each role has a tag for its first piece and one for the others.
TAGS = 1 + 2 * len(ROLES)
SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=\S)")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Pieces `first` up to `last`, the characters `start` up to `end`; `day` is an ISO day where one is meant.

    `sure` is the chance of the role, the mean over the pieces; `worded` is what the words tell: the chances of the
    role, of any role, and of the role at the last word.
    """

    first: int
    last: int
    start: int
    end: int
    role: str
    words: str
    day: str | None = None
    sure: float = 1.0
    worded: tuple[float, float, float] = (1.0, 1.0, 1.0)


def windows(text: str, cut: Pieces) -> tuple[tuple[int, int], ...]:
    """Cut a report's pieces into windows of like length that the encoder can take, at ends of sentences if it can."""
    size, most = len(cut.ids), LONGEST - 130
    count = max(1, -(-size // most))
    ends = {m.end() for m in SENTENCE_END.finditer(text)}
    good = [i for i, start in enumerate(cut.starts) if start in ends]
    edges = [0]
    for n in range(1, count):
        wanted = size * n // count
        near = [i for i in good if abs(i - wanted) <= 60 and i > edges[-1]]
        edges.append(min(near, key=lambda i: abs(i - wanted)) if near else wanted)
    return tuple((a, b) for a, b in zip(edges, [*edges[1:], size], strict=True) if a < b)


def spans_of(tags: Sequence[int], text: str, cut: Pieces) -> list[Span]:
    """Give the spans that a row of tags marks: pieces of one role that follow one another; words are not cut in two."""
    out: list[Span] = []
    at = 0
    while at < len(tags):
        tag = tags[at]
        if tag == 0:
            at += 1
            continue
        role = (tag - 1) // 2
        end = at + 1
        while end < len(tags) and tags[end] and (tags[end] - 1) // 2 == role:
            end += 1
        while end < len(tags) and cut.starts[end] == cut.ends[end - 1] and text[cut.starts[end]].isalnum():
            end += 1
        out.append(span(at, end, ROLES[role], text, cut))
        at = end
    return out


def span(first: int, last: int, role: str, text: str, cut: Pieces) -> Span:
    """Make a span of pieces."""
    start, end = cut.starts[first], cut.ends[last - 1]
    return Span(first, last, start, end, role, " ".join(text[start:end].split()))


def days(text: str, cut: Pieces, published: str | None) -> list[Span]:
    """Give the time expressions that mean one day, counted from the day of publication; the dateline's own is none."""
    dateline = max(0, text.find("--", 0, DATELINE))
    base = TimeRange(published, published, True) if published else None
    out = []
    for when in times(text, base):
        if when.start >= dateline and when.range is not None and when.range.start == when.range.end:
            inside = [i for i, s in enumerate(cut.starts) if when.start <= s < when.end]
            if inside:
                out.append(replace(span(inside[0], inside[-1] + 1, DAY, text, cut), day=when.range.start))
    return out


PAIR_FEATURES = 12


def pair_features(found: Sequence[Span]) -> Array:
    """Give what can be seen of each two spans without a model: their words, their roles, how far apart they are."""
    out = np.zeros((len(found), len(found), PAIR_FEATURES), dtype=np.float32)
    if not found:
        return out
    first = np.array([s.first for s in found])
    last = np.array([s.last for s in found])
    gap = np.maximum(0, np.maximum.outer(first, first) - np.minimum.outer(last, last))
    words = [s.words.upper() for s in found]
    alike = {(a, b): _alike(a.split(), b.split()) for a in set(words) for b in set(words)}
    out[:, :, :4] = [[alike[a, b] for b in words] for a in words]
    roles = np.array([ALL_ROLES.index(s.role) for s in found])
    name, people = roles == ALL_ROLES.index("name"), roles == ALL_ROLES.index("people")
    rest = (
        *(roles[:, None] == roles, gap == 0, gap <= 2, gap <= 15, np.minimum(gap, 40) / 40, np.minimum(gap, 300) / 300),
        *(first[:, None] < first, np.logical_or(np.outer(name, people), np.outer(people, name))),
    )
    for at, values in enumerate(rest, start=4):
        out[:, :, at] = values
    return out


def _alike(mine: list[str], yours: list[str]) -> tuple[bool, bool, bool, bool]:
    one, other = set(mine), set(yours)
    return mine == yours, mine[-1] == yours[-1], one <= other or other <= one, bool(one & other)


def mean_vectors(hidden: Array, found: Sequence[Span]) -> Array:
    """Give for each span the mean of its pieces' vectors."""
    return np.stack([hidden[s.first : s.last].mean(axis=0) for s in found])
