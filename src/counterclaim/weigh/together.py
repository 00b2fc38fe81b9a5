"""Several who did it together: whom a voice names in one breath ("soldiers and foreign fighters") are no rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Answer
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.words import NOT_NAMED, Take
from counterclaim.weigh.positions import stand


def together(answers: Sequence[Answer], claims: Sequence[Claim]) -> list[Answer]:
    """Give the answers to who did it, each with those that one voice gives with it in the same words.

    A voice without a name is none here: of "both sides blamed each other" one name is what one side says.
    """
    answer_of = {c: a.id for a in answers for c in a.claims}
    said: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        sure = stand(claim) is Take.ASSERTS and claim.value != NOT_NAMED and claim.id in answer_of
        if sure and claim.originator.kind not in PER_REPORT:
            said[claim.report, claim.originator.id].append(claim)
    beside: dict[str, set[str]] = defaultdict(set)
    for told in said.values():
        for a, b in combinations(told, 2):
            one, other = answer_of[a.id], answer_of[b.id]
            if one != other and (a.start, a.end) == (b.start, b.end):
                beside[one].add(other)
                beside[other].add(one)
    return [replace(a, together=tuple(sorted(beside[a.id]))) if a.id in beside else a for a in answers]
