"""Wrongs told by a word that names no kind of act: crimes committed, rights violated, a truce broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import after, child, clause, phrase
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.members import done_to
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots.carried import support
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import verb_roles
from counterclaim.extract.slots.works import noun_actor
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import Aspect

_CRIMES = frozenset({"crime", "misdeed"})
_BREACHES = frozenset({"violation", "abuse", "breach"})
_BREAKING = frozenset({"violate", "breach", "break"})
#: A breach of these is a wrong of a conflict; one of a border or a contract is told otherwise.
_RIGHTS = frozenset({"right", "rights"})
_TRUCES = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def wrongs(sentence: Sentence, start: int) -> Iterator[Proposition]:
    """Give each crime and each breach of rights that is told as done: that it was, and by whom.

    "The crime" is the act told before it. One of which neither doer, day nor place is told is only mentioned.
    """
    for token in sentence.doc:
        verb = token.pos_ == "VERB" and token.lemma_.lower() in _BREAKING
        if not (_violated(token) if verb else _wrong(token)) or sentence.hidden(token) or unreal(token):
            continue
        carried = None if verb else support(token)
        done = carried[0] if carried is not None and carried[1] == "done" else None
        names = parties(_doer(token, done, verb), sentence)
        own = done is not None and done.dep_ in {"acl", "relcl"} and done.head.i == token.i
        relative = own and done is not None and done.dep_ == "relcl"
        base = frame(sentence, start, token, _span(token, done, verb, own))
        words = sentence.text[base.start - start : base.end - start].casefold()
        if base.place is not None and base.place.name.casefold() not in words:
            base = replace(base, place=None)  # its crimes were not where its last deed was
        told = base.time_words is not None or base.place is not None
        known = _meant(token, sentence)
        if not names and not (own and (told or (relative and known is None))):
            continue
        if done is not None and not own and _pointed(token):
            continue  # "committed this crime" answers who did the act told before
        kind = known.told.act_type if known is not None else None
        base = replace(base, act_type=kind, actor=names[0] if names else None)
        base = replace(base, negated=negated(token, done))
        of_what = "ceasefire" if _broken(token) is not None else "rights"
        breach = verb or token.lemma_.lower() in _BREACHES
        yield replace(base, value=f"violation of {of_what}" if breach else "crime")
        for name in names:
            yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name)


def _doer(token: Any, done: Any | None, verb: bool) -> Any | None:
    """Give who is told to have done a wrong; who "took part in the crime" answers for the act told before."""
    if verb:
        return verb_roles(token)[0]
    by = done is not None or after(token, "by") is not None
    poss = child(token, "poss")
    return (noun_actor(token) if by else None) or (poss if not done_to(token, poss) else None)


def _span(token: Any, done: Any | None, verb: bool, own: bool) -> tuple[int, int]:
    """Give the words of a wrong: its noun with what is told of it, or the clause that says it was done."""
    if verb:
        return clause(token)
    first, last = phrase(token)
    if done is None:
        return first, last
    low, high = clause(done)
    return (first, max(last, high)) if own else (min(first, low), max(last, high))


def _wrong(token: Any) -> bool:
    """Say whether a noun is of a wrong: a crime that is no "war crime", a violation of rights."""
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or token.dep_ in {"compound", "nmod"}:
        return False
    if lemma in _CRIMES:
        return not any(c.dep_ == "compound" for c in token.children) and after(token, "against") is None
    rights = _of_rights(after(token, "of")) or any(_of_rights(c) for c in token.children)
    return lemma in _BREACHES and (rights or _broken(token) is not None)


def _broken(token: Any) -> Any | None:
    """Give the truce that a breach is of ("violated the truce", "a ceasefire violation"), or None."""
    parts = (child(token, "dobj", "nsubjpass"), after(token, "of"), child(token, "compound", "nmod"))
    return next((t for t in parts if t is not None and t.lemma_.lower() in _TRUCES), None)


def _of_rights(token: Any | None) -> bool:
    return token is not None and token.lemma_.lower() in _RIGHTS and token.dep_ in {"compound", "nmod", "pobj", "dobj"}


def _violated(verb: Any) -> bool:
    rights = verb.lemma_.lower() == "violate" and _of_rights(child(verb, "dobj"))
    return verb.dep_ not in {"amod", "compound"} and (rights or _broken(verb) is not None)


def _meant(token: Any, sentence: Sentence) -> Act | None:
    """Give the act told before that "the crime" means, or None."""
    known: Act | None = sentence.memory.act
    return known if _pointed(token) else None


def _pointed(token: Any) -> bool:
    return token.lemma_.lower() in _CRIMES and any(c.lower_ in _POINTING for c in token.children)
