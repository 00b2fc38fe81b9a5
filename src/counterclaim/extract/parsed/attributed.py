"""One saying in a report: who says it, through whom, and by which cue."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extract.parsed.cue import Cue
from counterclaim.records.claim import Agent


@dataclass(frozen=True, slots=True)
class Attribution:
    """One saying: `sources` are its agents (more than one when they speak together), `via` its media."""

    sources: tuple[Agent, ...]
    cue: Cue
    via: tuple[Agent, ...] = ()
    paragraph: int = 0
    accused: str | None = None

    @property
    def start(self) -> int:
        """Give where the content starts."""
        return self.cue.content[0]

    @property
    def end(self) -> int:
        """Give where the content ends."""
        return self.cue.content[1]

    @property
    def extent(self) -> tuple[int, int]:
        """Give where the content and its cue start and end together."""
        return min(self.start, self.cue.start), max(self.end, self.cue.end)
