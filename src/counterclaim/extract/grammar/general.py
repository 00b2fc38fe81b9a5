"""One happening or many: a number of a whole war, of a habit or since a time is the toll of no single happening."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, clause_head
from counterclaim.lexicons import lexicon

#: Words of a "since" phrase that are kept as the claim's words of time.
SINCE_WORDS = 8
_HARMS = frozenset({"death", "injury", "casualty", "fatality", "symptom"})
_UNITS = frozenset({"day", "night", "week", "month", "year"})
_SPANS = frozenset({"year", "month", "week", "decade"})
_OF = frozenset({"in", "during", "of", "by", "from", "throughout", "over"})


@cache
def words(name: str) -> frozenset[str]:
    """Give a list of the lexicon of belonging."""
    return frozenset(lexicon("belonging")[name])


def suffering(token: Any) -> bool:
    """Say whether a word tells what became of people: "killed", "died", "the wounded"."""
    what = child(token, "nsubjpass") if token.lemma_ == "cause" else None  # "the deaths were caused by sarin"
    harmed = what is not None and what.lemma_.lower() in _HARMS
    return harmed or bool({token.lemma_.lower(), token.lower_} & words("bearing"))


def remembered(token: Any) -> bool:
    """Say whether words count from an act: "the tenth anniversary of the murder", "two years after the murder"."""
    for up in token.ancestors:
        if up.pos_ in {"VERB", "AUX"}:
            return False
        years = any(c.lemma_.lower() in _SPANS for c in up.children if c.dep_ == "npadvmod")
        if up.lemma_.lower() == "anniversary" or (up.lower_ in {"after", "before"} and years):
            return True
    return False


def since(token: Any) -> str | None:
    """Give the "since" phrase or clause that a token's clause governs or stands above, a few words of it, or None.

    "Since January, when thirty were killed" tells of them in January: what stands inside the phrase is not since then.
    """
    above = [token, *token.ancestors]
    near = {clause_head(token).i, *(t.i for t in above)}
    for one in token.doc:
        if one.lower_ != "since" or one.dep_ not in {"prep", "mark", "advmod"} or _ranked(one):
            continue
        over = one.head if one.dep_ != "mark" else one.head.head
        inside = any(t.i == (one if one.dep_ != "mark" else one.head).i for t in above)
        if {over.i, clause_head(over).i} & near and not inside:
            return re.split(r"[,.;:]", token.doc[one.i : one.i + SINCE_WORDS].text)[0].strip()
    return None


def _ranked(word: Any) -> bool:
    """Say whether one happening is ranked among those since a time: "the worst since May", "the first since"."""
    over = word.head if word.dep_ != "mark" else word.head.head
    near = [over, *(c for c in over.children if c.dep_ in {"attr", "appos"} and c.i < word.i)]
    return any(t.tag_ == "JJS" or t.ent_type_ == "ORDINAL" for n in near for t in (n, *n.children) if t.i < word.i)


def general(token: Any) -> bool:
    """Say whether what became of people is told of a war, a habit or a span of time, and of no one happening."""
    if since(token) is not None:
        return True
    if any(t.lemma_.lower() in words("long") for t in token.ancestors):
        return True  # "a war that has killed thousands"
    top = clause_head(token)
    for one in top.subtree:
        if one.lower_ in words("often") and (one.head.i in {top.i, token.i} or one.head.lemma_ in _UNITS):
            return True
        if one.lemma_.lower() not in words("long") or clause_head(one).i != top.i:
            continue
        if (one.dep_ == "pobj" and one.head.lower_ in _OF) or one.dep_ in SUBJECTS:
            return True
    return False


def turns_away(doc: Any) -> bool:
    """Say whether a sentence begins by turning to another happening ("Elsewhere, …")."""
    first = next((t for t in doc if t.is_alpha), None)
    return first is not None and first.lower_ in words("away")


def of_teller(act: Any, before: Any) -> bool:
    """Say whether an act only tells what befell somebody in the one before: "a seller who was hit in the leg"."""
    person = any(c.lower_ == "who" and c.dep_ == "nsubjpass" for c in act.token.children)
    return person and act.token.dep_ == "relcl" and not act.actors and act.act_type == "other" and before is not None
