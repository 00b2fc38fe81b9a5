"""Whom a pronoun means by the words of saying, charging or bidding around it."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, after, child, clause_head
from counterclaim.extract.named.agreeing import agrees
from counterclaim.lexicons import lexicon

_ASKING = frozenset(
    {"ask", "urge", "order", "tell", "call", "press", "beg", "instruct", "request", "challenge", "want"}
)


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
    return teller is not None and teller.lower_ == pronoun.lower_ and verb.head.lemma_.lower() in _telling()


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
    whose = child(noun, "poss") if noun is not None and noun.lemma_.lower() in lexicon("cues")["nouns"] else None
    own = pronoun.lower_ in {"it", "its", "they", "their", "he", "she"}
    return own and whose is not None and whose.tag_ != "PRP$" and agrees(pronoun, whose)


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
    """Give whom an accusation means by who did a thing: "accused the army of hiding the crimes they committed"."""
    verb = clause_head(pronoun)
    if pronoun.dep_ != "nsubj" or verb.dep_ != "relcl" or verb.lemma_.lower() not in acting()["performing"]:
        return None
    for up in verb.ancestors:
        if up.lemma_.lower() in lexicon("cues")["accusing"] and up.pos_ == "VERB":
            one = child(up, "dobj", "nsubjpass")
            return one if one is not None and one.i < pronoun.i else None
    return None


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
