"""A made archive: wires, their copies, reports that draw on two, rivals that share a quotation, and the rest.

Each outlet ends everything it prints with a footer of its own. `hard` has longer footers and quotations. Copies come up
to three days after their source, within one day at another minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from evals.reuse.edits import KINDS, Pieces
from evals.reuse.words import Chain

OUTLETS = 300
DAY = datetime(2031, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage of an earlier text: its place in the archive, and where it stands there and here, in characters."""

    source: int
    there: tuple[int, int]
    here: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MadeReport:
    """One report: outlet, when, text, which wire it goes back to (-1 for none), what was done, and what was planted."""

    outlet: int
    at: datetime
    text: str
    family: int
    kind: str
    planted: tuple[Planted, ...]
    sources: tuple[int, ...] = ()


class Archive:
    """Makes reports one after another; their places are their numbers."""

    def __init__(self, chain: Chain, seed: int, *, hard: bool) -> None:
        self.draw, self.chain, self.hard = np.random.default_rng(seed), chain, hard
        self.footers = [chain.prose(self.draw, 80 if hard else 40) for _ in range(OUTLETS)]
        self.reports: list[MadeReport] = []
        self._bodies: dict[int, tuple[list[str], int]] = {}

    def fill(self, count: int) -> list[MadeReport]:
        """Make a whole archive."""
        family, draw = 0, self.draw
        shares = np.array([share for share, _ in KINDS.values()])
        before: int | None = None
        while len(self.reports) < count:
            if draw.random() < 0.7:
                self.put([(self._own(), -1)], (), -1, "single", self._day())
                continue
            day, body = self._day(), self._own()
            quoted = self._quoted(body) if draw.random() < 0.35 else None
            source = self.put([(body, -1)], (), family, "source", day)
            for _ in range(min(int(draw.zipf(1.9)), 60)):
                kind = str(draw.choice(list(KINDS), p=shares / shares.sum()))
                pieces = KINDS[kind][1](draw, self.chain, self._bodies[source][0])
                self.put(pieces, (source,), family, kind, self._later(day))
            if before is not None and draw.random() < 0.15:
                self._merged(before, source)
            if quoted is not None:
                self._rival(source, quoted)
            family, before = family + 1, source
        return self.reports[:count]

    def put(self, pieces: Pieces, sources: tuple[int, ...], family: int, kind: str, at: datetime) -> int:
        """Add a report of these pieces under a headline, with the outlet's footer; give its place.

        A piece of source number n of `sources` begins at its place plus a million times n.
        """
        outlet = int(self.draw.integers(OUTLETS))
        head = " ".join(self.chain.prose(self.draw, int(self.draw.integers(6, 12)))) + "\n\n"
        words = [w for piece, _ in pieces for w in piece]
        planted, length = [], len(head)
        for piece, begin in pieces:
            size = len(" ".join(piece))
            if begin >= 0 and sources:
                source, start = sources[begin // 1_000_000], begin % 1_000_000
                body, offset = self._bodies[source]
                low = offset + len(" ".join(body[:start])) + (1 if start else 0)
                planted.append(Planted(source, (low, low + size), (length, length + size)))
            length += size + 1
        footer = "\n\n" + " ".join(self.footers[outlet])
        place = len(self.reports)
        self._bodies[place] = (words, len(head))
        text = head + " ".join(words) + footer
        self.reports.append(MadeReport(outlet, at, text, family, kind, tuple(planted), sources))
        return place

    def _own(self) -> list[str]:
        return self.chain.prose(self.draw, int(np.clip(self.draw.lognormal(5.9, 0.45), 120, 1500)))

    def _day(self) -> datetime:
        return DAY + timedelta(minutes=int(self.draw.integers(0, 365 * 24 * 60)))

    def _later(self, day: datetime) -> datetime:
        return day + timedelta(minutes=int(self.draw.integers(5, 3 * 24 * 60)))

    def _merged(self, one: int, other: int) -> None:
        """Put two wires into one report, with words of its own between them."""
        pieces: Pieces = [
            (self._bodies[one][0], 0),
            (self.chain.prose(self.draw, int(self.draw.integers(30, 80))), -1),
            (self._bodies[other][0], 1_000_000),
        ]
        at = self._later(max(self.reports[one].at, self.reports[other].at))
        self.put(pieces, (one, other), -2, "merged", at)

    def _quoted(self, body: list[str]) -> tuple[int, int] | None:
        """Set the marks of a quotation into a body; give where it begins and ends, or None for a body too short."""
        length = int(self.draw.integers(30, 61) if self.hard else self.draw.integers(20, 31))
        if len(body) < length + 2:
            return None
        start = int(self.draw.integers(1, len(body) - length))
        body[start], body[start + length - 1] = f"“{body[start]}", f"{body[start + length - 1]}”"
        return start, start + length

    def _rival(self, source: int, quoted: tuple[int, int]) -> None:
        """Write of the same in other words, with the quotation that the source has too."""
        quotation, own = self._bodies[source][0][slice(*quoted)], self._own()
        at = int(self.draw.integers(0, len(own)))
        pieces: Pieces = [(own[:at], -1), (quotation, -1), (own[at:], -1)]
        self.put(pieces, (source,), -1, "rival", self._later(self.reports[source].at))
