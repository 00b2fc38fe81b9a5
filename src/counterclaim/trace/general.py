"""The body that general words mean: "the directorate" is the one directorate that a report names.

Where a report names two of a noun, or none, its general words mean nobody. Armies and governments are left to the
offices of states: "the army" of a report that names a rebel army alone is seldom that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.naming import normal_name

#: Small words between an article and the noun, at most: "the teachers' union".
_FIELD_WORDS = 2
#: What stands before a noun and does not tell which one it is: "said union chairman Tomas Welde", "a senior union …".
_IDLE = frozenset({"said", "says", "told", "senior", "a", "an"})


def general(text: str) -> int:
    """Give how many characters general words for a body have with which a text begins, 0 for none.

    Their noun is the last word before a stop or a name: "the union branch" is not the union.
    """
    found = _pattern().match(text)
    return found.end() if found else 0


def is_general(words: str) -> bool:
    """Say whether words for a body are a bare noun."""
    return normal_name(words) in nouns()


def qualified(before: str) -> bool:
    """Say whether the word before a body's noun tells which one it is: "miners" of "the miners union"."""
    last = (before.replace("-", " - ").split() or [""])[-1]
    return bool(last) and last[-1].isalpha() and last.lower() not in _IDLE | {*joining()}


def the_one(words: str, text: str, names: Iterable[str]) -> str:
    """Give the fullest name of the body that general words mean in a report, as written; empty for none.

    Takes the words, the report's text and the names of who speaks in it, which come before other spellings.
    """
    asked = _told(words)
    noun = normal_name(words).rsplit(maxsplit=1)[-1:]
    if not noun or noun[0] not in nouns():
        return ""
    speaking = [n for n in names if _heads(n) == noun[0] and asked < _told(n)]
    written = [n for n in _named(text, noun[0]) if asked < _told(n)]
    fullest = max((*speaking, *written), key=lambda n: (len(_told(n)), n), default="")
    if not all(_told(n) <= _told(fullest) for n in (*speaking, *written)):
        return ""
    return max(speaking, key=lambda n: (len(_told(n)), n), default=fullest)


@cache
def nouns() -> frozenset[str]:
    """Give the nouns of bodies that are neither armed nor a whole state: "ministry", "police", "union"."""
    roles, offices = lexicon("agents", "en")["roles"], lexicon("offices")
    found = {noun for kind in ("organisation", "official_body") for noun in roles[kind]}
    whole = {*offices["whole"], *offices["with_a_land"]}
    return frozenset(((found - whole) | {*lexicon("namesakes", "en")["short_forms"]}) - {*roles["armed_actor"]})


@cache
def _pattern() -> re.Pattern[str]:
    field = rf"(?:[a-z][\w-]*[’']?\s+){{0,{_FIELD_WORDS}}}"
    return re.compile(rf"{field}(?:{alternatives(nouns())})(?=\s*(?:[,.;:()“”\"]|\Z)|\s+[A-Z])")


@cache
def _spelled(noun: str) -> re.Pattern[str]:
    """Give the pattern of names with a noun: "Sarn Teachers Union", "Ministry of Defence of Kelmar"."""
    name = r"[A-Z][\w’'-]*"
    more = rf"(?:\s+(?:(?:of|for|and|of\s+the)\s+)?{name})"
    first = rf"(?:{name}\s+(?:(?:of|for|and)\s+)?)+(?i:{noun})\b(?:\s+(?:of|for)\s+(?:the\s+)?{name}{more}*)?"
    return re.compile(rf"\b(?:{first}|{noun.title()}\b{more}+)")


def _named(text: str, noun: str) -> list[str]:
    """Give the names in a text that are of a noun, without the article that begins one."""
    found: list[str] = []
    for match in _spelled(noun).finditer(text):
        name = " ".join(match.group().split())
        parts = re.split(r"\s+and\s+", name)
        found += parts if all(noun in part.lower() for part in parts) else [name]
    names = (re.sub(r"^(?:The|An?)\s+", "", name) for name in found)
    return [n for n in names if _heads(n) == noun]


def _heads(name: str) -> str:
    """Give the noun of a name: the last word before the first that joins."""
    words = normal_name(name).split()
    end = next((n for n, w in enumerate(words) if w in joining() and n), len(words))
    return words[end - 1] if words else ""


def _told(name: str) -> frozenset[str]:
    return frozenset(normal_name(name).split()) - {"s", "a", "an", *joining()}


@cache
def joining() -> frozenset[str]:
    """Give the words that join the parts of a name: "of", "for"."""
    return frozenset(lexicon("namesakes", "en")["joining"])
