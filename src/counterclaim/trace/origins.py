"""Origins: claims, or reports, that lineage makes one voice. Source: standards §12.1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.canonical import identifier
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.judgement import Lineage, Origin, Perhaps
from counterclaim.records.naming import PER_REPORT, agent, normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import COPIES, AgentKind, LineageKind
from counterclaim.trace.belonging import is_of_several
from counterclaim.trace.case import in_order
from counterclaim.trace.edges import BRIEF_SHARE, BRIEF_WORDS, COPY_SHARE
from counterclaim.trace.monitors import is_general
from counterclaim.trace.perhaps import doubts

#: Every kind but `same_owner` makes one voice.
JOINING = frozenset(LineageKind) - {LineageKind.SAME_OWNER}


#: A lifted passage of so many words makes a report, in part, another's voice, whatever is known of the two: longer than
#: a quotation is that has lost its marks (60), and a word on which unrelated texts go on alike by chance.
LIFTED_WORDS = 61
#: So many reports that print one text show that it is a wire, which lies on every desk: whoever shares a passage of so
#: many unmarked words with it has them from there, and need not have heard a speaker.
WIRE_REPORTS, WIRE_WORDS = 10, 48
#: A passage as long that opens both texts, after a headline of so many words at most, is a copy cut short.
HEADLINE_WORDS = 16


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


def origins(
    claims: Sequence[Claim], lineage: Sequence[Lineage], apart: Apart = (), spoken: Mapping[str, str] | None = None
) -> tuple[Origin, ...]:
    """Give the voices of one event's claims: a partition of them, the widest first.

    Claims of one originator are one voice; joining edges join further. An edge that a decision removed is not in
    `lineage`; one that a decision added is. `apart` are the claims that analysts split from others; `spoken` gives by
    folded name the body for which somebody speaks.
    """
    by_id = {c.id: c for c in claims}
    sets = _Union(sorted(by_id), apart)
    used = _of_one_speaker([e for e in lineage if e.kind in JOINING and e.a in by_id and e.b in by_id], by_id)
    stands_for = _lent(claims, used)
    first_of: dict[str, str] = {}
    leaving = {leaves for leaves, _ in apart}
    # What an analyst takes off the voice it was lent from is its own report's again.
    kept = (c for c in claims if c.id not in stands_for or c.id in leaving)
    ordered = sorted(kept, key=lambda c: (c.id in leaving, c.id))
    # Where a speaker is split between reports, what one report has from it stays together.
    sets.join((c.id, first_of.setdefault(f"{c.originator.id} {c.report}", c.id)) for c in ordered)
    joined = [(c.id, first_of.setdefault(c.originator.id, c.id)) for c in ordered]
    ends = {e.id: (e.a, e.b) if e.passage_only else tuple(stands_for.get(c, c) for c in (e.a, e.b)) for e in used}
    sets.join([*joined, *((a, b) for a, b in ends.values())])
    used = [e for e in used if sets.find(ends[e.id][0]) == sets.find(ends[e.id][1])]
    members: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        members[sets.find(claim.id)].append(claim)
    joins: dict[str, list[Lineage]] = defaultdict(list)
    same: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in used:
        home = sets.find(ends[edge.id][0])
        joins[home].append(edge)
        if edge.one_speaker:
            same[home].add((by_id[edge.a].originator.id, by_id[edge.b].originator.id))
    unsure = doubts(members, apart, spoken or {})
    out = [
        replace(
            _origin(
                _root(
                    [c for c in group if c.id not in stands_for] or group, joins[key], told := _one_speaker(same[key])
                ),
                group,
                _reasons(joins[key], by_id),
                unsure.get(key, ()),
            ),
            speakers=told,
        )
        for key, group in members.items()
    ]
    return _rooted_apart(sorted(out, key=lambda o: (-len(o.reports), -len(o.members), o.id)))


def _of_one_speaker(edges: Sequence[Lineage], by_id: Mapping[str, Claim]) -> list[Lineage]:
    """Give edges without those by which words of one report would be two speakers': copies may quote others in them."""
    whose: dict[str, str] = {}
    kept = []
    for one in sorted(edges, key=lambda e: e.id):
        speaker = by_id[one.a].originator
        quoted = one.passage_only and len(by_id[one.a].chain) > 1 and speaker.kind not in PER_REPORT
        if not quoted or whose.setdefault(one.b, speaker.id) == speaker.id:
            kept.append(one)
    return kept


def _lent(claims: Sequence[Claim], edges: Sequence[Lineage]) -> dict[str, str]:
    """Give the claims that a report carries in a passage handed around, each with one that the report says itself.

    In those words it is the voice of the first that has them; they make nothing else that it says that one's. What ties
    such a claim otherwise, to a copy of its report say, ties the report's own. A named speaker is one voice everywhere.
    """
    by_id = {c.id: c for c in claims}
    carried = {e.b for e in edges if e.passage_only}
    lent = {id_ for id_ in carried if len(by_id[id_].chain) == 1 or by_id[id_].originator.kind in PER_REPORT}
    own: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.id not in lent:
            own.setdefault(f"{claim.originator.id} {claim.report}", claim.id)
            own.setdefault(claim.originator.id, claim.id)
    voices = {id_: by_id[id_].originator.id for id_ in sorted(lent)}
    return {id_: own.get(f"{v} {by_id[id_].report}", own.get(v, id_)) for id_, v in voices.items()}


