"""A party's own position on what it is blamed for: denial, acceptance, another explanation, each as narrow as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from counterclaim.grade.body import Body, ids, rivals, speaks_for
from counterclaim.grade.evaluator import Fact
from counterclaim.grade.harm import Inputs, combatants
from counterclaim.grade.party import UNKNOWN, Party, accepting, declared, own_word, parties, refuses
from counterclaim.records.claim import Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, ClaimAct, Stance

ACCEPTS, CLAIMS, ALTERNATIVE = "accepts", "claims_act", "alternative"
DENIES_RESPONSIBILITY, DENIES_ACT, DENIES_PART, ACKNOWLEDGES = (
    "denies_responsibility", "denies_act", "denies_part", "acknowledges",
)  # fmt: skip
#: Positions of which nobody can hold one of each at one time.
_TAKES = frozenset({ACCEPTS, CLAIMS})
_REFUSES = frozenset({DENIES_RESPONSIBILITY, DENIES_ACT})
_WHOLE = frozenset({Aspect.OCCURRENCE, Aspect.PERPETRATOR, Aspect.ACT_TYPE})


def holders(body: Body, inputs: Inputs) -> tuple[Party, ...]:
    """Give the parties that have or could have a position: those that standing claims hold responsible."""
    return tuple(p for p in parties(body, inputs) if p.name != UNKNOWN)


def facts(body: Body, party: Party, inputs: Inputs) -> dict[str, Fact]:
    """Give every fact that a table keyed by party's position can name.

    Each position is the number of the party's own claims that take it, with who said it and when. `turn` says how
    positions that exclude each other stand: `none` without any, `later` where one side of them is later than the
    other, `at once` otherwise; those that are no longer held are then not counted.
    """
    held = _held(body, party, inputs)
    takes = [c for name in _TAKES for c in held[name]]
    refuses = [c for name in _REFUSES for c in held[name]]
    turn, gone = _turn(body, takes, refuses)
    standing = {name: [c for c in claims if c.id not in gone] for name, claims in held.items()}
    return {name: _told(body, claims) for name, claims in standing.items()} | {
        "turn": Fact(value=turn, who=_who(body, [*takes, *refuses]) if turn != "none" else ()),
        "camp": _camp(body, party, bool(takes), bool(refuses)),
    }


def _held(body: Body, party: Party, inputs: Inputs) -> dict[str, list[Claim]]:
    """Sort the party's own claims by the position they take, each in one."""
    accepted = {c.id for c in accepting(body, party, inputs)}
    acted = {c.id for c in declared(body, party, inputs)}
    held: dict[str, list[Claim]] = {
        name: []
        for name in (ACCEPTS, CLAIMS, ALTERNATIVE, DENIES_RESPONSIBILITY, DENIES_ACT, DENIES_PART, ACKNOWLEDGES)
    }
    standing = {c.id for c in body.asserted()}
    for claim in body.claims:
        if own_word(body, claim, party) and claim.act_type not in inputs["acts_without_harm"]:
            name = _position(body, party, claim, (accepted, acted, standing))
            if name:
                held[name].append(claim)
    return held


def _position(body: Body, party: Party, claim: Claim, known: tuple[Collection[str], ...]) -> str:
    """Give the position one of the party's own claims takes, or nothing."""
    accepted, acted, standing = known
    if refuses(claim):
        # Who denies that it did the act itself denies its part in it, and not that the act was done.
        own = claim.actor is not None and body.one_party(claim.actor, party.name)
        whose = claim.claim_act is ClaimAct.DENY_RESPONSIBILITY or claim.aspect is Aspect.PERPETRATOR or own
        return DENIES_PART if not _whole(body, party, claim) else DENIES_RESPONSIBILITY if whose else DENIES_ACT
    if claim.id in body.other_deeds:
        return ""
    if claim.id not in standing or claim.id in accepted:
        return ACCEPTS if claim.id in accepted else ""
    blames = claim.aspect is Aspect.PERPETRATOR and rivals(claim.value, party.name, body.registry)
    if claim.claim_act is ClaimAct.GIVE_ALTERNATIVE or blames:
        return ALTERNATIVE
    if claim.id in acted and not combatants(claim) and _of_that_thing(body, party, claim):
        return CLAIMS
    return ACKNOWLEDGES if claim.act_type in body.event.act_types else ""


def _whole(body: Body, party: Party, denial: Claim) -> bool:
    """Say whether a denial is of the act the party is blamed for, not of a part or a thing of its own.

    A denial of a weapon, a number or a motive is narrow; so is one that names what was hit where those who blame the
    party name something else.
    """
    return denial.aspect in _WHOLE and _of_that_thing(body, party, denial)


def _of_that_thing(body: Body, party: Party, claim: Claim) -> bool:
    """Say whether a party's own claim names what those who blame it say was hit, or nothing but the place.

    Who says to have shelled an army post takes on no shelling of a school.
    """
    own = _thing(claim)
    blamed = {_thing(c) for c in party.named_by if not own_word(body, c, party)} - {""}
    return not own or not blamed or any(own in b or b in own for b in blamed)


def _thing(claim: Claim) -> str:
    """Give what a claim names as hit; the town that it lies in is no thing."""
    thing = normal_name(claim.asset or claim.target or "")
    return "" if claim.place is not None and thing == normal_name(claim.place.name) else thing


def _turn(body: Body, takes: Sequence[Claim], refuses: Sequence[Claim]) -> tuple[str, frozenset[str]]:
    """Say how acceptance and denial stand to each other in time, and which claims of them no longer hold."""
    if not takes or not refuses:
        return "none", frozenset()
    for earlier, later in ((refuses, takes), (takes, refuses)):
        last, first = max(body.made(c) for c in earlier), min(body.made(c) for c in later)
        if all(body.made(c) for c in earlier) and last < first:
            return "later", frozenset(c.id for c in earlier)
    return "at once", frozenset()


def _camp(body: Body, party: Party, takes: bool, refuses: bool) -> Fact:
    """Say whether others of the party's camp take what it refuses, or refuse what it takes, for the event's acts."""
    camps = {row.camp for row in body.registry.camps if speaks_for(row.agent, party.name, body.registry)}
    mates = {normal_name(row.agent) for row in body.registry.camps if row.camp in camps}
    other = []
    for claim in body.claims:
        if normal_name(claim.originator.name) not in mates or own_word(body, claim, party):
            continue
        about = claim.aspect is Aspect.PERPETRATOR and speaks_for(claim.value, party.name, body.registry)
        denies = claim.stance is Stance.DENY
        if about and ((takes and denies) or (refuses and not denies)):
            other.append(claim)
    return Fact(value="contradicts it" if other else "does not contradict it", who=_who(body, other), claims=ids(other))


def _told(body: Body, claims: Sequence[Claim]) -> Fact:
    return Fact(value=len(claims), who=_who(body, claims), claims=ids(claims))


def _who(body: Body, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Name who said something and on which day it was published, earliest first."""
    told = sorted({(body.made(c), c.originator.name) for c in claims})
    return tuple(f"{name}, {day}" if day else name for day, name in told)
