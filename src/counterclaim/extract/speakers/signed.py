"""Whether a name that somebody signs with is a body's, and which of its words may be a person's.

Where it cannot be told, a name is a person's: that is the side to err on.
"""

from __future__ import annotations

import re

from counterclaim.extract.named import agents
from counterclaim.extract.speakers.full_names import is_given, is_title, plain_word
from counterclaim.records.words import BODIES, AgentKind

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: A name written in one word has several: "OrsaVelin", "Orsa-Velin".
_PIECE = re.compile(r"[A-Z][a-z]+|[^\W\d_A-Z]+|[A-Z]+")
_POSSESSIVE = re.compile(r"['’]s?$")
#: Links of names: what has one is a person's, whatever stands at its end.
_LINKS = frozenset({"abu", "umm", "bin", "bint", "ibn", "al", "el", "de", "del", "der", "van", "von"})
#: Bodies' nouns that are surnames too, or stand with one person's name.
_SURNAMES = frozenset(
    {"bank", "base", "blog", "campaign", "channel", "charity", "church", "club", "company", "court", "daily", "firm"}
    | {"force", "foundation", "group", "hospital", "magazine", "office", "paper", "post", "press", "relief", "state"}
    | {"website", "weekly"}
)
#: What links words, and is no part of anybody's name.
_AND = frozenset({"and", "at", "for", "from", "in", "of", "the"})
#: A body's name that ends with whose it is: "Defence Ministry of Kelmar".
_OF = re.compile(r"(?P<body>.+) of (?:the )?(?P<whose>.+)", re.IGNORECASE)
#: What many are called who write for one outlet; and one of them, whom a name may stand beside.
_MANY = frozenset(
    {"contributors", "correspondents", "desk", "editors", "journalists", "newsdesk", "newsroom", "reporters", "team"}
)
_ONE = frozenset({"columnist", "contributor", "correspondent", "editor", "journalist", "reporter", "writer"})


def is_body(name: str) -> bool:
    """Say whether a name is a body's, an armed group's or an outlet's: a listed one, or one that ends as theirs do.

    Before such an end stands at most one word that is none of English, and nothing that persons are called by; before
    that of an outlet none, since a person's channel is named so too ("Velin News").
    """
    found = agents.listed(name)
    if found is not None:
        return found.kind in BODIES
    name = _OF.sub(r"\g<whose> \g<body>", name)
    kind = _body_noun(_words(name)[-1:])
    return kind is not None and _strangers(name) <= (0 if kind is AgentKind.OUTLET else 1)


def bearing(name: str, publisher: str | None = None) -> str:
    """Give a name without its words that are nobody's; empty where none of them is a person's ("Lakeside staff").

    `publisher` is whose report it signs: "Halden Wire correspondent" of the Halden Wire names nobody.
    """
    words = _words(name)
    if len(words) < 2:
        return name
    if is_body(name) or (_generic(words[-1]) and _strangers(name) <= (0 if words[-1].lower() in _ONE else 1)):
        return ""
    outlet = _words(publisher or "")
    rest = name.replace(publisher, "") if publisher and _body_noun(outlet[-1:]) is not None else name
    if rest != name and words != outlet and all(map(_generic, _words(rest))):
        return ""
    kept = [w for w in words if w.lower() not in _AND and not _generic(w) and _body_noun([w]) is None]
    return name if kept == words else " ".join(kept)


def names_person(words: str) -> bool:
    """Say whether words, such as those of a file's name, may name a person: some are none of English, or a name."""
    return not is_body(words) and (_strangers(f"{words} x") > 0 or any(map(is_title, words.split())))


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


def _body_noun(words: list[str]) -> AgentKind | None:
    """Give the kind of body that a noun names which is nobody's surname, or None."""
    noun = words[0].lower() if words else ""
    kind = agents.kind_of_noun(noun)
    return kind if kind in BODIES and noun not in _SURNAMES else None


def _generic(word: str) -> bool:
    """Say whether a word names some of those who work somewhere; "Staff" with a capital may be a surname."""
    return word == "staff" or word.lower() in _MANY | _ONE


def _strangers(name: str) -> int:
    """Give how many words before the last are none of English; many where one is a person's, or a comma parts them."""
    before = [p.lower() for w in _words(name)[:-1] for p in _PIECE.findall(_POSSESSIVE.sub("", w))]
    if not before or "," in name or is_title(before[0]) or any(w in _LINKS or is_given(w) for w in before):
        return len(before) + 2
    return sum(len(w) < 2 or not plain_word(w) for w in before)
