"""Acts that are told over a stretch of time and are no single one: "has bombed it three times since 2021"."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.grammar.clauses import child, clause_head
from counterclaim.extract.grammar.general import since
from counterclaim.extract.named.act import CAUSES
from counterclaim.lexicons import act_families

#: What began within days may be the act itself: "since dawn", "since Friday", "since then".
_LATELY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|dawn|dusk|noon|midnight|morning|afternoon|evening"
    r"|night|hours?|then|that|this|the (?:attack|strike|blast|explosion|bombing|raid|incident)"
    r"|the (?:offensive|assault|siege|operation|fighting|clashes))\b",
    re.IGNORECASE,
)
_YEARS = frozenset({"year", "decade", "century", "month"})
_WITHIN = frozenset({"in", "over", "during"})
_OVER = re.compile(
    r"(?:in|over|during)\s+the\s+(?:past|last)\s+(?:(?:\w+|\d+)\s+)?(?:years?|months?|decades?)\b", re.IGNORECASE
)


def among_years(link: Any) -> bool:
    """Say whether words from a preposition on only tell among what something is the greatest.

    "The biggest offensive in ten years" was not ten years long.
    """
    years = child(link, "pobj") if link.dep_ == "prep" and link.i > 0 else None
    if years is None or years.lemma_.lower() not in _YEARS:
        return False
    noun = link.nbor(-1)
    return noun.pos_ in {"NOUN", "PROPN"} and any(c.tag_ in {"JJS", "RBS"} for c in noun.subtree if c.i < noun.i)


def told_over(token: Any, act_type: str | None) -> str | None:
    """Give the words for a stretch of weeks or more over which an attack or a killing is told; None for a single one.

    Takes the word that tells of it, and the kind of act.
    """
    if act_families().get(act_type or "") not in {*CAUSES, "killing"}:
        return None
    span = since(token)
    if span is not None:
        return span if _LATELY.search(span) is None else None
    near = {token.i, clause_head(token).i, *(t.i for t in token.ancestors)}
    over = (
        t for t in token.doc if t.dep_ == "prep" and t.head.i in near and t.lower_ in _WITHIN and not among_years(t)
    )
    text = token.doc.text
    found = (_OVER.match(text, t.idx) for t in over)
    return next((m.group() for m in found if m is not None), None)
