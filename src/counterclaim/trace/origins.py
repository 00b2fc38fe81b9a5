"""Origins: claims, or reports, that lineage makes one voice. Source: standards §12.1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.canonical import identifier
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.judgement import Lineage, Origin
from counterclaim.records.naming import agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, LineageKind
from counterclaim.trace.case import COPYING
from counterclaim.trace.edges import COPY_SHARE

#: Every kind but `same_owner` makes one voice.
JOINING = frozenset(LineageKind) - {LineageKind.SAME_OWNER}


#: A lifted passage of this many words, no quotation, makes a report, in part, another's voice: those that are reuse
#: however long the text around them (`reuse.LONG_EXTENT`).
LIFTED_WORDS = 48


#: Pairs that an analyst split: the first leaves the origin of the second.
Apart = Sequence[tuple[str, str]]


class _Union:
    """Disjoint sets; the smallest member names a set, so that order of joining does not matter.

    Pairs of `apart` never come into one set.
    """

    def __init__(self, items: Sequence[str], apart: Apart) -> None:
        self.parent = {item: item for item in items}
        self._apart = [p for p in apart if p[0] in self.parent and p[1] in self.parent]
        self._leaving = {leaves for leaves, _ in self._apart}

    def find(self, item: str) -> str:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Join pairs; those of members that leave come last, so that the others stay together without them."""
        for a, b in sorted(pairs, key=lambda p: (p[0] in self._leaving) + (p[1] in self._leaving)):
            low, high = sorted((self.find(a), self.find(b)))
            if not any({self.find(x), self.find(y)} == {low, high} for x, y in self._apart):
                self.parent[high] = low


def origins(claims: Sequence[Claim], lineage: Sequence[Lineage], apart: Apart = ()) -> tuple[Origin, ...]:
    """Give the voices of one event's claims: a partition of them, the widest first.

    Claims of one originator are one voice; joining edges join further. An edge that a decision removed is not in
    `lineage`; one that a decision added is. `apart` are the claims that analysts split from others.
    """
    by_id = {c.id: c for c in claims}
    sets = _Union(sorted(by_id), apart)
    first_of: dict[str, str] = {}
    leaving = {leaves for leaves, _ in apart}
    ordered = sorted(claims, key=lambda c: (c.id in leaving, c.id))
    joined = [(c.id, first_of.setdefault(c.originator.id, c.id)) for c in ordered]
    used = [e for e in lineage if e.kind in JOINING and e.a in by_id and e.b in by_id]
    sets.join([*joined, *((e.a, e.b) for e in used)])
    used = [e for e in used if sets.find(e.a) == sets.find(e.b)]
    members: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        members[sets.find(claim.id)].append(claim)
    reasons: dict[str, set[str]] = defaultdict(set)
    for edge in used:
        reasons[sets.find(edge.a)].add(edge.evidence)
    out = [_origin(group, used, tuple(sorted(reasons[key]))) for key, group in members.items()]
    return tuple(sorted(out, key=lambda o: (-len(o.reports), -len(o.members), o.id)))


def _origin(group: Sequence[Claim], edges: Sequence[Lineage], reasons: tuple[str, ...]) -> Origin:
    root = _root(group, edges)
    # No generic or missing source anywhere in the chains (standards §12.1); unnamed but typed groups are sources.
    clear = all(hop.agent.kind is not AgentKind.GENERIC for c in group for hop in c.chain)
    return Origin(
        id=identifier("o", root.id, min(c.id for c in group)),
        root=root,
        members=tuple(c.id for c in group),
        reports=tuple(sorted({c.report for c in group})),
        shown=clear and root.kind is not AgentKind.GENERIC,
        reasons=reasons,
    )


