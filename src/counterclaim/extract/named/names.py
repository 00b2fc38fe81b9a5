"""Names the recogniser gets wrong, put right over a report: persons with Arabic particles, places called persons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from spacy.util import filter_spans

from counterclaim.extract.grammar.tree import Run, Tree
from counterclaim.extract.named import agents
from counterclaim.extract.words.gazetteer import look_up
from counterclaim.extract.words.telex import adjectives, peoples
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import PLACEHOLDER
from counterclaim.records.words import BODIES, AgentKind

_PARTICLE = re.compile(
    r"^(?:[Aa]l|[Ee]l|[Bb]in|[Ii]bn|[Aa]bu|ez|ad|as|ash|an|ar|at|az|es|ed)$|^(?i:al|el|ez|ad|as|ash|an|ar|at|az)[-‑]"
)
#: First words of groups and places that have a particle too ("Jaish al-…", "Deir al-…").
_OTHER = frozenset(
    {"jabhat", "jaish", "jaysh", "liwa", "ahrar", "harakat", "hizb", "ansar", "hayat", "saraya", "failaq", "faylaq"}
    | {
        "kataib",
        "bab",
        "tell",
        "tal",
        "tel",
        "deir",
        "dayr",
        "khan",
        "ain",
        "ayn",
        "ras",
        "wadi",
        "jabal",
        "umm",
        "beit",
    }
    | {"bayt", "kafr", "radio", "qasr", "maarat", "madinat", "souq", "camp", "operation"}
)
#: Titles that bodies bear too ("State Department", "General Assembly").
_LOOSE = frozenset({"the", "state", "general", "foreign", "prime", "chief", "former", "justice", "defence", "defense"})
#: Words inside a person's name.
_LINKS = frozenset({"y", "de", "del", "da", "dos", "von", "van", "der"})
_WHERE = frozenset(
    {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "over", "through"}
)


#: What the recogniser calls a whole name that it is right about, or that is no body's.
_SURE = tuple({label} for label in ("PERSON", "ORG", "NORP", "GPE", "DATE", "TIME"))
#: What is done to one person, and to no town.
_TO_PERSONS = frozenset({"assassination", "murder", "beheading", "kidnapping", "abduction", "arrest", "imprisonment"})
#: A full name has at most so many words, and what describes its bearer stands in so many beside it.
NAME_WORDS = 4
NEAR_WORDS = 7


def mend(docs: Sequence[Tree]) -> None:
    """Correct the entities of a report's sentences in place.

    A run of proper nouns with an Arabic particle is a person unless it is known as a party or a place. A single word
    called a person that the gazetteer knows is a place, unless a fuller name of the report holds it. The last word of a
    person's full name is that person wherever it stands alone.
    """
    for doc in docs:
        _protected(doc)
        _join(doc)
        _shorten(doc)
        _lengthen(doc)
        _untitle(doc)
        runs = tuple(_runs(doc))
        _bodies(doc, runs)
        _described(doc, runs)
        _peoples(doc)
        _murdered(doc)
    persons = [e for d in docs for e in d.ents if e.label_ == "PERSON" and len(e) > 1]
    last = frozenset(e[first:].text for e in persons for first in range(1, len(e)))
    last |= {name for doc in docs for name in _with_titles(doc)}
    for doc in docs:
        _surnames(doc, last)
    full = {w for doc in docs for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 for w in e.text.split()}
    for doc in docs:
        _place(doc, full)


def _shorten(doc: Any) -> None:
    """Take a person's office or people out of a name that was found with it ("Defence Secretary Ann Bell")."""
    spans = []
    for ent in doc.ents:
        if ent.label_ != "PERSON" or len(ent) <= 2:
            continue
        held = [t.i for t in ent[:-1] if t.lower_.rstrip(".") in _offices()]
        first = held[-1] + 1 if held else ent.start
        if first + 2 < ent.end and doc[first].lower_ in adjectives():
            first += 1  # "Panamanian Abdiel Adames"
        if ent.start < first < ent.end:
            spans.append(doc[first : ent.end])
    _relabel(doc, spans, "PERSON")


