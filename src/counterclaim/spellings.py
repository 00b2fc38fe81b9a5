"""Whether two words may be one name written twice: with other marks, in another spelling, in another script.

A word is written in Latin letters (anyascii), letters that transcriptions exchange are near to each other, and vowels
count little, or nothing where a script leaves them out. What is found is likeness, not identity: whoever withholds a
name wants it so. Scripts of whole syllables or words, as those of China, Japan and Korea, are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce

from anyascii import anyascii

#: Scripts that mostly leave vowels out: Arabic, Hebrew, Syriac, Thaana, N'Ko, with their supplements.
_BARE = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: Scripts without spaces between words: a name stands inside of what looks like one word.
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_PLAIN = re.compile("[^a-z]+")
#: Letters together that stand for one sound, the longest first; a capital is a sound of its own.
_TOGETHER = (
    ("shch", "S"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("dzh", "j"), ("sh", "S"), ("ch", "C"), ("zh", "j"),
    ("sz", "S"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("cz", "C"),
    ("tz", "z"), ("ts", "z"), ("qu", "kw"), ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
#: Greek writes b, d and g with two letters.
_GREEK, _GREEK_TOGETHER = (
    re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    (("mp", "b"), ("nt", "d"), ("gk", "g"), ("ng", "g")),
)
_SOFT = re.compile("c(?=[eiy])")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiouy")
#: Sounds that are left out, or put in, as easily as vowels.
_LIGHT = _VOWELS | {"h", "w"}
#: Consonants that transcriptions exchange, under one letter each; c is two sounds.
_NEAR = {
    "p": "b", "f": "b", "v": "b", "g": "k", "c": "ks", "z": "s", "S": "s", "C": "s", "j": "s", "d": "t", "n": "m",
}  # fmt: skip
_DROPPED, _OTHER_VOWEL, _NEARLY, _OTHER = 0.35, 0.25, 0.3, 1.0
#: Likeness up to this part of the longer word is one name: among words of one script, and across scripts.
MOST_WITHIN, MOST_ACROSS = 0.18, 0.2
#: Where vowels are left out, likeness up to this part of the consonants.
MOST_BARE = 0.16
_LONGEST = 40
#: What scripts without vowels write together with the word behind it: “and”, “the”, “in”, “to” and the like.
_BEFORE = re.compile("(?:[wf]?(?:[bklsmh]|al|l)?l?|[vbklmhs]h?)")
_ENDING, _STEM = 3, 4
#: Letters that a name has at least without its article, where vowels are left out: Asaad is two.
_BARE_MIN = 2


@dataclass(frozen=True, slots=True)
class Sounds:
    """A word as it sounds, roughly: its letters in each reading; whether its script leaves vowels out, or is Latin."""

    readings: tuple[str, ...]
    bare: bool
    latin: bool

    @property
    def keys(self) -> frozenset[str]:
        """Give the consonants, one letter for those that are near: like words share a key."""
        return frozenset().union(*map(keys, self.readings))


@lru_cache(maxsize=200_000)
def sounds(word: str) -> Sounds:
    """Give how a word sounds; without a reading for one of no script that is compared."""
    if len(word) > _LONGEST or UNSPACED.search(word):
        return Sounds((), bare=False, latin=False)
    letters = _PLAIN.sub("", str(anyascii(word)).lower())
    bare, latin = _BARE.search(word) is not None, _LATIN.search(word) is not None
    if bare:  # the Hebrew letter for v and w is romanised as v; two letters are two sounds
        return Sounds((_together(letters.replace("v", "w")),), bare=True, latin=latin)
    readings = [letters]
    if _GREEK.search(word):
        readings.append(reduce(lambda told, pair: told.replace(*pair), _GREEK_TOGETHER, letters))
    return Sounds(tuple(dict.fromkeys(_TWICE.sub(r"\1", _together(r)) for r in readings)), bare=False, latin=latin)


def _together(letters: str) -> str:
    return _SOFT.sub("s", reduce(lambda told, pair: told.replace(*pair), _TOGETHER, letters))


def articled(name: Sounds) -> Iterator[str]:
    """Give the letters of a name, and what they are without the article that Arabic writes together with it."""
    for letters in name.readings:
        yield letters
        bare = letters.removeprefix("a").removeprefix("l") if name.bare else letters
        if bare != letters and len(bare) >= _BARE_MIN:
            yield bare


@lru_cache(maxsize=200_000)
def keys(letters: str) -> frozenset[str]:
    """Give the consonants of a word as it sounds; w and j count once as a consonant and once as none."""
    found = {""}
    for letter in letters:
        ways = {"w": ("", "b"), "j": ("", "s")}.get(letter) or tuple(_NEAR.get(letter, letter))
        if letter not in _LIGHT or letter == "w":
            found = {key + way for key in found for way in ways}
    return frozenset(found)


def stems(word: Sounds) -> Iterator[str]:
    """Give what a word may be without its ending, and in scripts without vowels without what is written before it."""
    yield from word.readings
    if word.latin:
        return
    for letters in word.readings:
        starts = {n for n in range(1, _ENDING + 2) if word.bare and _BEFORE.fullmatch(letters[:n])}
        for start in sorted({0} | starts):
            for ending in range(_ENDING + 1):
                stem = letters[start : len(letters) - ending]
                if (start or ending) and len(stem) >= (_STEM - 1 if word.bare else _STEM):
                    yield stem


def alike(name: str, letters: str, *, bare: bool, within: bool) -> bool:
    """Say whether two words by their letters may be one name.

    `bare` says that the script of one leaves vowels out, `within` that both are in one script.
    """
    if bare:
        return _distance(name, letters, 0.0) <= MOST_BARE * max(weight(name), weight(letters))
    most = MOST_WITHIN if within else MOST_ACROSS
    return _distance(name, letters, _DROPPED) <= most * max(len(name), len(letters))


def weight(letters: str) -> int:
    """Give how many letters of a word are consonants that every script writes."""
    return sum(letter not in _VOWELS and letter != "w" for letter in letters)


def _distance(one: str, other: str, dropped: float) -> float:
    """Give what it costs to write one word as the other, a letter that sounds otherwise costing one."""
    before = [0.0]
    for letter in other:
        before.append(before[-1] + _left_out(letter, dropped))
    for mine in one:
        now = [before[0] + _left_out(mine, dropped)]
        for at, theirs in enumerate(other, start=1):
            now.append(
                min(
                    before[at] + _left_out(mine, dropped),
                    now[at - 1] + _left_out(theirs, dropped),
                    before[at - 1] + _exchanged(mine, theirs),
                )
            )
        before = now
    return before[-1]


def _left_out(letter: str, dropped: float) -> float:
    if letter == "h":
        return _DROPPED
    return dropped if letter in _LIGHT else _OTHER


def _exchanged(mine: str, theirs: str) -> float:
    if mine == theirs:
        return 0.0
    if {mine, theirs} <= _VOWELS or {mine, theirs} in ({"w", "u"}, {"w", "o"}, {"y", "j"}, {"w", "v"}, {"w", "f"}):
        return _OTHER_VOWEL
    return _NEARLY if set(_NEAR.get(mine, mine)) & set(_NEAR.get(theirs, theirs)) else _OTHER
