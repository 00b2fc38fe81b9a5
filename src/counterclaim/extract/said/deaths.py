"""How people died, as somebody tells it: "in an exchange of fire", "beaten to death", "he hanged himself"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import child, clause, clause_head, said_of
from counterclaim.extract.named.act import CAUSES, Act
from counterclaim.extract.named.nouns import is_people, quantity
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, asset_of, thing
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots import victims
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import verb_roles
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ActType, Aspect

_SELVES = frozenset({"himself", "herself", "themselves", "themself"})
#: Verbs of which whoever is their subject dies.
_ENDING = frozenset({"die", "perish", "drown"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "all", "both"})
_PERSONS = frozenset({"he", "him", "she", "her", "they", "them", "who", "all", "both"})
#: Attacks that a reader is told of as such: who died in one has no other manner of death.
_ATTACKS = CAUSES - {"fighting"}
#: Words between which a death is told run at most so far from its verb.
WORDS_MAX = 40


@dataclass(frozen=True, slots=True)
class _Manner:
    """One way to die: its name, the words that tell it, and whether they only tell it of dead who are known."""

    value: str
    pattern: re.Pattern[str] | None
    verbs: frozenset[str]
    nouns: frozenset[str]
    own: bool
    known: bool
    attack: bool
    borne: bool


@cache
def _manners() -> tuple[_Manner, ...]:
    return tuple(
        _Manner(
            str(row["value"]),
            re.compile(rf"\b(?:{'|'.join(row['phrases'])})\b", re.IGNORECASE) if row.get("phrases") else None,
            frozenset(row.get("verbs", ())),
            frozenset(row.get("nouns", ())),
            bool(row.get("own")),
            bool(row.get("known")),
            bool(row.get("attack")),
            bool(row.get("borne")),
        )
        for row in lexicon("deaths")["rows"]
    )


@cache
def manner_verbs() -> frozenset[str]:
    """Give the verbs that tell how somebody was killed ("execute")."""
    return frozenset(v for one in _manners() if not one.own for v in one.verbs)


def manner_named(words: str) -> str | None:
    """Give the manner of death that a phrase names by itself ("an exchange of fire", "a fall"), or None."""
    for one in _manners():
        named = one.pattern is not None and any(one.pattern.search(f"{by} {words}") for by in ("in", "of"))
        if (named or set(words.lower().split()) & one.nouns) and not (one.attack or one.borne or one.known):
            return one.value
    return None


def deaths(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give how each of a sentence's deaths came about, where its words tell more than that somebody was killed."""
    seen: set[str] = set()
    killing = {a.token.i for a in found if a.row["family"] == "killing"}
    for token in sentence.doc:
        if _found_dead(token):
            yield from _named_dead(sentence, start, token)
        if not (token.i in killing or _may_tell(token)) or sentence.hidden(token) or unreal(token):
            continue
        act = next((a for a in found if a.token.i == token.i), None)
        for one in _told(token, act, sentence):
            if one.value not in seen and (one.attack or not _in_attack(token, found)):
                seen.add(one.value)
                whole = act.target if act is not None else _dead(token, sentence)
                base = frame(sentence, start, token, _span(token, one), whole)
                denied = act.negated if act is not None else negated(token)
                yield replace(
                    base, aspect=Aspect.MANNER, value=one.value, negated=denied,
                    act_type=ActType.MASSACRE_EXECUTION.value, actor=act.actors[0] if act and act.actors else None,
                )  # fmt: skip


def _found_dead(token: Any) -> bool:
    """Say whether a verb is one of dying or of being found dead."""
    lemma = token.lemma_.lower()
    return lemma in _ENDING or (lemma == "find" and any(c.lower_ == "dead" for c in token.children))


def _named_dead(sentence: Sentence, start: int, token: Any) -> Iterator[Proposition]:
    """Give by name who is told to have died or to have been found dead."""
    whom = said_of(token)
    if whom is None or sentence.hidden(token) or unreal(token) or negated(token):
        return
    for name in victims.names(whom):
        base = frame(sentence, start, token, clause(token))
        made = replace(base, act_type=ActType.MASSACRE_EXECUTION.value, target=name)
        yield replace(made, aspect=Aspect.VICTIM_IDENTITY, value=name)


def _told(token: Any, act: Act | None, sentence: Sentence) -> Iterator[_Manner]:
    """Give the manners of death that the clause of a word tells."""
    lemma = token.lemma_.lower()
    bearing = lemma in lexicon("deaths")["bearing"] and _wounded(token)
    whom = child(token, "nsubj") if bearing else _victim(token)
    known = whom is not None and _is_known(whom)
    itself = child(token, "dobj")
    own = itself is not None and itself.lower_ in _SELVES
    fatal = lemma in lexicon("deaths")["dying"] or (act is not None and act.row["family"] == "killing")
    dying = token.pos_ == "VERB" and fatal and _dies(token, whom, sentence)
    words = _words(token) if dying or bearing else ""
    killed = "killing" in sentence.memory.acts and not _ATTACKS & set(sentence.memory.acts)
    for one in _manners():
        if one.own and token.pos_ == "VERB" and lemma in one.verbs:
            if own:
                yield one
        elif token.pos_ == "VERB" and lemma in one.verbs:
            died = whom is not None and lemma in _ENDING and asset_of(whom) is None
            if not own and (died or (whom is not None and (_person(whom) or act is not None))):
                yield one
        elif token.pos_ == "NOUN" and _named(token, act, one):
            yield one
        elif own or one.pattern is None or not (bearing if one.borne else dying) or (one.attack and not killed):
            continue
        elif (known or not one.known) and one.pattern.search(words):
            yield one


