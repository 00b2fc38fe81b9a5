"""What to look at next: claims nobody has decided on, those first whose loss would give an event another grade.

Each claim of an event is left out once, and the event weighed and graded without it. A claim that changes no grade
comes last, whatever it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim import judging, trace
from counterclaim.judging import Laid, judge
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Grade, Lineage
from counterclaim.records.source import Report
from counterclaim.records.words import DecisionKind
from counterclaim.settings import Settings
from counterclaim.standards import names, standard

#: Claims of one event that are tried; an event with more shows the rest untried, after those that were.
TRIED = 60
#: Decisions by which somebody has read a claim.
READ = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One grade as it is and as it would be without a claim; `after` is empty where it would not be given at all."""

    standard: str
    mode: str
    subject: str
    before: str
    after: str

    @property
    def leading(self) -> bool:
        """Tell whether the standard is one that a dossier begins with."""
        return self.standard in names() and standard(self.standard).get("page") == "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReview:
    """A claim that waits for a person, and what its event's grades would be without it, if that was `tried`."""

    claim: str
    event: str
    moves: tuple[Move, ...]
    tried: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a run says, as a queue reads it, by event."""

    events: Sequence[Event]
    findings: Mapping[str, Finding]
    grades: Mapping[str, Sequence[Grade]]
    claims: Mapping[str | None, Sequence[Claim]]
    edges: Mapping[str | None, Sequence[Lineage]]
    reports: Mapping[str, Report]
    laid: Laid


def body(
    tables: tuple[Sequence[Event], Sequence[Finding], Sequence[Grade], Sequence[Claim], Sequence[Lineage]],
    reports: Sequence[Report],
    laid: Laid,
) -> Body:
    """Give what a run says by event, from its tables: events, findings, grades, claims, lineage."""
    events, findings, grades, claims, lineage = tables
    of_grade: dict[str, list[Grade]] = defaultdict(list)
    for grade in grades:
        of_grade[grade.event].append(grade)
    of_claim: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_claim[claim.event].append(claim)
    edges, by_id = trace.by_event(lineage, claims), {r.id: r for r in reports}
    found = {f.event: f for f in findings}
    return Body(events=events, findings=found, grades=of_grade, claims=of_claim, edges=edges, reports=by_id, laid=laid)


def without(given: Body, event: Event, claim: str) -> ToReview:
    """Give a claim with what its loss would move: its event is weighed and graded once without it."""
    reports = [given.reports[r] for r in event.reports if r in given.reports]
    rest = [c for c in given.claims.get(event.id, ()) if c.id != claim]
    left = judging.Body(event=event, claims=rest, edges=given.edges.get(event.id, ()), reports=reports)
    then = _told(judge(left, given.laid, Settings())[1] if rest else ())
    now = _told(given.grades.get(event.id, ()))
    return ToReview(claim=claim, event=event.id, moves=tuple(_moves(now, then)))


def _told(grades: Sequence[Grade]) -> dict[tuple[str, str, str], str]:
    return {(g.standard, g.mode, g.subject): g.label or g.value for g in grades}


def _moves(now: Mapping[tuple[str, str, str], str], then: Mapping[tuple[str, str, str], str]) -> Iterator[Move]:
    """Give the grades that are others; one that is given anew is of the claim's absence, and no news."""
    for (name, mode, subject), before in now.items():
        after = then.get((name, mode, subject), "")
        if after != before:
            yield Move(standard=name, mode=mode, subject=subject, before=before, after=after)


def weight(one: ToReview) -> tuple[bool, int, int, str, str]:
    """Give what orders a queue: what was tried first, of that what moves most leading grades, then most others."""
    leading = sum(m.leading and bool(m.after) for m in one.moves)
    return not one.tried, -leading, -sum(bool(m.after) for m in one.moves), one.event, one.claim
