"""What stands around a word in its sentence's parse: what it is done by or to, with whom, in what part of which act.

Words are those of a dependency parse, handed in by whoever parsed; nothing here knows the parser.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.lexicons import lexicon

#: Rows of the hashed table; a power of two.
PHRASES = 1 << 17
#: Words that can be, or end, what somebody or something is called.
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"nsubjpass", "dobj"})
_BEFORE = frozenset({"amod", "compound", "nmod", "nummod", "poss", "det", "quantmod"})
_HELPING = frozenset({"aux", "neg", "auxpass", "advmod", "prt", "mark"})
_CLAUSES = frozenset({"conj", "xcomp", "ccomp", "advcl"})
#: So many joined words or names are led back to the first; so many words up a parse are seen; sentences beyond.
_JOINED, _UP, _LATE = 4, 3, 8

Told = Iterator[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: its words, where each stands in the report, and what the report says of it, in plain words."""

    words: Sequence[Any]
    places: Sequence[tuple[int, int]]
    said: Sequence[Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class _Part:
    """The part a word has: how it hangs on which word above; `first` is what it is joined to, `via` how."""

    how: str
    above: Any
    first: Any
    via: str


def named(word: Any) -> bool:
    """Tell whether a word can be what somebody or something is called by."""
    return word.pos_ in _NAMING


def rows(word: Any, number: int, said: Sequence[tuple[str, ...]]) -> list[int]:
    """Give the rows of all that is seen and said of a word in the sentence numbered."""
    return sorted({_row(*told) for told in _seen(word, number, said)})


def _seen(word: Any, number: int, said: Sequence[tuple[str, ...]]) -> Told:
    part = _part(word)
    for told in said:
        yield from (("said", *told), ("said as", part.how, *told))
    yield from _own(word)
    yield from _hanging(word, part)
    if part.first.dep_ != "ROOT":
        yield from _above(part)
        yield from _beside(part)
    for base in (word,) if part.first is word else (word, part.first):
        yield from _below(word, base)
    if part.first is not word:
        yield from (("first", part.via, _lemma(part.first)), ("firste", part.via, part.first.ent_type_))
    yield ("s", str(min(number, _LATE)))


def _part(word: Any) -> _Part:
    first, via = word, ""
    for _ in range(_JOINED):
        if first.dep_ not in {"conj", "appos"} or first.head.pos_ not in _NOUNS:
            break
        via += first.dep_
        first = first.head
    above, how = first.head, first.dep_
    if how == "pobj":
        by = above.dep_ == "agent" or (above.lower_ == "by" and above.head.pos_ == "VERB")
        return _Part("by" if by else f"p:{above.lemma_.lower()}", above.head, first, via)
    passive = how in _SUBJECTS and any(c.dep_ == "auxpass" for c in above.children)
    how = "obj" if passive or how in _OBJECTS else "subj" if how in _SUBJECTS else how
    return _Part(how, above, first, via)


def _own(word: Any) -> Told:
    """Give what a word is, and what stands before it in its phrase."""
    low = word.lemma_.lower()
    yield from (("l", low), ("tag", word.tag_), ("e", word.ent_type_), ("suf", low[-3:]))
    before = [c for c in word.children if c.dep_ in _BEFORE]
    for one in before:
        told = "#" if one.pos_ == "NUM" else one.lemma_.lower()
        yield ("m", one.dep_, told)
        if one.dep_ != "det":
            yield ("ml", low, told)
    if not before:
        yield ("bare", word.tag_)


def _hanging(word: Any, part: _Part) -> Told:
    """Give how a word hangs on which word above it, and on what kind of act."""
    above = "^" if part.first.dep_ == "ROOT" else part.above.lemma_.lower()
    act, kind = _act(above), part.above.pos_
    for how in dict.fromkeys((part.how, part.how + part.via)):
        yield from (("r", how), ("rg", how, above), ("ra", how, act), ("rp", how, kind))
    called = _lemma(word)
    yield from (("rgl", part.how, above, called), ("ral", part.how, act, called))
    yield ("rge", part.how, above, word.ent_type_)


def _above(part: _Part) -> Told:
    """Give the words further up, and the way to them."""
    at, way = part.above, part.how
    for step in range(_UP):
        head = at.head
        if head is at or at.dep_ == "ROOT":
            return
        way += f"<{at.dep_}" + (f":{head.lemma_.lower()}" if head.pos_ == "ADP" else "")
        yield ("up", str(step), way, head.lemma_.lower())
        yield ("upa", str(step), part.how, _act(head.lemma_.lower()))
        at = head


def _beside(part: _Part) -> Told:
    """Give what else hangs on the word above: who did it, to whom, with what, and how sure or asked for it is."""
    above, how = part.above, part.how
    act = _act(above.lemma_.lower())
    for one in above.children:
        if one is part.first or one.pos_ == "PUNCT":
            continue
        if one.dep_ in {"prep", "agent"}:
            noun = next((c for c in one.children if c.dep_ in {"pobj", "pcomp"}), None)
            if noun is not None and noun is not part.first:
                link = one.lemma_.lower()
                yield from (("ga", how, link, _lemma(noun)), ("gaa", how, act, link, noun.ent_type_))
        elif one.dep_ in _HELPING:
            yield ("gx", how, one.dep_, one.lemma_.lower())
            if one.dep_ in {"prt", "neg"}:
                yield ("gxg", how, above.lemma_.lower(), one.lemma_.lower())
        else:
            yield from (("ga", how, one.dep_, _lemma(one)), ("gae", how, act, one.dep_, one.ent_type_))
        if one.dep_ in _CLAUSES and one.pos_ == "VERB":
            yield ("gv", how, one.dep_, one.lemma_.lower())
            yield ("gva", how, one.dep_, _act(one.lemma_.lower()))


def _below(word: Any, base: Any) -> Told:
    """Give the clauses and phrases about a word, and who or what is named with it."""
    for one in base.children:
        if one.dep_ in {"relcl", "acl"}:
            passive = one.tag_ == "VBN" or any(c.dep_ in {"auxpass", "nsubjpass"} for c in one.children)
            low = one.lemma_.lower()
            yield from (("rc", one.dep_, low, str(passive)), ("rca", _act(low), str(passive)))
        elif one.dep_ == "prep":
            noun = next((c for c in one.children if c.dep_ == "pobj"), None)
            if noun is not None:
                link = one.lemma_.lower()
                yield from (("pp", link, _lemma(noun)), ("ppl", word.lemma_.lower(), link, _lemma(noun)))
        elif one.dep_ in {"conj", "appos"} and one is not word:
            yield from (("cj", one.dep_, _lemma(one)), ("cje", one.dep_, one.ent_type_))


def _lemma(word: Any) -> str:
    """Give a word's lemma; names are all alike."""
    return "NAME" if word.tag_.startswith("NNP") else word.lemma_.lower()


@cache
def _acts() -> dict[str, str]:
    """Give the kind of act that a verb, or the last word of an act's name, tells of."""
    out: dict[str, str] = {}
    for row in lexicon("act_types"):
        for words, at in ((row["verbs"], 0), (row["nouns"], -1)):
            for called in words:
                out.setdefault(called.split()[at], row["act"])
    return out


def _act(lemma: str) -> str:
    return _acts().get(lemma, "")


def _row(*told: str) -> int:
    return zlib.crc32("\x1f".join(told).encode()) & (PHRASES - 1)