@cache
def _offices() -> frozenset[str]:
    """Give the titles of persons and the nouns for their offices."""
    return frozenset((*lexicon("agents")["persons"], *lexicon("titles")))


def _join(doc: Any) -> None:
    """Make persons of the runs of proper nouns that hold an Arabic particle."""
    spans, at, words = [], 0, list(doc)
    while at < len(words):
        end = at
        while end < len(words) and _part(words[end]):
            end += 1
        while end > at and words[end - 1].text.islower():  # "quoted Ann Bell as saying": a name ends in no particle
            end -= 1
        run = doc[at:end] if end - at > 1 else ()
        if run and any(_PARTICLE.match(t.text) for t in run[1:]) and _is_person(run):
            spans.append(run)
        at = max(end, at + 1)
    _relabel(doc, spans, "PERSON")


def _protected(doc: Any) -> None:
    """Make a person of what is left of a name beside the placeholder of a protected one: "Hala Protected source …"."""
    spans = []
    for token in doc if PLACEHOLDER.search(doc.text) else ():
        if PLACEHOLDER.fullmatch(token.text):
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
            begun = token.i
            while begun and _named(doc[begun - 1]) and doc[begun - 1].lower_ not in _offices():
                begun -= 1
            spans += [doc[begun : token.i + 1]] if begun < token.i else []
    _relabel(doc, spans, "PERSON")


def _lengthen(doc: Any) -> None:
    """Give a person's name the part beside "y", "de" or "van" that the recogniser left out or took for another name."""
    spans: list[Any] = []
    for ent in doc.ents:
        end = ent.end
        while ent.label_ == "PERSON" and end + 1 < len(doc) and doc[end].text in _LINKS and _named(doc[end + 1]):
            end += 2
        start = ent.start
        while ent.label_ == "PERSON" and start > 1 and doc[start - 1].text in _LINKS and _named(doc[start - 2]):
            start -= 2
        longer = start < ent.start or _given_before(doc, ent)
        while longer and start and _named(doc[start - 1]) and doc[start - 1].lower_ not in _offices():
            start -= 1
        if (end > ent.end or start < ent.start) and not any(s.end > start for s in spans):
            spans.append(doc[start:end])
    _relabel(doc, spans, "PERSON")


def _given_before(doc: Any, ent: Any) -> bool:
    """Say whether a well-known given name stands right before a person's name of two words or more."""
    names = lexicon("given_names")
    before = doc[ent.start - 1].lower_ if ent.start else ""
    return ent.label_ == "PERSON" and len(ent) > 1 and (before in names["he"] or before in names["she"])


def _peoples(doc: Any) -> None:
    """Make a people or a faith of a word that the recogniser took for a person's name: "the Lutheran bishop"."""
    single = [e for e in doc.ents if e.label_ == "PERSON" and len(e) == 1 and e.root.dep_ in {"compound", "amod"}]
    _relabel(doc, [e for e in single if e.root.lower_ in peoples() and e.root.head.pos_ != "PROPN"], "NORP")


def _murdered(doc: Any) -> None:
    """Make persons of names that no list has of whom it is told what is done to nobody else: "the murder of Harsk"."""
    spans = []
    for ent in doc.ents:
        of = doc[ent.start - 1] if ent.start > 1 and ent.label_ in {"GPE", "LOC", "ORG"} else None
        done = of is not None and of.lower_ == "of" and of.nbor(-1).lemma_.lower() in _TO_PERSONS
        listed = agents.known(ent.text) is not None or agents.kind_of_noun(ent[-1].text) is not None
        if done and not listed and ent[-1].tag_ == "NNP" and look_up(ent.text, Counter()) is None:
            spans.append(doc[ent.start : ent.end])
    _relabel(doc, spans, "PERSON")


def _untitle(doc: Any) -> None:
    """Make a person of what the recogniser took for a body with a person's title before it ("Bishop Petr Harsk")."""
    spans = []
    for ent in doc.ents:
        first = ent[0].lower_.rstrip(".")
        title = first in lexicon("titles") and first not in _LOOSE
        body = agents.known(ent.text) is not None or any(agents.kind_of_noun(t.text) is not None for t in ent[1:])
        if ent.label_ == "ORG" and len(ent) > 1 and title and not body and ent[1].text[:1].isupper():
            spans.append(doc[ent.start + 1 : ent.end])
    _relabel(doc, spans, "PERSON")


