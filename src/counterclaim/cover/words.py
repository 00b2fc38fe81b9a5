"""Words of sentences as sets, and the words of lexicons in all their forms: in these a question's words are sought."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.source import Passage

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
#: A number in figures that is no day of a month, hour, year, age, or part of a name.
_FIGURE = re.compile(
    r"(?<![\w:.,/-])(?!(?:19|20)\d\d(?![\d,.]*\d))\d[\d,.]*(?![\w:/-]|\s*(?:am|pm|%|per\s?cent|km|January|February|March|April"
    r"|May|June|July|August|September|October|November|December)\b)"
)
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|aged|age)\s+$"
)


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of one sentence: each once without capitals, and all of them in order for what is a phrase."""

    passage: Passage
    words: frozenset[str]
    flat: str
    number: bool

    def has(self, wanted: Wanted) -> bool:
        """Say whether a wanted word or phrase stands in the sentence."""
        return not self.words.isdisjoint(wanted.single) or any(f" {p} " in self.flat for p in wanted.phrases)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words and phrases that are looked for."""

    single: frozenset[str]
    phrases: tuple[str, ...]

    def __or__(self, other: Wanted) -> Wanted:
        """Give what is looked for in either."""
        return Wanted(self.single | other.single, (*self.phrases, *other.phrases))


def bag(passage: Passage) -> Bag:
    """Give the words of a sentence."""
    ordered = [_POSSESSIVE.sub("", w) for w in _WORD.findall(passage.text.casefold())]
    words = frozenset(ordered)
    return Bag(passage, words, f" {' '.join(ordered)} ", not words.isdisjoint(_numbers()) or _figure(passage.text))


def wanted(words: Iterable[str]) -> Wanted:
    """Give words and phrases to look for, written as sentences are cut."""
    flat = {" ".join(_POSSESSIVE.sub("", w) for w in _WORD.findall(one.casefold())) for one in words} - {""}
    return Wanted(frozenset(w for w in flat if " " not in w), tuple(sorted(w for w in flat if " " in w)))


def forms(verb: str) -> tuple[str, ...]:
    """Give a verb in its forms; of a verb with a particle ("blow up") the first word changes."""
    head, _, tail = verb.partition(" ")
    base = head.removesuffix("e")
    soft = f"{head[:-1]}i" if re.search(r"[^aeiou]y$", head) else head
    twice = head + head[-1] if re.search(r"[^aeiou][aeiou][bdglmnprt]$", head) else base
    made = {head, f"{head}s", f"{soft}es", f"{base}ed", f"{soft}ed", f"{head}d", f"{base}ing", f"{head}ing"}
    made |= {f"{twice}ed", f"{twice}ing", *lexicon("may_tell")["irregular"].get(head, ())}
    return tuple(f"{one} {tail}".strip() for one in sorted(made))


def plurals(noun: str) -> tuple[str, ...]:
    """Give a noun in the singular and the plural."""
    return noun, f"{noun}s", f"{noun}es", re.sub(r"y$", "ies", noun), re.sub(r"man$", "men", noun)


@cache
def of_lexicon(name: str) -> Wanted:
    """Give one list of the words that may tell of something."""
    return wanted(lexicon("may_tell")[name])


@cache
def _numbers() -> frozenset[str]:
    table = lexicon("quantities")
    given = [w for group in ("number_words", "scales") for w in table[group]]
    few = {"dozens", "scores", "hundreds", "thousands", "several", "few", "handful", "couple", "many", "nobody", "none"}
    return frozenset({*given, *(f"{w}s" for w in table["scales"]), *few, "no"})


def _figure(text: str) -> bool:
    return any(not _MONTH_BEFORE.search(text[: m.start()]) for m in _FIGURE.finditer(text))
