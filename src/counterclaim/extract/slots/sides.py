"""Whose dead a number counts: the armed party that the words around it name."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import core, people_class, words
from counterclaim.extract.named.parties import holder, parties, party
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.slots.counts import Count
from counterclaim.records.words import AgentKind, VictimClass

_LOSING = frozenset({"lose", "suffer", "sustain", "incur"})
_LOST = frozenset({"dead", "death", "man", "member", "casualty", "wounded", "fighter", "loss", "fatality"})
_GROUPS = frozenset({"NORP", "ORG"})
_NOUN = frozenset({"NOUN", "PROPN"})


def side_of(count: Count, sentence: Sentence) -> str | None:
    """Give the armed party whose people a number counts, where the words name it, or None.

    "400 fighters of the Front", "five Ruvian soldiers", "the number of Front dead at 450", "188 among army troops",
    "400 dead on the Front's side", "three of its own fighters".
    """
    noun, trigger = count.noun, count.trigger
    found = [_of_party(noun, sentence), _on_side(noun, sentence), holder(noun, sentence)]
    if trigger.i != noun.i and trigger.pos_ in {*_NOUN, "ADJ"}:
        found += [_of_party(trigger, sentence), holder(trigger, sentence), _just_before(trigger, sentence)]
    named = next((name for name in found if name is not None and _armed(name)), None)
    return named or _speakers_own(noun, sentence) or _called(noun, sentence) or _lost_by(noun, sentence)


def _speakers_own(noun: Any, sentence: Sentence) -> str | None:
    """Give whose "its own fighters" are: the party that says so, and not another that its words name."""
    own = child(noun, "poss")
    if own is None or own.tag_ != "PRP$" or people_class(noun) != VictimClass.COMBATANT:
        return None
    said = next((t for t in noun.ancestors if t.lemma_.lower() in saying_verbs() and child(t, "nsubj")), None)
    who = child(said, "nsubj") if said is not None else None
    if who is None:
        return None
    return sentence.memory.party if who.pos_ == "PRON" else party(who, sentence, refer=False)


def _lost_by(noun: Any, sentence: Sentence) -> str | None:
    """Give the armed party that is said to have lost so many: "the army sustained 12 dead", "rebels lost 9 men".

    A list may stand between: "the army sustained the following: 12 dead".
    """
    whole = noun.head if noun.dep_ in {"appos", "conj"} else noun
    whole = whole.head if whole.dep_ == "appos" else whole
    verb = whole.head
    if verb.lemma_.lower() not in _LOSING or whole.dep_ not in {"dobj", "ccomp", "nsubj"}:
        return None
    if not (noun.like_num or noun.lemma_.lower() in _LOST):
        return None
    who = child(verb, "nsubj")
    if who is None or who == noun:
        return None
    name = next(iter(parties(who, sentence, refer=False)), None)
    kinds = {kind_of_noun(who.lemma_.lower()), kind_of_noun(words(core(who)).lower())}
    armed = AgentKind.ARMED_ACTOR in kinds or people_class(who) == VictimClass.COMBATANT
    return name if name is not None and (armed or _armed(name)) else None


def _called(noun: Any, sentence: Sentence) -> str | None:
    """Give an armed party that no list knows, by what combatants are called: "Velnish soldiers", "Front fighters"."""
    inner = after(noun, "of", "from")
    if people_class(noun) != VictimClass.COMBATANT:
        return None
    if inner is not None and (inner.pos_ == "PROPN" or kind_of_noun(inner.lower_) is AgentKind.ARMED_ACTOR):
        return party(inner, sentence, refer=False)
    kept = [t for t in core(noun)[:-1] if t.pos_ == "PROPN" or t.ent_type_ in _GROUPS or _armed_word(t)]
    name = words(kept) if kept else None
    return f"{name} army" if name is not None and all(t.ent_type_ == "NORP" for t in kept) else name


def _armed_word(token: Any) -> bool:
    return token.pos_ == "NOUN" and kind_of_noun(token.lower_) is AgentKind.ARMED_ACTOR


def _of_party(noun: Any, sentence: Sentence) -> str | None:
    inner = after(noun, "of", "among", "from")
    return next(iter(parties(inner, sentence, refer=False)), None) if inner is not None else None


def _on_side(noun: Any, sentence: Sentence) -> str | None:
    side = after(noun, "on")
    return holder(side, sentence) if side is not None and side.lemma_ == "side" else None


def _just_before(trigger: Any, sentence: Sentence) -> str | None:
    """Read "the number of Front dead", where a parser seldom joins the last two words."""
    last = trigger.doc[trigger.i - 1] if trigger.i else None
    return party(last, sentence, refer=False) if last is not None and last.pos_ in _NOUN else None


def _armed(name: str) -> bool:
    one = known(name)
    return one is not None and one.kind is AgentKind.ARMED_ACTOR