def _bodies(doc: Any, runs: Sequence[tuple[int, int]]) -> None:
    """Make bodies of full names right behind a body's noun: "the relief agency Open Road", "the channel Lom Today"."""
    spans = []
    for begun, after in runs:
        before, labels = doc[max(0, begun - 1)], {t.ent_type_ for t in doc[begun:after]}
        noun = before.i < begun and before.tag_ == "NN" and before.text.islower()
        if noun and agents.kind_of_noun(before.lower_) in BODIES and labels not in _SURE:
            spans.append(doc[begun:after])
    spans += [doc[t.i + 1 : end] for t in doc[:-1] if (end := _of_words(t)) is not None]
    _relabel(doc, spans, "ORG")


def _of_words(noun: Any) -> int | None:
    """Give the end of a name of plain words behind a body's noun ("the agency Doctors Without Borders"), or None."""
    body = noun.tag_ == "NN" and noun.text.islower() and agents.kind_of_noun(noun.lower_) in BODIES
    first = noun.nbor() if body else None
    if first is None or first.tag_ not in {"NNS", "NN"} or not first.text[:1].isupper():
        return None
    end = first.i + 1
    while end < len(noun.doc) and noun.doc[end].text[:1].isupper() and noun.doc[end].is_alpha:
        end += 1
    return end if end > first.i + 1 else None


def _described(doc: Any, runs: Sequence[tuple[int, int]]) -> None:
    """Make persons of full names that the words beside them call one.

    "The mayor of Lom, Petr Harsk, said", "spokeswoman Lena Dorv", "Lena Dorv, a spokeswoman for …".
    """
    spans, persons = [], lexicon("agents")["persons"]
    for begun, after in runs:
        first = next((i for i in range(begun, after) if doc[i].lower_.rstrip(".") not in _before_names()), begun)
        run = doc[first:after]
        body = agents.kind_of_noun(run[-1].lower_) is not None or agents.known(run.text) is not None
        if len(run) > NAME_WORDS or body or all(t.ent_type_ == "PERSON" for t in run):
            continue
        comma = after < len(doc) and doc[after].text == ","
        before = doc[begun - 1] if begun else None
        titled = before is not None and before.text.islower() and before.lower_ in persons
        opened = before is not None and before.text == "," and comma and _persons_noun(doc, begun - 1)
        following = doc[after + 1 : after + 1 + NEAR_WORDS] if comma else ()
        noun = next((t for t in following if t.pos_ in {"NOUN", "VERB", "AUX", "PUNCT"}), None)
        while noun is not None and noun.pos_ == "NOUN" and noun.dep_ == "compound" and noun.i < noun.head.i:
            noun = noun.head  # "a church bishop"
        called = noun is not None and noun.lower_ in persons
        if titled or opened or called:
            spans.append(run)
    _relabel(doc, spans, "PERSON")


@cache
def _before_names() -> frozenset[str]:
    """Give the titles of persons and the adjectives of peoples, which are no part of a name."""
    return frozenset((*lexicon("titles"), *adjectives()))


def _with_titles(doc: Any) -> Iterator[str]:
    """Give the single names that stand behind a person's title ("Senator Bell"): alone they are that person's."""
    titles = frozenset(lexicon("titles"))
    for token in doc[:-1]:
        if token.lower_.rstrip(".") not in titles or token.lower_ in _LOOSE:
            continue
        name = token.nbor()
        after = name.nbor() if name.i + 1 < len(doc) else None
        single = name.text.istitle() and name.lower_ not in _offices() and not (after is not None and _named(after))
        if single and agents.known(name.text) is None and agents.kind_of_noun(name.lower_) is None:
            yield name.text


def _runs(doc: Any) -> Iterator[tuple[int, int]]:
    """Give the first token of each run of two proper nouns or more, and the one after it."""
    at, words = 0, list(doc)
    while at < len(words):
        end = at
        while end < len(words) and words[end].pos_ == "PROPN" and words[end].text[:1].isupper():
            end += 1
        if end - at > 1:
            yield at, end
        at = max(end, at + 1)


