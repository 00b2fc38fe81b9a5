"""Which claims only stand in the words by which their speaker denies having done it: taken for granted, not said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, ClaimAct, Stance

#: Acts by which somebody says it itself, in whatever words.
_SAYS_SO = frozenset({ClaimAct.CLAIM_RESPONSIBILITY, ClaimAct.ACCEPT_RESPONSIBILITY, ClaimAct.CONCEDE_HARM})


def granted(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the ids of the claims of one event that a denial of responsibility only takes for granted.

    "The army denied responsibility for the strike" has to name a strike to deny a part in it. Whoever speaks so neither
    accepts the strike nor is a voice for it; what it says of it in other words is a claim like any other.
    """
    told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.report, claim.originator.id].append(claim)
    found: set[str] = set()
    for said in told.values():
        denials = [c for c in said if _denies_its_part(c)]
        found |= {c.id for c in said if c.stance is Stance.ASSERT and any(_inside(c, d) for d in denials)}
    return frozenset(found)


def _denies_its_part(claim: Claim) -> bool:
    own = claim.claim_act is ClaimAct.DENY_RESPONSIBILITY or claim.aspect is Aspect.PERPETRATOR
    return claim.stance is Stance.DENY and own


def _inside(claim: Claim, denial: Claim) -> bool:
    """Say whether a claim hangs on the denial's own cue and words, and does not say itself who did it."""
    one_cue = claim.chain[0].cue_start is not None and claim.chain[0].cue_start == denial.chain[0].cue_start
    shared = claim.start < denial.end and denial.start < claim.end
    says_so = claim.claim_act in _SAYS_SO or claim.aspect is Aspect.PERPETRATOR
    return one_cue and shared and not says_so
