"""A report without the marks that nobody sees, and its claims led back to the words as they were published.

Soft hyphens and characters without width stand inside words and names, and two blanks inside a name make it another
one: a reader sees the same words without them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.records.claim import Claim, Hop
from counterclaim.records.source import Passage, Report

#: Marks without width, and all blanks but the first of some in a row; more in a row set columns apart.
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|(?<=[^\\S\n\r])(?<!\\s\\s)[^\\S\n\r]{1,3}(?=\\S)"
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A text without what nobody sees; `at` gives where in the published text each of its characters stands."""

    text: str
    at: Sequence[int]

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in this text of a stretch of the published one."""
        return bisect_left(self.at, start), bisect_left(self.at, end)

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the published text of a stretch of this one that is not empty."""
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A report and its passages without unseen marks; `kept` is None where it had none."""

    report: Report
    passages: Sequence[Passage]
    text: str
    kept: _Kept | None

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the published text of a stretch of the one without marks."""
        return (start, end) if self.kept is None or start >= end else self.kept.outside(start, end)

    def published(self, found: Iterable[Claim]) -> tuple[Claim, ...]:
        """Give claims that were read here, each with its published words."""
        if self.kept is None:
            return tuple(found)
        return tuple(_published(claim, self.text, self.kept) for claim in found)


def unmarked(report: Report, passages: Sequence[Passage]) -> Unmarked:
    """Give a report without unseen marks; one without them as it is."""
    kept = _kept(report.text)
    title = _UNSEEN.sub("", report.title) if report.title else report.title
    if kept is None:
        return Unmarked(report if title == report.title else replace(report, title=title), passages, report.text, None)
    shown = []
    for one in passages:
        start, end = kept.inside(one.start, one.end)
        if start < end:
            shown.append(replace(one, start=start, end=end, text=kept.text[start:end]))
    return Unmarked(replace(report, text=kept.text, title=title), shown, report.text, kept)


def _kept(text: str) -> _Kept | None:
    """Give a text without what nobody sees, or None where it holds nothing of the kind."""
    at, pieces, end = array("I"), list[str](), 0
    for mark in _UNSEEN.finditer(text):
        at.extend(range(end, mark.start()))
        pieces.append(text[end : mark.start()])
        end = mark.end()
    if not end:
        return None
    at.extend(range(end, len(text)))
    return _Kept("".join((*pieces, text[end:])), at)


def _published(claim: Claim, text: str, kept: _Kept) -> Claim:
    start, end = kept.outside(claim.start, claim.end)
    chain = tuple(_hop(hop, text, kept) for hop in claim.chain)
    return replace(claim, start=start, end=end, text=text[start:end], chain=chain)


def _hop(hop: Hop, text: str, kept: _Kept) -> Hop:
    if hop.cue_start is None or hop.cue_end is None or hop.cue_start >= hop.cue_end:
        return hop
    start, end = kept.outside(hop.cue_start, hop.cue_end)
    return replace(hop, cue=text[start:end], cue_start=start, cue_end=end)
