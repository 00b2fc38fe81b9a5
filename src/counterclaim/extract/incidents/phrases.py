"""Sentences to the noun phrases that may name a victim, a thing, a tool or a doer, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from counterclaim.extract.parse import Parsed, pipeline
from counterclaim.lexicons import lexicon

_PARTICLES = frozenset({"de", "la", "del", "las", "los", "y", "von", "da", "dos"})
_PREMODIFIERS = frozenset(
    {"amod", "compound", "nummod", "nmod", "poss", "case", "quantmod", "punct", "advmod", "npadvmod"}
)
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "any", "his", "her", "its", "their"}
)
_STOP_LEFT = frozenset({",", ";", ":", ".", "(", "[", "--", "]", ")", '"', "``", "''", "-", "!", "?"})
#: Small numbers in words; a determiner of one is no number.
COUNTING = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
}
_NO_HEADS = frozenset({"text", "excerpt", "passage", "omitted", "recording", "report", "editorial", "summary"})
#: Spanish given and family names that are English words too.
_SPANISH = frozenset(
    {"hector", "carlos", "ricardo", "oscar", "angel", "jose", "julio", "jesus", "maria", "pilar"}
    | {"norma", "vladimir", "rafael", "roberto", "ramon", "mario", "alfonso", "francisco", "guillermo"}
    | {"hugo", "victor", "felix", "cesar", "virgilio", "ruben", "salvador", "domingo", "rosario"}
    | {"mercedes", "dolores"}
)
_ACRONYM = re.compile(r"[A-ZÑ][A-ZÑ0-9-]{1,9}$")


@cache
def _dictionary() -> frozenset[str]:
    """Give the ordinary English words that the parser's lemmatiser knows."""
    table = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return frozenset().union(*(set(words) for words in table.values()))


@cache
def _given() -> frozenset[str]:
    """Give the given names that the lexicon holds and that are no common nouns."""
    entries = lexicon("given_names")
    return frozenset(entries["he"]) | frozenset(entries["she"]) | _SPANISH


@dataclass(slots=True)
class Phrase:
    """One phrase: `words` of the report between `start` and `end`; `features` say how and where it is used.

    `kind` is `name` for a run of words that are no English words, `np` for other phrases. `title` is the phrase that
    goes with a name ("mayor of X"). `sentence` counts from 0, `at` is the head's place among the sentence's words.
    """

    kind: str
    words: str
    head: str
    sentence: int
    at: int
    start: int
    end: int
    plural: bool = False
    number: str | None = None
    title: str | None = None
    features: set[str] = field(default_factory=set)


def namey(token: Any) -> bool:
    """Tell whether a word looks like a part of a name: letters only, and no English word."""
    low = token.lower_
    if not low.replace("-", "").isalpha() or len(low) < 2 or token.is_stop:
        return False
    if low in _given():
        return True
    known = _dictionary()
    return low not in known and token.lemma_.lower() not in known and token.pos_ not in {"VERB", "AUX", "ADV", "ADP"}


def phrases(parsed: Sequence[Parsed], text: str) -> list[Phrase]:
    """Give the phrases of a report in order; offsets count in its text."""
    out: list[Phrase] = []
    for number, one in enumerate(parsed):
        runs = list(_runs(one.doc))
        inside = {i for low, high in runs for i in range(low, high)}
        found = [_name(one, number, low, high, text) for low, high in runs]
        for token in one.doc:
            if token.i not in inside and _is_head(token, inside):
                phrase = _phrase(one, number, token, inside, text)
                if phrase is not None:
                    found.append(phrase)
        _titles(found, one)
        out += sorted(found, key=lambda p: p.at)
    return out


