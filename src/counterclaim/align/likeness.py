"""How the words of two reports speak for one happening: the identity kernel on the nuclei of claims."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.align.identity import Kernel
from counterclaim.align.mention import Mention, stems, words
from counterclaim.align.nucleus import Nucleus
from counterclaim.align.topics import Topics
from counterclaim.records.source import Report

#: Nuclei of an event that a further one is compared with: those that founded it.
COMPARED_MAX = 8


class Likeness:
    """Compares nuclei by the words of their claims and of the reports they stand in."""

    def __init__(self, found: Sequence[Nucleus], reports: Sequence[Report]) -> None:
        texts = {r.id: r.text for r in reports}
        homes = {n.claims[0].report for n in found}
        self._kernel = Kernel(
            [_mention(n) for n in found], Topics(homes, lambda report: stems(words(texts.get(report, ""))))
        )
        self._number = {m.id: i for i, m in enumerate(self._kernel.mentions)}

    def one(self, cluster: Sequence[Nucleus], other: Nucleus) -> bool:
        """Say whether a nucleus and an event's first nuclei are likely one happening, on average."""
        mine = self._number[_name(other)]
        chances = [self._kernel.probability(self._number[_name(n)], mine) for n in cluster[:COMPARED_MAX]]
        return sum(chances) >= self._kernel.fitted.threshold * len(chances)


def _name(nucleus: Nucleus) -> str:
    return f"{nucleus.claims[0].report} {nucleus.family} {nucleus.claims[0].id}"


def _mention(nucleus: Nucleus) -> Mention:
    """Make a mention of a nucleus: its act is the head, the words of its claims are what stands around it.

    Who says that nobody was killed says nothing of which act it was: those words count only where there are no others.
    """
    telling = [c for c in nucleus.claims if c.range is None or c.range.high != 0] or nucleus.claims
    around = frozenset(stems(w for c in telling for w in words(c.text)))
    slots = (s for c in nucleus.claims for s in (c.actor, c.target, c.place.name if c.place else None) if s)
    return Mention(
        id=_name(nucleus),
        document=nucleus.claims[0].report,
        sentence=nucleus.claims[0].start,
        head=nucleus.family,
        around=around,
        near=around,
        names=frozenset(stems(w for s in slots for w in words(s))),
    )
