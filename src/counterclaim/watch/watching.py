"""Watch candidates: the sentences of all reports that raise a standing question, each tied to its event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.canonical import identifier
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import SpanRef, WatchCandidate
from counterclaim.records.judgement import Event
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Passage, Report
from counterclaim.watch.triggers import Raised, raised

#: Where no event fits: the report raises a question, but no claim of it belongs to an event.
NO_EVENT = ""


def candidates(
    reports: Sequence[Report],
    passages: Mapping[str, Sequence[Passage]],
    events: Sequence[Event],
    claims: Sequence[Claim],
) -> tuple[WatchCandidate, ...]:
    """Give every standing question that the reports raise, sorted by event, report and place in the text.

    Takes the case's reports, the passages of each by report id, the events and the claims. A sentence that several
    reports carry word for word raises its question once, in the earliest of them.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    event_of = {c: e for e in events for c in e.claims}
    found: dict[tuple[str, str], WatchCandidate] = {}
    for report in sorted(reports, key=_age):
        for passage in passages.get(report.id, ()):
            question = raised(passage.text)
            if question is not None:
                near = _near(passage, question, by_report[report.id], event_of)
                made = _made(passage, question, near, event_of)
                found.setdefault((made.event, normal_name(passage.text)), made)
    return tuple(sorted(found.values(), key=lambda w: (w.event, w.span.report, w.span.start, w.id)))


def _age(report: Report) -> tuple[str, str]:
    """Order reports by publication; undated ones come last."""
    return (report.published.end if report.published is not None else "9999", report.id)


def _near(passage: Passage, question: Raised, claims: Sequence[Claim], event_of: Mapping[str, Event]) -> Claim | None:
    """Give the claim of an event that fits a sentence best: one of the place it names before others, then the nearest.

    A claim inside the sentence is at distance 0.
    """
    place = normal_name(question.place)

    def fit(claim: Claim) -> tuple[bool, int, int, str]:
        here = claim.place is not None and normal_name(claim.place.name) == place
        gap = max(claim.start - passage.end, passage.start - claim.end, 0)
        return (bool(place) and not here, gap, -claim.start, claim.id)

    return min((c for c in claims if c.id in event_of), key=fit, default=None)


def _made(passage: Passage, question: Raised, near: Claim | None, event_of: Mapping[str, Event]) -> WatchCandidate:
    event = event_of[near.id] if near is not None else None
    place = question.place
    if not place and near is not None and near.place is not None:
        place = near.place.name
    if not place and event is not None and event.place is not None:
        place = event.place.name
    number = event.id if event is not None else NO_EVENT
    words = SpanRef(report=passage.report, start=passage.start, end=passage.end, words=passage.text)
    return WatchCandidate(
        id=identifier("w", passage.report, passage.start, passage.end),
        event=number,
        words=passage.text,
        act_types=question.act_types,
        target=question.target,
        place=place,
        days=question.days,
        span=words,
    )
