"""An offensive, which the parser takes for a word that tells of something: "launched the Eastern Lom offensive"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child


def mend_offensive(word: Any) -> None:
    """Make "offensive" the noun that a verb's object ends in, where the parser cuts it off; takes the word."""
    if word.lower_ != "offensive" or word.pos_ == "NOUN" or word.i < 2 or any(c.i > word.i for c in word.children):
        return
    before, verb = word.nbor(-1), word.head
    part = before.nbor(-1) if before.text == "-" else before
    if part.head != verb or part.dep_ != "dobj" or child(word, "aux", "cop", "nsubj", "mark") is not None:
        return
    word.tag_, word.pos_, word.lemma_, word.dep_ = "NN", "NOUN", "offensive", "dobj"
    for token in {part.i: part, before.i: before}.values():
        token.head, token.dep_ = word, "compound" if token.text != "-" else "punct"
    for token in [c for c in part.children if c.i < part.i and c.dep_ in {"det", "poss", "amod"}]:
        token.head = word
