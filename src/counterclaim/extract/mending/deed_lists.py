"""Deeds in a list of charges: of "rapes, burning villages and looting shops" the parser makes villages that burn."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, child
from counterclaim.extract.named.act import verbs

_DESCRIBING = frozenset({"amod", "compound"})


def list_gerunds(verb: Any, deed: Any) -> bool:
    """Give to the "of" of a first deed with a noun each gerund behind it which the parser makes describe a noun.

    Takes the verb of accusing and the noun; says whether there was any.
    """
    found = [t for t in deed.doc[deed.i + 1 :] if _gerund(t) and verb in t.ancestors]
    for gerund in found:
        noun = gerund.head
        _beside(noun, deed)
        gerund.dep_, gerund.head, gerund.tag_, gerund.pos_ = "pcomp", deed.head, "VBG", "VERB"
        gerund.lemma_ = _lemma(gerund.lower_)
        noun.dep_, noun.head = "dobj", gerund
    return bool(found)


def joined(gerund: Any, deed: Any) -> bool:
    """Join to the first deed the last one that the parser joins to a gerund's object: "burning it and looting"."""
    what = child(gerund, "dobj")
    return what is not None and _beside(what, deed)


def _beside(noun: Any, deed: Any) -> bool:
    found = [c for c in noun.children if c.dep_ == "conj" and c.lower_.endswith("ing") and c.left_edge.i == c.i]
    for one in found:
        one.head = deed
    return bool(found)


def _gerund(token: Any) -> bool:
    """Say whether a word is an act's gerund behind a comma or "and", and before the plain noun that it describes.

    "Bombing attacks" are no attacks that anybody bombed.
    """
    noun = token.head
    told = token.lower_.endswith("ing") and token.dep_ in _DESCRIBING and _lemma(token.lower_) in verbs()
    plain = noun.i == token.i + 1 and noun.left_edge.i == token.i and noun.tag_ in {"NNS", "NN"}
    plain = plain and noun.lemma_.lower() not in act_nouns()
    return told and plain and noun.dep_ in {"conj", "appos"} and token.nbor(-1).lower_ in {",", "and"}


def _lemma(gerund: str) -> str:
    """Give the verb of a gerund: "razing" is of "raze"."""
    stem = gerund.removesuffix("ing")
    return next((w for w in (stem, f"{stem}e", stem[:-1]) if w in verbs()), stem)
