"""What somebody is accused of, and what is only believed of things, where the parser hangs it on the wrong verb."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, after, child, said_of
from counterclaim.extract.mending.accused_heads import mend_accused
from counterclaim.extract.mending.deed_lists import joined, list_gerunds
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon

#: Verbs of what is only believed of somebody.
THOUGHT = frozenset({"believe", "think", "suspect", "presume", "understand"})


def mend_charge(token: Any) -> None:
    """Correct in place the tree around a charge or a belief; any other token stays as it is.

    Of "accused the army of gassing people by firing rockets" the parser makes an accuser who fires, of "accused rebels
    of firing on a bus, killing 12" one who kills; of "jets believed to be Russian bombed it" jets that believe; of
    "heard the news that the army was near, that it was burning farms" only the one clause of what the news is.
    """
    mend_accused(token)
    if token.lemma_.lower() in lexicon("cues")["accusing"] and token.pos_ == "VERB":
        _deeds(token)
    if token.lower_ == "accused" and token.dep_ == "amod":
        _accuses(token)
    if token.lemma_ in THOUGHT and token.tag_ in {"VBD", "VBN"} and token.dep_ != "acl":
        _some_of_whom(token)
        _believed(token)
    if token.dep_ in {"ccomp", "conj"} and token.head.i < token.i and (noun := child(token.head, "dobj")) is not None:
        _second_clause(token, noun)


def _second_clause(verb: Any, noun: Any) -> None:
    """Hang a second clause with "that" on the noun of something said that has the first."""
    first, cues = child(noun, "acl", "ccomp", "relcl"), lexicon("cues")
    told = noun.lemma_.lower() in {*cues["nouns"], *cues["accounts"]} and noun.i < verb.i
    mark, that = child(first, "mark") if first is not None else None, verb.left_edge
    if first is None or mark is None or not told or {mark.lower_, that.lower_} != {"that"}:
        return
    if that.i and that.nbor(-1).lower_ in {",", "and"}:
        verb.dep_, verb.head, first.dep_, that.dep_ = "acl", noun, "acl", "mark"


def _accuses(verb: Any) -> None:
    """Make a verb of "accused" before whom it accuses, where a sentence has no other."""
    whom = verb.head
    top = whom.head if whom.dep_ == "appos" else None
    of = child(whom, "prep")
    if top is None or top.dep_ != "ROOT" or top.pos_ not in {"NOUN", "PROPN"} or top.i > verb.i:
        return
    if of is None or of.lower_ != "of" or child(of, "pcomp") is None or whom.left_edge.i < verb.i:
        return
    for one in [c for c in top.children if c.i > verb.i and c != whom]:
        one.head = verb
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    top.head, top.dep_ = verb, "nsubj"
    whom.head, whom.dep_ = verb, "dobj"


def _deeds(verb: Any) -> None:
    """Hang on the deed how it was done, and what came of it."""
    ofs = [t for t in verb.subtree if t.lower_ == "of" and t.dep_ == "prep" and t.i > verb.i]
    deed = next(
        (d for t in ofs if t.head in {verb, child(verb, "dobj")} and (d := child(t, "pcomp", "pobj")) is not None), None
    )
    if deed is None:
        return
    if deed.tag_ != "VBG":
        _after_noun(verb, deed)
        if deed.dep_ == "pobj" and deed.lemma_.lower() in act_nouns():
            deed.head.head = verb  # "accused the army | of killings"
        return
    deed.head.head = verb  # "accused rebels | of violating it"
    for one in [c for c in verb.children if c.i > deed.i]:
        how = one.lower_ == "by" and one.dep_ == "prep" and child(one, "pcomp") is not None
        told = {*lexicon("cues")["neutral"], *lexicon("cues")["distancing"], *lexicon("cues")["endorsing"]}
        lied = one.dep_ == "advcl" and deed.lemma_.lower() in lexicon("dismissal")["falsifying"]
        outcome = one.dep_ == "advcl" and one.tag_ == "VBG" and one.lemma_ not in told and child(one, "mark") is None
        if how or lied or _meant(one) or (outcome and child(one, "dobj") is not None):
            one.head = deed


def _after_noun(verb: Any, deed: Any) -> None:
    """Give to "of" what the accused did besides a deed with a noun: "accuse it of killings, razing farms and looting".

    What somebody says who accuses, and an outcome alone ("of a massacre, killing 12"), are no second charge; the
    outcome is the deed's.
    """
    told = {*lexicon("cues")["neutral"], *lexicon("cues")["distancing"], *lexicon("cues")["endorsing"]}
    listed = list_gerunds(verb, deed)
    for one in [c for c in verb.children if c.dep_ in {"advcl", "conj"} and c.tag_ == "VBG" and c.i > deed.i]:
        before, again = one.left_edge.nbor(-1).lower_, child(one, "conj")
        listed = joined(one, deed) or listed
        if one.left_edge != one or one.lemma_ in told or child(one, "dobj") is None:
            continue
        if before == "and" or (before == "," and (listed or (again is not None and again.tag_ == "VBG"))):
            one.dep_, one.head = "pcomp", deed.head
        elif before == "," and again is None:
            one.dep_, one.head = "acl", deed


def _meant(clause: Any) -> bool:
    """Say whether words tell what something was done for: "in order to hide it", "so that no aid could reach it"."""
    order = child(clause, "pobj") if clause.lower_ == "in" and clause.dep_ == "prep" else None
    so = clause.dep_ == "advcl" and any(c.lower_ == "so" and c.dep_ == "mark" for c in clause.children)
    return so or (order is not None and order.lower_ == "order" and child(order, "acl") is not None)


def _some_of_whom(verb: Any) -> None:
    """Make of "killed 30 men, some of them suspected rebels, in Lom" rebels who are suspected, and none who suspect."""
    some, what = child(verb, "nsubj"), child(verb, "dobj")
    them = after(some, "of") if some is not None else None
    if verb.dep_ != "relcl" or them is None or them.lower_ not in {"them", "whom"} or what is None:
        return
    if some is None or what.left_edge.i != verb.i + 1 or them.i + 1 != verb.i:
        return
    people, over = verb.head, verb.head.head
    for one in [c for c in verb.children if c.i > what.right_edge.i]:
        one.head = over
    what.dep_, what.head = "appos", people
    some.dep_, some.head = "nsubj", what
    verb.dep_, verb.tag_, verb.head = "amod", "VBN", what


def _believed(verb: Any) -> None:
    """Give to a thing the next verb, which the parser joined to what is only believed of the thing."""
    noun, what = said_of(verb), child(verb, "xcomp")
    deed = next(
        (c for c in verb.children if c.dep_ in {"conj", "ccomp"} and c.tag_ in {"VBD", "VBN"} and c.i > verb.i), None
    )
    plain = (
        deed is not None
        and child(verb, "cc", "auxpass", "aux") is None
        and child(deed, "nsubj", "nsubjpass", "mark") is None
    )
    if not plain or deed is None or noun is None or what is None or noun.i > verb.i:
        return
    if speaks(noun) and noun.lemma_.lower() not in lexicon("acting")["flying"]:
        return  # "residents believed to have fled came back"
    deed.dep_, deed.head = verb.dep_, verb.head if verb.dep_ != "ROOT" else deed
    noun.head = deed
    verb.dep_, verb.head, verb.tag_ = "acl", noun, "VBN"
