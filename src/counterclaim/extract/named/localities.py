"""Small places: names that the noun beside them shows to be places, and the towns that only tell where these lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.agents import known
from counterclaim.extract.named.places import LOCALITY, Found
from counterclaim.extract.words.gazetteer import nations
from counterclaim.records.extent import Place

#: Nouns of a part of a town, and of any ground that people live on.
QUARTERS = frozenset({"neighbourhood", "neighborhood", "district", "quarter"})
KINDS = QUARTERS | {"village", "town", "hamlet", "suburb", "area", "camp"}
#: Who lives on a piece of ground is not its name: "a Druze village".
_PEOPLES = frozenset(
    {"sunni", "shia", "shiite", "shi'ite", "alawite", "druze", "christian", "muslim", "jewish", "kurdish", "arab"}
    | {"turkmen", "yazidi", "palestinian", "maronite", "ismaili", "bedouin", "catholic", "orthodox", "protestant"}
)
_ARTICLES = frozenset({"al", "el", "ar", "as", "an", "at", "ad", "az", "ash"})
_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(_ARTICLES))})-[A-ZÀ-Þ]")
_KIND = (
    r"(?:city|town|village|hamlet|suburb|district|neighbou?rhood|quarter|area|camp|province|governorate|countryside)"
)
_SIDE = r"(?:north|south|east|west|(?:north|south)[-\s]?(?:east|west))(?:ern)?"
_LOW = r"(?:(?-i:[a-z][a-z-]*)\s+)"
#: What stands between a small place and the one it lies in: "Dorn | village in | Lom", "Dorn, | a suburb of | Lom".
_IN_IT = re.compile(
    rf"(?:\s+{_KIND})?(?:,?\s+(?:(?:about|some|around)\s+)?\d+\s?(?:km|kilomet(?:er|re)s?|miles?)(?:\s+away)?)?"
    rf"(?:,?\s+(?:an?|the)\s+{_LOW}{{0,2}}{_KIND})?(?:,?\s+(?:(?:to|in)\s+the\s+)?{_SIDE})?"
    rf"(?:,?\s+(?:in|of|near|outside)|(?<=km)\s+from|,?(?=\s+rural))\s+(?:the\s+)?(?:rural\s+)?"
    rf"(?:(?:{_SIDE}\s+)?(?:{_KIND}|countryside|outskirts|part|suburbs?)\s+of\s+(?:the\s+)?|{_SIDE}\s+)?(?:{_KIND}\s+of\s+)?",
    re.IGNORECASE,
)
#: What stands between a place and a small one in it: "Lom | 's | Dorn quarter", "the Lom | district of | Dorn".
_OWNING = re.compile(
    rf"(?:\s+{_KIND})?(?:['’]s?|(?<=['’]s)|(?<=s['’]))\s+{_LOW}{{0,3}}(?:{_KIND}\s+of\s+)?", re.IGNORECASE
)
#: "The Dorn district of Lom", or "the Lom district of Dorn".
_EITHER = re.compile(rf"\s+(?:province\s+)?{_KIND}\s+of\s+(?:the\s+)?", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+(?:refugee\s+)?(neighbou?rhood|district|quarter)\b", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(neighbou?rhood|district|quarter)s?\s+of\s+(?:the\s+)?$", re.IGNORECASE)


def by_kind(doc: Any) -> dict[tuple[int, int], str]:
    """Give the spans of names that a noun beside them, or a "where" after them, shows to be places.

    "Dorn village", "the districts of Dorn and Velm", "Dorn, where two died".
    """
    found: dict[tuple[int, int], str] = {}
    for noun in doc:
        of_a_name = noun.pos_ == "PROPN" and noun.ent_type_ in {"GPE", "LOC", "FAC"}
        # "Dorn city" is Dorn, "Dorn City" its own name.
        kind = noun.text == "city" or (noun.lemma_.lower() in KINDS and (noun.pos_ == "NOUN" or of_a_name))
        for first, last in (*_before(noun), *_after(noun)) if kind else _itself(noun):
            found[doc[first].idx, doc[last].idx + len(doc[last].text)] = LOCALITY
    return found


def where_clause(noun: Any) -> Any | None:
    """Give the verb of what is told of a place after "where", or None."""
    told = (c for c in noun.children if c.dep_ == "relcl" and c.i > noun.i)
    return next((c for c in told if any(w.lower_ == "where" and w.dep_ == "advmod" for w in c.children)), None)


def _itself(name: Any) -> Iterator[tuple[int, int]]:
    """Give the first and last token of a name of which something is told after "where"."""
    if name.pos_ == "PROPN" and where_clause(name) is not None:
        first = _begun(name.doc, name.i + 1, 0)
        if first <= name.i and _nobody(name.doc[first : name.i + 1]):
            yield first, name.i


def _begun(doc: Any, end: int, least: int) -> int:
    """Give the first token, no further back than `least`, of the name that ends before a token."""
    while end > least:
        joined = doc[end - 1].text == "-" and end - 1 > least and doc[end - 2].lower_ in _ARTICLES
        if not (joined or _name(doc[end - 1])):
            break
        end -= 2 if joined else 1
    return end


def _before(noun: Any) -> Iterator[tuple[int, int]]:
    """Give the first and last token of the name right before a noun: "the Dorn district", "Dorn refugee camp"."""
    if noun.tag_ not in {"NN", "NNP"}:
        return
    last = noun.i - 1
    if last >= 0 and noun.doc[last].lower_ == "refugee":
        last -= 1
    first = _begun(noun.doc, last + 1, 0)
    if first <= last and (first > 0 or noun.doc[first].ent_type_) and _nobody(noun.doc[first : last + 1]):
        yield first, last


def _after(noun: Any) -> Iterator[tuple[int, int]]:
    """Give each name that a noun is "of", with its first and last token: "the villages of Dorn, Velm and Karsa"."""
    of = next((c for c in noun.children if c.lower_ == "of" and c.i == noun.i + 1), None)
    named = child(of, "pobj") if of is not None else None
    if of is None or named is None:
        return
    for last in (named, *named.conjuncts):
        first = _begun(noun.doc, last.i + 1, of.i + 1)
        end = last.i + 1
        while end < len(noun.doc) and _ARTICLE.match(noun.doc[end].text) is not None:
            end += 1
        if first < end and _nobody(noun.doc[first:end]):
            yield first, end - 1


def _name(token: Any) -> bool:
    """Say whether a token is of a name, and of no people's: "Sunni", "Lomish"."""
    if _ARTICLE.match(token.text) is not None:
        return True
    written = token.pos_ == "PROPN" and token.text[:1].isupper() and token.lower_ not in _PEOPLES
    return written and token.ent_type_ not in {"NORP", "DATE", "TIME"} and token.text not in nations()


