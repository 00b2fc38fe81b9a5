"""The body of evidence of one event: its claims by id, the origin of each, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from counterclaim.grade.evaluator import Fact
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.independence import independent, named_or_typed, rooted, shown_roots
from counterclaim.records.judgement import Event, Finding, Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Letter, Registry, Same, Tie, holding
from counterclaim.records.source import Report
from counterclaim.records.ties import PART, reach
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
    `standing` are the claims that their originators stand behind and have not taken back. `sides` gives, by folded
    name, the side that a doer stands with others on.
    """

    event: Event
    finding: Finding
    claims: tuple[Claim, ...]
    origin_of: dict[str, Origin]
    registry: Registry
    published: Mapping[str, str]
    standing: tuple[Claim, ...]
    sides: Mapping[str, str] = field(default_factory=dict)

    def side(self, party: str) -> str:
        """Give the side that a name of a party stands for in this event; the name itself where it stands alone."""
        return self.sides.get(normal_name(party), party)

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


def body(
    event: Event, finding: Finding, claims: Sequence[Claim], registry: Registry, reports: Sequence[Report] = ()
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
    gone = {_told(c) for c in own if c.stance is Stance.RETRACT}
    standing = tuple(c for c in own if stands(c) and _told(c) not in gone)
    return Body(
        event=event,
        finding=finding,
        claims=own,
        origin_of=origin_of,
        registry=known,
        published=days,
        standing=standing,
        sides=sides,
    )


def _sides(finding: Finding) -> dict[str, str]:
    """Give the side of each name of a doer that stands with others on one answer, by folded name."""
    doers = (a for q in finding.questions if q.aspect is Aspect.PERPETRATOR for a in q.answers)
    return {normal_name(said): a.value for a in doers for said, _ in a.wordings if said != a.value}


def _told(claim: Claim) -> tuple[str, str, str]:
    """Give what of a claim is taken back together: who gave which answer to which question."""
    return (claim.originator.id, claim.aspect, claim.value)


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
        "shown_roots": Fact(value=shown_roots(origins), who=roots(shown)),
        "rooted": Fact(value=rooted(origins), who=roots([o for o in origins if named_or_typed(o)])),
    }


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
