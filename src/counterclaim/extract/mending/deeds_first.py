"""Headlines that begin with a deed's name: "Suspected rebel shelling kills nine", of which the parser makes a verb."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns
from counterclaim.lexicons import lexicon

_HEDGES = frozenset({"suspected", "alleged", "apparent", "presumed", "possible", "likely", "probable"})
_LEAVES = {"leaves": "leave", "claims": "claim", "targets": "target"}
#: Words before a deed's name that tell whose it is, or with what.
_MODIFYING = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT"})
#: So many words stand before the verb at most.
_WORDS = 6


def mend_deed_first(token: Any) -> None:
    """Make what a headline begins with the subject of the harm that it tells next; any other token stays as it is.

    Of "Army shelling kills nine" the parser makes an army that shells, of "Suspected Front attack" a name "Suspected".
    """
    if token.lower_ in _HEDGES and token.i == _first(token):
        _doubted(token)
    first = _first(token)
    deed = token.nbor(-1) if first + 1 < token.i <= first + _WORDS else token
    if deed.lower_ in act_nouns() and deed.lower_.endswith("ing") and not (token.pos_ == "VERB" and _subject(deed)):
        lemma = _harming().get(token.lower_)
        if lemma is not None and all(_modifies(t) for t in token.doc[first : deed.i]):
            _harms(token, lemma, first)


def _first(token: Any) -> int:
    """Give where what a word stands in begins: behind a colon near the start, or with the sentence."""
    return next((t.i + 1 for t in token.doc[: min(token.i, _WORDS)] if t.text == ":"), 0)


def _subject(deed: Any) -> bool:
    return bool(deed.dep_ == "nsubj" and deed.head.i == deed.i + 1)


def _doubted(word: Any) -> None:
    """Hang a word of doubt on the deed whose name it begins."""
    top = word.head
    while top.dep_ in {"compound", "nmod", "amod"} and top.i < top.head.i:
        top = top.head
    if top.i > word.i and top.lower_ in act_nouns() and top.pos_ in {"NOUN", "PROPN"}:
        word.dep_, word.head, word.pos_, word.tag_ = "amod", top, "ADJ", "JJ"


def _harms(verb: Any, lemma: str, first: int) -> None:
    """Give a verb of harm the deed before it for its subject, and what stands behind it."""
    deed, doc = verb.nbor(-1), verb.doc
    top = next(t for t in doc[first : verb.i + 1] if not first <= t.head.i <= verb.i or t.head == t)
    over = top.head if top.head != top else verb
    for word in doc[verb.i + 1 :]:
        if first <= word.head.i < verb.i:
            word.head = verb
        if word.head == verb and word.like_num and word.dep_ == "nummod":
            word.dep_ = "dobj"
    verb.dep_, verb.head = top.dep_, over
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBZ", lemma
    deed.dep_, deed.head, deed.pos_, deed.tag_, deed.lemma_ = "nsubj", verb, "NOUN", "NN", deed.lower_
    for word in doc[first : deed.i]:
        doubt = word.lower_ in _HEDGES
        word.head, word.dep_ = deed, "amod" if doubt or word.dep_ == "amod" else "compound"
        if doubt:
            word.pos_, word.tag_ = "ADJ", "JJ"


def _modifies(token: Any) -> bool:
    return bool(token.lower_ in _HEDGES or (token.pos_ in _MODIFYING and token.text not in {",", ":", ";"}))


def _harming() -> dict[str, str]:
    """Give verbs of harm as headlines write them, each with its lemma."""
    measures = lexicon("measures")
    lemmas = {v for name in ("killed", "injured", "destroyed", "damaged") for v in measures[name]["of_object"]}
    return _LEAVES | {f"{v}s": v for v in {*lemmas, "hit", "strike"}}
