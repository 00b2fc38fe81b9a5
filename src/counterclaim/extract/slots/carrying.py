"""Whether the words around an act's noun tell that it happened: who died of it, where and when it was."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.grammar.general import suffering
from counterclaim.extract.grammar.general import words as words_of
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of
from counterclaim.extract.slots.causes import MEANS
from counterclaim.extract.slots.firing import ruined
from counterclaim.extract.slots.measuring import KEPT
from counterclaim.extract.slots.roles import nominal


def borne(token: Any) -> bool:
    """Say whether an act's noun is what people are said to have died or suffered of: "killed in a strike"."""
    over = token.head.head
    if over.dep_ == "pobj" and over.head.lower_ == "with":  # "killed along with six teachers in air strikes"
        over = next((t for t in over.ancestors if t.pos_ == "VERB"), over)
    return token.dep_ == "pobj" and token.head.lower_ in (*MEANS, "after") and (suffering(over) or ruined(token, over))


def by_which(token: Any) -> bool:
    """Say whether an act's noun is by what something was done: "they were pushed out by heavy air strikes"."""
    return token.dep_ == "pobj" and token.head.dep_ == "agent" and token.tag_ in {"NNS", "NNPS"}


def of_toll(token: Any) -> bool:
    """Say whether an act's noun is what a toll is of: "the death toll from the school strike"."""
    over = token.head.head if token.dep_ == "pobj" else token
    return definite(token) and (borne(token) or over.lemma_.lower() in {*KEPT, "death"})


def located(token: Any, sentence: Sentence) -> bool:
    """Say whether an act's noun has a day or a place of its own: "the attack in Lom", "the 3 May attacks"."""
    where = after(token, "in", "at", "near", "outside", "inside") or after(
        nominal(token), "in", "at", "near", "outside"
    )
    if where is not None and (where.i in sentence.place_of or asset_of(where) is not None):
        return True
    dated = [
        c for c in token.children if c.dep_ in {"nmod", "compound", "poss", "npadvmod", "nummod"} and c.i < token.i
    ]
    on = after(token, "on")
    near = (*dated, *([on] if on is not None else ()))
    return any(c.ent_type_ == "DATE" or any(w.start <= c.idx < w.end for w in sentence.when) for c in near)


def fled(token: Any, row: dict[str, Any], sentence: Sentence) -> bool:
    """Say whether people are said to have fled from an attack told before; fighting goes on, and is no single act."""
    told = row["family"] != "fighting" and row["family"] in sentence.memory.acts
    by = token.head.head if token.dep_ == "pobj" and token.head.lower_ in (*MEANS, "after") else token.head
    return told and definite(token) and token.dep_ in {"pobj", "dobj"} and by.lemma_.lower() in words_of("fleeing")


def definite(token: Any) -> bool:
    """Say whether a noun with "the" means an act told before, and not another one ("the earlier attack")."""
    article = child(token, "det")
    known_one = article is not None and article.lower_ in {"the", "this", "that"}
    return known_one and not any(c.lower_ in words_of("other") for c in token.children)
