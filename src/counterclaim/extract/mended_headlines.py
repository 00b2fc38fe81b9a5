"""Headlines without articles: a deed's name that the parser takes for a verb ("blames rebels for Lom shelling")."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.clauses import act_nouns, child

_STOPS = frozenset({".", "!", "?", ";", ":", ",", "'", '"', "”", "’"})


def mend_headline(token: Any) -> None:
    """Make a noun of a deed's name in "ing" between a bare name and a stop; any other token stays as it is.

    "Blames rebels for Lom shelling", "army on Lom shelling": nothing was shelled by whom the verb before tells.
    """
    if token.tag_ != "VBG" or token.lower_ not in act_nouns() or token.i < 2 or child(token, "dobj", "aux", "prep"):
        return
    if token.i + 1 < len(token.doc) and token.nbor(1).text not in _STOPS:
        return
    name = token.nbor(-1)
    link = name.head
    if name.dep_ != "pobj" or link.dep_ != "prep" or name.pos_ != "PROPN" or link.i != name.left_edge.i - 1:
        return
    _noun(token, name, link)


def _noun(deed: Any, name: Any, link: Any) -> None:
    """Hang a deed's name on the preposition before its place, and all that hung on it on what it hung on."""
    subject = child(deed, "nsubj")
    whole = deed.head == deed
    top = subject if whole and subject is not None else deed.head
    if whole and subject is None:
        return
    if whole:
        top.dep_, top.head = "ROOT", top
    for other in [c for c in deed.children if c != top]:
        other.head = top
    deed.pos_, deed.tag_, deed.lemma_ = "NOUN", "NN", deed.lower_
    deed.dep_, deed.head = "pobj", link
    name.dep_, name.head = "compound", deed
    mend_matter(link)


def mend_matter(link: Any) -> None:
    """Hang on the verb what somebody behind it speaks on ("says army | on Lom shelling"); others stay as they are."""
    who, deed = link.head, child(link, "pobj")
    about = link.dep_ == "prep" and link.lower_ in {"on", "over"} and deed is not None and deed.lower_ in act_nouns()
    if about and who.dep_ == "nsubj" and who.i > who.head.i and who.i == link.i - 1:
        link.head = who.head
