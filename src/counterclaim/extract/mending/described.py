"""What a claim is called behind a comma: of ", allegations the army denies" the parser makes an army that is denied."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.lexicons import lexicon

_APART = frozenset({",", "-", "--", "–", "—"})
_ARTICLES = frozenset({"a", "an"})
_THAT = frozenset({"that", "which"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB", "NNS"})
#: A subject and what helps its verb have at most so many words.
_WORDS_MAX = 9
_WITHIN = frozenset({"PRON", "NOUN", "PROPN", "DET", "ADJ", "ADP", "CCONJ", "AUX", "ADV", "PART", "NUM"})


def mend_described(noun: Any) -> None:
    """Give ", a claim (that) somebody denies" its noun, its verb and its subject; takes the noun of saying.

    The noun stands behind a comma or a dash, bare in the plural and with "a" alone; the first verb behind it is one of
    denying or verifying, and takes nothing.
    """
    if noun.lemma_.lower() not in _nouns() or noun.i < 2:
        return
    before = noun.nbor(-1)
    single = before.lower_ in _ARTICLES
    edge = before.nbor(-1) if single and before.i else before
    if not edge.i or edge.text not in _APART or (not single and not noun.lower_.endswith("s")):
        return
    verb = _verb(noun)
    over = next((t for t in (edge.nbor(-1), *edge.nbor(-1).ancestors) if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or over is None or over == verb or over.i > noun.i:
        return
    _hang(noun, verb, over)


def _verb(noun: Any) -> Any | None:
    """Give the verb that says that somebody denies a claim, or could not verify it; None where another stands first."""
    for token in noun.doc[noun.i + 1 : noun.i + 1 + _WORDS_MAX]:
        if token.lemma_.lower() in _answering() or token.lower_.removesuffix("s") in _answering():
            return token if token.tag_ in _FINITE and token.i > noun.i + 1 else None
        if token.pos_ not in _WITHIN and token.lower_ not in _THAT:
            return None
    return None


def _hang(noun: Any, verb: Any, over: Any) -> None:
    """Make the noun an apposition of what was said before, and the verb with its subject its relative clause."""
    between = list(noun.doc[noun.i + 1 : verb.i])
    names = [t for t in between if t.pos_ in {"PRON", "NOUN", "PROPN"} and t.lower_ not in _THAT]
    if not names:
        return  # "a claim that was denied", "a claim denied by X"
    inside = {t.i for t in between}
    subject = next(t for t in (names[0], *names[0].ancestors) if t.head.i not in inside)
    if (noun.dep_, verb.dep_, subject.dep_) == ("appos", "relcl", "nsubj") and verb.head == noun:
        return
    if subject.i > verb.i:
        return
    _above(over, noun, verb)
    noun.dep_, noun.head, noun.pos_ = "appos", over, "NOUN"
    noun.tag_ = "NNS" if noun.lower_.endswith("s") else "NN"
    verb.dep_, verb.head, verb.pos_ = "relcl", noun, "VERB"
    verb.tag_ = "VBZ" if verb.tag_ == "NNS" else verb.tag_
    verb.lemma_ = next(w for w in (verb.lemma_.lower(), verb.lower_.removesuffix("s")) if w in _answering())
    if (article := noun.nbor(-1)).lower_ in _ARTICLES:
        article.head = noun
    subject.dep_, subject.head = "nsubj", verb
    for one in between:
        if one.i < subject.left_edge.i and one.lower_ in _THAT:
            one.dep_, one.head = "dobj", verb
        elif one.dep_ in {"aux", "neg", "advmod", "auxpass"} and one.i > subject.i:
            one.head = verb


def _above(told: Any, noun: Any, verb: Any) -> None:
    """Take what was said before out from under the denial, where the parser hangs it on that."""
    while told.head != told and told.head not in (verb, noun):
        told = told.head
    if told.head == told:
        return
    outer = told.head
    while outer.head in (verb, noun) and outer.head != outer:
        outer = outer.head
    told.dep_, told.head = outer.dep_, told if outer.head == outer else outer.head


@cache
def _nouns() -> frozenset[str]:
    return saying_nouns() & {"claim", "allegation", "accusation", "charge", "account", "assertion", "suggestion"}


@cache
def _answering() -> frozenset[str]:
    cues = lexicon("cues")
    return frozenset({*(w for w in cues["denial"] if " " not in w), "verify", "confirm", "corroborate", "disprove"})
