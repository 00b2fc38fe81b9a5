"""Copies that lost their commas: a comma put back where "X said" follows what X said, without moving a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.extract.named import agents
from counterclaim.extract.named.persons import person_nouns
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ACTING_BODIES, AgentKind

#: A text of so many words must have some comma; with fewer than one in `WORDS_A_COMMA` words it lost them.
WORDS_MIN = 60
WORDS_A_COMMA = 250
#: A speaker's name and description before "said" is looked for in this many words.
SPEAKER_WORDS = 12
#: "Said X" at a sentence's end has at most so many words.
TAG_WORDS = 12
#: "A local monitoring group": so many words may stand between an article and its noun.
ARTICLE_WORDS = 4
#: So many words before a speaker can be a clause of their own.
CLAUSE_WORDS = 3
_WORD = re.compile(r"\S+")
_GOES_ON = re.compile(r"(?<=[a-z])(?<!\bas) (?=(?:adding|citing|saying|noting|according to)\b)")
_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_SAID = frozenset({"said", "says", "added", "adds", "reported", "told", "stated", "announced", "wrote"})
_BETWEEN = frozenset({"has", "have", "had", "also", "earlier", "later", "recently", "then"})
#: Words of a clause: where one follows "said", what was said follows it.
_TELLS = frozenset(
    {"was", "were", "is", "are", "had", "has", "have", "been", "would", "will", "could", "may", "it", "that"}
)
_APART = frozenset({"while", "that", "when", "where", "because", "but"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "one", "another"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_BOUND = frozenset(
    {"of", "for", "from", "at", "in", "on", "with", "by", "to", "and", "or", "as", "than", "that", "who", "which"}
    | {"near", "against", "between", "inside", "outside", "into", "over", "under", "via", "while", "when", "where"}
    | {"but", "because", "after", "before", "if", "what", *_ARTICLES}
)


#: Words that go with the noun after them: a speaker's description starts before them.
_WITH_NOUN = frozenset(
    {"opposition", "pro-opposition", "pro-government", "state", "state-run", "government", "rebel", "military", "army"}
    | {"monitoring", "news", "security", "medical", "senior", "local", "health", "humanitarian", "aid", "rights"}
    | {"media", "civil", "defence", "defense", "rescue", "hospital", "police", "intelligence", "top"}
)
#: Nouns that stand before the name of whoever they are ("run by its ally Harak").
_BESIDE = frozenset({"ally", "backer", "rival", "neighbour", "neighbor", "affiliate", "offshoot"})
_WHO = frozenset({"who", "which", "whose", "also"})
_QUOTES = frozenset("\"”’'")
_DISPATCHES = frozenset({"dispatches", "reports", "bulletins"})
_DESCRIBED = frozenset({AgentKind.OUTLET, AgentKind.ORGANISATION})
#: What stands before a place, after which another name can start: "near Lom | Ann Bell said".
_PLACED = frozenset(
    {"from", "at", "in", "on", "with", "near", "against", "between", "inside", "outside", "into", "over", "under"}
)


def bare(texts: Sequence[str]) -> bool:
    """Say whether the sentences of a report were copied without their commas."""
    words = sum(len(t.split()) for t in texts)
    return words >= WORDS_MIN and sum(t.count(",") for t in texts) * WORDS_A_COMMA < words


def punctuated(text: str) -> str:
    """Give a sentence of such a report with a comma in place of the blank before each "X said" that ends a clause."""
    words = [(m[0], m.start()) for m in _WORD.finditer(text)]
    out = list(text)
    for at, (word, _) in enumerate(words):
        tag = word == "reports." and at + 1 == len(words) and words[at - 1][0][:1].isupper()
        quoted = word == "quoted" and words[at - 1][0] in {"was", "were"} and len(words) > at + 1
        if not (tag or quoted or word.strip('."”').lower() in _SAID) or at < CLAUSE_WORDS:
            continue
        told_by = 1 if word == "quoted" else 0  # "the army was quoted as saying"
        rest = [w for w, _ in words[at + 1 :]]
        inverted = word.lower() != "told" and _inverted(rest)
        before = [w for w, _ in words[: at - told_by]]
        first = at if inverted else _name_before(before) if tag else _speaker(before)
        if first is not None:
            blank = words[first][1] - 1
            if text[blank] == " " and text[blank - 1].isalpha():
                out[blank] = ","
    return _GOES_ON.sub(",", "".join(out))


def _name_before(words: list[str]) -> int | None:
    """Give the word at which the name starts that ends some words ("… several militants FNA" reports), or None."""
    first = len(words)
    while first > CLAUSE_WORDS and words[first - 1][:1].isupper():
        first -= 1
    return first if first < len(words) and words[first - 1][:1].islower() else None


def _inverted(rest: list[str]) -> bool:
    """Say whether the words after "said" only name who did."""
    rest = rest[: next((i for i, w in enumerate(rest) if w.lower() in _WHO), len(rest))]
    if not 0 < len(rest) <= TAG_WORDS or {w.lower() for w in rest} & _TELLS:
        return False
    return (rest[0].lower() in _ARTICLES or rest[0][:1].isupper()) and not _DAY.match(rest[0]) and _speaks(rest)


def _speaker(words: list[str]) -> int | None:
    """Give the word at which the speaker before "said" starts, or None."""
    end = len(words)
    while end and words[end - 1].lower() in _BETWEEN:
        end -= 1
    near = range(end - 1, max(end - SPEAKER_WORDS, CLAUSE_WORDS) - 1, -1)
    fitting = [first for first in near if _may_start(words, first, end)]
    if not fitting:
        return None
    if any(words[f - 1][-1] in _QUOTES for f in range(max(fitting[0] - ARTICLE_WORDS, 1), fitting[0])):
        return None  # "… the raid" the local group said: the quotation's end tells enough
    article = next((f for f in fitting if words[f].lower() in _ARTICLES), fitting[0])
    if _pronoun(words[end - 1]):
        return fitting[0]
    whole = fitting[0] - article <= ARTICLE_WORDS or _all_name(words[article + 1 : fitting[0]])
    return article if whole and article != fitting[0] else _described(words, fitting[0])


def _all_name(words: list[str]) -> bool:
    """Say whether words are a name and at most one word more ("Lom Observatory for Human Rights monitoring")."""
    plain = [w for w in words if w[:1].islower() and w.lower() not in _BOUND]
    return len(plain) <= 1 and len(words) <= SPEAKER_WORDS


def _described(words: list[str], first: int) -> int | None:
    """Give where a speaker starts with the words that describe it ("the state news agency Lomna"), or None.

    None is where they are bound to the words before them, or begin the sentence: no clause stands before them.
    """
    start = first
    while start and (words[start - 1].lower() in _WITH_NOUN or _bodys(words[start - 1]) or _of_land(words[start - 1])):
        start -= 1
    if start == first:
        opens = any(w.lower() in _ARTICLES for w in words[max(0, first - ARTICLE_WORDS) : first]) and first
        return None if opens and first <= CLAUSE_WORDS else first
    start -= bool(start) and words[start - 1].lower() in _ARTICLES
    return start if start >= CLAUSE_WORDS and words[start - 1].lower() not in _BOUND | _SAID else None


def _bodys(word: str) -> bool:
    """Say whether a word is a noun for an outlet or a body that its name may follow: "agency", "channel"."""
    return word == "agency" or (word.islower() and agents.kind_of_noun(word) in _DESCRIBED)


def _of_land(word: str) -> bool:
    """Say whether a word is a land's adjective."""
    return word[:1].isupper() and word.casefold() in _adjectives()


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(str(n).casefold() for names in lexicon("demonyms").values() for n in names[1:2])


