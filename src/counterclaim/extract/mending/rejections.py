"""Who rejects what others say: of "army rejects claim it shelled it" the parser makes some rejects that claim."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.lexicons import lexicon

#: What somebody wrote or found, which others scorn in headings.
_WRITTEN = frozenset({"report", "finding", "account", "version", "document", "statement", "inquiry", "probe"})


def mend_rejection(said: Any) -> None:
    """Make the object of a verb of denial of what somebody said, right behind it; takes the noun of saying.

    The parser takes "rejects" for a noun and "claim" for the verb, or both for verbs ("denies claim it did"); of
    "denies claims army did it" it makes some claims army.
    """
    if said.dep_ == "compound" and said.i:
        _claims_of(said)
    if said.pos_ == "NOUN" and said.lemma_.lower() in _WRITTEN:
        _scorned(said)
    clause = child(said, "ccomp")
    if said.dep_ == "ccomp" and clause is not None:
        _others_claims(said, clause)
    verb = said.nbor(-1) if said.i and clause is not None and clause.i > said.i else None
    if verb is None or said.lemma_.lower() not in saying_nouns() or (lemma := _denying(verb)) is None:
        return
    if verb.dep_ in SUBJECTS and verb.head == said:
        body = _body(verb) or next((c for c in said.children if c.dep_ == "nsubj" and c != verb), None)
        if body is None or body.i > verb.i or verb.tag_ not in {"NNS", "NNPS", "VBZ", "VBP"}:
            return
        verb.dep_, verb.head = said.dep_, verb if said.head == said else said.head
        for other in [c for c in said.children if c not in {clause, verb}]:
            other.head = verb
        _subject(body, verb)
    elif said.dep_ not in {"xcomp", "ccomp"} or said.head != verb or child(said, "aux", *SUBJECTS) is not None:
        return
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBZ", lemma
    said.pos_, said.tag_, said.dep_, said.head = "NOUN", "NNS" if said.lower_.endswith("s") else "NN", "dobj", verb
    clause.dep_ = "acl"


def _scorned(said: Any) -> None:
    """Make the verb of "Karven denounces | “biased” UN report", which the parser takes for the report's subject."""
    verb = next((c for c in said.children if c.dep_ in SUBJECTS and c.lower_ in _scorning() and c.i < said.i), None)
    body = _body(verb) if verb is not None else None
    if verb is None or body is None or verb.pos_ == "VERB" or child(said, "aux", "auxpass") is not None:
        return
    verb.dep_, verb.head = said.dep_, verb if said.head == said else said.head
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBZ", _scorning()[verb.lower_]
    said.dep_, said.head = "dobj", verb
    _subject(body, verb)


def _body(verb: Any) -> Any | None:
    """Give who stands right before a verb that the parser took for a noun: "Lom army | denies", "the military"."""
    who = child(verb, "compound", "nmod", "nsubj", "amod")
    return who if who is not None and (who.dep_ != "amod" or who.i == verb.i - 1) else None


def _subject(body: Any, verb: Any) -> None:
    """Make somebody the subject of a verb, with the words before that the parser hung on the verb."""
    for before in [c for c in verb.children if c.i < body.i and c.dep_ in {"poss", "det", "compound", "amod"}]:
        before.head = body
    body.dep_, body.head, body.pos_ = "nsubj", verb, "NOUN" if body.pos_ == "ADJ" else body.pos_


def _claims_of(said: Any) -> None:
    """Make the object of a denial of claims that the parser hangs on the doer behind them."""
    verb, doer = said.nbor(-1), said.head
    told = doer.head
    denies = verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("cues")["denial"]
    clause = doer.dep_ in SUBJECTS and told.dep_ == "ccomp" and told.head == verb and doer.left_edge == said
    if denies and clause and said.lemma_.lower() in saying_nouns():
        said.dep_, said.head, told.dep_, told.head = "dobj", verb, "acl", said


def _others_claims(said: Any, clause: Any) -> None:
    """Make the object of "dismissed Karven | claims that P", of which the parser makes a Karven that claims P."""
    verb, whose = said.head, child(said, "nsubj")
    denies = verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("cues")["denial"]
    noun = said.lower_.removesuffix("s")
    if not denies or whose is None or noun == said.lower_ or noun not in saying_nouns():
        return
    that = child(clause, "mark")
    near = whose.i + 1 == said.i and whose.left_edge.i == verb.i + 1
    if near and that is not None and that.i == said.i + 1 and child(said, "mark") is None:
        said.pos_, said.tag_, said.dep_, said.lemma_ = "NOUN", "NNS", "dobj", noun
        whose.dep_, clause.dep_ = "compound", "acl"


def _denying(token: Any) -> str | None:
    """Give the verb of denial whose form in "s" a token is, or that it is, or None."""
    return _forms().get(token.lower_)


@cache
def _scorning() -> dict[str, str]:
    """Give the forms in "s" of verbs by which somebody denies or scorns what was written, each with its verb."""
    return _forms() | {f"{v}s": v for v in ("denounce", "condemn", "slam", "blast", "brand", "decry")}


@cache
def _forms() -> dict[str, str]:
    """Give the forms of the verbs of denial in the present, each with its verb."""
    verbs = [v for v in lexicon("cues")["denial"] if " " not in v]
    thirds = {(f"{v[:-1]}ies" if v.endswith("y") else f"{v}es" if v.endswith("s") else f"{v}s"): v for v in verbs}
    return thirds | {v: v for v in verbs}
