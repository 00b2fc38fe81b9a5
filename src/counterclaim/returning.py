"""What comes back from exports of a case is what that case told, once: no more events and no more voices than it had.

An export marks its entries with ids of the case that wrote it (`records/returned.py`). Where names are withheld these
are other ids than there, but the same in every export of that case with the same names withheld, and such that the
case itself knows them again: what it exported is its own voice, in whatever shape it comes back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from counterclaim.canonical import identifier
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Lineage
from counterclaim.records.returned import Returned, returned
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.store import CaseFolder


def marks(reports: Sequence[Report], case: CaseFolder | None = None) -> Mapping[str, Returned]:
    """Give what each report that came back says of the case that wrote it, by report; `case` is the one it is in."""
    if not any(returned(r) for r in reports):
        return {}
    known = secret(case) if case is not None else b""
    return {r.id: found for r in reports if (found := returned(r, known)) is not None}


def secret(case: CaseFolder) -> bytes:
    """Give what a case knows its own exports by: a salt that nothing shows; nothing in a case older than salts."""
    rows = case.sealed(lambda kind, _: kind == "captures")
    return next((bytes.fromhex(row.salt) for row in rows if row.salt), b"")


def once(claims: Sequence[Claim], reports: Sequence[Report], marked: Mapping[str, Returned]) -> tuple[Claim, ...]:
    """Give claims without those that say again what is there.

    What this very case exported says nothing anew. A claim that came back is kept once, and not where the case has it,
    or its report or that one's text, itself; under one id, what two files tell differently is two. What sums up an
    event is kept from one file alone, and only where nothing else of that event is there.
    """
    if not marked:
        return tuple(claims)
    claims = [c for c in claims if c.report not in marked or not marked[c.report].here]
    size = Counter(c.report for c in claims)
    own = {c.id for c in claims if c.report not in marked}
    own |= {one for r in reports if r.id in size.keys() - marked.keys() for one in (r.id, r.sha256, r.capture)}
    says: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for c in claims:
        if c.report in marked:
            says[c.report].add((c.aspect, c.stance, c.value, c.originator.name))
    copies: dict[tuple[str, ...], list[str]] = defaultdict(list)
    sums: dict[str, list[str]] = defaultdict(list)
    for report in sorted(size.keys() & marked.keys()):
        mark = marked[report]
        alike = copies[mark.claim, *map(str, sorted(says[report]))] if mark.claim else sums[mark.event or report]
        alike.append(report)
    told = {marked[held[0]].event for held in copies.values()}
    kept = {held[0] for (claim, *_), held in copies.items() if claim not in own and not _held(held, marked, own)}
    for event, held in sums.items():
        if event not in told and not _held(held, marked, own):
            kept |= _of_one_file(held, marked, size)
    return tuple(c for c in claims if c.report not in marked or c.report in kept)


def over_events(
    events: Sequence[Event], claims: Sequence[Claim], marked: Mapping[str, Returned]
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """Give events and claims with what came back of one event in one event: where most of it is."""
    of_event: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.report in marked and marked[claim.report].event and claim.event is not None:
            of_event[marked[claim.report].event][claim.event] += 1
    order = {e.id: n for n, e in enumerate(events)}
    home = {event: min(held, key=lambda e: (-held[e], order[e])) for event, held in of_event.items()}
    if all(len(held) == 1 for held in of_event.values()):
        return tuple(events), tuple(claims)
    moved = tuple(
        replace(c, event=home[marked[c.report].event]) if c.report in marked and marked[c.report].event else c
        for c in claims
    )
    mine: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in moved:
        mine[claim.event].append(claim)
    now = (
        replace(
            e, claims=tuple(sorted(c.id for c in mine[e.id])), reports=tuple(sorted({c.report for c in mine[e.id]}))
        )
        for e in events
    )
    kept = sorted((e for e in now if e.claims), key=lambda e: (not e.act_types, -len(e.reports), -len(e.claims), e.id))
    return tuple(kept), moved


def edges(claims: Sequence[Claim], marked: Mapping[str, Returned]) -> Iterator[Lineage]:
    """Link claims of one event that the case they come from counts as one voice, each with the first."""
    first: dict[tuple[str | None, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        voice = marked[claim.report].voice if claim.report in marked else ""
        if voice and (root := first.setdefault((claim.event, voice), claim)) is not claim:
            yield Lineage(
                id=identifier("l", "returned", root.id, claim.id),
                kind=LineageKind.SAME_DOCUMENT,
                a=root.id,
                b=claim.id,
                first=None,
                evidence="The case from which both were exported counts them as one voice.",
                words=voice,
            )


def _held(reports: Sequence[str], marked: Mapping[str, Returned], own: Set[str]) -> bool:
    return any(not own.isdisjoint(marked[r].reports) for r in reports)


def _of_one_file(reports: Sequence[str], marked: Mapping[str, Returned], size: Mapping[str, int]) -> set[str]:
    """Give the reports of the file that says most; a table may have several rows of one event."""
    files: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        files[marked[report].file].append(report)
    return set(max(files.values(), key=lambda held: (sum(size[r] for r in held), held)))
