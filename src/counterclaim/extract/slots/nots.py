"""How far a "no" or "not" reaches: to the verbs beside it, to what follows it alone, to nouns that are only seen."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.nouns import weapon_row

NOT = frozenset({"no", "never", "without", "neither", "nor"})
#: Verbs by which something is told to have been seen, or not.
SEEING = frozenset({"report", "see", "hear", "witness", "notice", "observe", "record", "detect"})


def beside(neg: Any, verb: Any | None) -> bool:
    """Say whether a "not" after its verb bears on what follows it alone: "bombed the works, not us"."""
    return verb is not None and neg.i > verb.i + 1 and neg.nbor(-1).text == "," and neg.lower_ == "not"


def cleft(verb: Any) -> Any:
    """Give the "was" of "it was not rebels that shelled the mill", where those did it; the verb itself elsewhere."""
    noun = verb.head if verb.dep_ == "relcl" and verb.head.dep_ == "attr" else verb
    who, what = child(verb, "nsubj"), child(noun.head, "nsubj", "expl") if noun.head.lemma_ == "be" else None
    told = what is not None and what.lower_ == "it" and who is not None and who.lower_ in {"that", "who", "which"}
    return noun.head if told and noun != verb and weapon_row(noun) is None else verb


def told_anew(verb: Any) -> bool:
    """Say whether a second verb has words of its own that no "not" before reaches: "were not shot but were killed"."""
    but = any(c.dep_ == "cc" and c.lower_ == "but" for c in verb.head.children)
    return child(verb, "aux") is not None or (but and child(verb, "auxpass") is not None)


def of_none(noun: Any) -> bool:
    """Say whether a noun is only told to be there or seen: "there was no missile fired", "saw no shots fired"."""
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children)
    return there or (noun.dep_ == "dobj" and noun.head.lemma_ in SEEING)


def joined_no(noun: Any) -> list[Any]:
    """Give the "no" that a noun shares with the one before it: "there were no killings or abductions"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"} and child(first, "det", "nummod") is None:
        joint = [c.lower_ for c in first.head.children if c.dep_ == "cc" and c.i < first.i]
        if not joint or joint[-1] not in {"or", "nor", "and"}:
            return []
        first = first.head
    return [c for c in first.children if c.dep_ == "det" and c.lower_ in NOT] if first is not noun else []
