"""What an act did, taken for a part of a noun: "A raid on the market killed 43, nurses and X said"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_verbs, says
from counterclaim.extract.named.speaking import speaks

_SUBJECTS = ("nsubj", "nsubjpass")
_PAST = frozenset({"VBN", "VBD"})


def mend_reduced(said: Any) -> None:
    """Give to who stands right before a verb of saying what the parser made them a part of; takes that verb.

    What was read as who says it is no one who speaks; its verb was read as an "acl" ("a market [that was] killed").
    """
    subject = child(said, "nsubj")
    if (
        subject is None
        or said.tag_ not in _PAST
        or not says(said)
        or speaks(subject)
        or child(said, "ccomp") is not None
    ):
        return
    acts = [t for t in subject.subtree if t.dep_ == "acl" and t.tag_ in _PAST and subject.i < t.i < said.i]
    act = next((t for t in acts if child(t, "dobj") is not None), None)
    harmed = child(act, "dobj") if act is not None else None
    who = next((c for c in harmed.children if c.dep_ in {"conj", "appos"}), None) if harmed is not None else None
    if act is None or who is None or not speaks(who) or who.right_edge.i != said.i - 1:
        return
    if who.left_edge.nbor(-1).text != ",":
        return
    who.dep_, who.head = "nsubj", said
    act.dep_, act.head, act.tag_ = "ccomp", said, "VBD"
    subject.dep_, subject.head = "nsubj", act


def mend_second_clause(that: Any) -> None:
    """Give "said it had not, and that a rocket fired by X led to it" its second clause; takes "that".

    The parser makes of the verb after a noun with a participle a second participle, and leaves no clause.
    """
    if that.lower_ != "that" or not that.i or that.nbor(-1).lower_ not in {"and", "but"}:
        return
    marked = that.dep_ == "mark" and that.head.pos_ == "NOUN"
    noun = that.head if marked else child(that, "pobj") if that.dep_ == "prep" else None
    said = next((t for t in reversed(list(that.ancestors)) if says(t)), that)
    first = child(said, "ccomp")
    if noun is None or first is None or not said.i < first.i < that.i:
        return
    parts = [t for t in noun.subtree if t.dep_ in {"acl", "relcl"} and t.tag_ in _PAST and t.i > noun.i]
    verb = parts[-1] if len(parts) > 1 and child(parts[-1], "mark", *_SUBJECTS) is None else None
    if verb is not None and child(verb, "agent") is None:
        verb.dep_, verb.head, verb.tag_ = "conj", first, "VBD"
        that.dep_, that.head = "mark", verb
        noun.dep_, noun.head = "nsubj", verb


def mend_who_claim(said: Any) -> None:
    """Give "P, said officials who claimed the army had done it" to officials, and to the army what it had done.

    Takes "said"; the parser makes officials who claimed the army, and had done it themselves.
    """
    later = [c for c in said.children if c.dep_ in {"ccomp", "xcomp"} and c.i > said.i] if says(said) else []
    done = later[0] if later and child(said, *_SUBJECTS) is None else None
    who = child(done, "nsubj") if done is not None else None
    if done is None or who is None or who.left_edge.i != said.i + 1 or not speaks(who):
        return
    claimed = next((c for c in who.children if c.dep_ == "relcl" and c.lemma_.lower() in saying_verbs()), None)
    whom = child(claimed, "dobj") if claimed is not None and child(claimed, "nsubj") is not None else None
    if claimed is None or whom is None or not claimed.i < whom.i < done.i or whom.right_edge.i + 1 < _first(done, whom):
        return
    who.head = said
    done.head = claimed
    whom.dep_, whom.head = "nsubjpass" if child(done, "auxpass") is not None else "nsubj", done


def _first(verb: Any, after: Any) -> int:
    """Give where a verb with what helps it begins, behind a noun."""
    helping = (t.i for t in verb.children if t.dep_ in {"aux", "auxpass", "neg"} and t.i > after.i)
    return int(min((*helping, verb.i)))


def mend_modifier(word: Any) -> None:
    """Make of "to silence | detained soldiers" soldiers who are silenced; takes the participle.

    The parser makes of it a verb that takes the noun, where it stands right behind a verb without an object.
    """
    verb, noun = (word.nbor(-1) if word.i else word), child(word, "dobj")
    bare = verb.tag_ == "VB" and child(verb, "dobj", "ccomp") is None and word.tag_ in _PAST
    if noun is None or not bare or word.dep_ not in {"advcl", "ccomp", "conj", "xcomp"}:
        return
    if noun.tag_ == "NNS" and child(noun, "det", "poss") is None and child(word, "mark", "aux", *_SUBJECTS) is None:
        noun.dep_, noun.head = "dobj", verb
        for later in [c for c in word.children if c.i > noun.i]:
            later.head = verb
        word.dep_, word.head, word.tag_ = "amod", noun, "VBN"


def mend_colon(verb: Any) -> None:
    """Give "X told Y that P: | Q" what stands behind the colon to X; takes the verb of Q, on which it hangs."""
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and says(c)), None)
    first = child(told, "ccomp") if told is not None else None
    if told is None or first is None or first.i < told.i or child(verb, *_SUBJECTS) is None or verb.head != verb:
        return
    end = first.right_edge
    if end.i + 1 < len(verb.doc) and end.nbor(1).text == ":" and verb.left_edge.i <= told.i:
        told.dep_, told.head = "ROOT", told
        verb.dep_, verb.head = "conj", first
