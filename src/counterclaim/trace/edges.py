"""Lineage: edges between reports and between claims, each with a sentence and the words that show it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.canonical import identifier
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Basis, LineageKind
from counterclaim.settings import Settings
from counterclaim.trace.credits import Mention, credit_lines, declared, publisher_key
from counterclaim.trace.reuse import Shared, Text, is_quote

_PRESSER = re.compile(r"\b(press conference|briefing|news conference|statement|announce\w*)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"\b(report|document|resolution|letter|communiqué|communique)\b", re.IGNORECASE)
#: A report of which the other carries this share or more is its copy as a whole, leftover sentences included.
COPY_SHARE = 0.5
#: Ties of the registry that make two agents one voice; owning does not.
_SPEAKS_FOR = frozenset({"alias_of", "spokesperson_of"})
COPYING = frozenset({LineageKind.WIRE_COPY, LineageKind.SAME_TEXT, LineageKind.TRANSLATION})


@dataclass(slots=True)
class Case:
    """The reports and claims at hand, by what edges need."""

    reports: dict[str, Report]
    keys: dict[str, str]
    credits: dict[str, tuple[Mention, ...]]
    claims: dict[str, list[Claim]]


def in_time(reports: Sequence[Report]) -> list[Report]:
    """Give reports earliest first; those without a date last."""
    return sorted(reports, key=lambda r: (r.published.start if r.published else "9999", r.id))


def texts(reports: Sequence[Report], registry: Registry) -> tuple[Text, ...]:
    """Give what text reuse needs of reports, earliest first."""
    return tuple(Text(id=r.id, text=r.text, publisher=publisher_key(r.publisher, registry)) for r in in_time(reports))


def lineage(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    registry: Registry,
    settings: Settings,
    shared: Sequence[Shared],
) -> tuple[Lineage, ...]:
    """Give all edges, by kind and ends; takes the pairs of reports that share words, which an engine finds.

    1 text reuse between reports; 2 what reports declare; 3 owners; 4 claims inside copied text; 5 claims that go back
    to one originator in one event. Text in languages that are not read is compared all the same.
    """
    ordered = in_time(reports)
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.id)):
        grouped[claim.report].append(claim)
    case = Case(
        {r.id: r for r in ordered},
        {r.id: publisher_key(r.publisher, registry) for r in ordered},
        credit_lines(ordered, registry),
        grouped,
    )
    edges = [_reuse(case, s, settings) for s in shared]
    edges += _declared(case, declared(ordered, registry))
    edges += _owners(case, registry)
    for edge, one in zip(edges[: len(shared)], shared, strict=True):
        if edge.kind in COPYING:
            edges += _copied_claims(case, edge, one)
    edges += _same_originator(case, claims, _houses(registry))
    return tuple(sorted({e.id: e for e in edges}.values(), key=lambda e: (e.kind, e.a, e.b)))


def _edge(kind: LineageKind, ends: tuple[str, str], first: str | None, evidence: str, words: str = "") -> Lineage:
    a, b = ends
    key = identifier("l", kind.value, a, b)
    return Lineage(id=key, kind=kind, a=a, b=b, first=first, evidence=evidence, words=words)


def _who(report: Report) -> str:
    return report.publisher or report.author or report.title or report.path


def _reuse(case: Case, shared: Shared, settings: Settings) -> Lineage:
    a, b = case.reports[shared.a], case.reports[shared.b]
    said_a = next((m for m in case.credits[a.id] if m.key == case.keys[b.id]), None)
    said_b = next((m for m in case.credits[b.id] if m.key == case.keys[a.id]), None)
    agencies = {m.key for m in case.credits[a.id]} & {m.key for m in case.credits[b.id]}
    first = a.id if said_b else b.id if said_a else None
    if first is None and a.published and b.published and a.published.start != b.published.start:
        first = min((a, b), key=lambda r: r.published.start if r.published else "").id
    later = b if first == a.id else a
    earlier = a if later is b else b
    share = shared.share_b if later is b else shared.share_a
    words = shared.words
    if is_quote(shared, settings):
        text = f"{_who(a)} and {_who(b)} carry the same quotation of {shared.words} words."
        return replace(_edge(LineageKind.QUOTES, (a.id, b.id), first, text), spans=shared.spans)
    credit = said_b or said_a
    wire = credit is not None or bool(agencies)
    by = f", and credits it (“{credit.words}”)" if credit else f", both crediting {min(agencies)}" if agencies else ""
    text = f"{_who(later)} shares {words} words ({share:.0%} of its text) with {_who(earlier)}{by}."
    kind = LineageKind.WIRE_COPY if wire else LineageKind.SAME_TEXT
    return replace(_edge(kind, (a.id, b.id), first, text, credit.words if credit else ""), spans=shared.spans)


def _declared(case: Case, found: dict[str, tuple[Mention, ...]]) -> Iterator[Lineage]:
    """Link a report with the latest earlier report of each publisher it says it takes words from."""
    by_key: dict[str, list[Report]] = defaultdict(list)
    for report in case.reports.values():
        by_key[case.keys[report.id]].append(report)
    for id_, mentions in found.items():
        report = case.reports[id_]
        day = report.published.start if report.published else "9999"
        for mention in mentions:
            before = [
                r for r in by_key[mention.key] if r.id != id_ and (r.published.start if r.published else "") <= day
            ]
            if before:
                source = before[-1]
                text = f"{_who(report)} says it takes words from {_who(source)} (“{mention.words}”)."
                yield _edge(LineageKind.QUOTES, (source.id, id_), source.id, text, mention.words)


def _owners(case: Case, registry: Registry) -> Iterator[Lineage]:
    """Show publishers of one owner; such an edge never joins origins."""
    first: dict[str, Report] = {}
    for report in case.reports.values():
        if report.publisher:
            first.setdefault(case.keys[report.id], report)
    owned: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tie in registry.ties:
        if tie.relation in {"owns", "edits"}:
            key = publisher_key(tie.other, registry)
            if key in first and (key, tie.basis) not in owned[tie.agent]:
                owned[tie.agent].append((key, tie.basis))
    for owner, keys in sorted(owned.items()):
        for (a, basis), (b, _) in pairwise(keys):
            text = f"{_who(first[a])} and {_who(first[b])} belong to {owner} ({basis})."
            yield _edge(LineageKind.SAME_OWNER, (first[a].id, first[b].id), None, text, basis)


def _inside(claim: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= claim.start and claim.end <= end for start, end in spans)


def _own(claim: Claim) -> bool:
    """Say whether a claim's originator is its report's author or somebody only this report names."""
    return len(claim.chain) == 1 or claim.originator.kind in PER_REPORT


def _copied_claims(case: Case, edge: Lineage, shared: Shared) -> Iterator[Lineage]:
    """Join the claims that stand in copied words, and a copy's leftover own-voice claims to the lead of the source."""
    spans_a = [(s.a_start - 2, s.a_end + 2) for s in shared.spans]
    spans_b = [(s.b_start - 2, s.b_end + 2) for s in shared.spans]
    there: dict[tuple[str | None, str, str], Claim] = {}
    for claim in case.claims[edge.a]:
        if _inside(claim, spans_a) and _own(claim):
            there.setdefault((claim.event, claim.aspect, claim.value), claim)
    leads: dict[str | None, Claim] = {}
    for claim in case.claims[edge.a]:
        if _own(claim):
            leads.setdefault(claim.event, claim)
    whole = max(shared.share_a, shared.share_b) >= COPY_SHARE
    for claim in case.claims[edge.b]:
        if not _own(claim):
            continue
        twin = there.get((claim.event, claim.aspect, claim.value)) if _inside(claim, spans_b) else None
        twin = twin or (leads.get(claim.event) if whole and len(claim.chain) == 1 else None)
        if twin is not None:
            first = twin.id if edge.first == edge.a else claim.id if edge.first == edge.b else None
            yield _edge(edge.kind, (twin.id, claim.id), first, edge.evidence, edge.words)


