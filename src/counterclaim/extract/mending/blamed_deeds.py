"""A deed of two words that somebody is blamed for, which the parser parts: "blamed them for tank shelling of homes"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.lexicons import lexicon

_FOR = frozenset({"for", "of", "over"})
_FROM = frozenset({"air", "ground", "sea", "land"})
_LOOSE = frozenset({"advcl", "xcomp", "acl", "conj", "ccomp"})


def mend_blamed_deed(token: Any) -> None:
    """Make one noun of "tank | shelling" and of "rocket and mortar | shelling" behind a verb of blaming or condemning.

    So of "air and artillery | strikes"; and "on homes" behind the deed is its own. Of the gerund the parser makes a
    deed of who blames. Before it stand only bare nouns, and it has no object:
    "blamed rebels for shelling homes" is left as it is.
    """
    if token.dep_ == "conj" and token.pos_ == "NOUN":
        _of_two_kinds(token)
    if token.lower_ in {"on", "against"} and token.dep_ == "prep" and token.i and _blames(token.head):
        deed = token.nbor(-1)  # "blamed them for raids | on homes" lays nothing on homes
        link = next((t for t in deed.ancestors if t.lower_ in _FOR), None)
        if deed.lemma_.lower() in act_nouns() and link is not None and link.head in {token.head, *token.head.children}:
            token.head = deed
    if token.tag_ != "VBG" or token.dep_ not in _LOOSE or token.lemma_.lower() not in _deeds() or not token.i:
        return
    first = token.nbor(-1)
    if first.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return
    top = first
    while top.dep_ in {"conj", "amod", "compound"} and top.head.i < token.i and top.head != top:
        top = top.head
    link = top.head
    blames = next((t for t in link.ancestors if t.pos_ == "VERB"), None)
    if top.dep_ != "pobj" or link.lower_ not in _FOR or blames is None or blames != token.head or not _blames(blames):
        return
    between = token.doc[link.i + 1 : token.i]
    bare = all(t.pos_ in {"NOUN", "ADJ", "CCONJ"} or t.lower_ in {"and", "or", ","} for t in between)
    if not bare or any(c.dep_ in {"dobj", "nsubj", "aux", "auxpass", "mark"} for c in token.children):
        return
    link.head = blames
    token.head, token.dep_, token.tag_, token.pos_, token.lemma_ = link, "pobj", "NN", "NOUN", token.lower_
    for word in [c for c in top.children if c.dep_ in {"amod", "det"}]:
        word.head = token
    top.head, top.dep_ = token, "compound"


def _of_two_kinds(deed: Any) -> None:
    """Make one noun of "for air and artillery | strikes", of which the parser blames them for air."""
    kind = deed.head
    link = kind.head
    lone = kind.dep_ == "pobj" and link.lower_ in _FOR and kind.tag_ == "NN" and link.i + 1 == kind.i
    if not lone or deed.lemma_.lower() not in act_nouns() or deed.i != kind.i + 3 or not _blames(link.head):
        return
    if (kind.lower_ in _FROM or weapon_row(kind) is not None) and deed.nbor(-1).dep_ == "compound":
        deed.head, deed.dep_ = link, "pobj"
        kind.head, kind.dep_ = deed, "compound"


def _blames(verb: Any) -> bool:
    cues = lexicon("cues")
    return verb.lemma_.lower() in {*cues["accusing"], "condemn", "denounce", "criticise", "criticize"}


def _deeds() -> frozenset[str]:
    """Give the deeds that are nouns in -ing too, by their verb: "shell", "bomb"."""
    return frozenset(noun.removesuffix("ing") for noun in act_nouns() if noun.endswith("ing")) | act_nouns()
