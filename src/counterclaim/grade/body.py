"""The body of evidence of one event: its claims by id, the origin of each, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from counterclaim.grade.evaluator import Fact
from counterclaim.lexicons import lexicon
from counterclaim.offices import WHOLE, Office, one_chain, resolved
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.granted import granted
from counterclaim.records.headlines import summed_up
from counterclaim.records.independence import independent, named_or_typed, rooted, shown_roots
from counterclaim.records.judgement import Event, Finding, Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Letter, Registry, Same, Tie, holding
from counterclaim.records.source import Report
from counterclaim.records.ties import PART, reach
from counterclaim.records.withdrawn import taken_back
from counterclaim.records.words import AgentKind, Aspect, Factuality, Relation, Stance

_PLUS = frozenset({Factuality.CERTAIN, Factuality.PROBABLE, Factuality.POSSIBLE})
_SPEAKING = frozenset({Stance.ASSERT, Stance.CONCEDE})
NO_LETTER = "F"
#: Why a name counts as a part of its side: the event's own answer to "who did it?" says so.
ONE_SIDE = "one side of this event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The claims of one event with their origins; the only thing the fact collectors read.

    `registry` holds the rows that hold at the time of the event; `published` gives the day of each dated report;
    `standing` are the claims that their originators stand behind, have not taken back, and do not only take for
    granted where they deny their part, nor sum up in a headline. `sides` gives, by folded name, the side that a doer
    stands with others on; `doers` the answers to who did it on which each name stands, by question; `offices` whose
    body each name is that is one of a state; `spoken_for` by the id of an origin the bodies for which its speakers
    speak in the words of a report; `other_deeds` are the claims by which a party tells of another deed than the one
    it is accused of.
    """

    event: Event
    finding: Finding
    claims: tuple[Claim, ...]
    origin_of: dict[str, Origin]
    registry: Registry
    published: Mapping[str, str]
    standing: tuple[Claim, ...]
    sides: Mapping[str, str] = field(default_factory=dict)
    doers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    offices: Mapping[str, Office] = field(default_factory=dict)
    spoken_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_deeds: frozenset[str] = frozenset()

    def speakers(self, claim: Claim) -> tuple[str, ...]:
        """Give the names under which a claim's voice speaks: who says it, whom the voice goes back to, for whom."""
        origin, said = self.origin_of[claim.id], [claim.originator.name]
        if origin.root is not None and named_or_typed(origin):
            said.append(origin.root.name)
        return tuple(dict.fromkeys((*said, *self.spoken_for.get(origin.id, ()))))

    def speaks(self, claim: Claim, party: str) -> bool:
        """Say whether a claim is a party's own word: of itself, its spokesman, a part of it, or a body over it."""
        return any(speaks_for(n, party, self.registry) or self._over(n, party) for n in self.speakers(claim))

    def one_party(self, one: str, other: str) -> bool:
        """Say whether two names are one party in this event: by name, by the registry's ties, or one body's names."""
        if same_party(one, other, self.registry):
            return True
        return self.one_state(one, other)

    def one_state(self, one: str, other: str) -> bool:
        """Say whether two names are one body of a state, or one of them the state as a whole: a state and its army."""
        a, b = self.offices.get(one), self.offices.get(other)
        whole = a is not None and b is not None and WHOLE in {a.office, b.office}
        if a is None or b is None or not (a == b or whole) or self._told_apart(one, other):
            return False
        return bool(a.state) and a.state == b.state

    def _over(self, speaker: str, party: str) -> bool:
        """Say whether a speaker is of the state whose body a party is, in one chain of command with it."""
        mine, whose = self.offices.get(speaker), self.offices.get(party)
        if mine is None or whose is None or self._told_apart(speaker, party):
            return False
        return one_chain(mine, whose)

    def _told_apart(self, one: str, other: str) -> bool:
        """Say whether two names stand on two answers to one question of who did it."""
        a, b = (self.doers.get(normal_name(name), {}) for name in (one, other))
        return any(a[question] != b[question] for question in a.keys() & b.keys())

    def side(self, party: str) -> str:
        """Give the side that a name of a party stands for in this event; the name itself where it stands alone."""
        if (key := normal_name(party)) in self.sides or key in self.doers:
            return self.sides.get(key, party)
        mine = self.offices.get(party)
        doers = sorted({v for told in self.doers.values() for v in told.values()}) if mine and mine.state else ()
        same = [doer for doer in doers if self.offices.get(doer) == mine]
        return next(iter((*same, *(doer for doer in doers if self.one_state(doer, party)))), party)

    def made(self, claim: Claim) -> str:
        """Give the day on which a claim's report was published, or nothing where none is known."""
        return self.published.get(claim.report, "")

    def of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the claims with these ids, in the body's order."""
        wanted = set(ids)
        return tuple(c for c in self.claims if c.id in wanted)

    def asserted(self, ids: Iterable[str] | None = None) -> tuple[Claim, ...]:
        """Give the claims that their originator stands behind and has not taken back; all of the event by default."""
        if ids is None:
            return self.standing
        wanted = set(ids)
        return tuple(c for c in self.standing if c.id in wanted)

    def denied(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the claims that deny."""
        return tuple(c for c in self.of(ids) if c.stance is Stance.DENY)

    def origins(self, claims: Iterable[Claim]) -> tuple[Origin, ...]:
        """Give the origins of some claims, each once, in the order of their ids."""
        found = {self.origin_of[c.id].id: self.origin_of[c.id] for c in claims}
        return tuple(found[key] for key in sorted(found))

    def letter(self, agent: Agent | None) -> str:
        """Give an agent's Admiralty letter for this event's time and acts, or `F` when nobody gave one."""
        rows = [row for row in self.registry.letters if agent is not None and self._fits(row, agent)]
        best = max(rows, key=lambda r: (bool(r.topic), r.start, r.end, r.assessor, r.letter), default=None)
        return best.letter if best is not None else NO_LETTER

    def _fits(self, row: Letter, agent: Agent) -> bool:
        if normal_name(row.agent) != normal_name(agent.name) and row.agent != agent.id:
            return False
        return not row.topic or row.topic in self.event.act_types


def body(  # noqa: PLR0913 - one event with all that is known of it
    event: Event,
    finding: Finding,
    claims: Sequence[Claim],
    registry: Registry,
    reports: Sequence[Report] = (),
    spoken_for: Mapping[str, str] | None = None,
) -> Body:
    """Put the evidence of one event together.

    Claims of other events are left out. A claim that no origin of the finding holds is an origin of its own, one for
    each originator.
    """
    wanted = set(event.claims)
    own = tuple(sorted((c for c in claims if c.id in wanted), key=lambda c: c.id))
    by_member = {member: o for o in sorted(finding.origins, key=lambda o: o.id) for member in o.members}
    origin_of = {c.id: by_member.get(c.id) or by_member.get(c.report) or _alone(c) for c in own}
    days = {r.id: r.published.start for r in reports if r.published is not None}
    sides, known = _sides(finding), holding(registry, event.time)
    if sides:
        ties = (Tie(agent=n, relation=Relation.MEMBER_OF, other=side, basis=ONE_SIDE) for n, side in sides.items())
        known = replace(known, ties=(*known.ties, *ties))
    gone = taken_back(own) | granted(own) | summed_up(own, {r.id: r for r in reports})
    standing = tuple(c for c in own if stands(c) and c.id not in gone)
    return Body(
        event=event,
        finding=finding,
        claims=own,
        origin_of=origin_of,
        registry=known,
        published=days,
        standing=standing,
        sides=sides,
        doers=_doers(finding),
        offices=_offices(own, finding, origin_of, spoken_for or {}),
        spoken_for=_spoken_for(own, origin_of, spoken_for or {}),
        other_deeds=frozenset(c for q in finding.questions if q.of_another_deed for a in q.answers for c in a.claims),
    )


def _sides(finding: Finding) -> dict[str, str]:
    """Give the side of each name of a doer that stands with others on one answer, by folded name."""
    doers = (a for q in finding.questions if q.asks_who for a in q.answers)
    return {normal_name(said): a.value for a in doers for said, _ in a.wordings if said != a.value}


def _doers(finding: Finding) -> dict[str, dict[str, str]]:
    """Give the answers to who did it on which each name stands, by folded name and question."""
    found: dict[str, dict[str, str]] = {}
    for question in finding.questions:
        for answer in question.answers if question.asks_who else ():
            for name in (answer.value, *(said for said, _ in answer.wordings)):
                found.setdefault(normal_name(name), {})[question.id] = answer.value
    return found


def _offices(
    claims: Sequence[Claim], finding: Finding, origin_of: Mapping[str, Origin], spoken_for: Mapping[str, str]
) -> dict[str, Office]:
    """Give the office of each name in an event that is one of a state's bodies: of speakers, doers and parties."""
    told: dict[str, set[str]] = {}
    for claim in claims:
        root = origin_of[claim.id].root
        names = [claim.originator.name, claim.actor, root.name if root is not None else None]
        names += [claim.value] if claim.aspect is Aspect.PERPETRATOR else []
        names += [spoken_for.get(normal_name(claim.originator.name))]
        for name in names:
            if name:
                told.setdefault(name, set()).add(claim.report)
    sides = (a.value for q in finding.questions if q.aspect is Aspect.PERPETRATOR for a in q.answers)
    return resolved({n: told.get(n, set()) for n in (*told, *sides)}, claims)


def _spoken_for(
    claims: Sequence[Claim], origin_of: Mapping[str, Origin], spoken_for: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Give the bodies for which the speakers of each origin speak, by its id."""
    found: dict[str, set[str]] = {}
    for claim in claims if spoken_for else ():
        if body := spoken_for.get(normal_name(claim.originator.name)):
            found.setdefault(origin_of[claim.id].id, set()).add(body)
    return {key: tuple(sorted(bodies)) for key, bodies in found.items()}


def _alone(claim: Claim) -> Origin:
    generic = any(h.agent.kind is AgentKind.GENERIC for h in claim.chain)
    who = claim.originator
    return Origin(
        id=f"origin of {who.id}", root=who, members=(claim.id,), reports=(claim.report,), shown=not generic, reasons=()
    )


def stands(claim: Claim) -> bool:
    """Say whether a claim's originator stands behind it: asserts or concedes it, at least as possible."""
    return claim.stance in _SPEAKING and claim.chain[0].factuality in _PLUS


def outlets(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the names of the outlets that carry some claims: the reports' own authors, each once."""
    return tuple(sorted({c.chain[-1].agent.id: c.chain[-1].agent.name for c in claims}.values()))


def roots(origins: Iterable[Origin]) -> tuple[str, ...]:
    """Give the names that origins go back to, sorted; `unknown` where none is known."""
    return tuple(sorted({o.root.name if o.root is not None else "unknown" for o in origins}))


def ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the ids of some claims, sorted."""
    return tuple(sorted(c.id for c in claims))


def counted(claims: Sequence[Claim]) -> Fact:
    """Give how many claims there are."""
    return Fact(value=len(claims), claims=ids(claims))


def voiced(body: Body, claims: Sequence[Claim]) -> Fact:
    """Give how many origins some claims have."""
    origins = body.origins(claims)
    return Fact(value=len(origins), who=roots(origins), claims=ids(claims))


def voices(body: Body, claims: Sequence[Claim]) -> dict[str, Fact]:
    """Give the three counts of those behind some claims: outlets, origins, shown.

    The last comes as what it is made of: `shown_roots`, and `rooted` for the one origin that needs no other (standards
    §12.1).
    """
    papers, origins = outlets(claims), body.origins(claims)
    apart = independent(origins)
    shown = [o for o in origins if o.shown and o.root is not None and o.root.id in apart]
    return {
        "outlets": Fact(value=len(papers), who=papers, claims=ids(claims)),
        "origins": voiced(body, claims),
        "shown_roots": _rooted(body, shown_roots(origins), shown, claims),
        "rooted": _rooted(body, rooted(origins), [o for o in origins if named_or_typed(o)], claims),
    }


def _rooted(body: Body, number: int, origins: Sequence[Origin], claims: Sequence[Claim]) -> Fact:
    """Give how many of those behind some claims count, with who they are and which of the claims are theirs."""
    own = {o.id for o in origins}
    told = [c for c in claims if body.origin_of[c.id].id in own] if number else []
    return Fact(value=number, who=roots(origins), claims=ids(told))


def same_party(one: str, other: str, registry: Registry) -> bool:
    """Say whether two names are one party: the same name, an alias, or one a part or voice of the other."""
    return speaks_for(one, other, registry) or speaks_for(other, one, registry)


def speaks_for(speaker: str, party: str, registry: Registry) -> bool:
    """Say whether a speaker is a party, its spokesperson, or a part of it, by name or by the registry's ties."""
    return _speaks_for(speaker, normal_name(party), Same(registry))


@lru_cache(maxsize=65_536)
def _speaks_for(speaker: str, goal: str, same: Same[Registry]) -> bool:
    return any(name == goal or _spokesperson(name, goal) for name in reach(speaker, same.value, PART))


def _spokesperson(name: str, party: str) -> bool:
    """Say whether a name is the party's followed only by a word for its voice ("… spokesman", "… command")."""
    if not party or not name.startswith(party + " "):
        return False
    return all(word in _voices() for word in name[len(party) + 1 :].split())


@cache
def _voices() -> frozenset[str]:
    return frozenset(lexicon("voice_roles")["speaks_for"])


@cache
def _unnamed() -> frozenset[str]:
    roles = lexicon("agents")["roles"]
    return frozenset(w for words in roles.values() for w in words) | frozenset(lexicon("voice_roles")["not_a_party"])


def named(party: str) -> bool:
    """Say whether some words name a party ("Varan army") rather than describe anybody ("unidentified gunmen")."""
    return any(w[:1].isupper() and w.casefold() not in _unnamed() for w in party.replace("-", " ").split())


def rivals(one: str, other: str, registry: Registry) -> bool:
    """Say whether two words for who did it cannot be one party: two names, or a state's force and rebels."""
    if same_party(one, other, registry):
        return False
    return (named(one) and named(other)) or _opposed(one, other) or _opposed(other, one)


def _opposed(state: str, others: str) -> bool:
    return _holds(state, "state_words") and _holds(others, "against_the_state")


def typed(party: str) -> bool:
    """Say whether some words tell a kind of party ("the regime", "rebels") without a name."""
    return _holds(party, "state_words") or _holds(party, "against_the_state")


def side_of(party: str) -> str:
    """Give on which side a party stands by the words for it: `state`, `non_state`, or `side_not_known`."""
    return (
        "state"
        if _holds(party, "state_words")
        else "non_state"
        if _holds(party, "against_the_state")
        else "side_not_known"
    )


def _holds(party: str, key: str) -> bool:
    low = f" {normal_name(party)} "
    return any(f" {word} " in low for word in lexicon("voice_roles")[key])