def _houses(registry: Registry) -> dict[str, tuple[str, str]]:
    """Give for each agent that speaks for another, by the registry, whom, and the registry's basis."""
    rows = [t for t in registry.ties if t.relation in _SPEAKS_FOR]
    return {normal_name(t.agent): (normal_name(t.other), t.basis) for t in rows}


def _house(name: str, houses: Mapping[str, tuple[str, str]]) -> str:
    """Give whom an agent speaks for in the end; a circle of ties ends where it began."""
    plain, seen = normal_name(name), set[str]()
    while plain in houses and plain not in seen:
        seen.add(plain)
        plain = houses[plain][0]
    return min(seen) if plain in seen else plain


def _same_originator(case: Case, claims: Sequence[Claim], houses: Mapping[str, tuple[str, str]]) -> Iterator[Lineage]:
    """Link each later claim of one originator in one event with its earliest, across reports.

    A spokesperson or an alias is one voice with whom the registry says it speaks for.
    """
    order = {id_: n for n, id_ in enumerate(case.reports)}
    groups: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.originator.kind not in PER_REPORT and claim.report in order:
            groups[claim.event, _house(claim.originator.name, houses)].append(claim)
    for (_, _), members in sorted(groups.items(), key=lambda g: (str(g[0][0]), g[0][1])):
        members.sort(key=lambda c: (order[c.report], c.start, c.id))
        root, seen = members[0], {members[0].report}
        for claim in members[1:]:
            if claim.report in seen:
                continue
            seen.add(claim.report)
            a, b = case.reports[root.report], case.reports[claim.report]
            text = f"{_who(a)} and {_who(b)} both go back to {root.originator.name}."
            ties = [houses[n] for o in (claim, root) if (n := normal_name(o.originator.name)) in houses]
            if ties and claim.originator.id != root.originator.id:
                text = f"{claim.originator.name} speaks as one with {root.originator.name} ({ties[0][1]})."
            yield _edge(_kind(root, claim), (root.id, claim.id), None, text, claim.chain[0].cue or "")


def _kind(a: Claim, b: Claim) -> LineageKind:
    if a.basis is Basis.IMAGERY and b.basis is Basis.IMAGERY:
        return LineageKind.SAME_FOOTAGE
    words = f"{a.text} {b.text} {a.chain[0].cue or ''} {b.chain[0].cue or ''}"
    if _PRESSER.search(words):
        return LineageKind.SAME_PRESSER
    if _DOCUMENT.search(words):
        return LineageKind.SAME_DOCUMENT
    return LineageKind.SAME_WITNESS if a.originator.kind is AgentKind.PERSON else LineageKind.QUOTES
