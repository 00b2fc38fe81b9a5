"""The facts about one party of one event: who names it, what it says itself, and whether it acted nearby."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.canonical import identifier
from counterclaim.grade.body import (
    Body,
    counted,
    ids,
    named,
    rivals,
    typed,
    voiced,
    voices,
)
from counterclaim.grade.evaluator import Fact
from counterclaim.grade.harm import Inputs, combatants, harm_claims, is_harm
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Same
from counterclaim.records.words import Aspect, ClaimAct, DecisionKind, Measure, Stance
from counterclaim.standards import names, standard

#: The subject of a grade when harm is claimed and nobody names who did it.
UNKNOWN = "unknown"
ACCEPTED, NOT_ACCEPTED = "accepted", "not accepted"
YES, NO, NOTHING = "yes", "no", "nothing"
#: What a denial of an act or of harm is about; who denies a weapon or a motive denies neither.
DENIED = frozenset({Aspect.OCCURRENCE, Aspect.PERPETRATOR, Aspect.COUNT, Aspect.VICTIM_IDENTITY})
TAKES_ON = frozenset({ClaimAct.CLAIM_RESPONSIBILITY, ClaimAct.ACCEPT_RESPONSIBILITY})


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
    return _parties(Same(body), Same(inputs))


@lru_cache(maxsize=64)
def _parties(of: Same[Body], read: Same[Inputs]) -> tuple[Party, ...]:
    body, inputs = of.value, read.value
    blamed = _blamed(body, inputs)
    told = [name for name, _ in blamed if named(name)] or [name for name, _ in blamed if typed(name)]
    names = {normal_name(name): name for name in reversed(told)}
    found = [_party(body, names[key], blamed) for key in sorted(_each_state_once(body, names, told))]
    return tuple(found) or (Party(name=UNKNOWN, named_by=harm_claims(body, inputs), against=()),)


def _each_state_once(body: Body, names: dict[str, str], told: Sequence[str]) -> list[str]:
    """Give the keys of the names of parties; of a state and its army, the one that most claims name."""
    most, kept = Counter(map(normal_name, told)), list[str]()
    for key in sorted(names, key=lambda k: (-most[k], k)):
        if not any(body.one_state(names[key], names[other]) for other in kept):
            kept.append(key)
    return kept


def _blamed(body: Body, inputs: Inputs) -> tuple[tuple[str, Claim], ...]:
    """Give (party, claim) for each standing claim of who did it, in a stable order."""
    idle = inputs["acts_without_harm"]
    found = [
        (answer.value, claim)
        for question in body.finding.questions
        if question.asks_who
        for answer in question.answers
        for claim in body.asserted(answer.claims)
        if claim.act_type not in idle
    ]
    found += [(_taker(body, c), c) for c in body.asserted() if c.claim_act in TAKES_ON and c.act_type not in idle]
    found += [(c.actor, c) for c in harm_claims(body, inputs) if c.actor is not None and c.aspect is Aspect.COUNT]
    found += [
        (c.actor or c.value, c)
        for c in body.asserted()
        if c.claim_act is ClaimAct.GIVE_ALTERNATIVE and c.aspect is not Aspect.PERPETRATOR
    ]
    sided = {(body.side(name), claim) for name, claim in found}
    return tuple(sorted(sided, key=lambda pair: (normal_name(pair[0]), pair[0], pair[1].id)))


def _taker(body: Body, claim: Claim) -> str:
    """Give whose deed somebody takes on: that of the body it speaks for (a president for the army), else its own."""
    its = claim.actor is not None and named(claim.actor) and body.speaks(claim, claim.actor)
    return str(claim.actor) if its else claim.originator.name


def _party(body: Body, name: str, blamed: Sequence[tuple[str, Claim]]) -> Party:
    """Sort the claims of who did it into those for one party and those for another.

    An origin that names two parties together makes no rival claim; words that name nobody are no rival either.
    """
    mine = {c.id for n, c in blamed if body.one_party(n, name)}
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

    `decisions` are those that stand; near action is read from those on this event or on a grade of this party in it.
    `signed` is always no: a signature is a decision laid over the grade, which keeps what the rules gave.
    """
    harm = harm_claims(body, inputs)
    acted, near = declared(body, party, inputs), _near(body, party, inputs)
    support, waiting = _support(body, party, harm), _unnamed(body, party, harm)
    if acted:
        support, waiting = body.of({c.id for c in (*support, *waiting)}), ()
    others, sources = credible(body, party.against, inputs), credible(body, support, inputs)
    accepted = accepting(body, party, inputs)
    more = {c.id for c in (*sources, *credible(body, waiting, inputs))}
    now, then = voices(body, sources), voices(body, body.of(more))
    return {
        **now,
        "told": Fact(value=_told(party, bool(acted))),
        "party_named": Fact(value=NO if party.name == UNKNOWN else YES),
        "harm_claims": counted(harm),
        "acceptance": Fact(value=ACCEPTED if accepted else NOT_ACCEPTED, claims=ids(accepted)),
        "signed": Fact(value=NO),
        "other_leads": Fact(value=_leads(body, body.origins(sources), others)),
        "named_by": voiced(body, support),
        "rivals": voiced(body, others),
        "near_decided": Fact(value=_decided(decisions, body.event.id, party.name)),
        "declared_by_party": counted(acted),
        "denied_by_party": counted(denying(body, party)),
        "near_origins": voiced(body, near),
        "status_disputed": status_disputed(body, decisions),
        **{f"waiting_{name}": Fact(value=float(then[name].value) - float(now[name].value)) for name in now},
    }


