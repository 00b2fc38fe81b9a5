"""Words of saying that break into a clause: "Two men, X told reporters on Monday, were killed"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of

_OPENING = frozenset({",", "—", "–", "--", "-", "("})
_CLOSING = frozenset({",", "—", "–", "--", "-", ")"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBS = frozenset({"VERB", "AUX"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_WHEN = frozenset({"when", "after", "before", "as", "if", "because"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "npadvmod", "dep"})
#: From the first helping verb to its verb.
HELPING_MAX = 4


def mend_insertion(verb: Any) -> None:
    """Give the noun that begins a sentence to the verb after inserted words of saying; takes their verb.

    The parser makes two who tell reporters of "Two men, activists told reporters, were killed", or reporters who were
    killed. The words tell: a noun without a verb, a comma or a dash, who says it, the same mark, and a verb.
    """
    first = _first(verb)
    if verb.dep_ == "parataxis" and verb.head.i > verb.i:
        for clause in [c for c in verb.children if c.dep_ == "advcl" and c.i < first and not c.left_edge.i]:
            # "When the army shelled it, X said, two were killed"
            if said_of(clause) is not None and clause.left_edge.lower_ in _WHEN:
                clause.head = verb.head
    # "The raid, claimed by rebels, killed four": a participle without a subject is no insertion.
    told = first < verb.i or verb.lemma_ == "say" or child(verb, "nsubj") is not None
    lead = _lead(verb.doc, first) if told and verb.doc[first].tag_ not in _RELATIVE else None
    end = next((t.i for t in verb.doc[verb.i + 1 :] if t.text in _CLOSING), None) if lead is not None else None
    if lead is None or end is None or any(t.pos_ in _VERBS for t in verb.doc[verb.i + 1 : end]):
        return
    main = _main(verb.doc, end + 1)
    if main is not None and not any(c.dep_ in SUBJECTS and c.i > end for c in main.children):
        _put(verb, (first, end), lead, main)


def _first(verb: Any) -> int:
    """Give the token at which the words of saying begin: who says it, or the verb itself in "said residents"."""
    who = [c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i]
    near = who[-1] if who else None
    if near is None or any(t.pos_ not in {"AUX", "ADV"} for t in verb.doc[near.right_edge.i + 1 : verb.i]):
        return int(verb.i)
    return int(near.left_edge.i)


def _lead(doc: Any, first: int) -> Any | None:
    """Give the noun that heads all that stands before the inserted words, where that is only a noun's phrase."""
    last = first - 1
    while last >= 0 and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    words = [t for t in doc[: last + 1] if not (t.is_punct or t.is_space)]
    opened = any(t.text in _OPENING for t in doc[last + 1 : first])
    if not words or not opened or any(t.pos_ in _VERBS for t in words) or words[0].pos_ in {"ADP", "SCONJ", "ADV"}:
        return None
    heads = [t for t in words if t.pos_ in _NAMES and (t.head == t or t.head.i > last)]
    return heads[0] if len(heads) == 1 else None


def _main(doc: Any, at: int) -> Any | None:
    """Give the verb that goes on right after the inserted words, past what helps it; None where none does."""
    while at < len(doc) and (doc[at].is_punct or doc[at].is_space or doc[at].pos_ == "ADV"):
        at += 1
    if at >= len(doc) or doc[at].tag_ not in _FINITE:
        return None
    return next((t for t in doc[at : at + HELPING_MAX] if t.pos_ == "VERB"), doc[at])


def _put(verb: Any, inside: tuple[int, int], lead: Any, main: Any) -> None:
    """Make a clause of the noun and the verb around the words of saying, and hang those on it."""
    first, end = inside
    if verb in main.ancestors:
        main.dep_, main.head = verb.dep_, verb.head if verb.head != verb else main
    if main not in verb.ancestors or verb.head != main:
        verb.head = main
    verb.dep_ = "parataxis"
    for word in verb.doc[first:end]:
        if word != verb and not first <= word.head.i < end:
            word.dep_ = "nsubj" if word.i < verb.i else "dobj" if word.pos_ in _NAMES else word.dep_
            word.head = verb
    for word in verb.doc[end + 1 :]:
        if word != main and word.head == verb:
            word.head = main
    helping = [t for t in verb.doc[end + 1 : main.i] if t.pos_ == "AUX"]
    for word in helping:
        word.head, word.dep_ = main, "auxpass" if word.lemma_ == "be" and main.tag_ == "VBN" else "aux"
    lead.dep_, lead.head = "nsubjpass" if child(main, "auxpass") is not None else "nsubj", main
