"""Whom a saying cites, and what it calls another's words, where the parser hangs them on the wrong verb."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import false_words, saying_nouns, says
from counterclaim.lexicons import lexicon

_CITING = frozenset({"citing", "quoting"})


def mend_source(token: Any) -> None:
    """Correct in place the tree around whom a saying cites or what it dismisses; any other token stays as it is.

    Of "reported, citing a doctor, that two were killed" the parser makes a doctor that two were killed; of "reported
    that two were killed, citing a doctor" men who cite; of "dismissed the report by residents that it shelled the
    market as fabricated" a market shelled as fabricated.
    """
    if token.lower_ in _CITING and token.dep_ in {"advcl", "acl"}:
        _cited(token)
    if token.lower_ in _CITING and token.dep_ == "compound" and not token.i:
        _opening(token)
    if token.lower_ in _CITING and token.dep_ == "csubj" and not token.i:
        _who_cites(token)
    if token.lower_ == "according" and not token.i and token.head.dep_ == "advcl":
        _according(token)
    if token.lower_ == "according" and token.i > 1:
        _were(token)
        _said_according(token)
        _whole_according(token)
    if token.dep_ == "prep" and token.lower_ == "by" and token.head.pos_ == "VERB":
        _report_by(token)
    if token.dep_ == "ccomp" and says(token) and token.head.dep_ == "ROOT" and says(token.head):
        _told_on(token)
    if token.tag_ == "VBN" and token.lemma_.lower() in lexicon("cues")["accusing"]:
        _accused_of(token)
    if token.lemma_ == "blame" and (noun := child(token, "dobj")) is not None:
        _blamed_on(token, noun)
    if token.pos_ == "VERB" and token.lemma_.lower() in _judging():
        _judged(token)


def _cited(citing: Any) -> None:
    """Give the clause after whom somebody cites, or the citing after the clause, to the verb of saying."""
    noun, verb = child(citing, "dobj"), citing.head
    if noun is None:
        return
    if says(verb) and verb.i < citing.i:
        near = [citing, *(t for t in noun.subtree if t.i >= noun.i), verb]
        clause = next((c for t in near for c in t.children if _that(c) and c.i > noun.i), None)
        if clause is not None and child(verb, "ccomp") is None:
            clause.dep_, clause.head = "ccomp", verb
        return
    up = verb
    while up.dep_ in {"ccomp", "conj", "advcl", "relcl", "acl", "pobj", "prep", "dobj"} and not says(up):
        up = up.head
    apart = citing.left_edge.i and citing.left_edge.nbor(-1).text == ","
    if apart and says(up) and up.i < citing.i and up != verb and child(up, "nsubj") is not None:
        citing.dep_, citing.head = "advcl", up
        if verb.head == up and verb.i > noun.i and _that(verb) and child(up, "ccomp") is None:
            verb.dep_ = "ccomp"


def _opening(citing: Any) -> None:
    """Take "Citing" at a sentence's head off the name of whom the subject after the comma cites."""
    noun = citing.head
    verb = noun.head
    own = [c for c in verb.children if c.dep_ == "nsubj" and c.i > noun.i]
    if noun.dep_ == "nsubj" and own and own[0].left_edge.i and own[0].left_edge.nbor(-1).text == ",":
        citing.dep_, citing.head, citing.pos_ = "advcl", verb, "VERB"
        noun.dep_, noun.head = "dobj", citing
        for name in [c for c in noun.children if c != citing and c.i < noun.i]:
            name.head = noun


def _who_cites(citing: Any) -> None:
    """Make the subject of "Quoting the police, | the mayor said" of what the parser takes for who the police are."""
    noun, verb = child(citing, "dobj"), citing.head
    who = child(noun, "appos") if noun is not None else None
    if who is None or who.left_edge.nbor(-1).text != "," or child(verb, "nsubj") is not None:
        return
    who.dep_, who.head = "nsubj", verb
    citing.dep_ = "advcl"


def _according(token: Any) -> None:
    """Hang "who spoke to …" on the noun after "according to", and that on the main clause."""
    verb = token.head
    who, to = child(verb, "nsubj"), child(token, "prep")
    noun = child(to, "pobj") if to is not None else None
    if noun is not None and who is not None and who.lower_ == "who" and verb.head.i > verb.i:
        token.head = verb.head
        verb.dep_, verb.head = "relcl", noun