def _told(party: Party, acted: bool) -> str:
    """Say what those say whom a rule counts for a party."""
    if party.name == UNKNOWN:
        return "tell of the harm, for which nobody is named"
    return "name this party, or tell of the harm of an action that it declared" if acted else "name this party"


def _support(body: Body, party: Party, harm: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give the claims that name the party; its own word counts only where it speaks of harm."""
    harmful = {c.id for c in harm}
    return body.of({c.id for c in party.named_by if c.id in harmful or not own_word(body, c, party)})


def _unnamed(body: Body, party: Party, harm: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give the claims of harm that name nobody: where the party declared the action, they count as well."""
    taken = {body.origin_of[c.id].id for c in party.against}
    return tuple(c for c in harm if c.actor is None and body.origin_of[c.id].id not in taken)


def credible(body: Body, claims: Iterable[Claim], inputs: Inputs) -> tuple[Claim, ...]:
    """Leave out claims of sources with a letter that is not credible; an unknown source is not distrusted."""
    return tuple(c for c in claims if body.letter(body.origin_of[c.id].root) not in inputs["letters_not_credible"])


def own_word(body: Body, claim: Claim, party: Party) -> bool:
    """Say whether a claim is the party's own."""
    return body.speaks(claim, party.name)


def denying(body: Body, party: Party) -> tuple[Claim, ...]:
    """Give the party's own denials of the act, of its part in it or of harm: its position, and nobody's rival claim."""
    return tuple(c for c in body.claims if refuses(c) and c.aspect in DENIED and own_word(body, c, party))


def refuses(claim: Claim) -> bool:
    """Say whether a claim denies: in so many words, or by saying that none was killed of those who did not fight."""
    none = claim.claim_act is ClaimAct.DENY_HARM and claim.measure is Measure.KILLED and not combatants(claim)
    return claim.stance is Stance.DENY or none


def accepting(body: Body, party: Party, inputs: Inputs) -> tuple[Claim, ...]:
    """Give the claims by which the party accepts harm to civilians as its own."""
    return tuple(c for c in body.asserted() if _accepts(body, c, party, inputs))


def _accepts(body: Body, claim: Claim, party: Party, inputs: Inputs) -> bool:
    """Say whether a claim is the party's own acceptance of harm to civilians, not of an act alone."""
    if not own_word(body, claim, party) or combatants(claim):
        return False
    if claim.claim_act is ClaimAct.ACCEPT_RESPONSIBILITY:
        return claim.act_type not in inputs["acts_without_harm"]
    own = claim.actor is None or body.one_party(claim.actor, party.name)
    blamed = any(not own_word(body, c, party) for c in party.named_by) or claim.actor is not None
    return claim.claim_act is ClaimAct.CONCEDE_HARM and own and blamed and _of_harm(claim, inputs)


def _of_harm(claim: Claim, inputs: Inputs) -> bool:
    """Say whether words conceded tell of harm: who admits the strike alone, on whatever thing, accepts no harm."""
    return is_harm(claim, inputs) and (
        claim.aspect in {Aspect.COUNT, Aspect.DAMAGE, Aspect.VICTIM_IDENTITY}
        or claim.act_type in inputs["killing_acts"]
        or claim.victim_class is not None
    )


def _near(body: Body, party: Party, inputs: Inputs) -> tuple[Claim, ...]:
    """Give everybody's claims of an action that may be the party's."""
    return tuple(
        c
        for c in body.asserted()
        if c.act_type in inputs["near_acts"]
        and _can_be_it(body, c, inputs)
        and (c.actor is None or not named(c.actor) or body.one_party(c.actor, party.name))
    )


def declared(body: Body, party: Party, inputs: Inputs) -> tuple[Claim, ...]:
    """Give the party's own claims that it acted."""
    return tuple(
        c
        for c in body.asserted()
        if own_word(body, c, party)
        and _can_be_it(body, c, inputs)
        and (
            c.claim_act in TAKES_ON
            or (c.act_type in inputs["near_acts"] and _is_own(body, c, party))
            or (_names_itself(body, c, party) and c.act_type not in inputs["acts_without_harm"])
        )
    )


def _can_be_it(body: Body, claim: Claim, inputs: Inputs) -> bool:
    """Say whether a claim can be of the deed itself: a strike on fighters is near action, other deeds of a party none.

    A bomb aimed at fighters can have killed others; who says to have fought, or killed fighters, tells of no such one.
    """
    return claim.id not in body.other_deeds or claim.act_type in inputs["bombardment_acts"]


def _names_itself(body: Body, claim: Claim, party: Party) -> bool:
    """Say whether a claim answers "who did it?" with the party."""
    return claim.aspect is Aspect.PERPETRATOR and body.one_party(claim.value, party.name)


def _is_own(body: Body, claim: Claim, party: Party) -> bool:
    return claim.actor is not None and body.one_party(claim.actor, party.name)


def _leads(body: Body, origins: Sequence[Origin], others: Sequence[Claim]) -> str:
    """Say whether another party is named by more shown-independent origins than this one."""
    return YES if others and shown_independent(body.origins(others)) > shown_independent(origins) else NO


def _decided(decisions: Sequence[Decision], event: str, subject: str) -> str:
    """Give the strike status that the latest `near_action` decision on the event or the party sets, or `nothing`."""
    rows = [d for d in decisions if d.kind is DecisionKind.NEAR_ACTION]
    about = {event, *_ids_of_grades(event, subject)} if rows else set()
    rows = [d for d in rows if d.subject in about]
    return max(rows, key=lambda d: d.number).field("value") if rows else NOTHING


def _ids_of_grades(event: str, subject: str) -> Iterator[str]:
    """Give the ids of every grade of one party, so that a decision on one of them is a decision on the party."""
    for name in names():
        for mode in standard(name)["modes"]:
            yield identifier("g", event, name, mode, subject)


def status_disputed(body: Body, decisions: Sequence[Decision]) -> Fact:
    """Say whether it is contested, or was changed by a person, whether those harmed were civilians."""
    told = [q for q in body.finding.questions if q.aspect is Aspect.VICTIM_STATUS]
    own = {c.id for c in body.claims}
    changed = any(
        d.kind is DecisionKind.CORRECT and d.subject in own and d.field("aspect") == Aspect.VICTIM_STATUS
        for d in decisions
    )
    claims = tuple(c for q in told for a in q.answers for c in a.claims)
    return Fact(value=YES if changed or any(q.contested for q in told) else NO, claims=claims)
