"""Who stands where on one answer: the originator takes a stand, the others relay unless they commit themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.judgement import Position
from counterclaim.records.naming import normal_name
from counterclaim.records.words import ClaimAct, Factuality, Speech, Stance, Take

_MINUS = frozenset({Factuality.CERTAIN_NOT, Factuality.PROBABLE_NOT, Factuality.POSSIBLE_NOT})
_UNSURE = frozenset(
    {Factuality.PROBABLE, Factuality.POSSIBLE, Factuality.UNCOMMITTED, Factuality.CERTAIN_POLARITY_UNKNOWN}
)


def stand(claim: Claim) -> Take:
    """Give the originator's stand on the answer its claim gives."""
    sure = claim.chain[0].factuality
    if claim.stance is Stance.DENY or sure in _MINUS:
        return Take.DENIES
    if claim.stance in {Stance.QUESTION, Stance.THREATEN, Stance.RETRACT} or sure in _UNSURE:
        return Take.HEDGES
    return Take.ASSERTS


def unverified(claim: Claim) -> bool:
    """Say whether a claim only tells that its speaker could not confirm what somebody says."""
    return claim.claim_act is ClaimAct.CANNOT_VERIFY


def carried(hop: Hop) -> Take:
    """Give the stand of a hop that passes a claim on: a relay, unless it commits itself."""
    if hop.factuality is Factuality.CERTAIN and hop.speech is not Speech.SCARE:
        return Take.ASSERTS
    return Take.DENIES if hop.factuality in _MINUS else Take.RELAYS


def positions(
    claims: Sequence[Claim],
    origin_of: Mapping[str, str],
    mentioned: Collection[str] = (),
    spoken: Mapping[str, str] | None = None,
) -> tuple[Position, ...]:
    """Give the positions that claims of one answer make, by agent; one agent may hold several, over time.

    `mentioned` are the claims that their originator only takes for granted: it passes them on, and says none of them.
    `spoken` gives by folded name the body for which somebody speaks.
    """
    found: dict[tuple[Agent, Take, bool, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        take = Take.RELAYS if claim.id in mentioned else stand(claim)
        found[claim.originator, take, claim.stance is Stance.RETRACT, unverified(claim)].append(claim)
        for hop in claim.chain[1:]:
            found[hop.agent, carried(hop), False, False].append(claim)
    firm = {agent for agent, take, *_ in found if take is not Take.RELAYS}
    ordered = sorted(found.items(), key=lambda x: (x[0][0].name, x[0][0].id, *x[0][1:]))
    return tuple(
        Position(
            agent=agent,
            take=take,
            claims=tuple(dict.fromkeys(c.id for c in members)),
            origin=_origin(agent, members, origin_of),
            against_interest=any(c.against_interest and c.originator == agent for c in members),
            taken_back=back,
            unverified=open_,
            speaks_for=(spoken or {}).get(normal_name(agent.name), "") if take is not Take.RELAYS else "",
        )
        for (agent, take, back, open_), members in ordered
        # Whoever takes a stand of its own is not also shown as a mere relay of the same answer.
        if take is not Take.RELAYS or agent not in firm
    )


def _origin(agent: Agent, members: Sequence[Claim], origin_of: Mapping[str, str]) -> str | None:
    """Give the voice an agent stands in here: that of a claim it originates, else of one it passes on."""
    own = [c for c in members if c.originator == agent] or list(members)
    return min((origin_of[c.id] for c in own if c.id in origin_of), default=None)