def _runs(doc: Any) -> Iterator[tuple[int, int]]:
    """Give the runs of name words; a particle counts between two of them."""
    at, size = 0, len(doc)
    while at < size:
        if not namey(doc[at]) and not (
            doc[at].lower_ in {"san", "santa", "el", "la", "los", "las"} and at + 1 < size and namey(doc[at + 1])
        ):
            at += 1
            continue
        end = at + 1
        while end < size:
            word = doc[end]
            ahead = doc[end + 1] if end + 1 < size else None
            if (
                namey(word)
                or (len(word.text) == 2 and word.text.endswith(".") and ahead is not None and namey(ahead))
                or (word.lower_ in _PARTICLES and ahead is not None and (namey(ahead) or ahead.lower_ in _PARTICLES))
                or (word.pos_ == "PROPN" and word.lower_.isalpha() and word.ent_type_ in {"PERSON"})
            ):
                end += 1
            else:
                break
        yield at, end
        at = end


def _is_head(token: Any, inside: set[int]) -> bool:
    """Tell whether a noun ends its phrase: no further noun of the same phrase follows."""
    if token.pos_ not in {"NOUN", "PROPN"} and not (
        token.lower_ in {"dead", "wounded", "injured"} and token.dep_ in {"dobj", "oprd", "pobj", "nsubjpass"}
    ):
        return False
    if not token.lower_.replace("-", "").replace(".", "").isalpha() or token.lower_ in _NO_HEADS:
        return False
    if token.i + 1 >= len(token.doc):
        return True
    after = token.nbor(1)
    return after.i in inside or not (
        token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i and after.pos_ in {"NOUN", "PROPN"}
    )


def _phrase(one: Parsed, number: int, token: Any, inside: set[int], text: str) -> Phrase | None:
    low = token.i
    while low > 0:
        left = one.doc[low - 1]
        if left.text in _STOP_LEFT or left.lower_ in _DETERMINERS or (left.i in inside and left.pos_ == "VERB"):
            break
        if left.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM", "PART", "VERB"} and left.i not in inside:
            break
        if left.pos_ == "VERB" and left.dep_ not in {"amod", "compound"}:
            break
        if not (left.head.i > left.i or left.dep_ in _PREMODIFIERS) or left.head.i > token.i:
            break
        low -= 1
    high = _of(one.doc, token)
    start, end = one.offset(one.doc[low].idx), one.offset(one.doc[high].idx + len(one.doc[high]))
    left = one.doc[low : token.i]
    phrase = Phrase(
        "np",
        " ".join(text[start:end].split()),
        token.lemma_.lower(),
        number,
        token.i,
        start,
        end,
        plural=token.tag_ in {"NNS", "NNPS"},
        number=_number(one.doc, low, token.i),
    )
    _describe(phrase, one, token, [t.lower_ for t in left], low)
    return phrase


def _of(doc: Any, token: Any) -> int:
    """Give the last word of a phrase with its "of" phrases."""
    high = token.i
    for _ in range(3):
        if high + 2 >= len(doc) or doc[high + 1].lower_ != "of":
            return int(high)
        objects = [c for c in doc[high + 1].children if c.dep_ == "pobj"]
        if not objects or objects[0].i - high > 8:
            return int(high)
        between = doc[high + 2 : objects[0].i]
        if any(t.text in _STOP_LEFT for t in between):
            return int(high)
        high = objects[0].i
    return int(high)


def _number(doc: Any, low: int, high: int) -> str | None:
    """Give the number before a noun as the key writes it: `3`, `~100`, `5-`."""
    for i in range(high - 1, low - 1, -1):
        word = doc[i].lower_.replace(",", "")
        value = str(COUNTING[word]) if word in COUNTING else word if word.isdigit() and len(word) < 5 else None
        if value is None:
            continue
        before = " ".join(t.lower_ for t in doc[max(0, i - 3) : i])
        if before.endswith(("at least", "more than", "over")):
            return f"{value}-"
        if before.endswith(("about", "some", "approximately", "nearly", "around")):
            return f"~{value}"
        return value
    return None


def _name(one: Parsed, number: int, low: int, high: int, text: str) -> Phrase:
    doc = one.doc
    start, end = one.offset(doc[low].idx), one.offset(doc[high - 1].idx + len(doc[high - 1]))
    words = " ".join(text[start:end].split())
    token = doc[low:high].root
    phrase = Phrase("name", words, doc[high - 1].lower_, number, token.i, start, end, number="1")
    top = token
    while top.dep_ in {"compound", "nmod", "amod"} and top.head.i != top.i and abs(top.head.i - top.i) < 6:
        top = top.head
    _describe(phrase, one, top, [doc[i].lower_ for i in range(max(0, low - 2), low)], low)
    phrase.features |= {f"len={min(high - low, 4)}", f"only={words.lower()}"}
    if high < len(doc):
        phrase.features.add(f"next={doc[high].lower_}")
    if _ACRONYM.match(doc[low].text) and high - low == 1:
        phrase.features.add("acronym")
    return phrase


