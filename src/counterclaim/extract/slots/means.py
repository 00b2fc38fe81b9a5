"""By what means an act was done, where the words bear on that alone: "was not carried out with Grad rockets"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child
from counterclaim.extract.named.act import Act, noun_row
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.extract.slots.roles import nominal

_BY = frozenset({"with", "by", "using"})
_DURING = frozenset({"in", "during"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def alone(act: Act) -> bool:
    """Say whether an act's words tell by what means it was done and take for granted, or leave open, that it was.

    "The strike was not carried out with rockets", "the bridge was not hit by rockets" and "no rockets were used in the
    strike" deny the rockets; who denies them says nothing about the strike.
    """
    token = act.token
    if token.pos_ == "VERB":
        return (act.negated and _with_weapon(token)) or (
            token.lemma_ == "use" and (any(_acts_during(token)) or _wielded(act))
        )
    top = nominal(token)
    if not _definite(top):
        return False
    if top.dep_ in SUBJECTS:
        return _with_weapon(top.head)
    return top.dep_ == "pobj" and top.head.lower_ in _DURING and top.head.head.lemma_ == "use"


def cleft(act: Act) -> Any | None:
    """Give the weapon of "it was (not) rockets that hit the bridge", or None."""
    noun = act.token.head if act.token.dep_ == "relcl" else None
    if noun is None or noun.dep_ != "attr" or noun.head.lemma_ != "be" or weapon_row(noun) is None:
        return None
    subject = child(noun.head, "nsubj", "expl")
    return noun if subject is not None and subject.lower_ == "it" else None


def denied(weapon: Any) -> bool:
    """Say whether a negation bears on a weapon: its own ("not by rockets"), or that of the verb it is a part of."""
    if weapon.dep_ in {"compound", "nmod", "amod"} and _no(weapon.head):
        return True  # "made no rocket strikes"
    top = weapon.head if weapon.dep_ == "compound" and weapon.head.dep_ == "dobj" else weapon  # "did not launch any"
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    over = top.head
    if any(_no(t) for t in (weapon, top)) or (over.pos_ == "ADP" and _no(over)):
        return True
    through = top.dep_ == "pobj" and over.lower_ in _BY
    part = through or top.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}
    verb = over.head if through else over
    # "It was rockets, not shells": what stands before a negation is denied only as the verb's subject.
    after_it = len(weapon.doc) if top.dep_.startswith("nsubj") else top.i
    return part and verb.pos_ in {"VERB", "AUX"} and any(c.dep_ == "neg" and c.i < after_it for c in verb.children)


def _no(token: Any) -> bool:
    before = [c for c in token.children if c.i <= token.i]
    return any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in before)


def _definite(noun: Any) -> bool:
    return any((c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in noun.children)


def _with_weapon(verb: Any) -> bool:
    means = [p for c in verb.children if c.lower_ in _BY for p in c.children if p.dep_ in {"pobj", "dobj"}]
    return any(weapon_row(noun) is not None for noun in means)


def _wielded(act: Act) -> bool:
    """Say whether a weapon is all that is told to have been used: who denies it may still have struck by other means.

    With a gas the weapon is the act.
    """
    noun = child(act.token, "dobj", "nsubjpass")
    return noun is not None and weapon_row(noun) is not None and act.row["family"] != "chemical"


def _acts_during(verb: Any) -> Iterator[Any]:
    """Give the nouns of acts that a verb says something was used in."""
    for one in verb.children:
        if one.dep_ == "prep" and one.lower_ in _DURING:
            yield from (p for p in one.children if p.dep_ == "pobj" and _definite(p) and noun_row(p) is not None)
