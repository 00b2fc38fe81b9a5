"""The extractor port: whoever turns a report's passages into claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage, Report


class Extractor(Protocol):
    """Reads reports; each claim names the extractor that gave it."""

    @property
    def name(self) -> str:
        """Name the extractor with everything that can change its claims: version, model, prompt."""
        ...

    def claims(self, report: Report, passages: Sequence[Passage]) -> tuple[Claim, ...]:
        """Give the claims of a report in text order. Raises Unread when it could not be read now."""
        ...

    def each(self, reports: Sequence[tuple[Report, Sequence[Passage]]]) -> Iterator[tuple[Claim, ...]]:
        """Give the claims of some reports, one after the other, the same as `claims` gives of each."""
        ...
