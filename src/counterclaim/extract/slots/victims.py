"""Victims: named people among those harmed, and what they are said to have been (civilian, fighter, child)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from counterclaim.extract.grammar.clauses import after, child, conjuncts, contrasted, nobody
from counterclaim.extract.grammar.phrase import entity
from counterclaim.extract.named.act import verbs
from counterclaim.extract.named.nouns import people_class, quantity
from counterclaim.extract.named.parties import NAME_WORDS_MAX
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import SHARES
from counterclaim.extract.slots.victim_classes import classes_of
from counterclaim.records.words import Measure, VictimClass

HARM = frozenset({"killing", "custody", "torture", "sexual_violence"})
_TITLES = re.compile(
    r"^(?:(?:father|fr|monsignor|archbishop|bishop|reverend|rev|dr|doctor|mr|mrs|ms|professor|president|minister|former|"
    r"general|colonel|captain|major|lieutenant|sergeant|priests?|jesuits?|journalist|newsman|activist|leader|sister|"
    r"brother|judge|mayor|governor|senator|deputy|ambassador|sheikh|imam|commander|msgr|monsignor|monsigno|the|his|her|their)\b\.?\s+)+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?!(?:the|his|her|their|former)\b)\w+", re.IGNORECASE)
_NAMING = frozenset({"name", "identify"})
_HOLDING = frozenset({"carry", "transport", "hold", "house", "contain", "shelter", "move"})
_DEAD = frozenset({"victim", "dead", "martyr"})
_CIVILIAN = frozenset({"civilian", "noncombatant", "non-combatant", "bystander", "passer-by"})
_STATUS = {
    VictimClass.CIVILIAN: "civilians",
    VictimClass.COMBATANT: "combatants",
    VictimClass.CHILDREN: "children",
    VictimClass.WOMEN: "women",
    VictimClass.DETAINEES: "detainees",
}


def names(token: Any) -> Iterator[str]:
    """Give the names of the people a token and its coordinates and appositions name, without titles."""
    found = list(conjuncts(token))
    found += [a for t in found for c in t.children if c.dep_ == "appos" for a in conjuncts(c)]
    for one in found:
        if (name := _name(one)) is not None:
            yield name


def _name(token: Any) -> str | None:
    doc = token.doc
    named = entity(token) if token.ent_type_ == "PERSON" else None
    left = [t for t in doc[token.left_edge.i : token.i + 1] if not t.is_space and not t.is_punct]
    phrase = " ".join(t.text for t in left)
    titled = (match := _TITLES.match(phrase)) is not None and bool(_TITLE.search(match[0]))
    bare = _TITLES.sub("", named.text if named is not None else phrase)
    bare = " ".join(re.sub(r"['’]s\b", "", bare).split())
    if people_class(token) is not None:
        return None
    telex = bool(doc.user_data.get("telex"))
    proper = (token.pos_ == "PROPN" or telex) and not any(t.like_num for t in left)
    if not bare or len(bare.split()) > NAME_WORDS_MAX or not (named is not None or (titled and proper)):
        return None
    # Persons' names stand without an article, and in capitals only a title or a second word tells a name from a noun.
    if not titled and (left[0].lower_ in {"the", "a", "an"} or (telex and len(bare.split()) == 1)):
        return None
    if any(c.lower() in {"of", "and", "the"} for c in bare.split()) or not bare[0].isalpha():
        return None
    return bare if bare != bare.lower() and bare != bare.upper() else bare.title()


def named(sentence: Sentence) -> Iterator[tuple[Any, str]]:
    """Give the names in "the victims were A and B" and "among the dead was C", with the verb that says so."""
    for token in sentence.doc:
        if not _of_the_dead(token):
            continue
        for name in names(said) if (said := _called(token)) is not None else ():
            yield token, name
    for token in sentence.doc:
        one = _one_of(token)
        whose = _name(one.head) if one is not None and not sentence.hidden(token) else None
        if whose is not None:
            yield token, whose


def _called(dead: Any) -> Any | None:
    """Give what names the dead: "the victims were A", "among the dead was A", "the dead include A", "named as A"."""
    among = dead.dep_ == "pobj" and dead.head.lower_ == "among"
    verb = dead.head.head if among else dead.head
    if verb.lemma_ == "be":
        return child(verb, "nsubj", "attr") if among else child(verb, "attr") if dead.dep_ == "nsubj" else None
    if verb.lemma_ == "include" and dead.dep_ == "nsubj":
        return child(verb, "dobj")
    told = verb.lemma_ in _NAMING and dead.dep_ in {"dobj", "nsubjpass"} and child(verb, "neg") is None
    return after(verb, "as") if told else None


def _one_of(token: Any) -> Any | None:
    """Give the "one" of "X, one of those massacred" at its verb, where it stands beside a name, or None."""
    if token.dep_ != "acl" or token.tag_ not in {"VBN", "VBD"}:
        return None
    row = next((r for r in verbs().get(token.lemma_.lower(), ()) if r["family"] == "killing"), None)
    whom = token.head
    if row is None or whom.dep_ != "pobj" or whom.head.lower_ != "of":
        return None
    one = whom.head.head
    return one if one.lower_ == "one" and one.dep_ == "appos" else None


def status(sentence: Sentence) -> Iterator[tuple[Any, str, bool]]:
    """Give what the dead are said to have been ("the victims were fighters"), with the word and its negation."""
    for token in sentence.doc:
        # "All of them fighters": the verb is left out.
        bare = child(token, "nsubj") if token.pos_ == "NOUN" else None
        whole = bare is not None and _all_of_them(bare) and child(token, "cop", "aux") is None
        whole = whole and child(bare, "neg") is None
        if whole and sentence.memory.measure is Measure.KILLED and (value := status_of(token)) is not None:
            yield token, value, False
        yield from _carried(token, sentence)
        if (some := _among_dead(token)) is not None and (value := status_of(some)) is not None:
            yield some, value, any(c.dep_ == "neg" for c in token.children)
        if token.lemma_ != "be" or (subject := child(token, "nsubj")) is None:
            continue
        said = child(token, "attr")
        those = any(t.lower_ in {"those", "people"} for t in subject.subtree)  # "those hit were fighters"
        harmed = subject.lemma_.lower() in _DEAD or any(
            t.lower_
            in {"killed", "dead", "victims", "casualties"} | ({"hit", "struck", "targeted"} if those else set())
            for t in subject.subtree
        )
        harmed = harmed or (_all_of_them(subject) and sentence.memory.measure is Measure.KILLED)
        if harmed and said is not None and (value := status_of(said)) is not None:
            denied = any(c.dep_ == "neg" for c in token.children) or nobody(subject)
            yield said, value, denied
            for other in contrasted(said):
                if (value := status_of(other)) is not None:
                    yield other, value, not denied  # "fighters, not civilians"


def _among_dead(verb: Any) -> Any | None:
    """Give who is among the dead, without a number ("among the dead were women", "the dead include women")."""
    who: Any | None = None
    if verb.lemma_ == "be":
        near = [t for t in (verb, child(verb, "attr")) if t is not None]
        if any((dead := after(t, "among")) is not None and _of_the_dead(dead) for t in near):
            who = child(verb, "attr", "nsubj")
    elif verb.lemma_ == "include" and (dead := child(verb, "nsubj")) is not None and _of_the_dead(dead):
        who = child(verb, "dobj")
    told = who is not None and not any(c.dep_ == "nummod" or c.lower_ == "no" for c in who.children)
    return who if told else None


def _of_the_dead(noun: Any) -> bool:
    """Say whether a noun means those who died: "the dead", "the victims", "those killed"."""
    those = noun.lower_ in {"those", "people"} and any(c.lower_ in {"killed", "dead"} for c in noun.children)
    return those or noun.lemma_.lower() in _DEAD | {"casualty", "fatality"}


def _carried(verb: Any, sentence: Sentence) -> Iterator[tuple[Any, str, bool]]:
    """Give who is said to have been in what was hit, and who not: "the bus was carrying soldiers, not civilians"."""
    held = child(verb, "dobj") if verb.lemma_ in _HOLDING and sentence.memory.act is not None else None
    others = list(contrasted(held)) if held is not None else []
    for one, denied in ((held, False), *((o, True) for o in others)) if others else ():
        if (value := status_of(one)) is not None:
            yield one, value, denied


def _all_of_them(token: Any) -> bool:
    """Say whether a subject means all whom the sentence before counted: "all of them", "they all"."""
    inner = after(token, "of")
    return token.lower_ in {"all", "both"} and inner is not None and inner.lower_ in {"them", "whom"}


def status_of(token: Any) -> str | None:
    """Give the class of the people a token names as a value, or None where the words do not say.

    That a priest or a nurse is a civilian is inferred, however likely: nobody said it. A person who is named before
    others says nothing of them ("Father Orvan, other priests and civilians").
    """
    if (inner := after(token, "of")) is not None and (quantity(token) or token.lemma_.lower() in SHARES):
        return status_of(inner)
    if _name(token) is not None:
        token = next((t for t in conjuncts(token) if _name(t) is None and people_class(t) is not None), token)
    found = list(dict.fromkeys(_STATUS.get(name) for name in classes_of(token)))
    if len(found) > 1:
        return " and ".join(v for v in found if v is not None) if None not in found else None
    said = any(t.lemma_.lower() in _CIVILIAN for t in (token, *token.conjuncts))
    return found[0] if found[0] != "civilians" or said else None
