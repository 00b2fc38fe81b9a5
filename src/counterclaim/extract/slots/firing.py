"""Acts told by a weapon or by what they did: what was fired at, where a shell came down, what a strike destroyed."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import acting, after, child, clause
from counterclaim.extract.named.act import Act, by_act, noun_row, verbs
from counterclaim.extract.named.nouns import quantity, weapon_row
from counterclaim.extract.named.parties import ARMS, holder, parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import MUCH, SHARES, is_place, thing
from counterclaim.extract.slots.origins import GROUND
from counterclaim.extract.slots.reality import negated
from counterclaim.extract.slots.roles import verb_roles
from counterclaim.extract.words.damage import condition

_GAS = "chemical_attack"
#: Verbs of a weapon that comes down.
LANDING = frozenset({"fall", "land", "rain", "slam", "crash", "plough", "plow", "explode", "impact", "tear", "rip"})
#: What a weapon that comes down hits stands after these.
_ONTO = ("on", "in", "into", "at", "near", "onto", "through", "outside", "beside", "between", "inside")
#: Verbs that with nothing hit tell where a weapon came down: "a missile struck near the school".
HITTING = frozenset({"strike", "hit"})

#: Weapons by which people are shot.
_SHOT = frozenset({"bullet", "live ammunition", "machine gun", "rifle"})
#: People who are fired at without a noun: "fired on those waiting for food".
_SOMEBODY = frozenset({"those", "them", "him", "her", "us", "me", "anyone", "anybody", "everyone", "everybody"})


def shot_at(token: Any, sentence: Sentence) -> Act | None:
    """Give the act of "fired on the crowd", "opened fire at a bus" and "fired tear gas at protesters"."""
    what = child(token, "dobj", "nsubjpass")
    arm = weapon_row(what) if what is not None and token.lemma_ == "fire" else None
    arm = arm if arm is not None and "act" not in arm else None
    opened = what is not None and what.lemma_.lower() == "fire" and token.lemma_ == "open"
    fired = token.lemma_ in {"fire", "shoot"} and (what is None or what.lemma_.lower() == "shot" or arm is not None)
    at = after(token, "on", "at", "upon", "into") or (after(what, "on", "at", "upon", "into") if opened else None)
    if not (opened or fired) or at is None:
        return None
    hit = thing(at, sentence)
    somebody = hit is None and at.lower_ in _SOMEBODY
    people = somebody or (hit is not None and hit.people) or at.lemma_.lower() in acting()["gatherings"]
    if not (people or (hit is not None and (hit.asset or hit.place))):
        return None  # "fired at will"
    shot = people and (arm is None or arm["name"] in _SHOT)
    row = verbs()["shoot"][0] if shot else by_act("other")
    actor = (
        after(token, "by")
        if (opened or arm) and what is not None and what.dep_ == "nsubjpass"
        else verb_roles(token)[0]
    )
    names = tuple(n for n in parties(actor, sentence) if hit is None or n != hit.name)
    if not names and actor is not None and weapon_row(actor) is not None and (owner := holder(actor, sentence)):
        names = (owner,)  # "a rebel tank fired at it"
    return Act(token=token, row=row, actors=names, target=hit, negated=negated(token), span=clause(token))


def filled(token: Any) -> dict[str, str] | None:
    """Give the weapon that a noun heads, or that the vessel it names held: "containers of toxic gas"."""
    row = weapon_row(token)
    if token.lemma_.lower() not in acting()["vessels"]:
        return row
    own = [c for c in token.children if c.dep_ in {"acl", "relcl"}]
    # "Barrels fell containing toxic gas"
    own += [
        c for c in token.head.children if c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VBG" and token.dep_ == "nsubj"
    ]
    made = [c for c in own if c.lemma_.lower() in acting()["filling"]]
    held = [after(token, "of", "with"), *(child(c, "dobj") or after(c, "with", "of") for c in made)]
    inner = next((r for one in held if one is not None and (r := weapon_row(one)) is not None), None)
    # "Rockets with sarin" are gas; "a barrage of rockets with mortars" is what it was.
    return inner if row is None or (inner is not None and inner.get("act") == _GAS) else row


def sent_to(verb: Any, weapon: Any) -> Any | None:
    """Give where a weapon was sent; the day after "on" is nowhere."""
    near = [(verb, ("on", "at", "onto", "against", "over", "in", "during")), (weapon, ("on", "at", "against"))]
    after_it = [(c, words) for over, words in near for c in over.children if c.dep_ in {"prep", "dative"}]
    nouns = (child(c, "pobj") for c, words in after_it if c.lower_ in words)
    return next((n for n in nouns if n is not None and n.ent_type_ not in {"DATE", "TIME"}), None)


def some_of(weapon: Any) -> Any:
    """Give the weapons of which some came down: "one of the shells", "a number of rockets"."""
    inner = after(weapon, "of")
    return inner if inner is not None and (quantity(weapon) or weapon.lemma_.lower() in SHARES | MUCH) else weapon


def coming_down(verb: Any, actor: Any, target: Any) -> dict[str, str] | None:
    """Give the row of the weapon that a verb says came down, or None for another verb or subject."""
    lemma = verb.lemma_.lower()
    fits = lemma in LANDING or (target is None and lemma in HITTING)
    fell = actor if actor is not None or lemma not in LANDING else target  # "dozens landed", which seems passive
    row = (filled(fell) or filled(some_of(fell))) if fits and fell is not None else None
    return row if row is not None and row.get("act") else None


def landed(token: Any, row: dict[str, str], sentence: Sentence) -> Act | None:
    """Give the act of a weapon that comes down: "rockets fell on the town"."""
    hit = thing(after(token, *_ONTO), sentence)
    if hit is not None and (hit.people or not (hit.asset or hit.place or is_place(hit.token, sentence))):
        return None
    flown = row["act"] == "drone_strike" and token.lemma_ == "crash"
    if flown and after(token, "into", "onto", "through") is None:
        return None  # "a drone crashed near the town" attacked nobody
    if hit is None and by_act(row["act"])["family"] != "chemical":
        return None  # gas that came down is an attack wherever it fell
    first, last = clause(token)
    # "Barrels fell on the town, releasing gas": what tells the weapon is of the act.
    held = (c.right_edge.i for c in token.children if c.tag_ == "VBG" and c.lemma_.lower() in acting()["filling"])
    span = (first, max(last, *held, first))
    return Act(token=token, row=by_act(row["act"]), actors=(), target=hit, negated=negated(token), span=span)


def ruined(deed: Any, verb: Any) -> bool:
    """Say whether a verb tells of a thing that an act damaged: "destroyed in an air strike", but not "in fighting"."""
    row = noun_row(deed)
    return condition(verb) is not None and row is not None and row["family"] != "fighting"


def stands_at(verb: Any, where: Any) -> bool:
    """Say whether ground is where a gun stands, not what it fired at: "fired by the army's artillery at the base"."""
    gun = after(verb, "by")
    owned = any(c.dep_ in {"poss", "compound", "amod", "nmod"} for c in where.children)
    after_gun = gun is not None and gun.i < where.i and (weapon_row(gun) is not None or gun.lemma_.lower() in ARMS)
    return bool(after_gun and where.head.lower_ == "at" and where.lemma_.lower() in GROUND and not owned)


def suicide_bomber(actor: Any) -> bool:
    """Say whether who killed is a suicide bomber."""
    return actor.lemma_.lower() == "bomber" and any(c.lower_ == "suicide" for c in actor.children)
