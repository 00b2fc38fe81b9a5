"""A day or town before the subject with no comma between, which the parser reads as one with it: put right by words."""

from __future__ import annotations

import calendar
import re
from typing import Any

from counterclaim.extract.mending.seconds import saying
from counterclaim.extract.named.nouns import is_people

_PAST = frozenset({"VBD", "VBN"})
_DASHES = frozenset({"-", "--", "–", "—"})
#: What stands between two days of a month.
_DAYS = frozenset({"to", "and", "or", *_DASHES})
_YEAR = re.compile(r"\d{4}")
_MONTHS = frozenset(name for names in (calendar.month_name, calendar.month_abbr) for name in names if name)
_WEEKDAYS = frozenset(calendar.day_name)
_WHERE = frozenset({"in", "at", "near", "outside", "inside"})
_PARTS = frozenset({"morning", "noon", "afternoon", "evening", "night"})


def mend_day(noun: Any) -> None:
    """Take a date off the noun right behind it, which the parser read as one with it for want of a comma.

    "On 10 May soldiers shot a man" counts no soldiers, and "on Monday night rebels shelled it" tells of no "Monday
    night rebels": the day goes with its preposition, and they are the subject; so with "in Lom soldiers shot him".
    """
    first = noun.left_edge
    if first.text in _WEEKDAYS:
        _weekday(noun, first)
    elif first.pos_ == "PROPN" and first.text not in _MONTHS and first.nbor(-1).lower_ in _WHERE:
        _town(noun, first)
    else:
        _month(noun, first)


def _town(noun: Any, first: Any) -> None:
    """Take "Lom" off the people right behind it, who did what follows: "in Lom soldiers shot a man"."""
    prep, last = first.nbor(-1), first
    while last.i + 1 < noun.i and last.nbor(1).pos_ == "PROPN":
        last = last.nbor(1)
    people = (noun.tag_ == "NNS" and is_people(noun)) or noun.lower_ == "police"
    if last.i >= noun.i or noun.pos_ == "PROPN" or not people or not _verb_of(noun, prep):
        return
    last.dep_, last.head, prep.dep_ = "pobj", prep, "prep"
    for token in noun.doc[first.i : last.i]:
        token.dep_, token.head = "compound", last


def _weekday(noun: Any, first: Any) -> None:
    """Take "Monday" or "Monday night" off the noun of several, or of a body, right behind it."""
    part = first.nbor(1) if first.nbor(1).lower_ in _PARTS else first
    prep = first.nbor(-1)
    if prep.lower_ != "on" or part.i >= noun.i or noun.tag_ not in {"NNS", "NNPS"} or not _verb_of(noun, prep):
        return
    prep.dep_ = "prep"
    part.dep_, part.head = "pobj", prep
    if part != first:
        first.dep_, first.head = "compound", part


def _month(noun: Any, first: Any) -> None:
    """Take "10 May" off the noun right behind it."""
    prep, month = first.nbor(-1), first
    while month.i < noun.i and (month.like_num or month.lower_ in _DAYS):
        month = month.nbor(1)
    # "During March protests" is no date; "10 May 20 people" has no year.
    plain = first.like_num or prep.lower_ in {"in", "since", "by"}
    if month.text not in _MONTHS or month.i >= noun.i or prep.tag_ != "IN" or not plain:
        return
    year = month.nbor(1) if _YEAR.fullmatch(month.nbor(1).text) else month
    if year.i >= noun.i or not _verb_of(noun, prep):
        return
    prep.dep_ = "prep"
    # The month goes first, whatever it hung on: the parser may hang it on the day, which would leave a circle.
    month.dep_, month.head = "pobj", prep
    for token in noun.doc[first.i : year.i + 1]:
        if token != month and not first.i <= token.head.i <= year.i:
            token.dep_, token.head = "nummod", month


def _verb_of(noun: Any, prep: Any) -> bool:
    """Make a noun behind a date the subject of its verb, where it is not; say whether it is one."""
    if noun.dep_ != "pobj":
        return True
    top = prep
    while top.dep_ in {"prep", "pobj"} and top.head.dep_ in {"prep", "pobj"}:
        top = top.head
    verb = top.head
    # "(Found that) on 10 May soldiers shot a man(, the mayor said)": a participle with an object is that clause's verb.
    joint = next((t for t in verb.children if t.lower_ == "that" and t.i < noun.i), None)
    deed = next((c for c in noun.children if c.dep_ == "acl" and any(o.dep_ == "dobj" for o in c.children)), None)
    told = deed is not None and verb.lemma_.lower() in saying() and verb.i > deed.i
    if deed is not None and (joint is not None or told) and deed.tag_ in _PAST:
        deed.dep_, deed.head, deed.tag_ = "ccomp", verb, "VBD"
        top.head, verb = deed, deed
        if joint is not None:
            joint.dep_, joint.head = "mark", deed
    if verb.i < noun.i or verb.pos_ not in {"VERB", "AUX"} or any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    noun.dep_, noun.head = "nsubj", verb
    return True
