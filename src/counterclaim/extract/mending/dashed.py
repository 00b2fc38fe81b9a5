"""Who speaks at a headline's end, behind a dash: "12 killed in Lom - hospital sources" tells of no Lom hospital."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, child
from counterclaim.extract.named.speaking import keeps_figures, speaks

_DASHES = frozenset({"-", "–", "—", "--"})
_BEFORE = frozenset({"compound", "nmod", "amod", "nummod", "poss", "dep"})
#: A speaker at a headline's end has at most so many words.
_WORDS_MAX = 6
_STOPS = frozenset({".", "!", "?"})


def mend_dashed(dash: Any) -> None:
    """Set who speaks behind a headline's last dash apart from the words before it; takes the dash.

    A headline has no full stop, and nothing but nouns stands behind its dash.
    """
    doc = dash.doc
    if dash.text not in _DASHES or not (dash.i and dash.whitespace_ and dash.nbor(-1).whitespace_):
        return
    tail = [t for t in doc[dash.i + 1 :] if not t.is_space]
    if not 0 < len(tail) <= _WORDS_MAX or any(t.text in _STOPS for t in doc):
        return
    who = tail[-1]
    bare = all(t.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} for t in tail) and who.pos_ in {"NOUN", "PROPN"}
    if not bare or not keeps_figures(who) or any(t.head.i < dash.i for t in tail if t is not who):
        return
    _set_apart(dash, who)


def _set_apart(dash: Any, who: Any) -> None:
    crossing = [t for t in dash.doc[: dash.i] if t.head.i > dash.i and t.dep_ in _BEFORE]
    whole = who.head == who
    if crossing:
        last = crossing[0] if whole else crossing[-1]
        for one in crossing:
            _under(one, last)
        last.dep_, last.head = who.dep_, last if whole else who.head
    elif whole:
        return
    elif who.dep_ == "dobj":
        _undergone(who.head)
    top = next(t for t in (dash.nbor(-1), *dash.nbor(-1).ancestors) if t.head == t)
    for link in [t for t in dash.doc[: dash.i + 1] if t.head.i > dash.i]:
        link.head = top
    who.dep_, who.head = "dep", top


def _under(word: Any, last: Any) -> None:
    """Hang a word that stood before the speaker on the last word before the dash; a deed's name is a noun."""
    if word.tag_ in {"VBN", "VBD"}:
        word.dep_ = "acl"
    elif word.lower_ in act_nouns():
        word.pos_, word.tag_ = "NOUN", "NN"
    if word is not last:
        word.head = last


def _undergone(verb: Any) -> None:
    """Make "market shelled - residents" a market that was shelled: no market shells anybody."""
    subject = child(verb, "nsubj")
    if verb.tag_ in {"VBD", "VBN"} and subject is not None and not speaks(subject):
        subject.dep_, verb.tag_ = "nsubjpass", "VBN"
