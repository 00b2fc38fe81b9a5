"""A report's text cut into runs, so that claims that overlap can each be shown in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.records.claim import Claim
from counterclaim.records.source import Report


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the same claims stand on; `starts` are the claims whose first run this is."""

    text: str
    claims: tuple[str, ...]
    starts: tuple[str, ...]


def runs(report: Report, claims: Sequence[Claim]) -> tuple[Run, ...]:
    """Give the whole text as runs in order; joined, their texts are exactly the report's text.

    Takes claims of any report and keeps those of this one. Spans outside the text are cut to it.
    """
    size = len(report.text)
    mine = sorted((c for c in claims if c.report == report.id), key=lambda c: (c.start, c.end, c.id))
    spans = [(min(max(c.start, 0), size), min(max(c.end, 0), size), c.id) for c in mine]
    cuts = sorted({0, size} | {cut for start, end, _ in spans for cut in (start, end)})
    found = []
    for start, end in pairwise(cuts):
        on = tuple(claim for low, high, claim in spans if low <= start and end <= high)
        begins = tuple(claim for low, high, claim in spans if low == start and end <= high)
        found.append(Run(report.text[start:end], on, begins))
    return tuple(found)
