"""Days that words give to one act alone: "the offensive that began on 3 May", "a day after the raid, on 6 May,"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, clause_head
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.times import When
from counterclaim.records.extent import TimeRange
from counterclaim.records.words import Aspect

#: What an act does of itself: it begins, or it is.
_BEGINS = frozenset({"begin", "start", "occur", "happen", "erupt"})
_STARTS = frozenset({"begin", "start"})
_WHICH = frozenset({"which", "that"})
#: A day set off from the words before it, and from those after it.
_OFF_BEFORE = re.compile(r"(?:--|[,–—])\s*(?:on\s+)?$", re.IGNORECASE)
_OFF_AFTER = re.compile(r"\s*(?:--|[,–—])")


def token_at(doc: Any, start: int, end: int) -> Any | None:
    """Give the head of the tokens between two characters, or None."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def began(doc: Any, body: Sequence[When], token: Any) -> When | None:
    """Give the time at which a clause on an act's noun says that it began: "the offensive, which began on 3 May".

    Whatever the parser hangs that clause on, of the words after an act's noun it is the act that begins.
    """
    if token.pos_ != "NOUN" or token.lemma_.lower() not in act_nouns():
        return None
    for when in body:
        at = token_at(doc, when.start, when.end)
        verb = clause_head(at) if at is not None else None
        if at is None or verb is None or verb.dep_ != "relcl" or verb.lemma_ not in _BEGINS:
            continue
        which = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if which is not None and which.lower_ in _WHICH and token.i < verb.i < at.i and _of_token(verb, token):
            return when
    return None


def _of_token(verb: Any, token: Any) -> bool:
    """Say whether the noun that a clause hangs on is an act's, or stands in the words that hang on it."""
    for up in verb.ancestors:
        if up.i == token.i:
            return True
        if up.pos_ in {"VERB", "AUX"} or up.lemma_.lower() in act_nouns():
            return False
    return False


def set_off(doc: Any, when: When) -> bool:
    """Say whether a time is set off from the words around it: of "three days after the raid -- on 6 May --" none."""
    before, after = doc.text[: when.start], doc.text[when.end :]
    return _OFF_BEFORE.search(before) is not None and _OFF_AFTER.match(after) is not None


def until_now(
    doc: Any, body: Sequence[When], said: Proposition, token: Any | None, day: TimeRange | None
) -> Proposition:
    """Give the toll of an act that goes on ("which began on 3 May and has left 90 dead") all days up to the report's.

    Takes the sentence's times, the toll's trigger and the day of the report.
    """
    told = said.time if said.aspect is Aspect.COUNT else None
    if told is None or token is None or day is None or not told.precise or told.end >= day.end:
        return said
    verb = clause_head(token)
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    heads = (token_at(doc, w.start, w.end) for w in body if w.range == told)
    begun = any(at is not None and clause_head(at).lemma_ in _STARTS for at in heads)
    return replace(said, time=TimeRange(told.start, day.end, False)) if perfect and begun else said
