"""A note of correction above a report: the numbers that it puts right are those of whoever gives them below.

"(Corrects toll in paragraph one to 29 from 34)" over "the observatory lowered its count to 29 from 34": the outlet
counted nobody. A number that the text gives to no one stays the outlet's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.lexicons import any_of, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect

#: A paragraph that stands in brackets.
_BRACKETED = re.compile(r"^[ \t]*[(\[][^\n]*[)\]][ \t]*$", re.MULTILINE)


def without_noted(claims: Iterable[Claim], text: str) -> list[Claim]:
    """Give a report's claims without its own numbers in a note of correction that its text gives to a source."""
    claims = list(claims)
    notes = [m.span() for m in _BRACKETED.finditer(text) if _opens().match(text, m.start())]
    if not notes:
        return claims
    given = {_number(c) for c in claims if len(c.chain) > 1}
    return [c for c in claims if not (len(c.chain) == 1 and _in(c, notes) and _number(c) in given)]


def _number(claim: Claim) -> tuple[object, ...] | None:
    return (claim.measure, claim.range, claim.stance) if claim.aspect is Aspect.COUNT else None


def _in(claim: Claim, notes: Iterable[tuple[int, int]]) -> bool:
    return claim.aspect is Aspect.COUNT and any(start <= claim.start and claim.end <= end for start, end in notes)


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"[ \t]*[(\[]\s*{any_of(lexicon('page_changes')['said']).pattern}", re.IGNORECASE)
