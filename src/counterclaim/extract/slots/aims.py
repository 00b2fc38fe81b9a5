"""What an attack was aimed at, said of the target itself, and with what: "the target was a depot, not aid"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import child, conjuncts, contrasted
from counterclaim.extract.named.act import noun_row
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, thing
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.words.held import held, longest_words
from counterclaim.lexicons import alternatives, lexicon

#: What a chemical weapon is called before anybody knows which.
_SUBSTANCES = frozenset({"gas", "substance", "agent", "chemical", "fume", "vapour", "vapor", "poison"})
_SUCH = frozenset({"such", "these", "those", "the"})
_NEAR = 6  # words from "consistent with" to a weapon
_TARGETS = frozenset({"target", "objective", "aim"})


def aims(sentence: Sentence) -> Iterator[tuple[Any, Thing, bool]]:
    """Give the verb, the target and whether it is denied, for each clause about the target of an attack."""
    for verb in sentence.doc:
        if verb.lemma_ != "be":
            continue
        subject, said = child(verb, "nsubj"), child(verb, "attr")
        if subject is None or said is None or sentence.hidden(verb):
            continue
        if _meant(subject):
            denied = negated(verb, verb)
            if any(noun_row(t) is not None for t in conjuncts(said)):
                continue  # "the objective is the destruction of …" is a plan
            others = {t.i for t in contrasted(said)}
            for one in (t for t in conjuncts(said) if t.i not in others):
                if (hit := thing(one, sentence)) is not None:
                    yield verb, hit, denied
            for other in contrasted(said):
                if (hit := thing(other, sentence)) is not None:
                    yield verb, hit, not denied
        elif said.lemma_.lower() in _TARGETS and _meant(said) and (hit := thing(subject, sentence)) is not None:
            yield verb, hit, negated(verb, verb)


def used(sentence: Sentence) -> Iterator[tuple[Any, str]]:
    """Give the verb and the weapon of "police used live rounds": a use that names no act of its own."""
    for verb in sentence.doc:
        what = child(verb, "dobj", "nsubjpass") if verb.lemma_ in {"use", "fire"} and verb.pos_ == "VERB" else None
        row = weapon_row(what) if what is not None else None
        row = row if row is not None and "act" not in row else _was(verb)
        if row is not None and not (sentence.hidden(verb) or unreal(verb)):
            yield verb, str(row["name"])


def signs(sentence: Sentence) -> Iterator[tuple[Any, dict[str, str]]]:
    """Give the word and the weapon of what wounds or remains tell: "symptoms consistent with exposure to sarin"."""
    for match in _signs().finditer(sentence.plain) if not _telling().isdisjoint(held(sentence.plain)) else ():
        words = sentence.doc.char_span(*match.span("by"), alignment_mode="expand")
        tail = sentence.doc[words.end : words.end + _NEAR] if words is not None else ()
        row = next((r for t in tail if (r := weapon_row(t)) is not None), None)
        # "Suggesting that a rocket hit it" tells of the rocket itself.
        clause = words is not None and child(words[0], "ccomp") is not None
        if words is not None and row is not None and not clause and not sentence.hidden(words.root):
            yield words[0], row


@cache
def _signs() -> re.Pattern[str]:
    nouns = alternatives(lexicon("acting")["signs"])
    telling = alternatives(lexicon("acting")["pointing_to"])
    return re.compile(rf"\b(?:{nouns})s?\b(?:(?!\b(?:not|no)\b)[^.;,]){{0,60}}?\b(?P<by>{telling})\b", re.IGNORECASE)


@cache
def _telling() -> frozenset[str]:
    return longest_words(lexicon("acting")["pointing_to"])


def used_again(sentence: Sentence) -> Iterator[tuple[Any, Any]]:
    """Give the verb and its subject of "rebels have used such weapons": those of the act told last."""
    for verb in sentence.doc:
        what = child(verb, "dobj") if verb.lemma_ == "use" and verb.pos_ == "VERB" else None
        if what is None or what.lemma_.lower() not in _SUBSTANCES | {"weapon", "arm", "munition"}:
            continue
        again = weapon_row(what) is None and any(c.lower_ in _SUCH for c in what.children)
        if again and not (sentence.hidden(verb) or unreal(verb) or negated(verb)):
            yield verb, child(verb, "nsubj")


def _was(verb: Any) -> dict[str, str] | None:
    """Give the weapon that a gas or a substance is said to have been: "the gas was chlorine", or None."""
    said = child(verb, "attr") if verb.lemma_ == "be" else None
    about = child(verb, "nsubj") if said is not None else None
    if about is not None and about.lower_ in {"which", "that"} and verb.dep_ in {"relcl", "ccomp"}:
        clause = verb if verb.dep_ == "relcl" else verb.head
        about = clause.head if clause.dep_ == "relcl" else about
    return weapon_row(said) if about is not None and about.lemma_.lower() in _SUBSTANCES else None


def _meant(token: Any) -> bool:
    """Say whether a noun means the target of an act told before: "the target", "its intended target"."""
    kids = list(token.children)
    known = any(c.lower_ in {"the", "its", "their", "our"} for c in kids)
    other = any(c.lower_ in {"next", "main", "easy", "first", "other"} for c in kids)
    return token.lemma_.lower() in _TARGETS - {"aim"} and known and not other
