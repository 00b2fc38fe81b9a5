"""Deeds told by the way, that were not where or when the rest was: "officers charged with the murders, he said"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.general import remembered
from counterclaim.extract.named.act import told_aside
from counterclaim.extract.slots.roles import nominal

_LASTING = frozenset({"offensive", "war", "campaign", "siege", "uprising", "conflict", "genocide"})
YEAR_DIGITS = 4
_CHARGED = frozenset({"charge", "accuse", "indict", "try", "convict", "suspect", "implicate", "involve", "want"})


def by_the_way(token: Any) -> bool:
    """Say whether an act has no place but its own words': it tells when another was, or what some are charged with."""
    return (token.pos_ == "NOUN" and told_aside(token)) or _charged_with(token)


def of_before(token: Any) -> bool:
    """Say whether an act has no day but its own words': words count from it, or some are charged with it."""
    return remembered(token) or _charged_with(token)


def told_in_full(token: Any, victim: Any) -> bool:
    """Say whether words only bring up what was done to whom: "approved | the murder of the envoys |", "those killed".

    Takes the act's token and the victim's. It may have been anywhere; a mere "the attack" was where it was told.
    """
    if token.pos_ == "VERB":
        top = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
        inside = victim in token.subtree  # "since January, when 30 people were killed"
        # "The funeral of six nuns, five of them Danes, who were killed": whatever the parser hangs the clause on
        of_them = victim.i < token.i and not inside
        return top.dep_ in {"acl", "relcl"} and token.tag_ == "VBN" and of_them
    if token.pos_ != "NOUN" or victim.i == token.i or victim not in token.subtree:
        return False
    return victim.dep_ == "poss" or any(c.dep_ == "det" and c.lower_ not in {"a", "an"} for c in token.children)


def of_many_days(token: Any) -> bool:
    """Say whether an act's noun is of one of many days and places: "the offensive", "this genocide"."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in _LASTING


def over_days(token: Any) -> bool:
    """Say whether an act is told of several days up to now, wherever it was: "in the past 8 days many died"."""
    spans = (c for c in token.children if c.lower_ in {"in", "over", "during"} for c in c.children)
    days = [d for d in spans if d.lemma_.lower() in {"day", "week"} and d.tag_ == "NNS"]
    return any(c.lower_ in {"past", "last"} for d in days for c in d.children)


def of_a_year(token: Any) -> bool:
    """Say whether a clause tells what was done in a year named right before it: "as in 1979, when they killed him"."""
    clauses = [t for t in (token, *token.ancestors) if t.dep_ in {"advcl", "relcl", "conj"}]
    when = next((c for t in clauses for c in t.children if c.lower_ == "when" and c.i > 1), None)
    before = [t for t in when.doc[when.i - 2 : when.i] if not t.is_punct] if when is not None else []
    return bool(before) and before[-1].text.isdigit() and len(before[-1].text) == YEAR_DIGITS


def going_on(token: Any) -> bool:
    """Say whether an act of many days only goes on while another is told: "killed on Monday amid an offensive"."""
    link = nominal(token).head if token.lemma_.lower() in _LASTING else None
    midst = link is not None and link.lower_ == "of" and link.head.lower_ in {"midst", "middle", "course"}
    return link is not None and (midst or link.lower_ in {"amid", "amidst", "during"})


def _charged_with(token: Any) -> bool:
    """Say whether a deed is what people in the sentence are charged with: "the men charged with killing her"."""
    top = nominal(token) if token.pos_ != "VERB" else token
    link = top.head if top.dep_ in {"pobj", "pcomp"} else None
    over = (
        link.head if link is not None and link.dep_ == "prep" and link.lower_ in {"with", "of", "for", "in"} else None
    )
    return over is not None and over.dep_ == "acl" and over.tag_ == "VBN" and over.lemma_.lower() in _CHARGED
