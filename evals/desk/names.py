"""Invented names and words of one length, by number, and what they look like in other scripts."""

from __future__ import annotations

import random
from itertools import accumulate

FIRST = ("Harbour", "Valley", "Northern", "Morning", "Evening", "Coast", "Tarvos", "Belmor", "River", "Mountain")
LAST = ("Post", "Herald", "Wire", "Courier", "Radio", "Tribune", "Monitor", "Gazette", "Channel", "Review", "Voice",
        "Observer")  # fmt: skip
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: One letter for one, so that a text keeps its length: the words are invented, and need not be spelled as any are.
SCRIPTS = {
    "ru": str.maketrans(_LATIN + _LATIN.upper(), "абцдефгхийклмнопярстувшжызАБЦДЕФГХИЙКЛМНОПЯРСТУВШЖЫЗ"),
    "ar": str.maketrans(_LATIN + _LATIN.upper(), "ابتثجحخدذرزسشصضطظعغفقكلمنه" * 2),
}
#: What begins the mark of a name, in each script: no word begins so. Six letters that count come after it.
MARKS = "Zq|zq|" + "|".join("Zq".translate(s) for s in SCRIPTS.values())
_VOCABULARY = 20_000


def mark(number: int) -> str:
    """Give the mark of a name by its number."""
    letters = []
    for _ in range(6):
        number, at = divmod(number, 26)
        letters.append(_LATIN[at])
    return "Zq" + "".join(letters)


def numbered(found: str) -> int:
    """Give the number of a mark, in any script and case."""
    script = _script(found)
    letters = (
        found[2:].translate({v: chr(k) for k, v in SCRIPTS[script].items() if chr(k).islower()})
        if script
        else found[2:]
    )
    return sum(_LATIN.index(letter) * 26**at for at, letter in enumerate(letters))


def like(found: str, name: str) -> str:
    """Give a name in the script and case of a mark."""
    script = _script(found)
    if script:
        return name.translate(SCRIPTS[script])
    return name if found[0] == "Z" else name.lower()


def _script(found: str) -> str:
    return next((key for key, letters in SCRIPTS.items() if found.startswith("Zq".translate(letters))), "")


def name(number: int) -> str:
    """Give the invented name of a number: four syllables, no two numbers below 24 million alike."""
    number = (number * 7_368_787) % 24_010_000  # a stride without a common factor, so that neighbours differ
    syllables = []
    for _ in range(4):
        number, at = divmod(number, 70)
        syllables.append(_CONSONANTS[at // 5] + _VOWELS[at % 5])
    return "".join(syllables).capitalize()


def _vocabulary() -> list[str]:
    """Give made words of two to four syllables."""
    draw = random.Random(7)  # noqa: S311 - repeatable words, no secret
    found = dict[str, None]()
    while len(found) < _VOCABULARY:
        found["".join(draw.choice(_CONSONANTS) + draw.choice(_VOWELS) for _ in range(draw.choice((2, 3, 3, 4))))] = None
    return list(found)


_WORDS = _vocabulary()
#: Heavy-tailed, as words are: the sums of the chances up to each.
_UNTIL = list(accumulate(1.0 / (n + 2) ** 0.9 for n in range(_VOCABULARY)))


def words(chance: random.Random, count: int) -> list[str]:
    """Give so many made words."""
    return chance.choices(_WORDS, cum_weights=_UNTIL, k=count)


def filler(number: int, sentences: int = 12) -> str:
    """Give sentences of made words; those of two numbers share no run of them."""
    found = words(random.Random(number), sentences * 12)  # noqa: S311 - repeatable words, no secret
    return " ".join(" ".join(found[n : n + 12]).capitalize() + "." for n in range(0, len(found), 12))