def _dies(verb: Any, whom: Any, sentence: Sentence) -> bool:
    """Say whether a verb tells that somebody died: "found" only with "dead", "fell" of nobody who is not a person."""
    lemma = verb.lemma_.lower()
    if whom is not None and quantity(whom) and not whom.like_num:
        return False  # "many have been tortured to death over the years": no deaths of one happening
    if lemma == "find":
        return any(c.lower_ == "dead" for c in verb.children)
    if lemma in _ENDING:
        return whom is not None and asset_of(whom) is None
    if lemma == "fall":
        return whom is not None and _person(whom) and "death" in {t.lower_ for t in verb.subtree}
    return whom is None or _person(whom) or thing(whom, sentence) is None or is_people(whom)


def _victim(token: Any) -> Any | None:
    """Give who died: whom it was done to, or the subject of dying."""
    if token.pos_ != "VERB":
        return None
    own = child(token, "nsubjpass", "nsubj")
    if own is None and token.dep_ == "conj" and child(token, "auxpass") is not None:
        return child(token.head, "nsubjpass", "nsubj")  # "they attacked a patrol and were killed"
    actor, target = verb_roles(token)
    return target if target is not None else actor


def _wounded(verb: Any) -> bool:
    """Say whether a verb tells what the bodies or the dead bear: "all four had gunshot wounds"."""
    what = child(verb, "dobj")
    who = child(verb, "nsubj")
    hurt = what is not None and what.lemma_.lower() in {"wound", "injury", "mark", "sign", "burn"}
    bodies = who is not None and (_is_known(who) or who.lemma_.lower() in lexicon("deaths")["nouns"])
    return hurt and bodies


def _person(token: Any) -> bool:
    return is_people(token) or token.lower_ in _PERSONS or token.ent_type_ == "PERSON" or token.like_num


def _is_known(token: Any) -> bool:
    """Say whether words mean dead who were told of before: "the men", "they", "all four"."""
    first = token.doc[token.left_edge.i]
    return token.lower_ in _PERSONS or first.lower_ in _KNOWN or any(c.lower_ in _KNOWN for c in token.children)


def _may_tell(token: Any) -> bool:
    """Say whether a word could tell how somebody died: a verb of dying, or a word that some manner goes by."""
    if token.pos_ == "VERB":
        return token.lemma_.lower() in _verbs()
    if token.pos_ != "NOUN":
        return False
    return bool(_called(token) & _nouns()) or token.lemma_.lower() in lexicon("deaths")["bearing"]


@cache
def _verbs() -> frozenset[str]:
    table = lexicon("deaths")
    return frozenset((*table["dying"], *table["bearing"], *(verb for one in _manners() for verb in one.verbs)))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for one in _manners() for noun in one.nouns)


def _called(token: Any) -> set[str]:
    """Give a noun, and the noun with the word before it."""
    lemma = token.lemma_.lower()
    return {lemma, f"{token.nbor(-1).lower_} {lemma}" if token.i else lemma}


def _named(token: Any, act: Act | None, one: _Manner) -> bool:
    """Say whether a noun is a manner by name: an act's ("the execution of two men"), or what a death is said to be."""
    if not _called(token) & one.nouns:
        return False
    if act is not None:
        whom = act.target  # "the fall of the town" is nobody's death
        return whom is not None and whom.place is None and whom.asset is None
    verb = token.head
    subject = child(verb, "nsubj") if verb.lemma_ == "be" and token.dep_ == "attr" else None
    return subject is not None and subject.lemma_.lower() in lexicon("deaths")["nouns"]


def _dead(token: Any, sentence: Sentence) -> Thing | None:
    whom = _victim(token)
    found = thing(whom, sentence) if whom is not None and whom.pos_ in {"NOUN", "PROPN"} else None
    return found if found is not None and found.people else None


def _words(token: Any) -> str:
    """Give the words in which a death is told: its verb's, with what it happened with, and the verb it is joined to."""
    top = token.head if token.dep_ == "conj" and token.head.pos_ == "VERB" else token
    # "They killed the priests, but they are committing suicide" tells another thing after "but".
    apart = [c.left_edge.i for c in token.children if c.dep_ == "conj" and c.i > token.i and said_of(c)]
    first, last = top.left_edge.i, min([token.right_edge.i, *(i - 1 for i in apart)])
    low, high = max(first, token.i - WORDS_MAX), min(last, token.i + WORDS_MAX)
    return str(token.doc[min(low, token.i) : high + 1].text)


def _span(token: Any, one: _Manner) -> tuple[int, int]:
    """Give the tokens of the clause, widened to what tells the manner of death."""
    low, high = clause(token)
    if one.pattern is None or token.pos_ != "VERB":
        return low, high
    words = _words(token)
    hit = one.pattern.search(words)
    begun = token.doc.text.find(words) if hit is not None else -1
    span = (
        token.doc.char_span(begun + hit.start(), begun + hit.end(), alignment_mode="expand")
        if hit and begun >= 0
        else None
    )
    return (min(low, span.start), max(high, span.end - 1)) if span is not None else (low, high)


def _in_attack(token: Any, found: Sequence[Act]) -> bool:
    """Say whether a death is told within an attack: "killed by shelling as they tried to flee"."""
    inside = {t.i for t in clause_head(token).subtree}
    return any(a.token.i in inside and _attack(a) for a in found)


def _attack(act: Act) -> bool:
    """Say whether an act is an attack of a kind that kills as such; "attacked their guards" is none."""
    return act.row["family"] in _ATTACKS and not act.row.get("generic")
