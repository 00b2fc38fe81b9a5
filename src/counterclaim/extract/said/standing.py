"""Places whose names stand for a party: "accused Damascus", "authorities in Kinshasa said", "the Orsk regime"."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.phrase import entity
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.governments import governs
from counterclaim.extract.named.places import Found
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.slots.own_days import token_at
from counterclaim.lexicons import lexicon

#: What a country is called as a side: "backed by ally Orsk".
_SIDES = frozenset({"ally", "backer", "neighbour", "neighbor", "rival", "partner", "patron", "foe"})
#: What is done to a state, and to no place.
_AT_STATES = frozenset(
    {"undermine", "discredit", "pressure", "isolate", "embarrass", "weaken", "provoke", "support"}
) | {
    *("back", "arm", "aid", "warn", "urge", "condemn", "criticise", "criticize", "sanction", "punish", "assist"),
}
_RULING = frozenset({"regime", "government", "junta", "administration"})
_PARTIES = frozenset({*_RULING, "party", "opposition"})


@cache
def _of_a_state() -> frozenset[str]:
    """Give the nouns of bodies that a land has: ministries, forces, its government."""
    table = lexicon("offices")
    forces = [name for office in ("defence", "air force", "navy") for name in table["offices"][office]]
    return frozenset((*table["heads"], *table["whole"], *forces))


def _of_accused(at: Any) -> bool:
    """Say whether a place is where those are from who are blamed for an act, or did it."""
    regime = at.dep_ in {"compound", "nmod", "amod"} and at.head.lower_ in _RULING and at.head.dep_ == "poss"
    if regime:
        return True  # "the Orsk regime's attack on Lom"
    if at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lemma_ in {"town", "village", "city"}:
        at = at.head.head
    who = at.head.head if at.dep_ == "pobj" and at.head.lower_ == "from" else None
    if who is None or who.dep_ not in {"pobj", "dobj"}:
        return False
    blamed = who.head.lower_ == "on" and who.head.head.lemma_ == "blame"
    return blamed or who.head.dep_ == "agent" or who.head.lemma_.lower() in lexicon("cues")["accusing"]


def _acted_on(at: Any) -> bool:
    """Say whether a name is of a state that something is done to: "accused Damascus", "aimed at undermining Moscow"."""
    verb = at.head.lemma_.lower() if at.dep_ == "dobj" else ""
    return verb in lexicon("cues")["accusing"] or (verb in _AT_STATES and known(at.text) is not None)


def _heard_from(at: Any, found: Found) -> bool:
    """Say whether a country, or a capital, is who says something: "according to Karven"."""
    to = at.head
    told = at.dep_ == "pobj" and to.lower_ == "to" and to.head.lower_ == "according"
    return told and (found.place.level == "country" or known(at.text) is not None)


def stands_for_a_party(sentence: Sentence, found: Found) -> bool:
    """Say whether a place's name stands for a party here: a country as subject or owner, or part of a body's name."""
    at = token_at(sentence.doc, found.start, found.end)
    if at is None:
        return False
    org = entity(at) if at.ent_type_ == "ORG" else None
    if _of_accused(at) or _heard_from(at, found) or _acted_on(at):
        return True
    named = org is not None and (
        len(org) > found.end - found.start or (org.start_char <= found.start and found.end < org.end_char)
    )
    said = next((t for t in [at, *at.ancestors] if t.dep_ == "nsubj"), None)
    if said is not None and said.head.lemma_ in saying_verbs() and at.dep_ in {"compound", "nmod", "amod", "poss"}:
        return True  # "the Lom teachers condemned": where they are from
    over = at.head if at.dep_ == "pobj" else at
    of_it = over.lower_ == "of" and said is not None and said.lemma_.lower() in _of_a_state()
    body = said is not None and kind_of_noun(said.lower_) is not None
    seated = body and over.lower_ == "in" and known(at.text) is not None  # "authorities in Kinshasa said"
    if said is not None and over.head == said and said.head.lemma_ in saying_verbs() and (of_it or seated):
        return True  # "the interior ministry of Karven said": whose it is, and not where anything happened
    side = at.nbor(-1) if at.i > 0 else at
    land = found.place.level == "country"
    # "Killed by the Front, the ruling party in Velia"
    of_party = land and over.lower_ in {"in", "of"} and over.head.lemma_.lower() in _PARTIES
    ally = land and side.pos_ == "NOUN" and side.lemma_.lower() in _SIDES
    if of_party or ally or (at.dep_ == "npadvmod" and at.i + 1 < len(at.doc) and at.nbor().text in {"-", "‑"}):
        return True  # "the Lom-appointed mayor"
    # "The government and its backer, Orsk, denied it"
    beside = said is not None and said.head.lemma_ in saying_verbs() and at.dep_ in {"appos", "conj"}
    acts = at.dep_ in {"nsubj", "poss", "amod"} or beside or governs(at)
    acts = acts or at.head.dep_ == "agent" or at.head.lower_ == "by"
    return named or (land and acts) or (acts and known(at.text) is not None)
