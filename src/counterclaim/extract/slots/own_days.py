"""Days that words give to one act alone: "the offensive that began on 3 May", "a day after the raid, on 6 May,"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, clause_head
from counterclaim.extract.named.over_time import among_years
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
#: A year before an act's noun.
_YEAR = re.compile(r"(?:the\s+(?:[a-z-]+\s+)?|a\s+)\d{4}", re.IGNORECASE)
#: A day by its number and month.
_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(calendar.month_name[1:])})\b", re.IGNORECASE)


def token_at(doc: Any, start: int, end: int) -> Any | None:
    """Give the head of the tokens between two characters, or None."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _at(doc: Any, when: When) -> Any | None:
    """Give the head of a time's words without the stop that ends its sentence."""
    return token_at(doc, when.start, when.start + len(doc.text[when.start : when.end].rstrip(" .,")))


def began(doc: Any, body: Sequence[When], token: Any) -> When | None:
    """Give the time at which a clause on an act's noun says that it began: "the offensive, which began on 3 May".

    Whatever the parser hangs that clause on, of the words after an act's noun it is the act that begins.
    """
    if token.pos_ != "NOUN" or token.lemma_.lower() not in act_nouns():
        return None
    for when in body:
        at = _at(doc, when)
        verb = clause_head(at) if at is not None else None
        if at is None or verb is None or verb.dep_ != "relcl" or verb.lemma_ not in _BEGINS:
            continue
        which = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if which is not None and which.lower_ in _WHICH and token.i < verb.i < at.i and _of_token(verb, token):
            return when
    return None


def _of_token(verb: Any, token: Any) -> bool:
    """Say whether the noun that a clause hangs on is an act's, or stands in the words that hang on it."""
    if verb.head.dep_ == "pobj" and verb.head.head.i == token.i + 1:
        return True  # "condemned the offensive | in the capital, which began", whatever those words hang on
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


def of_another_day(token: Any, told: Any) -> bool:
    """Say whether an act's noun is named by a day that the sentence of one told before does not give.

    "The massacre of 16 February" is not the murder of 12 March, nor surely one of no day.
    """
    own = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.subtree]
    mine = {m[0].lower() for m in _DAY.finditer(" ".join(t.text for t in own))}
    theirs = {m[0].lower() for m in _DAY.finditer(told.text)}
    return bool(mine) and not mine & theirs


def year_of_another(doc: Any, when: When, token: Any) -> bool:
    """Say whether a year only tells which act is meant: "killed nine after the 2019 attack" was not in 2019.

    What it did itself was: "the 2019 attack killed nine".
    """
    words = [t for t in doc if when.start <= t.idx < when.end]
    year = words[-1] if words else None
    if year is None or not _YEAR.fullmatch(when.words) or year.i + 1 >= len(doc):
        return False
    act = year.head if year.head.i > year.i else year.nbor()
    own = act.dep_ == "nsubj" and act.head in (token, *token.ancestors)
    # "Killed nine during a 2019 operation" was.
    own = own or (act.dep_ == "pobj" and act.head.lower_ in {"during", "in"} and act.head.head == token)
    return act != token and not own and act not in token.ancestors


def of_superlative(doc: Any, when: When) -> bool:
    """Say whether a time only tells among what an act is the greatest: "its biggest offensive in 10 years"."""
    at = _at(doc, when)
    return at is not None and any(among_years(t) for t in (at, at.head))


def until_now(
    doc: Any, body: Sequence[When], said: Proposition, token: Any | None, day: TimeRange | None
) -> Proposition:
    """Give the toll of an act that goes on ("which began on 3 May and has left 90 dead") all days up to the report's.

    Takes the sentence's times, the toll's trigger and the day of the report.
    """
    if said.aspect is not Aspect.COUNT or token is None or day is None or (said.time and not said.time.precise):
        return said
    verb = clause_head(token)
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    begun = next((w for w in body if _starts(doc, w) and (w.range == said.time or _goes_on(doc, w, verb))), None)
    told = begun.range if begun is not None else None
    if not perfect or begun is None or told is None or told.end >= day.end:
        return said
    return replace(said, time=TimeRange(told.start, day.end, False), time_words=begun.words)


def _starts(doc: Any, when: When) -> bool:
    at = _at(doc, when)
    return at is not None and clause_head(at).lemma_ in _STARTS


def _goes_on(doc: Any, when: When, verb: Any) -> bool:
    """Say whether a verb goes on right after a time, whatever the parser hangs it on: "began on 3 May and has left"."""
    between = [t for t in doc if t.idx >= when.end and t.i < verb.i]
    return bool(between) and between[0].lower_ in {"and", "but"} and not any(t.pos_ == "VERB" for t in between)