def _reasons(edges: Sequence[Lineage], by_id: Mapping[str, Claim]) -> tuple[str, ...]:
    """Give the sentences of some edges, each once: first those that bring in a report each, then what else they say.

    Of several that bring one in, those from the report that most have it from come first.
    """
    ends = {e.evidence: (by_id[e.a].report, by_id[e.b].report) for e in sorted(edges, key=lambda e: e.id)}
    giving = Counter(by_id[e.first].report for e in edges if e.first is not None)
    sets = _Union(sorted({report for pair in ends.values() for report in pair}), ())
    bringing: list[str] = []
    more: list[str] = []
    for sentence in sorted(ends, key=lambda s: (-max(giving[report] for report in ends[s]), s)):
        a, b = ends[sentence]
        (more if sets.find(a) == sets.find(b) else bringing).append(sentence)
        sets.join([(a, b)])
    return (*bringing, *sorted(more))


def _rooted_apart(found: Sequence[Origin]) -> tuple[Origin, ...]:
    """Give a speaker whom an analyst split another id in each voice but the first: they are two, under one name."""
    seen: set[str] = set()
    out = []
    for origin in found:
        root, one = origin.root, origin
        if root is not None and root.id in seen:
            root = replace(root, id=identifier("a", root.id, *origin.reports))
            one = replace(origin, root=root, id=identifier("o", root.id, min(origin.members)))
        seen.add(root.id if root is not None else "")
        out.append(one)
    return tuple(out)


def _origin(root: Agent, group: Sequence[Claim], reasons: tuple[str, ...], perhaps: tuple[Perhaps, ...]) -> Origin:
    # No generic or missing source anywhere in the chains (standards §12.1); unnamed but typed groups are sources.
    clear = all(hop.agent.kind is not AgentKind.GENERIC for c in group for hop in c.chain)
    return Origin(
        id=identifier("o", root.id, min(c.id for c in group)),
        root=root,
        members=tuple(c.id for c in group),
        reports=tuple(sorted({c.report for c in group})),
        # "Both sides" are the voices of others, and none beside them.
        shown=clear and root.kind is not AgentKind.GENERIC and not is_of_several(root.name),
        reasons=reasons,
        perhaps=perhaps,
    )


