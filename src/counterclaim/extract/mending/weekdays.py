"""Days of the week that the parser takes for a part of the next noun: "said on Friday | rebels had shelled Lom"."""

from __future__ import annotations

import calendar
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of

_WEEKDAYS = frozenset(calendar.day_name)
_HOURS = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "dusk"})
_BEFORE = frozenset({"compound", "nmod", "amod", "nummod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def mend_weekday(day: Any) -> None:
    """Hang a day of the week on the "on" before it, and give the noun behind it to the verb that has no subject.

    Of "said on Friday rebels had shelled Lom" the parser makes Friday rebels, on whom it was said, and nobody who
    shelled. "On Friday prayers" and "on Friday evening" stay.
    """
    if day.text not in _WEEKDAYS or not day.i or day.dep_ not in _BEFORE:
        return
    prep, last = day.nbor(-1), day
    while last.i + 1 < len(day.doc) and last.nbor().lower_ in _HOURS:
        last = last.nbor()
    noun = day.head if day.head.i > last.i else last.head
    if prep.lower_ != "on" or prep.dep_ != "prep" or noun.i <= last.i or noun.lower_ in _HOURS:
        return
    if noun.dep_ == "pobj" and noun.head == prep:
        verb = _bare(prep.head, noun)
        if verb is None:
            return
        noun.dep_, noun.head = "nsubjpass" if child(verb, "auxpass") is not None else "nsubj", verb
    elif noun.dep_ not in SUBJECTS:
        return
    last.dep_, last.head = "pobj", prep
    if last is not day:
        day.dep_, day.head = "compound", last


def _bare(over: Any, noun: Any) -> Any | None:
    """Give the first verb behind a noun that has no subject, below the verb that the day hangs on; else None."""
    below = [over, *over.children] if over.i > noun.i else [*over.children]
    found = (c for c in below if c.i > noun.i and c.pos_ == "VERB" and c.tag_ in _FINITE and said_of(c) is None)
    verb = next(found, None)
    if verb is None or any(t.pos_ not in {"AUX", "ADV", "PART"} for t in noun.doc[noun.right_edge.i + 1 : verb.i]):
        return None
    return verb
