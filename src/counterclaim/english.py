"""English sentences that agree by construction: who does something, lists, numbers with their nouns, articles, stops.

Nobody outside this module chooses between "says" and "say", or between "a" and "an".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: A sentence names this many; past it, the last place is for the number of the others.
NAMED_MAX = 4
#: Nouns that are several without an "s", and words in "s" that are one.
_SEVERAL = frozenset({"people", "men", "women", "children", "police", "media", "troops", "staff", "others"})
_ONE = frozenset({"news", "series", "gas", "press", "united nations"})
#: Nouns that take no "a".
_MASS = frozenset(
    {"artillery", "shelling", "fire", "gas", "gunfire", "aircraft", "chlorine", "sarin", "phosphorus", "napalm"}
    | {"aviation", "poison", "ammunition", "equipment", "police", "fighting", "looting", "torture", "infantry"}
    | {"cavalry", "armour"}
)  # fmt: skip
#: What stands before a noun instead of an article.
_DETERMINERS = frozenset(
    {"a", "an", "the", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both"}
    | {"several", "some", "many", "most", "all", "no", "its", "his", "her", "their", "this", "that", "these", "those"}
    | {"each", "every"}
)  # fmt: skip
#: The head of a phrase stands before the first of these.
_AFTER_HEAD = re.compile(r"\s+(?:of|in|from|at|on|near|with|who|which|that|now|inside|outside|for|to)\b|[(,]")
#: Written with a vowel and said without one, and the other way round.
_SAID_WITHOUT = re.compile(r"(?:uni(?![dn])|use|usu|eu|ewe|one\b|once\b)", re.IGNORECASE)
_SAID_WITH = re.compile(r"(?:hour|honest|heir|honou?r)", re.IGNORECASE)
_SPELT_OUT = re.compile(r"[A-Z]{2,}\b")
_STOPPED = re.compile(r"[.?!…][”’\"')\]]*$")


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """Who does something: the words, and whether they take a verb in the plural."""

    words: str
    plural: bool = False

    def does(self, one: str, many: str) -> str:
        """Give the words with the form of the verb that agrees with them."""
        return f"{self.words} {many if self.plural else one}"


def together(whos: Iterable[Who], most: int = NAMED_MAX) -> Who:
    """Give several as one subject, each named once and in order: at most `most`, the last place for the others.

    Takes at least one, and a bound of at least 2.
    """
    found = sorted({w.words: w for w in whos}.values())
    return found[0] if len(found) == 1 else Who(listed([w.words for w in found], most), plural=True)


def listed(names: Sequence[str], most: int = NAMED_MAX) -> str:
    """Give names as a list, each once: "A", "A and B", "A, B and C", "A, B, C and 2 others".

    Takes at least one name, and a bound of at least 2; the others are therefore never just one.
    """
    shown = list(dict.fromkeys(names))
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1:,} others"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: "1 report", "3 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def is_plural(noun: str) -> bool:
    """Say whether a noun or a phrase about people takes a verb in the plural, by the head of the phrase."""
    words = head(noun).lower()
    if " and " in words:
        return True
    last = words.rsplit(" ", 1)[-1]
    if words in _ONE or last in _ONE:
        return False
    return last in _SEVERAL or (last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s")))


def without_capital(noun: str) -> str:
    """Give a phrase about people as it stands inside a sentence: "Residents" is "residents", "Syrian activists" stays.

    A first word that is the head, or a determiner, is no name, so its capital is that of a sentence it once began.
    """
    first = noun.split(" ", 1)[0]
    alone = head(noun) == first and not first.isupper()
    if alone and first.istitle():
        return first.lower() + noun[len(first) :]  # "Director-General of" loses both
    return noun[:1].lower() + noun[1:] if alone or first.lower() in _DETERMINERS else noun


def with_a(noun: str) -> str:
    """Give a noun with "a" or "an" where English wants one: not before several, a mass, a name or a determiner."""
    first, last = noun.split(" ", 1)[0], head(noun).rsplit(" ", 1)[-1]
    if not noun or last.lower() in _MASS or not last[:1].islower() or first.lower() in _DETERMINERS or is_plural(noun):
        return noun
    if first[:1].isupper() and first.endswith(("'s", "’s")):
        return noun  # "Karven's army" is one of whom is said whose it is
    return f"{'an' if _opens_with_a_vowel(first) else 'a'} {noun}"


def with_the(noun: str) -> str:
    """Give a noun with "the" where it is one common noun ("the army"); names, several and masses stay bare."""
    if noun.startswith(("a ", "an ")):
        return f"the {noun.split(' ', 1)[1]}"
    return noun if with_a(noun) == noun else f"the {noun}"


def with_inner_the(phrase: str) -> str:
    """Give a short phrase with "the" before the common noun it is about: "shelling of the market"."""
    match = re.match(r"(\w+(?: \w+)?) (of|on|at|in) (\S+(?: \S+)?)$", phrase)
    return f"{match[1]} {match[2]} {with_the(match[3])}" if match else phrase


def head(noun: str) -> str:
    """Give a phrase up to its head: "residents" of "residents of the old town"."""
    return _AFTER_HEAD.split(noun.strip(), maxsplit=1)[0].strip()


def _opens_with_a_vowel(word: str) -> bool:
    if _SPELT_OUT.match(word):
        return word[0] in "AEFHILMNORSX"
    if _SAID_WITHOUT.match(word):
        return False
    return word[:1].lower() in "aeiou" or _SAID_WITH.match(word) is not None


def sentence(*parts: str) -> str:
    """Give parts as one sentence: single spaces, a capital at the start, a stop at the end; empty parts fall away."""
    words = " ".join(" ".join(parts).split())
    if not words:
        return ""
    return capital(words) if _STOPPED.search(words) else f"{capital(words)}."


def capital(words: str) -> str:
    """Give words with a capital first letter and the rest as they are."""
    return words[:1].upper() + words[1:]


@lru_cache(4096)
def day_words(iso: str) -> str:
    """Give an ISO date as `27 March 2016`; anything that is not one comes back as it is."""
    parts = iso[:10].split("-")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(parts) != 3 or len(numbers) != 3 or not 1 <= numbers[1] <= 12:
        return iso
    year, month, day = numbers
    return f"{day} {MONTHS[month - 1]} {year}"


def days_words(start: str, end: str) -> str:
    """Give the days from `start` to `end` in one phrase, saying month and year once where both share them."""
    if start[4:] == "-01-01" and end == f"{start[:4]}-12-31":
        return start[:4]
    first, last = day_words(start), day_words(end)
    if not last or first == last:
        return first
    if not first:
        return f"until {last}"
    one, two = first.split(), last.split()
    shared = 2 if one[1:] == two[1:] else 1 if one[2:] == two[2:] else 0
    return f"{' '.join(one[:-shared] if shared else one)} – {last}"
