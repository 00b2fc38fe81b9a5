"""The facts about one party of one event: who names it, what it says itself, and whether it acted nearby."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.grade.body import (
    Body,
    named,
    outlets,
    rivals,
    roots,
    same_party,
    shown,
    shown_with_one_more,
    speaks_for,
    typed,
)
from counterclaim.grade.evaluator import Fact
from counterclaim.grade.harm import Inputs, combatants, harm_claims
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.independence import named_or_typed
from counterclaim.records.judgement import Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, ClaimAct, DecisionKind, Stance

#: The subject of a grade when harm is claimed and nobody names who did it.
UNKNOWN = "unknown"
ACCEPTED, NOT_ACCEPTED = "accepted", "not accepted"
DECLARED, LIKELY, NOT_NEAR = "declared", "likely", "not shown"
YES, NO = "yes", "no"
#: The strike status by the word of a `near_action` decision.
_DECIDED = {"declared": DECLARED, "likely": LIKELY, "none": NOT_NEAR}
_TAKES_ON = frozenset({ClaimAct.CLAIM_RESPONSIBILITY, ClaimAct.ACCEPT_RESPONSIBILITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party as this event's claims name it, with the claims for it and for others."""

    name: str
    named_by: tuple[Claim, ...]
    against: tuple[Claim, ...]


def parties(body: Body, inputs: Inputs) -> tuple[Party, ...]:
    """Give the parties that standing claims hold responsible, sorted.

    Where no claim names a party, those told by kind ("the regime") stand in; where none is told, `unknown`.
    """
    blamed = _blamed(body, inputs)
    told = [name for name, _ in blamed if named(name)] or [name for name, _ in blamed if typed(name)]
    names = {normal_name(name): name for name in reversed(told)}
    found = [_party(body, names[key], blamed) for key in sorted(names)]
    return tuple(found) or (Party(name=UNKNOWN, named_by=harm_claims(body, inputs), against=()),)


def _blamed(body: Body, inputs: Inputs) -> tuple[tuple[str, Claim], ...]:
    """Give (party, claim) for each standing claim of who did it, in a stable order."""
    idle = inputs["acts_without_harm"]
    found = [
        (answer.value, claim)
        for question in body.finding.questions
        if question.aspect is Aspect.PERPETRATOR
        for answer in question.answers
        for claim in body.asserted(answer.claims)
        if claim.act_type not in idle
    ]
    found += [(c.originator.name, c) for c in body.asserted() if c.claim_act in _TAKES_ON and c.act_type not in idle]
    found += [(c.actor, c) for c in harm_claims(body, inputs) if c.actor is not None and c.aspect is Aspect.COUNT]
    found += [
        (c.actor or c.value, c)
        for c in body.asserted()
        if c.claim_act is ClaimAct.GIVE_ALTERNATIVE and c.aspect is not Aspect.PERPETRATOR
    ]
    return tuple(sorted(set(found), key=lambda pair: (normal_name(pair[0]), pair[0], pair[1].id)))


def _party(body: Body, name: str, blamed: Sequence[tuple[str, Claim]]) -> Party:
    """Sort the claims of who did it into those for one party and those for another.

    An origin that names two parties together makes no rival claim; words that name nobody are no rival either.
    """
    mine = {c.id for n, c in blamed if same_party(n, name, body.registry)}
    voices = {body.origin_of[i].id for i in mine}
    other = {
        c.id
        for n, c in blamed
        if (rivals(n, name, body.registry) or c.claim_act is ClaimAct.GIVE_ALTERNATIVE)
        and c.id not in mine
        and body.origin_of[c.id].id not in voices
    }
    return Party(name=name, named_by=body.of(mine), against=body.of(other))


def facts(body: Body, party: Party, inputs: Inputs, decisions: Sequence[Decision]) -> dict[str, Fact]:
    """Give every fact that a table keyed by party can name.

    `decisions` are those on this party in this event. `signed` is always no: a signature is a decision laid over the
    grade, which keeps what the rules gave.
    """
    harm = harm_claims(body, inputs)
    support = _support(body, party, harm, inputs)
    credible = _credible(body, support, inputs)
    origins = body.origins(credible)
    others = _credible(body, party.against, inputs)
    accepting = tuple(c for c in body.asserted() if _accepts(body, c, party, inputs))
    denying = tuple(c for c in body.claims if c.stance is Stance.DENY and _speaks(body, c, party))
    papers = outlets(credible)
    return {
        "party_named": Fact(value=NO if party.name == UNKNOWN else YES),
        "harm_claims": _counted(len(harm), harm),
        "acceptance": Fact(value=ACCEPTED if accepting else NOT_ACCEPTED, claims=_ids(accepting)),
        "signed": Fact(value=NO),
        "other_leads": Fact(value=_leads(body, origins, others)),
        "named_by": _voiced(body.origins(support), support),
        "outlets": Fact(value=len(papers), who=papers, claims=_ids(credible)),
        "origins": _voiced(origins, credible),
        "shown": Fact(value=shown(origins), who=roots([o for o in origins if o.shown and named_or_typed(o)])),
        "shown_with_one_more": Fact(value=shown_with_one_more(origins)),
        "rivals": _voiced(body.origins(others), others),
        "denials": _counted(len(denying), denying),
        **_near(body, party, inputs, decisions),
    }


