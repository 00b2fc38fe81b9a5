"""Claims against the speaker's own camp's interest: the strongest thing a partisan source can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry, holding
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, Stance, VictimClass

#: Acts that a party does not boast of: naming one's own side as their doer is against interest.
_SHAMEFUL = frozenset(
    {"massacre_execution", "abduction", "torture", "enforced_disappearance", "sexual_violence", "looting"}
)


def camps_of(registry: Registry) -> dict[str, str]:
    """Give the camp of each agent by normalised name, aliases included."""
    camps = {normal_name(row.agent): row.camp for row in registry.camps}
    for tie in registry.ties:
        if tie.relation == "alias_of" and normal_name(tie.other) in camps:
            camps.setdefault(normal_name(tie.agent), camps[normal_name(tie.other)])
    for row in registry.camps:
        camps.setdefault(normal_name(row.camp), row.camp)
    return camps


def mark_interest(claims: Sequence[Claim], registry: Registry, reports: Sequence[Report] = ()) -> tuple[Claim, ...]:
    """Give the claims with `against_interest` set where the speaker's camp is known and the words harm it.

    `reports` tell when a claim was made: camps count at that date.

    Without a camp it cannot be judged and stays unset. 1 a camp concedes harm, to it or by it; 2 a camp names its
    own side as the doer of a shameful act; 3 a camp says that its own side left a place. Source: standards §8.5.
    """
    made = {r.id: r.published for r in reports}
    camps = {when: camps_of(holding(registry, when)) for when in {made.get(c.report) for c in claims}}
    return tuple(replace(c, against_interest=_against(c, camps[made.get(c.report)])) for c in claims)


def _camp(agent: Agent | str | None, camps: Mapping[str, str]) -> str:
    name = agent.name if isinstance(agent, Agent) else agent or ""
    return camps.get(normal_name(name), "")


def _in_arms(claim: Claim) -> bool:
    """Say whether those harmed are fighters in the claim's words: to have killed them is a boast, no admission."""
    armed = {*lexicon("agents")["roles"]["armed_actor"], *lexicon("victims")["combatant"]}
    words = (claim.target or "").lower().split()
    return claim.victim_class is VictimClass.COMBATANT or any(w in armed or w.removesuffix("s") in armed for w in words)


def _against(claim: Claim, camps: Mapping[str, str]) -> bool:
    mine = _camp(claim.originator, camps)
    if not mine or claim.stance in {Stance.DENY, Stance.QUESTION}:
        return False
    harm = claim.act_type is not None or claim.measure is not None or claim.aspect is Aspect.DAMAGE
    if claim.stance is Stance.CONCEDE:
        return harm
    doer = _camp(claim.value if claim.aspect is Aspect.PERPETRATOR else claim.actor, camps)
    if doer != mine:
        return False
    if claim.aspect is Aspect.PERPETRATOR:
        return claim.victim_class is VictimClass.CIVILIAN or (claim.act_type in _SHAMEFUL and not _in_arms(claim))
    return claim.aspect is Aspect.MANNER and claim.value in {"withdrawal", "surrendered"}
