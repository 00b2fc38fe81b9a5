"""Whose members or land did something: "army members", "elements of the guard", "two rebel members"."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.grammar.phrase import called
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import core, people_class, words
from counterclaim.extract.named.sentence import Sentence
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

_MEMBERS = frozenset({"member", "element"})
_FORCES = frozenset({"army", "police", "military", "guard", "navy"})
_REGIONS = frozenset({"central", "latin", "south", "north", "pan"})
#: Whose helpers somebody is: "Iran-backed militias" are not Iran.
_BACKED = re.compile(
    r"\w[-‑](?:backed|supported|sponsored|aligned|allied|linked|trained|funded|affiliated)\b", re.IGNORECASE
)
_LANDS = frozenset({"GPE", "LOC", "FAC"})
#: "The group" is the armed party that the report named last.
_GROUPS = frozenset({"group", "organisation", "organization", "movement", "militia", "faction"})
#: Of whom it is told that they were of a party once.
_NO_MORE = frozenset({"former", "ex", "retired", "dissident"})


def armed_before(token: Any) -> tuple[str, list[Any]] | None:
    """Give the armed party named right before "members" or "elements", in words, and its tokens; else None."""
    tokens = core(token)[:-1] if token.lemma_.lower() in _MEMBERS else []
    if not tokens or not _NO_MORE.isdisjoint(t.lower_ for t in tokens):
        return None
    last, phrase = tokens[-1], words(tokens)
    listed = known(phrase)
    if listed is not None:
        return (listed.name, tokens) if listed.kind is AgentKind.ARMED_ACTOR else None
    if people_class(last) == "combatant":
        return f"{last.lemma_.lower()}s", tokens
    armed = last.lower_ in _FORCES or kind_of_noun(last.lower_) is AgentKind.ARMED_ACTOR
    return (phrase if len(tokens) > 1 else phrase.lower(), tokens) if armed else None


def army_of(fighters: Any, home: Any) -> str | None:
    """Give the army of a land that soldiers are from ("soldiers from Eritrea"), or None."""
    army = known(f"{home.text}'s army") if home.lower_ != "army" and people_class(fighters) == "combatant" else None
    return army.name if army is not None else None


def that_group(token: Any, article: Any | None) -> bool:
    """Say whether a noun alone means the armed party named last: "the group", "this movement"."""
    definite = article is not None and article.lower_ in {"the", "this"}
    return definite and token.lemma_.lower() in _GROUPS and token.tag_ == "NN" and called(token) is None


def hails_from(home: Any, sentence: Sentence) -> bool:
    """Say whether a name is that of the place that people are from, and not of what they are of: "men from Lom"."""
    place, listed = home.ent_type_ in _LANDS or home.i in sentence.place_of, known(home.text)
    return home.head.lower_ == "from" and place and (listed is None or listed.kind is AgentKind.OFFICIAL_BODY)


def not_against(fighters: Any, holder: str | None) -> str | None:
    """Give whose fighters some are, but no state that only backs them, or that they fight: "Karven's rebels"."""
    listed = known(holder) if holder is not None else None
    if listed is None or listed.kind is not AgentKind.OFFICIAL_BODY:
        return holder
    against = {t.lower_ for t in core(fighters)} & {*lexicon("voice_roles")["against_the_state"]}
    before = fighters.doc[fighters.left_edge.i : fighters.i + 1].text
    return None if against or _BACKED.search(before) else holder


def of_region(word: Any) -> bool:
    """Say whether "American" is only part of a region's adjective: "the Central American talks" are of no one land."""
    return word.lower_ == "american" and word.i > 0 and word.nbor(-1).lower_ in _REGIONS


def done_to(noun: Any, poss: Any) -> bool:
    """Say whether a crime is what was done to whose it is: "the nuns' crime", "the church's", and not "the army's"."""
    whose = known(words(core(poss))) if noun.lemma_.lower() == "crime" and poss is not None else None
    return whose is not None and whose.kind is AgentKind.ORGANISATION