def _describe(phrase: Phrase, one: Parsed, token: Any, left: list[str], low: int) -> None:
    """Add the features of a phrase: its words, what governs it, what stands around it."""
    add = phrase.features.add
    doc = one.doc
    add(f"kind={phrase.kind}")
    if phrase.kind == "np":
        add(f"h={phrase.head}")
        add(f"h3={phrase.head[-4:]}")
        add(f"pl={phrase.plural}")
        if phrase.number:
            add("numbered")
        of = _of(doc, token)
        if of > token.i:
            add(f"of={doc[of].lemma_.lower()}")
            add(f"hof={phrase.head}_{doc[of].lemma_.lower()}")
    for word in left:
        add(f"m={word}")
    if left:
        add(f"mh={left[-1]}_{phrase.head}")
    for i in (low - 1, low - 2):
        if i >= 0:
            add(f"b{low - i}={doc[i].lower_}")
    for i in (1, 2):
        if token.i + i < len(doc):
            add(f"a{i}={doc[token.i + i].lower_}")
    add(f"ent={token.ent_type_}")
    for relation in governors(token):
        add(f"g={relation}")
        add(f"g={relation}|{phrase.kind if phrase.kind == 'name' else phrase.head}")


def governors(token: Any) -> Iterator[str]:
    """Give how a noun hangs on its governors: `nsubjpass:kill`, `against:attack`, up to two steps up."""
    top = token
    while top.dep_ in {"conj", "appos"} and top.head.i != top.i:
        top = top.head
    head, relation = top.head, top.dep_
    if top.dep_ == "poss":
        yield f"poss:{head.lemma_.lower()}"
    if head.pos_ == "ADP" or head.dep_ in {"prep", "agent"}:
        relation = head.lower_
        verb = head.head
    else:
        verb = head
    word = verb.lemma_.lower()
    passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb.dep_ in {"acl"} and verb.tag_ == "VBN")
    yield f"{relation}{'/p' if passive and relation not in {'nsubjpass'} else ''}:{word}"
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubj", "nsubjpass", "agent"} and child.i not in (top.i, head.i):
            yield f"{relation}:{word}+{child.dep_}:{child.lemma_.lower()}"
    if verb.pos_ == "NOUN":
        up, rel = verb.head, verb.dep_
        if up.pos_ == "ADP":
            rel, up = up.lower_, up.head
        yield f"{relation}:{word}<{rel}:{up.lemma_.lower()}"
    elif verb.dep_ in {"xcomp", "ccomp", "relcl", "advcl", "acl", "conj"}:
        yield f"{relation}:{word}<{verb.dep_}:{verb.head.lemma_.lower()}"


def _titles(found: list[Phrase], one: Parsed) -> None:
    """Join to each name the phrase beside it: right before it, or after a comma."""
    doc = one.doc
    for name in [p for p in found if p.kind == "name"]:
        for other in found:
            if other.kind != "np" or other.plural:
                continue
            between = one.passage.text[other.end - one.passage.start : name.start - one.passage.start].strip()
            after = one.passage.text[name.end - one.passage.start : other.start - one.passage.start].strip().lower()
            close = other.end <= name.start and between in {"", ","} and doc[other.at].pos_ in {"NOUN", "PROPN", "ADJ"}
            follows = other.start >= name.end and after in {",", ", the", ", a", ", an", ", who was"}
            if close or (follows and name.title is None):
                name.title = other.words
                name.features |= {f"t={f[2:]}" for f in other.features if f.startswith(("h=", "m="))}
                name.features.add("titled" if close else "titled after")
                other.features |= {"names " + ("right" if close else "left")}