def _support(body: Body, party: Party, harm: tuple[Claim, ...], inputs: Inputs) -> tuple[Claim, ...]:
    """Give the claims that count as sources for the party's harm.

    The party's own word counts only where it speaks of harm. Where the party declared the action, those who claim
    harm without naming anybody count as well.
    """
    harmful = {c.id for c in harm}
    chosen = {c.id for c in party.named_by if c.id in harmful or not _speaks(body, c, party)}
    if _near_claims(body, party, inputs)[0]:
        taken = {body.origin_of[c.id].id for c in party.against}
        chosen |= {c.id for c in harm if c.actor is None and body.origin_of[c.id].id not in taken}
    return body.of(chosen)


def _credible(body: Body, claims: Iterable[Claim], inputs: Inputs) -> tuple[Claim, ...]:
    """Leave out claims of sources with a letter that is not credible; an unknown source is not distrusted."""
    return tuple(c for c in claims if body.letter(body.origin_of[c.id].root) not in inputs["letters_not_credible"])


def _speaks(body: Body, claim: Claim, party: Party) -> bool:
    return speaks_for(claim.originator.name, party.name, body.registry)


def _accepts(body: Body, claim: Claim, party: Party, inputs: Inputs) -> bool:
    """Say whether a claim is the party's own acceptance of harm to civilians, not of an act alone."""
    if not _speaks(body, claim, party) or combatants(claim):
        return False
    if claim.claim_act is ClaimAct.ACCEPT_RESPONSIBILITY:
        return claim.act_type not in inputs["acts_without_harm"]
    own = claim.actor is None or same_party(claim.actor, party.name, body.registry)
    blamed = any(not _speaks(body, c, party) for c in party.named_by) or claim.actor is not None
    return claim.claim_act is ClaimAct.CONCEDE_HARM and own and blamed


def _near(body: Body, party: Party, inputs: Inputs, decisions: Sequence[Decision]) -> dict[str, Fact]:
    """Give the strike status: an analyst's decision, else declared by the party, else likely by two origins."""
    declared, likely = _near_claims(body, party, inputs)
    origins = body.origins(likely)
    state = DECLARED if declared else LIKELY if len(origins) >= 2 else NOT_NEAR
    after = DECLARED if declared else LIKELY if origins else NOT_NEAR
    decided = _decided(decisions)
    behind = declared or likely
    return {
        "near_action": Fact(value=decided or state, who=roots(body.origins(behind)), claims=_ids(behind)),
        "near_with_one_more": Fact(value=decided or after),
    }


def _near_claims(body: Body, party: Party, inputs: Inputs) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Give the party's own claims that it acted, and everybody's claims of an action that may be its."""
    acted = [
        c
        for c in body.asserted()
        if c.act_type in inputs["near_acts"]
        and (c.actor is None or not named(c.actor) or same_party(c.actor, party.name, body.registry))
    ]
    declared = [
        c
        for c in body.asserted()
        if _speaks(body, c, party)
        and (c.claim_act in _TAKES_ON or (c.act_type in inputs["near_acts"] and _is_own(body, c, party)))
    ]
    return tuple(declared), tuple(acted)


def _is_own(body: Body, claim: Claim, party: Party) -> bool:
    return claim.actor is not None and same_party(claim.actor, party.name, body.registry)


def _leads(body: Body, origins: Sequence[Origin], others: Sequence[Claim]) -> str:
    """Say whether another party is named by more shown-independent origins than this one."""
    return YES if others and shown(body.origins(others)) > shown(origins) else NO


def _decided(decisions: Sequence[Decision]) -> str | None:
    """Give the strike status that the latest `near_action` decision sets, or None without one."""
    rows = sorted((d for d in decisions if d.kind is DecisionKind.NEAR_ACTION), key=lambda d: d.number)
    return _DECIDED.get(rows[-1].field("value")) if rows else None


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted(c.id for c in claims))


def _counted(number: int, claims: Sequence[Claim]) -> Fact:
    return Fact(value=number, claims=_ids(claims))


def _voiced(origins: Sequence[Origin], claims: Sequence[Claim]) -> Fact:
    return Fact(value=len(origins), who=roots(origins), claims=_ids(claims))


def no_harm(body: Body, inputs: Inputs) -> bool:
    """Say whether nobody claims harm in this event."""
    return not harm_claims(body, inputs)