def _were(token: Any) -> None:
    """Make the verb of "were, according to a doctor, killed" of what the parser takes for a doctor killed."""
    be, to = token.head, child(token, "prep")
    noun = child(to, "pobj") if to is not None else None
    done = child(noun, "acl") or child(be, "advcl") if noun is not None else None
    lost = noun is not None and done is not None and done.tag_ == "VBN" and child(be, "attr", "acomp") is None
    if not lost or done is None or be.lemma_ != "be" or be.i > token.i:
        return
    if done.left_edge.i == 0 or done.left_edge.nbor(-1).text != ",":
        return
    done.dep_, done.head = be.dep_, be.head if be.head != be else done
    for part in [c for c in be.children if c != done]:
        part.head = done
        part.dep_ = "nsubjpass" if part.dep_ == "nsubj" else part.dep_
    be.dep_, be.head = "auxpass", done


def _said_according(token: Any) -> None:
    """Hang "according to" on "said" right before it: of "X said, according to Y, that P" the whole is Y's."""
    verb = token.nbor(-2)
    if token.nbor(-1).text == "," and says(verb) and token.head != verb and verb in token.ancestors:
        token.head, token.dep_ = verb, "prep"


def _whole_according(token: Any) -> None:
    """Hang "according to" at the end on all of "12 were killed, shot by rebels, according to the army"."""
    part = token.head
    participle = part.dep_ == "advcl" and part.tag_ == "VBN" and part.i > part.head.i and child(part, "aux") is None
    bare = participle and part.left_edge.i == part.i and part.nbor(-1).text == ","
    if bare and token.nbor(-1).text == "," and token.right_edge.i >= part.right_edge.i:
        token.head = part.head


def _report_by(by: Any) -> None:
    """Hang who reports, and that, on the report of "carried a report by residents that two were killed"."""
    noun, who = child(by.head, "dobj"), child(by, "pobj")
    if noun is None or who is None or noun.i + 1 != by.i or noun.lemma_.lower() not in saying_nouns():
        return
    by.head = noun
    for clause in [c for c in who.children if _that(c) and c.i > who.i]:
        clause.dep_, clause.head = "acl", noun


def _told_on(verb: Any) -> None:
    """Make the last words of "X said P, Y reported" what is said of all that, where the parser has P reported.

    So too where it makes of Y's words more of what X said, or of P the words of a noun ("said in a statement that P").
    """
    over, who = verb.head, child(verb, "nsubj")
    own = [c for c in over.children if c.dep_ == "ccomp" and c != verb] if who is not None else []
    worded = [t for t in over.subtree if t.dep_ in {"relcl", "acl"} and t.head.dep_ == "pobj" and _that(t)]
    clause = child(verb, "ccomp") or next(iter(own or worded), None)
    if clause is None or who is None or not over.i < clause.i < who.i < verb.i or child(verb, "mark", "dobj"):
        return
    if who.left_edge.i and who.left_edge.nbor(-1).text == "," and clause.right_edge.i < who.left_edge.i:
        clause.dep_, clause.head = "ccomp", over
        verb.dep_, verb.head = "ROOT", verb
        over.dep_, over.head = "ccomp", verb


def _accused_of(verb: Any) -> None:
    """Hang what somebody is accused of on "accused", not on who "accused by residents of shelling" names."""
    by = child(verb, "agent")
    whom = child(by, "pobj") if by is not None else None
    for of in [c for c in whom.children if c.dep_ == "prep"] if whom is not None else ():
        if of.lower_ in {"of", "for", "with"} and child(of, "pcomp") is not None:
            of.head = verb


def _blamed_on(verb: Any, noun: Any) -> None:
    """Give to "blamed" the last "on" of "blamed the raid on the market on rebels", which hangs on raid or market."""
    on = [t for t in noun.subtree if t.lower_ == "on" and t.dep_ == "prep" and t.i > noun.i]
    on = [t for t in on if (whom := child(t, "pobj")) is not None and whom.ent_type_ not in {"DATE", "TIME"}]
    if len(on) > 1:
        on[-1].head = verb


