"""The position of each party on what it is accused of (HURIDOCS, list 28), from its own claims by their days."""

from __future__ import annotations

from collections.abc import Iterator

from evals.recount.given import Row
from evals.recount.parties import IDLE, Body, fold

#: Standard, reading, subject, and the value that the standard gives.
Given = tuple[str, str, str, str]
#: The order in which positions are told where a party has several.
ORDER = ("accept", "alternative", "claim", "deny_act", "deny_responsibility", "deny_part", "acknowledge")
TAKES, REFUSES = ("accept", "claim"), ("deny_act", "deny_responsibility")


def positions(body: Body) -> Iterator[Given]:
    """Give the position of each party that claims hold responsible."""
    for party in body.parties():
        if party != "unknown":
            yield "huridocs_28", "", party, _position(body, party)


def _position(body: Body, party: str) -> str:
    mine, _ = body.sides(party)
    accepted = body.accepts(party, mine)
    held: dict[str, list[Row]] = {name: [] for name in ORDER}
    for claim in body.claims:
        if claim["act_type"] not in IDLE and body.own(claim, party):
            name = (
                _denied(body, party, claim, mine) if claim["stance"] == "deny" else _said(body, party, claim, accepted)
            )
            if name:
                held[name].append(claim)
    takes = _days(body, [c for name in TAKES for c in held[name]])
    refuses = _days(body, [c for name in REFUSES for c in held[name]])
    if takes and refuses:
        if all(refuses) and max(refuses) < min(takes):
            held |= {name: [] for name in REFUSES}
        elif all(takes) and max(takes) < min(refuses):
            held |= {name: [] for name in TAKES}
        else:
            return "contradicts"
    return next((name for name in ORDER if held[name]), "unknown")


def _days(body: Body, claims: list[Row]) -> list[str]:
    reports = (body.case.reports[c["report"]]["published"] for c in claims)
    return [str(days["from"]) if days else "" for days in reports]


def _denied(body: Body, party: str, claim: Row, mine: list[Row]) -> str:
    """Say what of the act a party denies: the act, its own part in it, or a thing, weapon or number of it."""
    thing = _thing(claim)
    blamed = {_thing(c) for c in mine if not body.own(c, party)} - {""}
    narrow = thing and blamed and not any(thing in b or b in thing for b in blamed)
    if narrow or claim["aspect"] not in {"occurrence", "perpetrator", "act_type"}:
        return "deny_part"
    own = claim["actor"] and (body.means(claim["actor"], party) or body.means(party, claim["actor"]))
    doer = claim["aspect"] == "perpetrator" or claim["claim_act"] == "deny_responsibility" or own
    return "deny_responsibility" if doer else "deny_act"


def _thing(claim: Row) -> str:
    return fold(claim["asset"] or claim["target"] or "")


def _said(body: Body, party: str, claim: Row, accepted: list[Row]) -> str:
    if claim in accepted:
        return "accept"
    if claim not in body.standing or claim["id"] in body.other_deeds:
        return ""
    blames = claim["aspect"] == "perpetrator" and body.rival(claim["value"], party)
    if claim["claim_act"] == "give_alternative" or blames:
        return "alternative"
    if body.acts(claim, party) and not body.armed(claim):
        return "claim"
    return "acknowledge" if claim["act_type"] in body.event["act_types"] else ""