def _may_start(words: list[str], first: int, end: int) -> bool:
    before, phrase = words[first - 1], words[first:end]
    after_number = before[-1].isdigit() and phrase[0].lower() in _ARTICLES  # "at least 112 a monitoring group said"
    if (
        before.lower() in _BOUND | _SAID
        or not (before[-1].isalpha() or after_number)
        or {w.lower() for w in phrase} & _APART
    ):
        return False
    placed = first > 1 and words[first - 2].lower() in _PLACED  # "near Lom | Ann Bell said"
    named = before[:1].isupper() and phrase[0].islower() and phrase[0] not in _ARTICLES | _PRONOUNS
    if named and not _after_place(words[:first]):
        return False  # "the Observatory for Human Rights monitor": a noun after a name goes with it
    if placed and phrase[-1][:1].isupper() and agents.kind_of_noun(phrase[-1]) in ACTING_BODIES:
        return False  # "a source at Lom Police Command": the place is part of a body's name
    return ((placed and phrase[0][:1].isupper()) or _starts(phrase, before)) and _speaks(phrase)


def _after_place(words: list[str]) -> bool:
    """Say whether some words end in the name of a place: "in Lom", "west of Tal Lom"."""
    first = len(words)
    while first and len(words) - first < ARTICLE_WORDS and words[first - 1][:1].isupper():
        first -= 1
    return first > 0 and words[first - 1].lower() in _PLACED | {"of"}


def _pronoun(word: str) -> bool:
    return word.lower() in _PRONOUNS


def _starts(phrase: list[str], before: str) -> bool:
    """Say whether a phrase can start with its first word, after the word before it."""
    first = phrase[0]
    if first.lower() in _PRONOUNS:
        return len(phrase) == 1
    if first.lower() in _ARTICLES:
        return True
    if first[:1].isupper():
        titled = before.lower() in person_nouns() or agents.kind_of_noun(before) is not None
        named = not (before[:1].isupper() or titled) or agents.known(" ".join(phrase)) is not None
        return named and before.lower() not in _BESIDE
    kind, other = agents.kind_of_noun(first), agents.kind_of_noun(before)
    # "… of medical staff | activists in the town said": two nouns for people are no compound.
    return kind is not None and (other is None or kind is other is AgentKind.UNNAMED_GROUP)


def _speaks(phrase: list[str]) -> bool:
    """Say whether the head of a phrase is one who can speak."""
    if phrase[0].lower() in _PRONOUNS:
        return True
    head = next((i for i, w in enumerate(phrase) if i and w.lower() in _BOUND - _ARTICLES), len(phrase)) - 1
    noun = phrase[head].strip('.,"”').removesuffix("'s")
    if any(w.lower() in _ARTICLES for w in phrase[1 : head + 1]):
        return False
    return (
        noun[:1].isupper()
        or noun.lower() in person_nouns()
        or agents.kind_of_noun(noun) is not None
        or (phrase[0][:1].isupper() and noun.lower() in _DISPATCHES)
        or agents.known(" ".join(phrase[: head + 1])) is not None
    )
