"""What somebody laughs off or scoffs at, which the parser hangs on a preposition: it is dismissed as what is denied."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.mending.told_behind import told_behind
from counterclaim.extract.mending.verdicts import mend_verdict
from counterclaim.lexicons import lexicon

_BELOW = frozenset({"dobj", "npadvmod", "appos", "oprd", "attr"})
#: What is poured on something said, or taken with it.
_SCORN = {
    "pour": frozenset({"scorn", "ridicule", "derision", "water"}),
    "heap": frozenset({"scorn", "ridicule", "derision"}),
    "take": frozenset({"issue", "exception"}),
}
_MARKS = frozenset("'\"“‘")


def mend_scorn(token: Any) -> None:
    """Make words of saying the object of the verb that dismisses them; any other token stays as it is.

    "Scoffed at the claim", "brushed aside reports", "poured scorn on the report"; verdicts are `mended_verdicts`; of
    "denounced as lies reports that" the parser makes lies that report.
    """
    if token.dep_ in _BELOW and token.lower_ in lexicon("dismissal")["predicates"]:
        _quoted_verdict(token)
    if token.pos_ != "VERB":
        return
    mend_verdict(token)
    if token.lemma_.lower() in lexicon("cues")["naming"] and (noun := child(token, "dobj")) is not None:
        _named(token, noun)
    for link in token.children:
        if link.i > token.i and f"{token.lemma_.lower()} {link.lower_}" in lexicon("cues")["denial"]:
            _scorned(token, link)
    told = child(token, "advcl", "dobj", "ccomp")
    if told is not None and (mark := child(told, "mark", "prep")) is not None and mark.lower_ == "as":
        _as_lies(token, mark, told)


def _quoted_verdict(word: Any) -> None:
    """Leave a headline's quoted verdict out of the deed before it: "shelling of Lom by X | 'a lie', says Y"."""
    first, deed = word.left_edge, word.head
    quoted = first.text in _MARKS or (first.i > 0 and first.nbor(-1).text in _MARKS)
    if not quoted or deed.tag_ != "VBG" or deed.i > word.i or child(deed, "aux") is not None:
        return
    word.dep_ = "dep"
    if child(deed, "nsubj") is None:
        deed.pos_, deed.tag_, deed.lemma_ = "NOUN", "NN", deed.lower_


def _scorned(verb: Any, link: Any) -> None:
    noun = child(link, "pobj") if link.dep_ == "prep" else child(verb, "dobj")
    said = _SCORN.get(verb.lemma_.lower(), frozenset())
    pours = bool(said)
    scorned = not pours or any(c.lower_ in said for c in verb.children)
    if noun is None or not scorned or link.dep_ not in {"prep", "advmod", "prt"}:
        return
    for other in [c for c in verb.children if c.lower_ in said]:
        other.dep_ = "dep"
    noun.head, noun.dep_, link.dep_ = verb, "dobj", "prt"


def _named(verb: Any, noun: Any) -> None:
    """Give "called the raid on the mill in Lom a fabrication" its last noun as what the raid is called."""
    last = next((t for t in noun.subtree if t.dep_ in {"npadvmod", "appos"} and t.head.i >= noun.i), None)
    last = last or next((c for c in verb.children if c.dep_ == "dobj" and c.i > noun.i), None)
    if (
        last is None
        or last.pos_ != "NOUN"
        or last.left_edge.lower_ not in {"a", "an"}
        or child(verb, "oprd") is not None
    ):
        return
    if last.right_edge.i >= noun.right_edge.i and last.left_edge.nbor(-1).text != ",":
        last.dep_, last.head = "oprd", verb


def _as_lies(verb: Any, mark: Any, told: Any) -> None:
    """Turn "reports" from the verb of "lies" to the object of who denounced them."""
    what, clause = child(told, "nsubj"), child(told, "ccomp") or told_behind(verb, told)
    noun = told.lower_.removesuffix("s") in lexicon("cues")["nouns"] and told.tag_ in {"VBZ", "NNS"}
    alone = child(verb, "dobj") in {None, told}
    if not noun or what is None or clause is None or not mark.i < what.i < told.i or not alone:
        return
    told.pos_, told.tag_, told.dep_ = "NOUN", "NNS", "dobj"
    told.lemma_ = told.lower_.removesuffix("s")
    mark.dep_, mark.head = "prep", verb
    what.dep_, what.head = "pobj", mark
    clause.dep_, clause.head = "acl", told
