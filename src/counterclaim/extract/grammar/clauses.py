"""Clauses and phrases: the run of words that gives a proposition, and no word of a neighbour clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.extract.words.telex import full_names
from counterclaim.lexicons import lexicon

#: Words of an inserted relative clause or apposition that a span may run across to reach its subject.
GAP_MAX = 12
#: How a parser marks what a verb is said of; and with those that are clauses or only stand for one.
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANY_SUBJECT = (*sorted(SUBJECTS), "csubj", "expl")
_APART = frozenset({"advcl", "relcl", "parataxis", "ccomp", "csubj"})
_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj"})
_INSERTED = frozenset({"relcl", "acl", "appos"})
_ANSWERING = frozenset({"deny", "disclaim", "disavow", "admit", "acknowledge"})
_VERBAL = frozenset({"VERB", "AUX"})
_EDGE = frozenset({"punct", "cc", "mark", "preconj"})
_DAYS = frozenset({"DATE", "TIME"})


@cache
def acting() -> dict[str, frozenset[str]]:
    """Give the lexicon of words that say whether and by whom an act was done."""
    return {name: frozenset(words) for name, words in lexicon("acting").items()}


@cache
def act_nouns() -> frozenset[str]:
    """Give the nouns of one word that name an act."""
    return frozenset(str(n) for row in lexicon("act_types") for n in row["nouns"] if " " not in str(n))


def purpose_noun(token: Any) -> bool:
    """Say whether a token is the noun of "in an attempt to" and its like."""
    return token.lemma_.lower() in acting()["purpose"] and any(c.dep_ in {"acl", "relcl"} for c in token.children)


def _is_clause(token: Any) -> bool:
    if token.dep_ in _HEADS:
        return True
    return token.dep_ in {"conj", "dep"} and token.pos_ in _VERBAL


def clause_head(token: Any) -> Any:
    """Give the verb that governs a token's clause; "appear to have hit" is one clause, headed by "appear"."""
    head = token
    while not _is_clause(head) and head.head.i != head.i:
        head = head.head
    while head.dep_ == "xcomp" and head.head.i != head.i:
        head = head.head
    return head


def _apart(token: Any, top: Any) -> bool:
    """Say whether a dependant belongs to another clause than its head's."""
    if token.dep_ in _APART:
        return True
    if token.dep_ == "conj":
        return token.pos_ in _VERBAL or token.head.i == top.i
    if token.dep_ == "prep" and any(
        c.dep_ == "pcomp" or (c.dep_ == "pobj" and purpose_noun(c)) for c in token.children
    ):
        return True
    if token.dep_ in {"acl", "xcomp"}:
        return token.dep_ == "acl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    return token.dep_ == "dep" and token.pos_ in _VERBAL


def _inside(top: Any) -> set[int]:
    found, todo = {top.i}, [top]
    while todo:
        for child in todo.pop().children:
            if not _apart(child, top):
                found.add(child.i)
                todo.append(child)
    return found


def _bridges(doc: Any, low: int, high: int) -> bool:
    """Say whether the words between two tokens of a clause are an insertion that the clause goes on after."""
    gap = doc[low:high]
    return (
        len(gap) <= GAP_MAX
        and all(t.dep_ != "conj" or t.pos_ not in _VERBAL for t in gap)
        and gap.root.dep_ in _INSERTED
    )


def _run(doc: Any, inside: set[int], at: int) -> tuple[int, int]:
    """Give the longest run of a clause's tokens around one of them, as first and last token."""
    order = sorted(i for i in inside if doc[i].dep_ != "punct" or i == at)
    first = last = order.index(at)
    while first > 0 and _joined(doc, inside, order[first - 1], order[first]):
        first -= 1
    while last + 1 < len(order) and _joined(doc, inside, order[last], order[last + 1]):
        last += 1
    low, high = order[first], order[last]
    while low < at and (doc[low].dep_ in _EDGE or doc[low].is_space):
        low += 1
    while high > at and (doc[high].dep_ in {"punct", "cc"} or doc[high].is_space):
        high -= 1
    return low, high


def _joined(doc: Any, inside: set[int], low: int, high: int) -> bool:
    between = [i for i in range(low + 1, high) if i not in inside and not doc[i].is_punct and not doc[i].is_space]
    return not between or _bridges(doc, between[0], between[-1] + 1)


def clause(token: Any) -> tuple[int, int]:
    """Give the first and last token of a token's clause, without coordinated, adverbial and relative clauses."""
    top = clause_head(token)
    inside = _inside(top)
    return _run(token.doc, inside if token.i in inside else _inside(token), token.i)


def phrase(token: Any) -> tuple[int, int]:
    """Give the first and last token of a noun's own phrase; "the taking of A and its B" is one."""
    inside = _inside(token)
    for one in token.children:
        if one.dep_ == "appos" and one.ent_type_ == "PERSON" and token.ent_type_ != "PERSON":
            inside -= {t.i for t in one.subtree}  # "the witness of the raid, Ann Bell"
    if after(token, "of") is not None:
        for one in token.children:
            if one.dep_ == "conj" and one.pos_ == "NOUN" and after(one, "of", "by", "on") is None:
                inside |= _inside(one) | {c.i for c in token.children if c.dep_ == "cc" and c.i < one.i}
    return _run(token.doc, inside, token.i)


@cache
def _hedges() -> frozenset[str]:
    return frozenset(lexicon("modality"))