def _one_speaker(same: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Give the agents that are one speaker under several names, from pairs of them."""
    pairs = sorted((a, b) for a, b in same if a != b)
    sets = _Union(sorted({a for pair in pairs for a in pair}), ())
    sets.join(pairs)
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(sets.parent):
        found[sets.find(one)].append(one)
    return tuple(map(tuple, found.values()))


def _root(group: Sequence[Claim], edges: Sequence[Lineage], speakers: Sequence[Sequence[str]]) -> Agent:
    """Give the agent a voice goes back to: whom copies were taken from, else who originates most of its claims.

    Somebody with a name comes before somebody without, and before general words for a body ("monitor"); of several
    names of one speaker (`speakers`), a body comes before a person who speaks for it, and a name before one that says
    less ("interior ministry of Karven", "interior ministry").
    """
    mine = {c.id: c.originator for c in group}
    sources = Counter(mine[e.first].id for e in edges if e.first in mine)
    counted = Counter(a.id for a in mine.values())
    agents = {a.id: a for a in mine.values()}
    nobody = {a: (one.kind is AgentKind.GENERIC, one.kind in PER_REPORT) for a, one in agents.items()}
    best = min(agents, key=lambda a: (is_general(agents[a].name), -sources[a], nobody[a], -counted[a], a))
    names = [agents[a] for found in speakers if best in found for a in found if a in agents]
    bodies = [one for one in names if one.kind is not AgentKind.PERSON and not any(nobody[one.id])]
    if agents[best].kind is AgentKind.PERSON and bodies:
        return min(bodies, key=lambda one: (-sources[one.id], -counted[one.id], one.id))
    words = set(normal_name(agents[best].name).split())
    fuller = [one for one in names if words < set(normal_name(one.name).split()) and nobody[one.id] == nobody[best]]
    return min(fuller, key=lambda one: (-len(normal_name(one.name).split()), one.id), default=agents[best])


def _source(group: Sequence[Report], edges: Sequence[Lineage]) -> Agent | None:
    """Give the publisher that one text goes back to, or None where it is not known.

    That is whose report the others took theirs from, directly or through others; of several, or where nothing shows it,
    the earliest by day and minute.
    """
    taken = {e.b if e.first == e.a else e.a for e in edges if e.first is not None}
    giving = {e.first for e in edges if e.first is not None}
    first = min(group, key=lambda r: (r.id in taken, r.id not in giving, in_order(r)))
    return agent(first.publisher, AgentKind.OUTLET, first.id) if first.publisher else None


def report_origins(reports: Sequence[Report], lineage: Sequence[Lineage], apart: Apart = ()) -> tuple[Origin, ...]:
    """Give the voices among reports as texts.

    Copies of one another are one voice, and so is a report that only lifts a passage of `LIFTED_WORDS` or more with the
    one it lifts from. A report joins one source; its others stay edges.
    """
    by_id = {r.id: r for r in reports}
    sets = _Union(sorted(by_id), apart)
    used = _joining(by_id, lineage)
    sets.join([(e.a, e.b) for e in used])
    joins: dict[str, list[Lineage]] = defaultdict(list)
    for edge in used:
        if sets.find(edge.a) == sets.find(edge.b):
            joins[sets.find(edge.a)].append(edge)
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(by_id):
        members[sets.find(id_)].append(id_)
    out = [_texts([by_id[i] for i in group], joins[key]) for key, group in members.items()]
    return tuple(sorted(out, key=lambda o: (-len(o.members), o.id)))


def _texts(group: Sequence[Report], edges: Sequence[Lineage]) -> Origin:
    """Give the voice of some reports, by id, and of the edges that join them."""
    ids = tuple(r.id for r in group)
    return Origin(
        id=identifier("o", *ids),
        root=_source(group, edges),
        members=ids,
        reports=ids,
        shown=bool(group[0].publisher),
        reasons=tuple(sorted({e.evidence for e in edges})),
    )


@dataclass(frozen=True, slots=True)
class _Copying:
    """An edge of two reports that share words, and how many its passages cover."""

    edge: Lineage
    words: int

    @property
    def later(self) -> str:
        """The report that takes from the other: the one that is known to be later, else the second."""
        return self.edge.a if self.edge.first == self.edge.b else self.edge.b

    @property
    def whole(self) -> bool:
        """Whether the one that takes is mostly a copy of the other."""
        share = self.edge.share_a if self.later == self.edge.a else self.edge.share_b
        share = max(self.edge.share_a, self.edge.share_b) if self.edge.first is None else share
        brief = self.words < BRIEF_WORDS and self.edge.kind is not LineageKind.WIRE_COPY
        return share >= (BRIEF_SHARE if brief else COPY_SHARE)


def _joining(by_id: Mapping[str, Report], lineage: Sequence[Lineage]) -> list[Lineage]:
    """Give the edges that make reports one voice: for each report the one to what it copies most, and analysts' joins.

    Of several sources the one counts with which it shares most of both: so neither a report that draws on two agencies,
    nor a copy that both it and its source hold whole, makes two voices one. A report that lifts a passage only joins
    where the passage is long, or where what it stands in is a wire: how long it is tells no more, since people speak
    at length too (docs/decisions/0034).
    """
    copying = [e for e in lineage if e.kind in COPIES and e.a in by_id and e.b in by_id]
    decided = [e for e in copying if not e.spans]
    shared = [_copying(by_id, e) for e in copying if e.spans]
    printed = _Union(sorted(by_id), ())
    printed.join((c.edge.a, c.edge.b) for c in shared if c.whole)
    size = Counter(printed.find(id_) for id_ in by_id)
    parents: dict[str, tuple[float, str, Lineage]] = {}
    for one in shared:
        source = one.edge.b if one.later == one.edge.a else one.edge.a
        passage = one.words >= WIRE_WORDS and (size[printed.find(source)] >= WIRE_REPORTS or _opens(by_id, one.edge))
        if one.whole or passage or one.words >= LIFTED_WORDS:
            found = (-one.edge.share_a - one.edge.share_b, one.edge.id, one.edge)
            parents[one.later] = min(parents.get(one.later, found), found, key=lambda f: f[:2])
    return decided + [edge for _, _, edge in parents.values()]


def _copying(by_id: Mapping[str, Report], edge: Lineage) -> _Copying:
    text = by_id[edge.b].text
    return _Copying(edge, sum(len(text[s.b_start : s.b_end].split()) for s in edge.spans))


def _opens(by_id: Mapping[str, Report], edge: Lineage) -> bool:
    """Say whether the first passage that two texts share opens both of them."""
    ends = (edge.a, min(s.a_start for s in edge.spans)), (edge.b, min(s.b_start for s in edge.spans))
    return all(len(by_id[id_].text[:start].split()) <= HEADLINE_WORDS for id_, start in ends)


def by_event(lineage: Sequence[Lineage], claims: Sequence[Claim]) -> dict[str | None, list[Lineage]]:
    """Give the edges between two claims of one event, by event."""
    home = {c.id: c.event for c in claims}
    out: dict[str | None, list[Lineage]] = defaultdict(list)
    for edge in lineage:
        if home.get(edge.a) is not None and home.get(edge.a) == home.get(edge.b):
            out[home[edge.a]].append(edge)
    return out
