"""Acts that several words name together: "took control of", "drove them out of", "took 12 hostage", "set it alight"."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.act import by_act, verbs
from counterclaim.extract.named.nouns import is_people, people_class
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of
from counterclaim.extract.slots.counting_verbs import taken
from counterclaim.extract.slots.laden import laden
from counterclaim.extract.slots.leaving import DRIVING, driven_from, uprooted
from counterclaim.extract.slots.roles import set_alight, subject
from counterclaim.lexicons import lexicon

#: Whom a suicide bomber blows up first.
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})
#: What is done to the control of a place by who did not have it before.
_WINNING = frozenset(
    {"take", "gain", "regain", "seize", "establish", "reestablish", "re-establish", "assume", "restore", "secure"}
    | {"extend", "impose", "win", "wrest"}
)
#: Kinds of things that are stormed to get at those inside.
_PEOPLED = frozenset({"residential", "health", "education", "religious", "market", "camp", "prison"})
_GOING_OFF = frozenset({"blow", "explode", "detonate", "go"})
_LEADING_OFF = frozenset({"take", "hold"})
Rows = list[dict[str, Any]]


@cache
def begins_phrase() -> frozenset[str]:
    """Give the verbs that name an act with the words beside them."""
    return _WINNING | _GOING_OFF | _LEADING_OFF | DRIVING | {"set"} | frozenset(lexicon("measures")["driving"])


def phrased(verb: Any, target: Any | None, rows: Rows | None, sentence: Sentence) -> tuple[Rows | None, Any | None]:
    """Give the rows of what a verb and the words with it name, and what it is done to; else both as they came."""
    lemma, thing = verb.lemma_.lower(), child(verb, "dobj")
    if lemma in _WINNING and (grip := child(verb, "dobj", "nsubjpass")) is not None and grip.lemma_ == "control":
        return verbs()["retake"], after(grip, "of", "over") or after(verb, "of", "over")
    if (lost := driven_from(verb, target, sentence)) is not None:
        return verbs()["capture"], lost
    if lemma in _GOING_OFF and (up := _blown_up(verb, thing, rows, target)) is not None:
        return up
    if lemma == "set" and (burned := set_alight(verb, target)) is not None:
        return verbs()["torch"], burned
    if rows and rows[0]["words"] == "assault" and (end := after(verb, "to")) is not None and end.lower_ == "death":
        return verbs()["slay"], target
    return (_of_people(verb, target) or _stormed(verb, target) or rows if target is not None else rows), target


def _stormed(verb: Any, target: Any) -> Rows | None:
    """Give the rows of an attack for gunmen who storm a village or a mosque: they take no ground."""
    built = asset_of(target) if verb.lemma_ == "storm" else None
    return verbs()["attack"] if built is not None and built.family in _PEOPLED else None


def _went_up(verb: Any) -> Any | None:
    """Give the thing that "blew up" by itself; None of what somebody blew up."""
    what = subject(verb, own=True)
    alone = child(verb, "dobj", "auxpass", "agent") is None and after(verb, "by") is None
    return what if alone and what is not None and asset_of(what) is not None else None


def _blown_up(verb: Any, thing: Any | None, rows: Rows | None, hit: Any | None) -> tuple[Rows, Any | None] | None:
    """Read "blew himself up", "a depot blew up" and a bomb on wheels; None where somebody blew something up."""
    if rows and thing is None and laden(hit or subject(verb, own=True)):
        return [by_act("ied_mine")], after(verb, "at", "in", "near", "outside", "inside")
    if verb.lemma_.lower() != "blow":
        return None
    if thing is not None and thing.lower_ in _SELVES:
        return [by_act("suicide_bomb")], None
    blown = _went_up(verb) if rows else None
    return (verbs()["explode"], blown) if blown is not None else None


def _of_people(verb: Any, target: Any) -> Rows | None:
    """Give what is done to people who are made to go, or are led away: "forced them to flee", "took them hostage"."""
    if is_people(target) and people_class(target) != "combatant" and uprooted(verb):
        return verbs()["expel"]
    held = verb.lemma_.lower() in _LEADING_OFF and child(verb, "prt") is None and taken(target, verb) is not None
    return verbs()["detain"] if held else None
