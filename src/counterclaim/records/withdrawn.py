"""Which claims their own speakers took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Stance, VictimClass


def taken_back(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the ids of the claims of one event that a retraction of the same speaker takes back, itself included.

    That is what gives the same answer. A number is the same where what was done and the number are, and who takes it
    back names nobody else whom it counts: "withdrew its figure of 14 dead" takes back 14 civilians killed.
    """
    said: dict[tuple[str, Aspect], list[Claim]] = defaultdict(list)
    for claim in claims:
        said[claim.originator.id, claim.aspect].append(claim)
    gone: set[str] = set()
    for told in said.values():
        for back in (c for c in told if c.stance is Stance.RETRACT):
            gone |= {c.id for c in told if c.value == back.value or _same_number(c, back)}
    return frozenset(gone)


def _same_number(claim: Claim, back: Claim) -> bool:
    if claim.range is None or claim.range != back.range or claim.measure is not back.measure:
        return False
    return back.victim_class in {None, VictimClass.UNKNOWN, claim.victim_class}
