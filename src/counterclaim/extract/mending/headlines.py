"""Headlines without articles: a deed's name that the parser takes for a verb ("blames rebels for Lom shelling")."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, child
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ACTING_BODIES, AgentKind

_TRADING = frozenset({"trade", "swap", "exchange"})
_BLAME = frozenset({"blame", "accusations", "charges", "responsibility"})
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


def mend_list(token: Any) -> None:
    """Make one subject of the bodies that a headline sets side by side, and part a number of dead from who speaks.

    "Army, rebels blame each other", "12 killed in Lom, rebels blame army".
    """
    if token.i:
        return
    verb, last = token.head, token.right_edge
    if verb.pos_ != "VERB" or last.i + 1 >= verb.i or last.nbor(1).text != ",":
        return
    other = next((c for c in verb.children if c.dep_ == "nsubj" and c.left_edge.i == last.i + 2), None)
    if other is None:
        return
    if token.like_num and child(token, "acl") is not None:
        if verb.lemma_.lower() in lexicon("cues")["accusing"]:  # of "12 killed, army says" the army says so
            token.dep_ = "dep"
    elif token.dep_ in {"npadvmod", "dep"} and last.i == token.i and {*map(_kind, (token, other))} <= ACTING_BODIES:
        token.dep_ = "nsubj"
        other.dep_, other.head = "conj", token


def _kind(noun: Any) -> AgentKind | None:
    return kind_of_noun(noun.lower_)


def mend_matter(link: Any) -> None:
    """Hang on the verb what somebody behind it speaks on ("says army | on Lom shelling"); others stay as they are."""
    who, deed = link.head, child(link, "pobj")
    about = link.dep_ == "prep" and link.lower_ in {"on", "over"} and deed is not None and deed.lower_ in act_nouns()
    if about and who.dep_ == "nsubj" and who.i > who.head.i and who.i == link.i - 1:
        link.head = who.head


def mend_trade(token: Any) -> None:
    """Make a verb of "Army, rebels | trade | blame for Lom shelling", which the parser takes for a kind of blame."""
    if token.lower_ not in _TRADING or token.dep_ != "compound" or token.i < 1 or token.head.i != token.i + 1:
        return
    blame, who, top = token.head, token.nbor(-1), token.head.head
    if blame.lower_ in _BLAME and (first := _set_beside(who, blame)) is not None:
        blame.dep_, blame.head, who.dep_, who.head = "dobj", token, "conj", first
        token.pos_, token.tag_, token.lemma_ = "VERB", "VBP", token.lower_
        token.dep_, token.head, first.dep_, first.head = "ROOT", token, "nsubj", token
        return
    who = who.head if who.dep_ == "conj" else who
    if blame.lower_ not in _BLAME or who.head != blame or top.i < blame.i or top.head != top:
        return
    token.pos_, token.tag_, token.lemma_ = "VERB", "VBP", token.lower_
    token.dep_, token.head = "ROOT", token
    blame.dep_, blame.head, who.dep_, who.head = "dobj", token, "nsubj", token
    link = child(blame, "prep")
    name = child(link, "pobj") if link is not None else None
    for other in [c for c in top.children if c.i < token.i]:
        other.head = token
    if top.i > blame.i and name is not None and name.i == top.i - 1:
        top.dep_, top.head, name.dep_, name.head = "pobj", link, "compound", top
    elif top != blame:
        top.dep_, top.head = "dep", token
    mend_list(token.doc[0])


def _set_beside(who: Any, blame: Any) -> Any | None:
    """Give the first of "Orst, Velm trade blame", where the parser makes the blame an apposition to it, or None."""
    first = blame.head
    listed = blame.dep_ == "appos" and first.dep_ == "ROOT" and who.dep_ == "compound" and who.head.i <= blame.i
    return first if listed and first.i == who.i - 2 and who.nbor(-1).text == "," else None
