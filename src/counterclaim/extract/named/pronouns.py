"""Whom a pronoun means by the words of saying, charging or bidding around it."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, after, child, clause_head
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.agreeing import agrees
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ACTING_BODIES

_ASKING = frozenset(
    {"ask", "urge", "order", "tell", "call", "press", "beg", "instruct", "request", "challenge", "want"}
)

#: What a side claims to have done itself, where another denies that.
_GAINS = frozenset({"capture", "recapture", "seize", "take", "retake", "recover", "liberate", "control", "hold"}) | {
    *("down", "sink", "repel", "intercept", "enter", "reach", "surround", "push"),
}


def said_of_self(pronoun: Any) -> bool:
    """Say whether a pronoun is who is said to speak: "he admitted that he had killed them".

    So is what stands before who admits it: "Its strike killed them, the army admitted".
    """
    verb = clause_head(pronoun)
    if verb.dep_ in {"acl", "ccomp"} and verb.head.lemma_.lower() == "denial":
        return pronoun.lower_ in {"it", "its", "they", "their"}  # "Velnian denials that it was responsible"
    teller = child(verb.head, "nsubj") if verb.dep_ == "ccomp" else None
    if teller is not None and teller.i > pronoun.i and verb.head.lemma_.lower() in lexicon("cues")["conceding"]:
        return pronoun.lower_ in {"it", "its", "they", "their"}
    if teller is not None and teller.tag_ == "WDT" and _by_somebody(verb.head.head):
        return pronoun.lower_ in {"it", "its", "they", "their"}  # "a statement by the army which said that it had"
    if teller is not None and _they_of_one(pronoun, teller, verb.head):
        return True
    return teller is not None and teller.lower_ == pronoun.lower_ and verb.head.lemma_.lower() in _telling()


def _they_of_one(pronoun: Any, teller: Any, denies: Any) -> bool:
    """Say whether "they" is the body that denies it, or for which its spokesman does: "the army denied they fired"."""
    spokesman = teller.lower_.startswith("spokes")
    body = spokesman or kind_of_noun(teller.lower_) in ACTING_BODIES
    theirs = pronoun.lower_ == "they" or (pronoun.lower_ == "it" and spokesman)
    theirs = theirs and pronoun.dep_ == "nsubj" and teller.i < pronoun.i
    return theirs and body and denies.lemma_.lower() in lexicon("cues")["denial"]


def _by_somebody(noun: Any) -> bool:
    """Say whether a noun is a document by somebody named, or who is named so: "a statement by the army"."""
    named = noun.dep_ == "pobj" and noun.head.lower_ in {"by", "from"}
    whole = noun.head.head if named else noun
    document = whole.lemma_.lower() in lexicon("cues")["documents"]
    return document and (named or after(noun, "by", "from") is not None)


def of_the_saying(pronoun: Any) -> bool:
    """Say whether a pronoun is who said what a noun of saying is of: "the army's denial that it had shelled it"."""
    verb = clause_head(pronoun)
    noun = verb.head if verb.dep_ in {"acl", "ccomp"} and verb.head.pos_ == "NOUN" else None
    whose = child(noun, "poss") or _by_others(noun, pronoun) if noun is not None and noun.lemma_ in _nouns() else None
    own = pronoun.lower_ in {"it", "its", "they", "their", "he", "she"}
    return own and whose is not None and whose.tag_ != "PRP$" and agrees(pronoun, whose)


def _by_others(noun: Any, pronoun: Any) -> Any | None:
    """Give who said it where a pronoun cannot be who answers: "Holt dismissed a claim by rebels that they did it"."""
    who = child(noun.head, "nsubj") if noun.dep_ == "dobj" else None
    return after(noun, "by") if who is not None and not agrees(pronoun, who) else None


def bidden(pronoun: Any) -> Any | None:
    """Give who is asked to tell of itself: "asked the army to explain why it had shelled the school"."""
    own = next((t for t in pronoun.ancestors if t.pos_ in {"VERB", "AUX"}), None) if pronoun.tag_ == "PRP$" else None
    if own is not None and own.head.lemma_ in _ASKING and any(c.lower_ == "to" for c in own.children):
        # "Urged X to suspend its raids".
        return child(own.head, "dobj") or child(own, "nsubj") or after(own.head, "on", "upon")
    verb = clause_head(pronoun).head
    if verb.lemma_ in {"ask", "question"} and clause_head(pronoun).dep_ == "ccomp":
        return child(verb, "dobj")
    up = verb.head if verb.dep_ in {"xcomp", "ccomp"} and child(verb, "aux") is not None else None
    if up is None or up.lemma_ not in _ASKING or not any(c.lower_ == "to" for c in verb.children):
        return None
    return child(up, "dobj") or child(verb, "nsubj") or after(up, "on", "upon")


def of_the_charge(pronoun: Any) -> bool:
    """Say whether "it" is the deed that somebody is accused of: "accused Orm of the attack, saying it killed four"."""
    verb = clause_head(pronoun)
    saying = verb.head if verb.dep_ == "ccomp" else None
    charge = saying.head if saying is not None and saying.dep_ == "advcl" and saying.tag_ == "VBG" else None
    told = charge is not None and charge.lemma_.lower() in lexicon("cues")["accusing"]
    return told and pronoun.lower_ == "it" and pronoun.dep_ == "nsubj"


def charged_one(pronoun: Any) -> Any | None:
    """Give whom a charge means by who did a thing: "accused the army of hiding the crimes they committed".

    So too who denies it: "the army denied Karven reports that its planes had done it".
    """
    verb = clause_head(pronoun)
    if (denier := _denying_one(pronoun)) is not None:
        return denier
    if pronoun.dep_ != "nsubj" or verb.dep_ != "relcl" or verb.lemma_.lower() not in acting()["performing"]:
        return None
    for up in verb.ancestors:
        if up.lemma_.lower() in lexicon("cues")["accusing"] and up.pos_ == "VERB":
            one = child(up, "dobj", "nsubjpass")
            return one if one is not None and one.i < pronoun.i else None
    return None


def _denying_one(pronoun: Any) -> Any | None:
    """Give who denies what others say of it: "the army denied Karven reports that its planes had bombed the market"."""
    verb = clause_head(pronoun)
    noun = verb.head if verb.dep_ in {"acl", "ccomp"} and verb.head.dep_ == "dobj" else None
    denies = noun is not None and noun.head.lemma_.lower() in lexicon("cues")["denial"]
    if not denies or noun is None or noun.lemma_.lower() not in saying_nouns():
        return None
    if pronoun.lower_ not in {"it", "its", "they", "their"}:
        return None
    gained = verb.lemma_.lower() in _GAINS or (verb.lemma_ == "shoot" and child(verb, "prt") is not None)
    who = child(noun.head, "nsubj") if not gained else None  # "denied Karven's claim that it had taken the town"
    return who if who is not None and who.i < pronoun.i and agrees(pronoun, who) else None


@cache
def _nouns() -> frozenset[str]:
    """Give the nouns of saying."""
    return frozenset(lexicon("cues")["nouns"])


@cache
def _telling() -> frozenset[str]:
    """Give the verbs by which somebody tells of a deed as a fact."""
    cues = lexicon("cues")
    told = {*cues["neutral"], *cues["conceding"], *cues["endorsing"], *cues["distancing"]}
    return frozenset(told - {*cues["wishing"], *cues["labelling"]})


def they_all(token: Any) -> Any | None:
    """Give who "they" or "we" are that did it: "X and Y denied that they had shelled it", "we, the officers, did"."""
    if token.lower_ == "we" and (ours := child(token, "appos")) is not None:
        return ours
    verb = clause_head(token) if token.lower_ == "they" and token.dep_ in SUBJECTS else None
    teller = child(verb.head, "nsubj") if verb is not None and verb.dep_ == "ccomp" else None
    if teller is None or teller.i > token.i or teller.tag_ in {"NNS", "NNPS"}:
        return None
    return teller if child(teller, "conj") is not None else None
