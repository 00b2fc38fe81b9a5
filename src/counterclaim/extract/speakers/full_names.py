"""Who is taken for a person in some texts, whatever is said of them: for leaving names out, not for reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from counterclaim.extract.grammar.tree import Tree
from counterclaim.extract.named import agents
from counterclaim.extract.named.names import mend
from counterclaim.extract.named.persons import person_nouns
from counterclaim.extract.parsed.parse import english_words, pipeline
from counterclaim.extract.words.gazetteer import look_up
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import PLACEHOLDER, PROTECTED

#: A stretch that can hold a full name; texts without one need no reader.
_TWO = re.compile(r"[^\W\d_a-z][\w'’-]+\s+(?:[\w'’-]{1,4}\s+)?[^\W\d_a-z][\w'’-]+")
_BREAKS = re.compile(r"\n+")
_CAPITAL = r"[^\W\d_a-z][^\W\d_][\w’-]*"
#: What stands beside a protected part of a name, which a case masks as it comes in.
_BESIDE = re.compile(
    rf"(?P<before>{_CAPITAL}(?: {_CAPITAL}){{0,2}}) (?={PLACEHOLDER.pattern})"
    rf"|(?<={PROTECTED}\w{{8}}) (?P<after>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
)


def known_party(name: str) -> bool:
    """Say whether a name is that of a party, a body or an outlet that is known, or ends as such a name does."""
    words = name.split()
    return agents.known(name) is not None or (bool(words) and agents.kind_of_noun(words[-1]) is not None)


def persons_in(texts: Iterable[str]) -> set[str]:
    """Give the full names that the recogniser of names takes for persons; titles before them are left out.

    Takes English texts of any length. One word alone is never given, since too many are words, nor a name of a party
    or of a place.
    """
    # What stands for a protected name is no part of one that is left beside it: a pronoun ends that.
    shown = (PLACEHOLDER.sub("he", text) for text in texts)
    paragraphs = [p for text in shown for p in _BREAKS.split(text) if _TWO.search(p)]
    docs = [Tree(doc) for doc in pipeline().pipe(paragraphs, batch_size=32)]
    named = [one.text for doc in docs for one in doc.ents if one.label_ == "PERSON"]
    mend(docs)  # finds more, and takes some for places: both are given
    named += [one.text for doc in docs for one in doc.ents if one.label_ == "PERSON"]
    found: set[str] = set()
    for text in named:
        words = text.strip(" '’\"“”.,").removesuffix("'s").removesuffix("’s").split()
        while len(words) > 1 and is_title(words[0]):
            words = words[1:]
        name = " ".join(words)
        if _TWO.fullmatch(name) and not (known_party(name) or is_place(name)):
            found.add(name)
    return {name for name in found if not _heads_place(name, paragraphs)}


def beside_protected(text: str) -> set[str]:
    """Give the words of names on either side of what stands for a protected part of one: "Hala" of its bearer's sister.

    A title is none, nor a party, a place or a plain word that is nobody's well-known given name.
    """
    common = english_words().common
    words = {word for found in _BESIDE.finditer(text) for word in (found["before"] or found["after"]).split()}
    return {w for w in words if is_given(w) or not (is_title(w) or known_party(w) or is_place(w) or common(w.lower()))}


def _heads_place(name: str, paragraphs: Iterable[str]) -> bool:
    """Say whether a name is a word of a heading and a place: "Update Orvane", where Orvane stands alone elsewhere.

    The word is a verb in English and nobody's well-known given name; what stands alone is no surname of that person.
    """
    word, _, place = name.partition(" ")
    if word.lower() not in english_words().verbs or is_given(word) or not is_place(place):
        return False
    alone = re.compile(rf"\b(?:in|at|near|from|to|of|on)\s+(?:\w+\s+){{0,2}}{re.escape(place)}\b")
    return any(alone.search(one) for one in paragraphs)


def is_given(word: str) -> bool:
    """Say whether a word is a well-known given name."""
    names = lexicon("given_names")
    return word.lower() in names["she"] or word.lower() in names["he"]


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> bool:
    """Say whether a word in small letters is one of English, in any form, and nobody's well-known given name."""
    return english_words().common(word) and not is_given(word)


def is_title(word: str) -> bool:
    """Say whether a word is a rank, a title or a role that stands before names."""
    return word.lower().rstrip(".") in agents.titles() | person_nouns()


def is_place(word: str) -> bool:
    """Say whether the gazetteer has a place of this name."""
    place = look_up(word, Counter())
    return place is not None and place.lat is not None
