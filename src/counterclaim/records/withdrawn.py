"""Which claims their own speakers took back, or replaced by a later word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import History, Stage
from counterclaim.records.words import Aspect, Stance, Take, VictimClass

#: Kinds of histories in which a later word takes the place of an earlier one, or takes it back.
REVISES, RETRACTS = "revises", "retracts"


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


def superseded(found: Iterable[History]) -> frozenset[str]:
    """Give the claims that their own source has replaced or taken back."""
    out = set[str]()
    for history in found:
        if history.kind == REVISES:
            last = still_given(history.stages)[-1]
            out |= {c for stage in history.stages if stage != last for c in stage.claims}
        elif history.kind == RETRACTS:
            gone = {s.answer for s in history.stages if s.take is Take.HEDGES}
            out |= {c for s in history.stages if s.answer in gone for c in s.claims}
    return frozenset(out)


def still_given(stages: Sequence[Stage]) -> list[Stage]:
    """Give the stages of one source that it did not take back, nor deny, in their order."""
    back = {s.answer for s in stages if s.take is not Take.ASSERTS}
    return [s for s in stages if s.take is Take.ASSERTS and s.answer not in back]


def _same_number(claim: Claim, back: Claim) -> bool:
    if claim.range is None or claim.range != back.range or claim.measure is not back.measure:
        return False
    return back.victim_class in {None, VictimClass.UNKNOWN, claim.victim_class}
