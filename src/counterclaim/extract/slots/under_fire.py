"""Under fire: who or what was shot at, where only the one hit is told: "the convoy came under fire from rebels"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child, clause
from counterclaim.extract.named.act import Act, by_act
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, thing
from counterclaim.extract.slots.causes import wields_force
from counterclaim.extract.slots.reality import negated
from counterclaim.extract.slots.roles import subject

#: Words of ground that shots come from.
_GROUND = frozenset({"ground", "hill", "ridge", "roof", "rooftop", "building", "position", "side", "border", "sea"})


def under_fire(verb: Any, sentence: Sentence) -> Act | None:
    """Give the act of "came under fire"; None where words may be meant ("for its handling", "from critics")."""
    fire = after(verb, "under") if verb.lemma_ == "come" else None
    if fire is None or fire.lemma_.lower() not in {"fire", "gunfire"}:
        return None
    hit = thing(subject(verb), sentence)
    blamed = any(after(t, "for", "over") is not None for t in (verb, fire))
    if hit is None or blamed or not _could_be_shot_at(hit, fire):
        return None
    who = after(verb, "from", "by") or after(fire, "from", "by")
    ground = who is not None and (who.lemma_.lower() in _GROUND or who.i in sentence.place_of)
    armed = who is not None and not ground and (wields_force(who) or people_class(who) == "combatant")
    if who is not None and not (ground or armed):
        return None
    names = parties(who, sentence) if armed else ()
    names = tuple(n for n in names if n != hit.name)
    return Act(token=verb, row=by_act("other"), actors=names, target=hit, negated=negated(verb), span=clause(verb))


def _could_be_shot_at(hit: Thing, fire: Any) -> bool:
    """Say whether fire is meant for what came under it: a thing or place, fighters, or people under some kind of it."""
    kind = fire.lemma_.lower() == "gunfire" or child(fire, "amod", "compound", "nmod") is not None
    fighters = people_class(hit.token) == "combatant"
    return hit.asset is not None or hit.place is not None or fighters or (kind and hit.people)