def _root(group: Sequence[Claim], edges: Sequence[Lineage]) -> Agent:
    """Give the agent a voice goes back to: whom copies were taken from, else who originates most of its claims."""
    mine = {c.id: c.originator for c in group}
    sources = Counter(mine[e.first].id for e in edges if e.first in mine)
    counted = Counter(a.id for a in mine.values())
    agents = {a.id: a for a in mine.values()}
    best = min(agents, key=lambda a: (-sources[a], agents[a].kind is AgentKind.GENERIC, -counted[a], a))
    return agents[best]


def _publisher(group: Sequence[Report]) -> Agent | None:
    """Give the publisher of the earliest of some reports, or None where it is not known."""
    known = [r for r in group if r.publisher]
    if not known:
        return None
    first = min(known, key=lambda r: (r.published.start if r.published else "9999", r.id))
    return agent(first.publisher or "", AgentKind.OUTLET, first.id)


def report_origins(reports: Sequence[Report], lineage: Sequence[Lineage], apart: Apart = ()) -> tuple[Origin, ...]:
    """Give the voices among reports as texts.

    Copies of one another are one voice, and so is a report that only lifts a passage of `LIFTED_WORDS` or more with the
    one it lifts from. A report joins one source; its others stay edges.
    """
    by_id = {r.id: r for r in reports}
    sets = _Union(sorted(by_id), apart)
    reasons: dict[str, set[str]] = defaultdict(set)
    used = _joining(by_id, lineage)
    sets.join([(e.a, e.b) for e in used])
    used = [e for e in used if sets.find(e.a) == sets.find(e.b)]
    for edge in used:
        reasons[sets.find(edge.a)].add(edge.evidence)
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(by_id):
        members[sets.find(id_)].append(id_)
    out = [
        Origin(
            id=identifier("o", *group),
            root=_publisher([by_id[i] for i in group]),
            members=tuple(group),
            reports=tuple(group),
            shown=bool(by_id[group[0]].publisher),
            reasons=tuple(sorted(reasons[key])),
        )
        for key, group in members.items()
    ]
    return tuple(sorted(out, key=lambda o: (-len(o.members), o.id)))


def _joining(by_id: Mapping[str, Report], lineage: Sequence[Lineage]) -> list[Lineage]:
    """Give the edges that make reports one voice: for each report the one to what it copies most, and analysts' joins.

    Of several sources the one counts with which it shares most of both: so neither a report that draws on two agencies,
    nor a copy that both it and its source hold whole, makes two voices one.
    """
    decided: list[Lineage] = []
    parents: dict[str, tuple[float, str, Lineage]] = {}
    for edge in lineage:
        if edge.kind not in COPYING or edge.a not in by_id or edge.b not in by_id:
            continue
        if not edge.spans:
            decided.append(edge)
            continue
        in_a = sum(s.a_end - s.a_start for s in edge.spans) / max(1, len(by_id[edge.a].text))
        in_b = sum(s.b_end - s.b_start for s in edge.spans) / max(1, len(by_id[edge.b].text))
        later, share = (edge.a, in_a) if edge.first == edge.b else (edge.b, in_b)
        share = max(in_a, in_b) if edge.first is None else share
        if share >= COPY_SHARE or _lifted(by_id[edge.b].text, edge) >= LIFTED_WORDS:
            found = (-in_a - in_b, edge.id, edge)
            parents[later] = min(parents.get(later, found), found, key=lambda f: f[:2])
    return decided + [edge for _, _, edge in parents.values()]


def _lifted(text: str, edge: Lineage) -> int:
    return sum(len(text[s.b_start : s.b_end].split()) for s in edge.spans)


def by_event(lineage: Sequence[Lineage], claims: Sequence[Claim]) -> dict[str | None, list[Lineage]]:
    """Give the edges between claims of one event, by event."""
    home = {c.id: c.event for c in claims}
    out: dict[str | None, list[Lineage]] = defaultdict(list)
    for edge in lineage:
        if home.get(edge.a) is not None and home.get(edge.a) == home.get(edge.b):
            out[home[edge.a]].append(edge)
    return out