def hedges(words: str) -> tuple[str, ...]:
    """List the words of a span that lower its certainty; the month of May is none."""
    found = {w.lower() for w in re.findall(r"[A-Za-z]+", words) if w != "May"}
    return tuple(sorted(found & _hedges()))


def loaded(words: str) -> tuple[str, ...]:
    """List the words of a span that take a side; those of a body's name do not."""
    if not any(t in words.casefold() for t in lexicon("loaded_terms")):
        return ()
    low = full_names().sub(" ", words).casefold()
    return tuple(sorted(t for t in lexicon("loaded_terms") if t in low and re.search(rf"\b{re.escape(t)}\b", low)))


def conjuncts(token: Any) -> Iterator[Any]:
    """Give a noun and the nouns coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in _VERBAL:
            yield from conjuncts(child)


def contrasted(said: Any) -> Iterator[Any]:
    """Give what stands after "not" beside what is said: "X, not Y", "X and not Y"."""
    for one in said.subtree:
        after_not = one.i > said.i and any(t.lower_ == "not" for t in one.doc[said.i + 1 : one.i])
        if one.dep_ in {"appos", "conj"} and one.head.i == said.i and after_not:
            yield one


def before(token: Any, most: int) -> list[Any]:
    """Give up to `most` tokens before a token, in order, white space left out."""
    found: list[Any] = []
    at = token.i - 1
    while at >= 0 and len(found) < most:
        word = token.doc[at]
        if not word.is_space:
            found.append(word)
        at -= 1
    return found[::-1]


def nobody(subject: Any) -> bool:
    """Say whether a verb's subject is none of those it names: "none of them", "neither", "no civilian"."""
    no = {"no", "neither"}
    return subject.lower_ in {"nobody", "none", *no} or any(
        c.dep_ == "det" and c.lower_ in no for c in subject.children
    )


def of_none(noun: Any, verb: Any) -> bool:
    """Say whether a verb's subject is none of those whom a noun is of: "none of the 4 priests and 9 boys was hurt"."""
    top = noun
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    over = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "of" else None
    return over is not None and over.lower_ in {"none", "neither"} and over.head.i == verb.i


def done_against(noun: Any) -> Any | None:
    """Give whom or what an act was "committed by X against", or None."""
    done = {*acting()["performing"], "commit", "perpetrate"}
    for told in (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in done):
        by = after(told, "by")
        return after(told, "against") or (after(by, "against") if by is not None else None)
    return None


def at_no_time(verb: Any) -> bool:
    """Say whether a verb tells what was "at no time", "at no point", "under no circumstances" done."""
    held = [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
    named = [p for p in held if p.lemma_.lower() in {"time", "point", "moment", "stage", "circumstance"}]
    return any(c.lower_ == "no" for p in named for c in p.children)


def child(token: Any, *deps: str) -> Any:
    """Give the first dependant of a kind, or None."""
    for one in token.children:
        if one.dep_ in deps:
            return one
    return None


def said_of(verb: Any) -> Any:
    """Give what a verb is said of, or None."""
    return child(verb, *SUBJECTS)


def same_as(noun: Any) -> Any:
    """Give who "the ones" are of "the rebels were the ones who shelled it", "X was the first to"; None for any other.

    Who may be the one, and who is not, is left out; so is one person by name, of whom more than a deed is told so.
    """
    be = noun.head
    one = noun.dep_ == "attr" and noun.lower_ in {"one", "ones", "first"} and be.lemma_ == "be"
    told = one and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in be.children)
    one_of = any(c.lower_ == "of" for c in noun.children)
    who = said_of(be) if told and not one_of and noun.i > be.i else None
    return None if who is not None and who.ent_type_ == "PERSON" else who


def after(token: Any, *words: str) -> Any | None:
    """Give what stands after one of some prepositions under a token, a day only where nothing else does, or None."""
    fitting = (c for c in token.children if c.dep_ in {"agent", "prep", "dative"} and c.lower_ in words)
    found = [what for c in fitting if (what := child(c, "pobj")) is not None]
    return next((what for what in found if what.ent_type_ not in _DAYS), found[0] if found else None)


def whole_of(noun: Any) -> Any:
    """Give those of whom a noun only says who some were ("six monks, five of them Velarians, who …"), or the noun."""
    some = next((c for c in noun.children if c.dep_ in {"nummod", "det", "nsubj"} and c.i < noun.i), None)
    inner = after(some, "of") if some is not None else None
    if some is None or inner is None or inner.lower_ not in {"them", "whom", "these", "those"}:
        return noun
    before = (t for t in reversed(noun.doc[: some.i]) if t.tag_ in {"NNS", "NNPS"})
    return next(before, noun)


def with_particle(verb: Any) -> str:
    """Give a verb's lemma, with its particle: "make up"."""
    particle, lemma = child(verb, "prt"), str(verb.lemma_.lower())
    return f"{lemma} {particle.lower_}" if particle is not None else lemma


def answers(name: Any) -> bool:
    """Say whether a name is the subject of a verb by which one answers for a deed: "Orsk denied", "said it had not".

    No person is "it", by whatever verb.
    """
    verb = name.head
    if name.dep_ != "nsubj" or name.pos_ != "PROPN" or verb.pos_ != "VERB":
        return False
    told = (t for c in verb.children if c.dep_ == "ccomp" for t in c.children if t.dep_ == "nsubj")
    its = any(t.lower_ == "it" or any(c.lower_ == "its" for c in t.children) for t in told)
    return its or verb.lemma_.lower() in _ANSWERING
