"""A headline's number that the body of its report gives to somebody else: the headline only sums up.

"Army: shells hit the square, 17 killed" over "the health office said that 17 were killed" is one voice on the number,
that of the office: a colon covers all of a headline, and its writer did not mean that the army counted. No more does an
outlet count by "Seventeen killed in shelling" over "at least 17 were killed, the health office said".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from counterclaim.records.claim import Claim
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, Stance


def summed_up(claims: Iterable[Claim], reports: Mapping[str, Report]) -> frozenset[str]:
    """Give the ids of numbers in headlines that the same report gives again below, and never to their speaker."""
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.aspect is Aspect.COUNT and claim.range is not None and claim.stance is Stance.ASSERT:
            told[claim.report, claim.range.low, claim.measure].append(claim)
    found = set[str]()
    for alike in told.values():
        above = [c for c in alike if _in_headline(c, reports.get(c.report))]
        below = [c for c in alike if c not in above]
        # Whoever gives the number below as well says it there; a headline leaves "at least" out.
        speak = {c.originator.id for c in below}
        found |= {c.id for c in above if c.originator.id not in speak and any(_sums_up(c, b) for b in below)}
    return frozenset(found)


def _sums_up(above: Claim, below: Claim) -> bool:
    """Say whether a headline's number is one below: the same, or that one's least where it is open upwards."""
    return above.range == below.range or (below.range is not None and below.range.high is None and not above.relays)


def _in_headline(claim: Claim, report: Report | None) -> bool:
    title = (report.title or "").strip() if report is not None else ""
    start = report.text.find(title) if report is not None and title else -1
    return start >= 0 and start <= claim.start and claim.end <= start + len(title)