def _nobody(span: Any) -> bool:
    """Say whether a name is none of a body's that we know."""
    return known(span.text) is None and known(span[-1].text) is None


def quartered(text: str, found: Sequence[Found], last: Place | None = None) -> tuple[Found, ...]:
    """Give a sentence's places, quarters that no list knows with the coordinates of the town that they are part of.

    That is the one its words name, else the `last` that the report was about.
    """
    return tuple(_quartered(text, f, found, last) for f in found)


def _quartered(text: str, one: Found, found: Sequence[Found], last: Place | None) -> Found:
    if one.place.level != "unknown" or one.place.lat is not None:
        return one
    if not (_NOUN_AFTER.match(text, one.end) or _NOUN_BEFORE.search(text[: one.start])):
        return one
    own = [w.place for w in found if _holds(text, w, one)]
    town = own[0] if own else last
    if town is None or town.level not in {"town", "district"} or town.lat is None:
        return one
    return replace(one, place=replace(town, name=one.place.name, level="district", candidates=1))


def smallest(text: str, found: Iterable[Found]) -> list[Found]:
    """Leave out the places that only tell where another one lies: "the Dorn quarter of Lom", "Dorn in Lom province"."""
    found = list(found)
    return [w for w in found if not any(_holds(text, w, p) for p in found)]


def _holds(text: str, whole: Found, part: Found) -> bool:
    """Say whether the words between two places say that one lies in or by the other."""
    first, second = sorted((whole, part), key=lambda f: f.start)
    if _EITHER.fullmatch(text, first.end, second.start) is not None:
        return (whole is first) == (_reach(first.place) > _reach(second.place))
    words = _IN_IT if whole is second else _OWNING
    return first.end <= second.start and words.fullmatch(text, first.end, second.start) is not None


def _reach(place: Place) -> int:
    """Give how wide a place is, as far as the gazetteer knows it."""
    return (place.precision_m or 0) if place.lat is not None and place.level != "district" else 0
