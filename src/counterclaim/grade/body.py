"""The body of evidence of one event: its claims by id, the origin of each, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Event, Finding, Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Letter, Registry, holding
from counterclaim.records.ties import PART, reach
from counterclaim.records.words import AgentKind, Factuality, Stance

_PLUS = frozenset({Factuality.CERTAIN, Factuality.PROBABLE, Factuality.POSSIBLE})
_SPEAKING = frozenset({Stance.ASSERT, Stance.CONCEDE})
NO_LETTER = "F"
#: A source that exists only in "what would change it".
_ONE_MORE = Agent("a_one_more", "one more named source", AgentKind.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The claims of one event with their origins; the only thing the fact collectors read.

    `registry` holds the rows that hold at the time of the event.
    """

    event: Event
    finding: Finding
    claims: tuple[Claim, ...]
    origin_of: dict[str, Origin]
    registry: Registry

    def of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the claims with these ids, in the body's order."""
        wanted = set(ids)
        return tuple(c for c in self.claims if c.id in wanted)

    def asserted(self, ids: Iterable[str] | None = None) -> tuple[Claim, ...]:
        """Give the claims that their originator stands behind and has not taken back; all of the event by default."""
        chosen = self.claims if ids is None else self.of(ids)
        return tuple(c for c in chosen if stands(c) and not self._retracted(c))

    def denied(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the claims that deny."""
        return tuple(c for c in self.of(ids) if c.stance is Stance.DENY)

    def _retracted(self, claim: Claim) -> bool:
        return any(
            c.stance is Stance.RETRACT
            and (c.originator.id, c.aspect, c.value) == (claim.originator.id, claim.aspect, claim.value)
            for c in self.claims
        )

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


def body(event: Event, finding: Finding, claims: Sequence[Claim], registry: Registry) -> Body:
    """Put the evidence of one event together.

    Claims of other events are left out. A claim that no origin of the finding holds is an origin of its own, one for
    each originator.
    """
    wanted = set(event.claims)
    own = tuple(sorted((c for c in claims if c.id in wanted), key=lambda c: c.id))
    by_member = {member: o for o in sorted(finding.origins, key=lambda o: o.id) for member in o.members}
    origin_of = {c.id: by_member.get(c.id) or by_member.get(c.report) or _alone(c) for c in own}
    known = holding(registry, event.time)
    return Body(event=event, finding=finding, claims=own, origin_of=origin_of, registry=known)


def _alone(claim: Claim) -> Origin:
    generic = any(h.agent.kind is AgentKind.GENERIC for h in claim.chain)
    who = claim.originator
    return Origin(
        id=f"origin of {who.id}", root=who, members=(claim.id,), reports=(claim.report,), shown=not generic, reasons=()
    )


def stands(claim: Claim) -> bool:
    """Say whether a claim's originator stands behind it: asserts or concedes it, at least as possible."""
    return claim.stance in _SPEAKING and claim.chain[0].factuality in _PLUS


def shown(origins: Sequence[Origin]) -> int:
    """Give how many origins are shown independent of each other."""
    return shown_independent(origins)


def shown_with_one_more(origins: Sequence[Origin]) -> int:
    """Give the same after one more origin with a named root of its own."""
    extra = Origin(id="o_one_more", root=_ONE_MORE, members=(), reports=(), shown=True, reasons=())
    return shown_independent([*origins, extra])


def outlets(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the names of the outlets that carry some claims: the reports' own authors, each once."""
    return tuple(sorted({c.chain[-1].agent.id: c.chain[-1].agent.name for c in claims}.values()))


def roots(origins: Iterable[Origin]) -> tuple[str, ...]:
    """Give the names that origins go back to, sorted; `unknown` where none is known."""
    return tuple(sorted({o.root.name if o.root is not None else "unknown" for o in origins}))


def same_party(one: str, other: str, registry: Registry) -> bool:
    """Say whether two names are one party: the same name, an alias, or one a part or voice of the other."""
    return speaks_for(one, other, registry) or speaks_for(other, one, registry)


def speaks_for(speaker: str, party: str, registry: Registry) -> bool:
    """Say whether a speaker is a party, its spokesperson, or a part of it, by name or by the registry's ties."""
    goal = normal_name(party)
    return any(name == goal or _spokesperson(name, goal) for name in reach(speaker, registry, PART))


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


def _holds(party: str, key: str) -> bool:
    low = f" {normal_name(party)} "
    return any(f" {word} " in low for word in lexicon("voice_roles")[key])
