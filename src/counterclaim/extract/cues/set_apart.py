"""What stands in a content and is somebody else's word: "…, a claim the army denied", "… while Y said …"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of, speaking
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.slots.counting_verbs import listed
from counterclaim.extract.slots.measuring import KEPT

_PUTTING = frozenset({"put", "place", "give"})
_AGAINST = frozenset({"while", "whereas", "although", "though"})


def after_what(verb: Any) -> list[Any]:
    """Give what follows "what X says is …", which the parser takes for the main clause."""
    what, up = child(verb, "dobj"), verb.head
    named = child(verb, "oprd")  # "what X calls a massacre was …": X says the word, and not what it was
    if named is not None and what is not None and what.lower_ == "what" and verb.dep_ == "csubj":
        return list(named.subtree)
    if verb.dep_ != "csubj" or what is None or what.lower_ != "what" or up.lemma_ != "be" or up.i < verb.i:
        return []
    return [t for t in up.subtree if t.i > up.i]


def without_others(verb: Any, said: list[Any]) -> list[Any]:
    """Leave out of a content the clause by which another speaker is set against it ("… while Y said …")."""
    dropped: set[int] = set()
    for token in said:
        mark = child(token, "mark") if token.dep_ == "advcl" and token.i > verb.i else None
        asked = (
            token.dep_ == "advcl" and token.lemma_ in {"ask", "question"} and token.tag_ == "VBN" and token.i > verb.i
        )
        denied = token.i > verb.i and (disputed_claim(token) is not None or denied_after(token) is not None)
        denied = denied or (token.i > verb.i and (_blamed_after(token) or _told_aside(verb, token)))
        if denied or asked or (mark is not None and mark.lower_ in _AGAINST and _tells(token)):
            dropped |= {t.i for t in token.subtree}
    # "Said hours after the monks were killed that it was over": the parser takes when it was said for what was said.
    for taken in (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i):
        mark, told = child(taken, "mark"), child(taken, "ccomp")
        if mark is not None and told is not None and mark.lower_ in {"after", "before", "while", "when", "since"}:
            dropped |= {t.i for t in taken.subtree} - {t.i for t in told.subtree}
    # "The raid, which the army said was carried out by rebels": "which" is no word of what it said.
    dropped |= {t.i for t in said if t.i < verb.i and t.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl"}
    return [t for t in said if t.i not in dropped]


def _tells(verb: Any) -> bool:
    """Say whether somebody says something, or gives another figure: "although residents put the toll at 40"."""
    what, who = child(verb, "dobj"), child(verb, "nsubj")
    if speaking(verb) or what is None or who is None:
        return speaking(verb)
    counted = verb.lemma_.lower() in listed("recording") and child(what, "nummod") is not None
    return counted or (verb.lemma_.lower() in _PUTTING and what.lemma_.lower() in KEPT)


def disputed_claim(noun: Any) -> Any:
    """Give the "claim" or "something" of "…, a claim the army denied", which whoever is quoted does not say."""
    aside = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == "," and noun.left_edge.lower_ in {"a", "an"}
    said = noun.lemma_.lower() in saying_nouns() and (noun.dep_ == "appos" or aside)
    something = noun.lower_ == "something" and noun.i > 0 and noun.nbor(-1).text == ","
    clause = child(noun, "relcl") if said or something else None
    clause = clause or (child(noun, "acl") if aside and said else None)  # "an allegation rejected by the army"
    return noun if clause is not None and effect_of(clause.lemma_.lower()) == "denial" else None


def denied_after(verb: Any) -> Any:
    """Give the "which" of "…, which the army denied": it stands for the whole clause before it; None elsewhere."""
    clause = verb.dep_ in {"relcl", "ccomp"} and effect_of(verb.lemma_.lower()) == "denial"
    which = child(verb, "dobj") if clause else None
    return which if which is not None and which.lower_ == "which" and which.i and which.nbor(-1).text == "," else None


def _blamed_after(verb: Any) -> bool:
    """Say whether a verb is that of "…, which X has blamed on Y": X's charge, whoever tells of the deed."""
    which = child(verb, "dobj") if verb.dep_ == "relcl" and effect_of(verb.lemma_.lower()) == "accusing" else None
    return which is not None and which.lower_ == "which" and child(verb, "nsubj") is not None


def _told_aside(verb: Any, clause: Any) -> bool:
    """Say whether a clause behind a comma is another's word: "X said it did no raid, which Y said killed 12"."""
    first = clause.left_edge
    aside = clause.dep_ == "relcl" and first.i and first.nbor(-1).text == "," and first.lower_ in {"which", "who"}
    who = child(clause, "nsubj") if aside and clause.i > verb.i and speaking(clause) else None
    other = who is not None and who.pos_ in {"NOUN", "PROPN"}
    return other or bool(aside and effect_of(verb.lemma_.lower()) == "denial" and speaking(clause))