def _judged(verb: Any) -> None:
    """Give a verdict's noun the clause of what was said, and its verb the words of the verdict at the end.

    "Called the claim that it did it a lie": the words of the verdict follow the clause, and are no part of it.
    """
    if verb.dep_ == "acl":
        _dismissing(verb)
    early = child(verb, "advcl")
    if early is not None and early.lower_ in false_words() and early.left_edge.lower_ == "as":
        # "Dismissed as fabricated a report that …"
        for what in [c for c in early.children if c.dep_ == "dobj" and child(verb, "dobj") is None]:
            what.head = verb
        _as_false(verb, early)
        return
    _told_as(verb)
    _named_by(verb)
    noun = child(verb, "dobj")
    if noun is None or noun.i < verb.i or noun.lemma_.lower() not in saying_nouns():
        return
    inside = [t for t in verb.subtree if t.i > noun.i]
    clause = next((t for t in inside if _that(t)), None)
    last = next((t for t in reversed(inside) if not (t.is_punct or t.is_space)), None)
    if clause is None or last is None or last.i <= clause.i or last == clause:
        return
    if not {last.lower_, last.lemma_.lower()} & false_words():
        return
    mark = last.left_edge.nbor(-1) if last.left_edge.i else last
    as_ = next((t for t in (mark, last.left_edge, last.head) if t.lower_ == "as" and t.i > clause.i), None)
    if (as_ is None) != (verb.lemma_.lower() in lexicon("cues")["naming"] and verb.lemma_ not in {"describe"}):
        return
    clause.dep_, clause.head = "acl", noun
    for by in verb.children:
        if by.lower_ == "by" and noun.i < by.i < clause.i:
            by.head = noun
    for name in [c for c in last.children if c.i < last.i and c.pos_ == "PROPN"]:
        name.dep_, name.head = last.dep_, last.head  # "… the mill in Lom “a lie”": not the lie of Lom
    last.dep_, last.head = "oprd", verb
    if as_ is not None:
        as_.dep_, as_.head = "prep", verb
        last.dep_, last.head = "pobj", as_


def _as_false(verb: Any, false: Any) -> None:
    """Make of "described the charge as fabricated" a verdict and no deed, and keep "by X" with who dismisses it."""
    as_ = false.left_edge
    as_.dep_, as_.head = "prep", verb
    false.dep_, false.head = "pobj", as_
    for by in [c for c in false.children if c.dep_ == "agent" and verb.tag_ == "VBN"]:
        by.head = verb


def _named_by(verb: Any) -> None:
    """Keep "by X" of "was described as a massacre by X" with who describes it: X is not told to have done it."""
    as_ = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep"), None)
    what = child(as_, "pobj") if as_ is not None and child(verb, "auxpass") is not None else None
    if what is None or child(verb, "agent") is not None:
        return
    for by in [c for c in what.children if c.lower_ == "by" and c.i > what.i and c.dep_ in {"prep", "agent"}]:
        by.dep_, by.head = "agent", verb


def _told_as(verb: Any) -> None:
    """Part "described as “lies” | reports that …", of which the parser makes one noun."""
    as_ = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep"), None)
    noun = child(as_, "pobj") if as_ is not None else None
    if as_ is None or noun is None or noun.lemma_.lower() not in saying_nouns() or child(verb, "dobj") is not None:
        return
    for false in [c for t in (as_, noun) for c in t.children if c.lower_ in false_words() and c.i < noun.i]:
        noun.dep_, noun.head = "dobj", verb
        false.dep_, false.head = "pobj", as_


def _dismissing(verb: Any) -> None:
    """Make the main verb of "forces dismissed as fabricated a report", which the parser takes for forces dismissed."""
    noun, root = verb.head, verb.head.head
    joint = root.nbor(-1) if root.i else root
    in_a_row = (verb.i, joint.i) == (noun.i + 1, noun.i + 2)  # "forces | dismissed | as | fabricated"
    if noun.dep_ == "nsubj" and root.lower_ in false_words() and joint.lower_ == "as" and in_a_row:
        verb.dep_, verb.head = root.dep_, root.head if root.head != root else verb
        verb.tag_, noun.head, joint.head = "VBD", verb, root
        root.dep_, root.head = "advcl", verb


def _that(clause: Any) -> bool:
    """Say whether a verb heads a clause with "that" as its joint."""
    mark = child(clause, "mark")
    return clause.dep_ in {"ccomp", "acl", "relcl", "advcl"} and mark is not None and mark.lower_ == "that"


@cache
def _judging() -> frozenset[str]:
    return frozenset((*lexicon("disbelief")["judging"], "dismiss", "reject", "denounce", "brand", "label"))
