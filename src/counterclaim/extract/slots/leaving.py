"""Leaving: the ground that fighters give up, or that others drive them from."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import ground
from counterclaim.extract.slots.causes import wields_force
from counterclaim.lexicons import lexicon

_AWAY = frozenset({"out", "back"})
DRIVING = frozenset({"drive", "push", "force", "oust", "expel", "dislodge", "chase", "evict", "rout"})


def away(verb: Any) -> Any | None:
    """Give the word that leads away right after a verb, where the parse calls it no particle: "pulled out of Lom"."""
    near = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return near if near is not None and near.head == verb and near.lower_ in _AWAY else None


def left_behind(verb: Any) -> Any | None:
    """Give what is left: after "from", or after "of" behind "out"; None where nothing is."""
    out = next((c for c in verb.children if c.lower_ in _AWAY), None)
    return after(verb, "from", "out") or (after(out, "of", "from") if out is not None else None)


def driven_from(verb: Any, target: Any | None, sentence: Sentence) -> Any | None:
    """Give the place that fighters were driven from: who drove them took it; None where no fighters are driven.

    Civilians who are driven out are displaced, and no place has changed hands.
    """
    if verb.lemma_.lower() not in DRIVING or target is None:
        return None
    fighters = people_class(target) == "combatant" or wields_force(target)
    spot = left_behind(verb) if fighters else None
    return spot if spot is not None and ground(spot, sentence) is not None else None


def uprooted(verb: Any) -> bool:
    """Say whether a verb tells that people were made to go: "forced from their homes", "forced them to flee"."""
    told = lexicon("measures")
    if verb.lemma_.lower() not in told["driving"]:
        return False
    made_to, home = child(verb, "xcomp", "ccomp"), left_behind(verb)
    goes = made_to is not None and made_to.lemma_.lower() in {"leave", "flee", "evacuate", "abandon"}
    return goes or (home is not None and (home.pos_ == "PROPN" or home.lemma_.lower() in told["homes"]))
