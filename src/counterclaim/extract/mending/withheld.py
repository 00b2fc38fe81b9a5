"""What people are kept from, where the parser makes one noun of both: "denied the prisoners food" denies no words."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, child
from counterclaim.extract.named.nouns import people_class
from counterclaim.lexicons import lexicon

_KEEPING = frozenset({"deny", "refuse"})
_PLURAL = frozenset({"NNS", "NNPS"})
_STATES = frozenset({"wounded", "sick", "injured", "hungry", "ill", "elderly", "dying", "displaced", "captured"})


def mend_withheld(token: Any) -> None:
    """Give "denied the prisoners food" whom it was denied to; any other token stays as it is.

    "Denied the rebels' claims", "denied civilian deaths" and "denied the prisoner abuse" stay as they are.
    """
    thing = child(token, "dobj") if token.pos_ == "VERB" and token.lemma_.lower() in _KEEPING else None
    first = thing.left_edge if thing is not None else None
    if thing is None or first is None or first.i <= token.i or first.i == thing.i or child(token, "dative") is not None:
        return
    said = {*lexicon("cues")["nouns"], *lexicon("dismissal")["sayings"], *lexicon("acting")["part"]}
    if thing.lemma_.lower() in said or thing.lower_ in act_nouns() or thing.pos_ != "NOUN":
        return
    whom = next((c for c in thing.children if c.i < thing.i and _people(c, first)), None)
    if whom is None:
        return
    for word in [c for c in thing.children if first.i <= c.i < whom.i]:
        word.head = whom
    whom.dep_, whom.head = "dative", token


def _people(word: Any, first: Any) -> bool:
    """Say whether a word before a noun is people of their own: several of them, or "the wounded"."""
    several = word.dep_ in {"compound", "nmod"} and word.tag_ in _PLURAL and people_class(word) is not None
    return several or (word.lower_ in _STATES and first.lower_ == "the" and word.i == first.i + 1)
