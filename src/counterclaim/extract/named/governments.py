"""Towns and lands whose names stand for who governs them: they speak, accuse and are accused."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.lexicons import lexicon


def governs(token: Any) -> bool:
    """Say whether a name is of who says, accuses, denies or is accused: "Velnia accused Karven of shelling it".

    So is whose word or deed it is, "Orsk's claim". "It" behind such a name is what was told of before.
    """
    over, cues = token.head, lexicon("cues")
    accused = over.lemma_.lower() in cues["accusing"] and token.dep_ in {"dobj", "dative", "nsubjpass"}
    by = token.dep_ == "pobj" and over.lower_ == "by"
    verb = over.head if by else over
    tells = verb.lemma_.lower() in {*saying_verbs(), *cues["accusing"], *cues["denial"], *cues["conceding"]}
    speaks = token.ent_type_ == "GPE" and (by or token.dep_ == "nsubj") and verb.pos_ == "VERB" and tells
    return token.dep_ == "poss" or accused or speaks
