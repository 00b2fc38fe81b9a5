"""Names that only where they stand shows to be places: "killed in Lom", "the market in Lom"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.named.act import noun_row, verbs
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import is_people
from counterclaim.extract.named.things import asset_of
from counterclaim.extract.slots.counting_verbs import table

_WITHIN = frozenset({"in", "near", "outside"})


def somewhere(name: Any) -> bool:
    """Say whether a word that the tagger calls a body, or nothing, stands where a place does, and is no body we know.

    What it calls nothing is one where something was done, where people are or a thing stands: "in English" is none.
    """
    over = name.head
    plain = name.text.istitle() and name.text.isalpha() and name.left_edge.i == name.i
    if name.dep_ != "pobj" or over.lower_ not in _WITHIN or not plain or known(name.text) is not None:
        return False
    tagged = bool(name.ent_type_) and name.ent_iob_ == "B" and _alone(name)
    return kind_of_noun(name.lower_) is None and (tagged or (not name.ent_type_ and _done_there(over.head)))


def _alone(name: Any) -> bool:
    return bool(name.i + 1 == len(name.doc) or name.nbor().ent_iob_ != "I")


def _done_there(over: Any) -> bool:
    """Say whether a word is of something done to people or things, or is one of them."""
    if over.pos_ == "VERB":
        lemma = over.lemma_.lower()
        return lemma in verbs() or lemma in table("of_object") or lemma in table("of_subject")
    if over.like_num:
        return over.dep_ in {"conj", "appos", "dobj", "pobj"}  # "12 died in Lom and two in Dorn"
    return over.pos_ == "NOUN" and (noun_row(over) is not None or asset_of(over) is not None or is_people(over))