def _persons_noun(doc: Any, comma: int) -> bool:
    """Say whether a phrase headed by a noun for a person ends at a comma: "the head of the Lom office,"."""
    for token in reversed(doc[max(0, comma - NEAR_WORDS) : comma]):
        if token.pos_ in {"VERB", "AUX", "PUNCT"}:
            return False
        if token.text.islower() and token.lower_ in lexicon("agents")["persons"]:
            return bool(token.dep_ in {"nsubj", "pobj", "dobj", "nsubjpass", "ROOT", "appos"})
    return False


def _named(token: Any) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN"}


def _surnames(doc: Any, last: frozenset[str]) -> None:
    """Make persons of the last words of full names that stand alone, tagged as something else or not at all."""
    spans = [
        doc[e.start : e.end]
        for e in doc.ents
        if e.label_ != "PERSON" and len(e) > 1 and e.text in last and agents.known(e.text) is None
    ]
    for token in doc:
        if token.text not in last or not _named(token) or agents.known(token.text) is not None:
            continue
        ent = next((e for e in doc.ents if e.start <= token.i < e.end), None) if token.ent_type_ else None
        beside = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
        held = {t.text for t in ent if t.lower_.rstrip(".") not in lexicon("titles")} if ent is not None else set()
        beside = [t for t in beside if t.lower_.rstrip(".") not in lexicon("titles")]
        alone = len(held) <= 1 and not any(t.pos_ == "PROPN" and t.text not in last for t in beside)
        before = token.nbor(-1).lower_.rstrip(".") if token.i else ""
        sure = speaks(token) or before in set(lexicon("titles")) - _LOOSE or look_up(token.text, Counter()) is None
        if alone and token.ent_type_ != "PERSON" and sure:
            spans.append(doc[token.i : token.i + 1])
    _relabel(doc, spans, "PERSON")


def speaks(token: Any) -> bool:
    """Say whether a word is the subject of a verb of saying: a surname that a place has too is the person's then."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in lexicon("cues")["neutral"]


def _part(token: Any) -> bool:
    """Tell whether a token can be part of a name."""
    return bool(token.pos_ == "PROPN" and token.text[:1].isalpha()) or bool(_PARTICLE.match(token.text))


def _is_person(run: Any) -> bool:
    """Tell whether a run of proper nouns is neither a party nor a place we know."""
    first, last = run[0].lower_, run[-1].text
    if first in _OTHER or _PARTICLE.match(run[0].text) or agents.known(run.text) is not None:
        return False
    return agents.kind_of_noun(last) is None and look_up(run.text, Counter()) is None


def _place(doc: Any, full: set[str]) -> None:
    """Make places of the single words called persons that stand where a place stands."""
    spans = []
    for ent in doc.ents:
        if ent.label_ != "PERSON" or len(ent) != 1 or ent.text in full or agents.known(ent.text) is not None:
            continue
        before = doc[ent.start - 1].lower_ if ent.start else ""
        found = look_up(ent.text, Counter())
        if (
            found is not None
            and (before in _WHERE or before == "of" or ent.root.dep_ in {"poss", "nsubj", "nsubjpass"})
        ) or (found is None and _fell(ent.root)):
            spans.append(ent)
    _relabel(doc, spans, "GPE")


def _fell(token: Any) -> bool:
    """Say whether a name is said to have fallen to armed people, as a town does and no person."""
    to = next((c for c in token.head.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    if token.dep_ != "nsubj" or token.head.lemma_ != "fall" or to is None:
        return False
    return any(agents.kind_of_noun(c.lower_) is AgentKind.ARMED_ACTOR for c in to.children if c.dep_ == "pobj")


def _relabel(doc: Any, spans: list[Any], label: str) -> None:
    """Replace the entities that touch some spans by the spans with one label."""
    if not spans:
        return
    taken = {t.i for s in spans for t in s}
    kept = [e for e in doc.ents if not any(t.i in taken for t in e)]
    # A name that repeats itself ("Wagga Wagga") is found whole and in parts.
    doc.call([*kept, *(Run(doc, s.start, s.end, label) for s in filter_spans(spans))])
