"""Whose work a deed is called, or to whom it is put down."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, after, child, with_particle
from counterclaim.extract.named.act import noun_row
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.nouns import people_class, weapon_row
from counterclaim.extract.slots.carried import support, under
from counterclaim.extract.slots.causes import wields_force
from counterclaim.extract.slots.roles import answerable, at_hands, nominal, noun_of, passive, subject
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

_BRINGING = frozenset({"cause", "trigger", "set off", "spark", "produce"})
_COMING = frozenset({"result", "come", "stem"})


def whose_work(noun: Any) -> Any | None:
    """Give whose "doing" or "work" a deed is said to be, or None for another noun."""
    if not {noun.lemma_.lower(), noun.lower_} & (acting()["works"] | acting()["traits"]):
        return None
    return child(noun, "poss") or after(noun, "of")


def called_work(deed: Any) -> Any | None:
    """Give the noun by which words call a deed whose: "the strike was the army's doing", "… the work of X"."""
    deed = nominal(deed)
    verb = deed.head
    if deed.dep_ in SUBJECTS:
        borne = child(verb, "dobj") if verb.lemma_ in {"bear", "carry", "have"} else None
        borne = borne if borne is not None and borne.lower_ in acting()["traits"] else None
        said = child(verb, "attr", "oprd") or after(verb, "as") or borne
    else:
        named = deed.dep_ == "dobj" and verb.lemma_.lower() in lexicon("cues")["naming"]
        said = (child(verb, "oprd") or after(verb, "as")) if named else None
    return said if said is not None and whose_work(said) is not None else None


def attributed(deed: Any) -> Any | None:
    """Give to whom words attribute a deed ("attributed the attack to rebels"), or None."""
    deed = nominal(deed)
    under = deed.head if deed.dep_ in {"dobj", "nsubjpass"} and deed.head.lemma_ == "attribute" else None
    told = (c for c in deed.children if c.dep_ in {"relcl", "acl"} and c.lemma_ == "attribute")
    verb = under or next(told, None)
    return after(verb, "to") if verb is not None else None


def _gone_off(blast: Any) -> Any | None:
    """Give who or what words say brought an explosion about: "was caused by a rebel rocket", "came from a mine"."""
    deed = nominal(blast)
    verb = deed.head
    if (noun_row(blast) or {}).get("family") != "explosion" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    off = verb.lemma_ == "set" and any(c.lower_ == "off" for c in verb.children)
    lemma = "set off" if off else with_particle(verb)
    if lemma in _BRINGING:
        found = after(verb, "by") if passive(verb) else noun_of(subject(verb)) if deed.dep_ == "dobj" else None
    elif deed.dep_ in SUBJECTS and lemma in _COMING:
        found = after(verb, "from")
    else:
        result = child(verb, "attr") if deed.dep_ in SUBJECTS and lemma == "be" else None
        found = after(result, "of") if result is not None and result.lower_ in {"result", "consequence"} else None
    if found is not None and _ruled_out(verb) and not (passive(verb) and weapon_row(found) is None):
        return None
    if found is None or weapon_row(found) is not None or people_class(found) == "combatant":
        return found
    acts = kind_of_noun(found.lower_) is not None or found.ent_type_ in {"ORG", "NORP", "PERSON"}
    return found if acts and noun_row(found) is None else None


def _ruled_out(verb: Any) -> bool:
    """Say whether words deny what brought something about: "did not come from a rocket", "not X who caused it"."""
    over = verb.head if verb.dep_ == "relcl" else verb
    cleft = over.dep_ == "attr" and child(over.head, "neg") is not None
    return cleft or child(verb, "neg") is not None


def _who_did(verb: Any) -> Any | None:
    """Give who did what is an act's verb's object; who gave an order is not who did it."""
    if verb.lemma_.lower() in acting()["ordering"]:
        return None
    return after(verb, "by") if passive(verb) else noun_of(subject(verb))


def _whence(deed: Any) -> Any | None:
    """Give who bears arms of those from whom something "came under attack", or None."""
    who = after(deed, "from") or after(deed.head.head, "from", "by") if under(deed) is not None else None
    armed = who is not None and (wields_force(who) or kind_of_noun(who.lower_) is AgentKind.ARMED_ACTOR)
    return who if armed else None


def noun_actor(token: Any) -> Any | None:
    """Give the token of who did what a noun names: its "by", the verb that it is the object of, who answers for it."""
    top = nominal(token)
    hit = after(token, "of")
    by = after(token, "by") or after(top, "by") or (after(hit, "by") if hit is not None else None)
    if (found := by or at_hands(token) or _whence(top)) is not None:
        return found
    carried = support(token)
    if carried is not None and carried[1] == "done":
        return _who_did(carried[0])
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    if (work := called_work(top)) is not None:
        return whose_work(work)
    if (whom := attributed(top)) is not None:
        return whom
    if (
        top.dep_ == "pobj"
        and top.head.dep_ != "agent"
        and top.head.lower_ != "by"
        and (found := answerable(top.head)) is not None
    ):
        return noun_of(found)
    return _gone_off(token)
