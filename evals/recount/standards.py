"""The grade of each standard for one event, counted from its claims after the standard's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evals.recount.given import Row
from evals.recount.implied import implied
from evals.recount.numbers import given
from evals.recount.parties import NEAR, Body, words
from evals.recount.positions import Given, positions
from evals.recount.voices import gap, shown

#: The acts of which it is asked whether civilians came to harm.
ATTACKS = frozenset(
    {"air_strike", "drone_strike", "shelling", "ied_mine", "suicide_bomb", "chemical_attack", "property_destruction"}
    | {"massacre_execution", "crossfire_death", "other"}
)
#: How the unit of a number ends that is a part of a larger one.
PART = ", part of a larger number"


def grades(body: Body) -> Iterator[Given]:
    """Give every grade that is counted here, of one event."""
    yield from _airwars(body)
    yield from _digits(body)
    yield from positions(body)
    yield from _events(body)
    yield from _figures(body)
    yield from _extents(body)


def _outlets(claims: list[Row]) -> int:
    return len({c["chain"][-1]["agent"]["id"] for c in claims})


def _airwars(body: Body) -> Iterator[Given]:
    harm = body.harm()
    if not harm:
        # That nobody reports harm is told of attacks, and says nothing of a town handed over or a statement.
        if ATTACKS & {c["act_type"] for c in body.claims}:
            yield "airwars", "every", body.id, "ungraded"
        return
    for party in body.parties():
        mine, other = body.sides(party)
        acted = [c for c in body.deeds if party != "unknown" and body.own(c, party) and body.acts(c, party)]
        support = [c for c in mine if c in harm or not body.own(c, party)]
        if acted:
            taken = {body.home[c["id"]]["id"] for c in other}
            support += [
                c for c in harm if not c["actor"] and body.home[c["id"]]["id"] not in taken and c not in support
            ]
        near = [c for c in body.deeds if c["act_type"] in NEAR and body.may_be(c["actor"], party)]
        action = bool(acted) or len(body.voices(near)) >= 2
        origins = body.voices(support)
        accepted = party != "unknown" and bool(body.accepts(party, mine))
        for mode in ("literal", "strict"):
            enough = _outlets(support) >= 2 if mode == "literal" else len(origins) >= 2
            sure = _outlets(support) >= 2 if mode == "literal" else shown(body.case.claims, origins) >= 2
            fair = "fair" if enough and sure and action else "weak" if origins else "ungraded"
            yield "airwars", mode, party, "confirmed" if accepted else "contested" if origins and other else fair


def _clash(body: Body, aspect: str, a: Row, b: Row) -> bool:
    if aspect == "perpetrator":
        return body.rival(a["value"], b["value"])
    if a["range"] and b["range"]:
        low = max(a["range"][0] or 0, b["range"][0] or 0)
        tops = [r["range"][1] for r in (a, b) if r["range"][1] is not None]
        return bool(a["counts"] == b["counts"] and tops and low > min(tops))
    rows = words("questions")["incompatible"].get(aspect, [])
    return aspect in words("questions")["exclusive"] or any({a["value"], b["value"]} == set(r) for r in rows)


def _digits(body: Body) -> Iterator[Given]:
    if body.case.letters:
        return  # letters are a person's; these digits are counted for cases without any
    answers = [a for a in body.case.answers[body.id] if body.other_deeds.isdisjoint(a["claims"])]
    for answer in answers:
        mine = [c for c in body.standing if c["id"] in answer["claims"]]
        origins = body.voices(mine)
        rivals = [a for a in answers if a["question"] == answer["question"] and a["id"] != answer["id"]]
        other = {c for a in rivals if _clash(body, answer["aspect"], answer, a) for c in a["claims"]}
        against = [c for c in body.standing if c["id"] in other]
        denied = [c for c in body.claims if c["id"] in answer["claims"] and c["stance"] == "deny"]
        denied += implied(body.case, body.id, answer)
        against += [c for c in denied if not any(body.own(c, p) for p in body.doers)]
        own = {o["id"] for o in origins}
        contradicted = any(body.home[c["id"]]["id"] not in own for c in against)
        takes = [c for c in body.standing if c["claim_act"] == "accept_responsibility"]
        accepted = answer["aspect"] == "perpetrator" and any(body.own(c, answer["value"]) for c in takes)
        agreed = "1" if shown(body.case.claims, origins) >= 2 else "2" if accepted or len(origins) >= 2 else "3"
        for mode in ("fm2-22.3", "stanag2511"):
            yield "admiralty_digit", mode, answer["id"], "6" if not origins else "3" if contradicted else agreed


def _events(body: Body) -> Iterator[Given]:
    named = body.parties() if body.harm() else []
    accepted = any(body.accepts(p, body.sides(p)[0]) for p in named if p != "unknown")
    rivals = any(body.sides(p)[1] for p in named)
    about = [
        c for c in body.claims if c["stance"] == "deny" and c["aspect"] in {"occurrence", "count", "victim_identity"}
    ]
    others = [c for c in about if not any(body.own(c, p) for p in named if p != "unknown")]
    for name, harm in (
        ("huridocs_41", body.harm()),
        ("ibc", body.harm(injured=False, things=False)),
        ("every_casualty", body.harm(fighters=True, injured=False, things=False)),
        ("unama", body.harm(things=False)),
    ):
        own = {o["id"] for o in body.voices(harm)}
        open_ = rivals or any(body.home[c["id"]]["id"] not in own for c in others)
        if harm:
            yield from _of_event(body, name, harm, (accepted, open_))


def _of_event(body: Body, name: str, harm: list[Row], known: tuple[bool, bool]) -> Iterator[Given]:
    """Give the grade of one event by a standard, from its harm, whether a party accepted it and whether it is open."""
    accepted, open_ = known
    voices = shown(body.case.claims, body.voices(harm))
    if name == "huridocs_41":
        yield name, "list_41", body.id, "01" if accepted else "03" if open_ or voices < 2 else "04"
    elif name == "ibc":
        for mode, count in (("literal", _outlets(harm)), ("strict", voices)):
            yield name, mode, body.id, "recorded" if count >= 2 else "single"
    elif name == "every_casualty":
        homes = [(c, body.home[c["id"]]) for c in harm]
        clear = [c for c, o in homes if not gap(body.case.claims, o) and o["root"]["kind"] != "generic"]
        types = {_type(c, body) for c in clear} - {"nobody named", "unnamed group"}
        for mode, least in (("example", 3), ("two_primaries", 2)):
            sure = (voices >= 2 and len(types) >= 2) or voices >= least
            yield name, mode, body.id, "confirmed" if accepted or (sure and not open_) else "inconclusive"
    elif open_ or voices < 3:
        yield name, "types", body.id, "not_verified"


def _type(c: Row, body: Body) -> str:
    if c["basis"] in {"imagery", "document"}:
        return str(c["basis"])
    root, roles = body.home[c["id"]]["root"], words("voice_roles")
    if root["kind"] not in {"outlet", "official_body", "armed_actor"}:
        for role, some in roles["roles"].items():
            if any(re.search(rf"\b{re.escape(w)}\b", root["name"], re.IGNORECASE) for w in some):
                return str(role)
    return str(roles["kinds"][root["kind"]])


def _figures(body: Body) -> Iterator[Given]:
    if not body.harm(fighters=True, injured=False):
        return
    own = [
        r
        for r in body.case.ranges[body.id]
        if r["measure"] == "killed" and not r["area"] and not r["period"] and r["unit"].removesuffix(PART) == "people"
    ]
    some = [r for r in own if r["unit"] != "people" or r["victim_class"] in {"children", "women", "detainees"}]
    whole = [r for v in ("unknown", "civilian", "combatant") for r in own
             if r not in some and (r["victim_class"] or "unknown") == v]  # fmt: skip
    group = next((r for r in whole if r["range"][1] != 0), None)
    if group is None and (least := max((_least(body, r) for r in some), default=0.0)):
        yield "ucdp_fatalities", "code", body.id, f"low {least:,.0f}, best {least:,.0f}, high open"
        yield "acled_fatalities", "code", body.id, f"{least:,.0f}"
        return
    if (group := group or next(iter(whole), None)) is None:
        yield "ucdp_fatalities", "code", body.id, "no event of this scheme, which asks for a death"
        yield "acled_fatalities", "code", body.id, "0"
        return
    told = [a for a in body.case.answers[body.id] if a["id"] in group["answers"]]
    told = [a for a in told if given(body.case, a)] or told
    # What its own source has replaced is no estimate any more; which these are is counted again beside the ranges.
    found = [a["range"] for a in told if a["id"] not in group["superseded"]] or [a["range"] for a in told]
    lows, highs = [r[0] for r in found if r[0] is not None], [r[1] for r in found]
    low = f"{min(lows, default=0):,.0f}"
    high = "open" if None in highs else f"{max(highs):,.0f}"
    yield "ucdp_fatalities", "code", body.id, f"low {low}, best {low}, high {high}"
    yield "acled_fatalities", "code", body.id, low


def _least(body: Body, group: Row) -> float:
    """Give the least that a number of some of the dead says of all of them."""
    told = [a for a in body.case.answers[body.id] if a["id"] in group["answers"]]
    told = [a for a in told if given(body.case, a)] or told
    kept = [a for a in told if a["id"] not in group["superseded"]] or told
    return min((a["range"][0] for a in kept if a["range"][0] is not None), default=0.0)


def _extents(body: Body) -> Iterator[Given]:
    if not body.event["act_types"]:
        return
    time, place = body.event["time"], body.event["place"]
    days = (date.fromisoformat(time["to"]) - date.fromisoformat(time["from"])).days + 1 if time else 0
    yield "ucdp_date_prec", "", body.id, _step(days, {0: "unknown", 1: "1", 6: "2", 7: "3", 31: "4", 366: "5"})
    yield "acled_time_precision", "", body.id, _step(days, {0: "unknown", 1: "1", 7: "2", 31: "3"})
    told = {c["time"]["from"] for c in body.standing if c["time"] and c["time"]["precise"]}
    yield "ucdp_event_clarity", "", body.id, "2" if len(told) >= 2 and days >= 2 else "1"
    level, metres = body.event["level"], (place or {}).get("precision_m") or 0
    close = level in {"site", "town"} and metres <= 25_000
    where = {"district": "3", "governorate": "4", "line": "5", "fuzzy": "5", "country": "6", "sea": "7", "air": "7"}
    some = "2" if 1 <= metres <= 25_000 else "unknown"
    yield "ucdp_where_prec", "", body.id, "unknown" if not place else "1" if close else where.get(level or "", some)
    where = {"district": "2", "governorate": "3", "country": "none"}
    yield "acled_geo_precision", "", body.id, "unknown" if not place else "1" if close else where.get(level or "", some)


def _step(days: int, steps: dict[int, str]) -> str:
    return next((value for most, value in steps.items() if days <= most), "none")
