"""What is heard in a report: for any offset, whose words it is told in, in which quotation, by which token."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.words.quotes import Quote
from counterclaim.extract.words.spans import Spans
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import Speech

#: A quotation of more words than this is somebody's saying even where no word says so; a shorter one may be the
#: author's distance.
SCARE_WORDS = 3
#: The effect of a cue whose content is a whole text or run of paragraphs: alone it makes no claim.
WHOLE = "whole"


@dataclass(slots=True)
class Voices:
    """All attributions and quotations of one report; `cased` is the report with telex in ordinary case."""

    report: Report
    author: Agent
    attributions: Spans[Attribution] = field(default_factory=lambda: Spans(lambda a: a.extent))
    quotes: Spans[Quote] = field(default_factory=lambda: Spans(lambda q: (q.start, q.end)))
    parsed: tuple[Parsed, ...] = ()
    cased: Report | None = None
    denied: Spans[tuple[int, int]] = field(default_factory=lambda: Spans(lambda s: s))
    distanced: Spans[tuple[int, int]] = field(default_factory=lambda: Spans(lambda s: s))

    def sentence(self, offset: int) -> Parsed | None:
        """Give the last sentence that starts at an offset or before it."""
        at = bisect_right(self.parsed, offset, key=lambda p: p.passage.start) - 1
        return self.parsed[at] if at >= 0 else None

    def token(self, offset: int) -> Any:
        """Give the parser's token at an offset, or None between sentences."""
        one = self.sentence(offset)
        if one is None or offset >= one.passage.end:
            return None
        return one.doc.at(offset - one.passage.start)

    def at(self, offset: int) -> tuple[Attribution, ...]:
        """Give the attributions whose content holds an offset, the innermost first."""
        near = self.attributions.touching(offset, offset + 1)
        found = [a for a in near if a.start <= offset < a.end and not a.cue.start <= offset < a.cue.end]
        # "Two were reportedly killed, X said": of two that hold the same words, the one whose word stands in them.
        inside = {id(a): a.start <= a.cue.start < a.end for a in found}
        return tuple(sorted(found, key=lambda a: (a.end - a.start, not a.cue.noun, not inside[id(a)], -a.cue.start)))

    def quoted(self, start: int, end: int) -> tuple[Quote, ...]:
        """Give the quotations that touch a span."""
        return tuple(self.quotes.touching(start, end))

    def speech(self, start: int, end: int) -> Speech:
        """Tell how a span's words are given."""
        touching = self.quoted(start, end)
        if not touching:
            return Speech.INDIRECT
        return Speech.DIRECT if any(q.start <= start and end <= q.end for q in touching) else Speech.MIXED
