"""What reports answer to a standing question: claims of the acts watched for, in its place, within its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.records.coverage import WatchCandidate
from counterclaim.records.extent import TimeRange, moved
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report

MATCHED, NOTHING, UNDATED = "matched", "nothing yet", "cannot be judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A standing question and what matched it; `matches` are (report, its claims), `state` says what that means.

    `cannot be judged` is the state of a question whose report has no date: its days have no beginning.
    """

    question: WatchCandidate
    state: str
    matches: tuple[tuple[str, tuple[str, ...]], ...]


def matched(
    questions: Sequence[WatchCandidate], reports: Sequence[Report], claims: Sequence[Claim]
) -> tuple[Watched, ...]:
    """Give each standing question with the other reports, published in its days, that claim or deny an act of its kind.

    A question without a place is matched in all places. A claim whose own place is not told does not match one with.
    """
    published = {r.id: r.published for r in reports}
    by_act: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.act_type is not None:
            by_act[claim.act_type].append(claim)
    return tuple(_watched(question, published, by_act) for question in questions)


def _watched(
    question: WatchCandidate, published: dict[str, TimeRange | None], by_act: dict[str, list[Claim]]
) -> Watched:
    asked = published.get(question.span.report)
    if asked is None:
        return Watched(question=question, state=UNDATED, matches=())
    last = moved(asked.end, question.days)
    place = normal_name(question.place)
    found: dict[str, set[str]] = defaultdict(set)
    for claim in (c for act in question.act_types for c in by_act.get(act, ())):
        when = published.get(claim.report)
        here = not place or (claim.place is not None and normal_name(claim.place.name) == place)
        if here and when and claim.report != question.span.report and asked.start <= when.start <= last:
            found[claim.report].add(claim.id)
    matches = tuple((report, tuple(sorted(ids))) for report, ids in sorted(found.items()))
    return Watched(question=question, state=MATCHED if matches else NOTHING, matches=matches)
