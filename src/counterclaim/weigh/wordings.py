"""The wordings of one question's claims, who stands where on each, and which of them a voice tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.records.words import Take
from counterclaim.weigh.positions import stand


@dataclass(frozen=True, slots=True)
class Wording:
    """One value as claims give it, with the voices that assert (or hedge) it and those that deny it."""

    value: str
    claims: tuple[Claim, ...]
    asserted: frozenset[str]
    denied: frozenset[str]

    @property
    def reports(self) -> int:
        """Give in how many reports it stands."""
        return len({c.report for c in self.claims})


def wordings(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> list[Wording]:
    """Give each value once, with its claims; takes the origin of each claim, its originator's where it has none."""
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[claim.value].append(claim)
    return [
        Wording(value, tuple(members), _voices(members, origin_of, False), _voices(members, origin_of, True))
        for value, members in sorted(by_value.items())
    ]


def _voices(claims: Sequence[Claim], origin_of: Mapping[str, str], denying: bool) -> frozenset[str]:
    return frozenset(origin_of.get(c.id, c.originator.id) for c in claims if (stand(c) is Take.DENIES) is denying)


def apart(a: Wording, b: Wording) -> bool:
    """Say whether a voice gives one of two wordings and denies the other: "no air strike, it was shelling"."""
    return bool(a.asserted & b.denied or a.denied & b.asserted)
