"""Who says something, where the parser gets it wrong in one way again and again: put right by the words themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.grammar.saying import says
from counterclaim.extract.mending.insertions import mend_insertion
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon

_PAST = frozenset({"VBD", "VBN"})
_TENSES = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_SOME = frozenset({"many", "some", "most", "several", "half", "all"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_MARKS = frozenset("«»„“”‘’'\"")
_FINITE = frozenset({"VBD", "VBZ"})
_NAMED_LAST = frozenset({"appos", "conj"})
#: After these words stands what a participle is about, and not when it was said.
_TAKES = frozenset({"by", "as", "to", "of", "for", "with", "from"})
_DAYS = frozenset({"DATE", "TIME"})


def mend_saying(token: Any) -> None:
    """Correct in place the tree around a verb of saying; any other token stays as it is.

    Of "killed 7 people, a doctor said" the parser makes people who are a doctor, and nobody who says it; of "while
    fighting rebels, the military at the base acknowledged" rebels who are the military; of "activists allege that" an
    "allege"; of "examined claims that rebels did it and has found such claims weak" rebels who find; of "two men,
    activists told reporters, were killed" two who tell; and of "…, the army was quoted as saying" an army that says
    nothing.
    """
    if token.text in _MARKS and token.dep_ in _SUBJECTS:
        token.dep_ = "punct"  # "«They fired,» said X": a mark says nothing
    cues = lexicon("cues")
    if token.tag_ in _FINITE and token.lemma_.lower() in {*cues["neutral"], *cues["endorsing"]}:
        _speaker(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in _saying() and token.i:
        _no_noun(token)
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in {"quote", "cite"}:
        _quoted_as(token)
    if token.tag_ in _TENSES and token.pos_ == "VERB" and token.lemma_.lower() in _cues():
        mend_insertion(token)
    if token.lower_ in _SOME and token.dep_ in {"nsubj", "ccomp", "dep"} and token.head.i > token.i:
        _some_of_them(token)
    if token.dep_ == "ROOT" and token.i and token.tag_ in _FINITE | {"VBN"} and token.pos_ == "VERB":
        _told_apart(token)
    if token.dep_ == "conj" and token.head.dep_ in {"acl", "ccomp"} and token.head.i < token.i:
        _two_verdicts(token)
        _own_doubt(token)
    if token.dep_ in {"acl", "advcl"} and token.i > 1 and token.tag_ in _PAST and token.lemma_.lower() in _saying():
        _said_last(token)
    if token.lower_ == "short" and token.head.lemma_ in {"stop", "fall"}:
        _short_of(token, token.head)
    if token.dep_ == "ccomp":
        _told_by_last(token)
        _done_to(token)
        _done_by(token)


def _short_of(short: Any, verb: Any) -> None:
    """Give "but stopped short of saying P" to who spoke before, and "of saying" to the verb."""
    for of in [c for c in short.children if c.lower_ == "of"]:
        of.head = verb
    told = verb.head
    over = told.head if told.dep_ == "ccomp" and told.head.i < told.i else told
    joint = next((c for c in told.children if c.dep_ == "cc" and told.i < c.i < verb.i), None)
    if verb.dep_ == "conj" and joint is not None and over.pos_ == "VERB" and child(verb, *_SUBJECTS) is None:
        verb.head = joint.head = over


def _own_doubt(verb: Any) -> None:
    """Give "but could not verify who did it" to who had or said P, where the parser made it part of P.

    The subject of a passive P ("said the mill was hit but had not been able to confirm") verifies nothing.
    """
    told, able = verb.head, child(verb, "acomp")
    asked = child(able, "xcomp") if able is not None else verb
    joint = next((c for c in told.children if c.dep_ == "cc" and told.i < c.i < verb.i), None)
    doubts = asked is not None and asked.lemma_.lower() in lexicon("cues")["verifying"]
    bare = doubts and child(verb, *_SUBJECTS) is None and child(asked, "auxpass") is None
    passive = child(told, "nsubjpass") is not None
    over = told.head if told.dep_ == "ccomp" else told.head.head  # "had received reports that P"
    reported = told.dep_ == "acl" and told.head.dep_ == "dobj" and child(told, "mark") is not None
    if not bare or joint is None or joint.lower_ != "but" or not (reported or (passive and told.dep_ == "ccomp")):
        return
    if over.pos_ == "VERB" and over.i < told.i and child(over, "nsubj") is not None:
        verb.head, joint.head = over, over


def _told_by_last(told: Any) -> None:
    """Give a clause with "that" to the saying right before: "stopped short of concluding | that the army did it"."""
    mark = child(told, "mark")
    saying = mark.nbor(-1) if told.head.i < told.i and mark is not None and mark.lower_ == "that" and mark.i else None
    if saying is not None and saying.dep_ == "pcomp" and saying.head.lower_ == "of" and saying != told.head:
        told.head = saying if saying.lemma_.lower() in _cues() else told.head


def _speaker(verb: Any) -> None:
    """Make the subject of a verb of saying of what the parser took for another name of the last noun said before."""
    said = verb.dep_ == "conj" or any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "auxpass"}]
    taken = _object_of(own[0]) if len(own) == 1 else None
    opened = next(
        (c for c in verb.children if c.dep_ == "prep" and not c.left_edge.i and c.right_edge.i < verb.i), None
    )
    # "In an interview with Reuters, a doctor said": the phrase before the comma has a speaker for its end.
    before = verb.nbor(-1) if verb.i else verb
    last_one = next((t for t in (before, *before.ancestors) if t.dep_ == "appos"), None)
    opened = opened if not own and opened is not None and last_one is not None else None
    if not (said or (opened is not None and speaks(last_one))) or (own and taken is None):
        return
    last = verb.nbor(-1)
    last = last.nbor(-1) if last.text == "," and last.i else last
    names = [t for t in (last, *last.ancestors) if t.dep_ in _NAMED_LAST and last.i <= t.right_edge.i < verb.i]
    names = [t for t in names if t.left_edge.i and t.left_edge.nbor(-1).text == ","]
    # "Four children, witnesses and a doctor said": of a list's last ones only who can speak do.
    names = [t for t in names if t.dep_ == "appos" or speaks(t)]
    if names:
        names[-1].dep_, names[-1].head = "nsubj", verb
        if taken is not None:
            own[0].dep_, own[0].head = "dobj", taken


def _some_of_them(word: Any) -> None:
    """Make of "dozens were hurt, many critically, a medic said" some of those hurt, and none who speak."""
    others = list(word.head.children)
    told = next((c for c in others if c.dep_ == "ccomp" and c.i < word.i), None)
    whole = said_of(told) if told is not None else None
    teller = any(c.dep_ == "nsubj" and c.i > word.i for c in others)
    if whole is not None and teller and word.head.lemma_.lower() in _saying():
        word.dep_, word.head = "appos", whole


def _told_apart(verb: Any) -> None:
    """Hang a clause on the verb of saying right before it, which the parser ended the sentence with."""
    first = verb.left_edge
    over = first.nbor(-1) if first.i else verb
    bare = over.dep_ == "ROOT" and over.lemma_.lower() in _saying() and not any(c.i > over.i for c in over.children)
    if bare and over is not verb and child(verb, *_SUBJECTS) is not None and child(over, "nsubj") is not None:
        verb.dep_, verb.head = "ccomp", over


def _two_verdicts(verb: Any) -> None:
    """Join a verb after "and" to the verb over the clause before it, whose number it has or whose object it takes."""
    first = verb.head
    over = first.head.head if first.dep_ == "acl" else first.head
    subject, who = said_of(first), child(over, "nsubj")
    if over.pos_ != "VERB" or subject is None or who is None or child(verb, *_SUBJECTS) is not None:
        return
    helper = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE | {"VBP"}), verb)
    one, many = helper.lower_ in {"has", "is", "was"} or helper.tag_ == "VBZ", subject.tag_ in {"NNS", "NNPS"}
    what = child(verb, "dobj", "ccomp")
    what = child(what, "nsubj") or what if what is not None else None
    again = first.dep_ == "acl" and what is not None and what.lemma_ == first.head.lemma_
    if again or (one and many and who.tag_ not in {"NNS", "NNPS"}):
        joint = next((c for c in first.children if c.dep_ == "cc" and first.i < c.i < verb.i), None)
        verb.head = over
        if joint is not None:
            joint.head = over


def _object_of(noun: Any) -> Any:
    """Give the verb right before a subject whose object it is ("killed 7 people, a doctor, told …"), or None."""
    before = noun.left_edge.nbor(-1) if noun.left_edge.i else noun
    # "The toll reached 7 people, a doctor said"
    apart = before.dep_ == "conj" or (before.dep_ == "ccomp" and before.head == noun.head)
    bare = before.tag_ == "VBD" and apart and not any(c.dep_ == "dobj" for c in before.children)
    return before if bare and any(c.dep_ == "appos" for c in noun.children) else None


def _said_last(verb: Any) -> None:
    """Make who says a sentence of what the parser took for another name of a noun in it, right before the last verb.

    "… while fighting rebels, the military at the base acknowledged on Monday": the sentence ends with that verb and its
    day, and the verb takes nothing else.
    """
    last, doc = verb.nbor(-1), verb.doc
    noun = next((t for t in (last, *last.ancestors) if t.dep_ == "appos" and t.i < verb.i), None)
    root = next((t for t in verb.ancestors if t.head.i == t.i), None)
    if noun is None or root is None or root.pos_ not in {"VERB", "AUX"} or not (noun.left_edge.i and speaks(noun)):
        return
    ends = all(t.is_punct or t.is_space for t in doc[verb.right_edge.i + 1 :])
    plain = all(c.dep_ in {"prep", "npadvmod", "advmod"} and c.lower_ not in _TAKES for c in verb.children)
    if ends and plain and root.i < noun.i and noun.left_edge.nbor(-1).text == ",":
        verb.tag_, verb.dep_, verb.head = "VBD", "ROOT", verb
        root.dep_, root.head = "ccomp", verb
        noun.dep_, noun.head = "nsubj", verb


def _done_to(verb: Any) -> None:
    """Give "said" to whom something was done: "residents interviewed in Lom said"; nothing stands apart in that."""
    said, who = verb.head, said_of(verb)
    told = (
        verb.tag_ == "VBN"
        and verb.i < said.i
        and said.tag_ in _TENSES
        and said.lemma_.lower() in _saying()
        and child(said, *_SUBJECTS) is None
    )
    if not told or who is None or child(verb, "aux", "auxpass", "dobj") is not None or not speaks(who):
        return
    if not any(t.is_punct for t in verb.doc[who.i : said.i]):
        who.dep_, who.head = "nsubj", said
        verb.dep_, verb.head = "acl", who


def _done_by(verb: Any) -> None:
    """Give "said" to the noun right behind it: ""…," said | a statement read out on television by X"."""
    said, who = verb.head, child(verb, "nsubj", "nsubjpass")
    behind = who is not None and who.left_edge.i == said.i + 1 and verb.i == who.i + 1
    told = any(c.dep_ == "ccomp" and c.i < said.i for c in said.children) and child(said, *_SUBJECTS) is None
    if who is not None and behind and told and says(said) and verb.tag_ in _PAST and child(verb, "dobj", "aux") is None:
        who.dep_, who.head = "nsubj", said
        verb.dep_, verb.head, verb.tag_ = "acl", who, "VBN"


def _no_noun(token: Any) -> None:
    """Make a verb of saying of what the tagger took for a noun after a noun in the plural: "activists allege that …".

    What is said stands after "that", or before: "two were killed, activists allege".
    """
    before = token.nbor(-1)
    clause = child(token, "ccomp", "acl")
    bare = token.tag_ == "NN" and before.tag_ in {"NNS", "NNPS"} and before.head == token
    if clause is None or not bare or child(token, "det", "poss", "amod") is not None:
        return
    if before.dep_ == "nsubj" or (before.dep_ == "compound" and token.dep_ == "ROOT" and not before.left_edge.i):
        token.tag_, token.pos_, before.dep_, clause.dep_ = "VBP", "VERB", "nsubj", "ccomp"


def _quoted_as(verb: Any) -> None:
    """Give the clause before "X was quoted as saying" to the verb of saying, which has nothing else to say."""
    quoting = verb.head.head
    for by in [c for c in verb.children if c.lower_ == "by" and child(quoting, "agent") is None]:
        who = child(by, "pobj")
        # "Quoted as saying by the radio": the radio quotes; by telephone nobody does.
        if who is not None and (who.tag_ != "NN" or child(who, "det") is not None) and who.ent_type_ not in _DAYS:
            by.dep_, by.head = "agent", quoting
    beside = quoting.head if quoting.dep_ == "conj" and quoting.head.head == quoting.head else None
    clause = beside or child(quoting, "ccomp")
    if clause is None or clause.i > quoting.i or child(verb, "ccomp", "dobj", "xcomp") is not None:
        return
    if beside is not None and child(quoting, "nsubjpass") is not None and child(beside, "cc") is None:
        quoting.dep_, quoting.head = "ROOT", quoting
    if quoting.dep_ == "ROOT":
        clause.dep_, clause.head = "ccomp", verb


@cache
def _cues() -> frozenset[str]:
    """Give every verb that can say that somebody says something."""
    return _saying() | {*lexicon("cues")["weak"], *lexicon("cues")["accusing"]}


@cache
def _saying() -> frozenset[str]:
    """Give the verbs with which somebody says something, whatever else they can mean left out."""
    cues = lexicon("cues")
    groups = ("neutral", "conceding", "endorsing", "distancing", "denial")
    return frozenset(w for name in groups for w in cues[name]) - {*cues["weak"]}
