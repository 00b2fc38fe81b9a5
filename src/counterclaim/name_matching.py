"""Where names stand in a text, however they are written: in any case, with other endings, in parts, broken over lines.

A name is found as it was named, and in other spellings and scripts as far as `spellings` can tell: two words of one
name beside each other, or one alone that has consonants enough. A nickname, or a role that one person holds, is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from counterclaim.contacts import Numbers
from counterclaim.initials import Initials
from counterclaim.openings import Letter, opened, packed
from counterclaim.spellings import UNSPACED, alike, articled, keys, sounds, stems, weight

MARK = "[withheld]"
#: Parts of a name shorter than this are articles and initials; from the second on a part is found inside words.
_PART_MIN, _INSIDE_MIN = 3, 4
#: Consonants that one word alone needs to be a name in another spelling, and several beside each other together.
_ALONE_MIN, _TOGETHER_MIN, _SMALL_MIN = 3, 4, 6
#: And one word behind an article.
_AFTER_MIN = 2
#: What may stand between two withheld words of one name: marks, an initial, a short particle.
_BETWEEN = re.compile(r"[\s.,'’\-]*(?:(?:\w{1,2}\.?|[ae](?:sh|th|dh))[\s.'’\-]*)?", re.IGNORECASE)
#: The article of Arabic before a name, as transcriptions have it: "al-Ahmad", "ash-Sheikh", "El Khatib".
_ARTICLE = re.compile(r"(?<![^\W_])(?:[ae]l|a[dnrstz]|a[dst]h)[-\s]$", re.IGNORECASE)
#: A word; scripts of India write vowels as marks, which Python takes for no part of a word.
_TOKEN = re.compile("(?:\\w|[\u0900-\u0963\u0970-\u0dff])+")
_WORD = re.compile("(?:[^\\W_]|[\u0900-\u0963\u0970-\u0dff])+")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w.-]+\w")
#: What may stand within a name that is written in several words: blanks, a line's end, signs, a tag, a program's plus.
_PARTING = re.compile(r"<[^<>\n]{1,60}>|[\"'] ?[+.] ?[\"']|\s{0,20}\n\s{0,20}|[\s'’\-]{1,2}|[^\w\s]{1,4}")
#: How long such a name is at least, and its end after a blank. One that is written backwards is as long.
_SPLIT_MIN, _WITHIN_MIN = 6, 2
#: No part of a name has more letters, and each beginning of one is kept.
_SPLIT_MAX = 200
#: Signs that show nothing and are no marks of format: joiners of graphemes, variants, fillers, the blank of braille.
_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
#: Latin letters that are no others with marks: ø and ł, those of phonetics, small capitals.
_OTHER_LATIN = re.compile("[\u00e6-\u02af\u1d00-\u1dbf\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab6f]")
#: What makes several of a name: "the Hills" are the Hill family, "markets" are nobody called Mark.
_PLURAL = frozenset({"s", "es"})
_INITIAL = re.compile(r"(?:(?<!\w)[A-Z]\.\s*)+$")
Span = tuple[int, int]
#: Which part of which name: their numbers.
Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Like:
    """What a word is: a part of a name as it is written; parts that it is like, and whether it is one by itself.

    `articled` are the names of which it is one behind the article of Arabic, where the whole name stands there too.
    """

    part: bool
    parts: frozenset[Part]
    alone: bool
    articled: frozenset[int] = frozenset()


#: So many words of a name or phrase are known by their sound; longer than that it is text, found as it is written.
_SOUNDING_MAX = 64
_UNLIKE = _Like(part=False, parts=frozenset(), alone=False)


@dataclass(frozen=True, slots=True)
class _Sounding:
    """How a part of a name sounds, in which kind of script, and whether it is withheld alone, or after an article."""

    letters: str
    bare: bool
    latin: bool
    alone: bool
    articled: bool


class Names:
    """Names to withhold, each with every part of it, and phrases, which are withheld as they stand and only whole.

    Where parts may be ordinary words (`wordlike`), as those of a title or an outlet are, one alone is a name only as a
    word of its own with a capital, or in an address; and one word, such as an address of a page, has no parts. `words`
    are found wherever they are written, inside of others too, and in no other spelling; those of `apart` as words of
    their own with a capital. First letters of `persons` go with a part that stands beside them. `plain` says of a
    word in small letters whether it is one of the language: inside of such, no part is a name. `role` says of a word
    whether it is one that people are called by ("Guard"): a name of that word alone is found as those of `apart`.
    """

    def __init__(  # noqa: PLR0913 - how each of them is looked for
        self, names: Iterable[str], phrases: Iterable[str] = (), *, wordlike: bool = False, words: Iterable[str] = (),
        apart: Iterable[str] = (), persons: Iterable[str] = (), plain: Callable[[str], bool] | None = None,
        role: Callable[[str], bool] | None = None,
    ) -> None:  # fmt: skip
        self._wordlike, self._plain = wordlike, plain
        least = _INSIDE_MIN if wordlike else _PART_MIN
        told, whole = tuple(phrases), tuple(names)
        roles = frozenset(n for n in whole if role is not None and len(n.split()) == 1 and role(n.strip()))
        given = tuple(n for n in whole if n not in roles)
        several = [name for name in given if not wordlike or len(name.split()) > 1]
        parts = {p for name in (*several, *words) for p in _WORD.findall(_folded(name)[0]) if _long_enough(p, least)}
        parts |= {p for name in (() if wordlike else several) for p in _joined(_WORD.findall(_folded(name)[0]))}
        wholes = {" ".join(_folded(phrase)[0].split()) for phrase in (*told, *(given if wordlike else ()))} - {""}
        self._unspaced = tuple(sorted(p for p in parts if UNSPACED.search(p)))
        self._inside = tuple(sorted(p for p in parts - {*self._unspaced} if len(p) >= _INSIDE_MIN))
        self._parts = frozenset(parts)
        self._begun = {p[:n]: p for p in sorted(parts) if _SPLIT_MIN <= len(p) <= _SPLIT_MAX for n in range(1, len(p))}
        self._apart = frozenset(p for word in (*apart, *roles) for p in _WORD.findall(_folded(word)[0])) - parts
        self.parts = (*sorted(parts | self._apart), *sorted(wholes, key=lambda p: (-len(p), p)))
        self._said: dict[str, list[tuple[re.Pattern[str], int]]] = defaultdict(list)
        for phrase in self.parts[len(parts | self._apart) :]:
            self._index(phrase)
        self._sounding: dict[str, list[tuple[Part, _Sounding]]] = defaultdict(list)
        self._lengths: dict[int, int] = {}
        for number, (name, phrase) in enumerate([*((n, False) for n in several), *((p, True) for p in told)]):
            self._sound(number, name, phrase=phrase)
        self._numbers = Numbers(told)
        self._initials = Initials(several, persons)
        self._like: dict[str, _Like] = {}

    def _index(self, phrase: str) -> None:
        """Note a phrase under its first word."""
        first = _TOKEN.search(phrase)
        if first is not None:
            words = r"\s+".join(map(re.escape, phrase.split()))
            self._said[first[0]].append((re.compile(words + r"(?!\w)"), first.start()))

    def _sound(self, number: int, name: str, *, phrase: bool) -> None:
        """Note how the words of a name sound; of what is found whole alone, how many they are."""
        found = [w for w in _WORD.findall(_folded(name)[0]) if len(w) >= _PART_MIN][:_SOUNDING_MAX]
        if phrase and len(found) < 2:
            return
        if phrase or self._wordlike:
            self._lengths[number] = len(found)
        for place, word in enumerate(found):
            heard = sounds(word)
            for letters in dict.fromkeys(articled(heard)):
                cut_off = letters not in heard.readings
                one = _Sounding(letters, bare=heard.bare, latin=heard.latin, alone=not phrase, articled=cut_off)
                for key in keys(letters) - {""}:
                    self._sounding[key].append(((number, place), one))

    def spans(self, text: str) -> list[Span]:
        """Give the stretches of a text that must go, in order, none touching another."""
        if not self.parts:
            return []
        out: list[Span] = []
        found = [*self._found(text, _folded(text)), *self._addresses(text), *self._numbers.spans(text)]
        for letters in opened(text):
            found += self._found(text, _of_letters(letters))
        found += [span for span, said in packed(text) if any(True for _ in self._found(said, _folded(said)))]
        found = [*(self._initials.widened(text, span) for span in found), *self._initials.spans(text)]
        for start, end in sorted(found):
            if out and (start <= out[-1][1] or (not self._wordlike and _BETWEEN.fullmatch(text, out[-1][1], start))):
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return out

    def _found(self, text: str, read: tuple[str, Sequence[int]]) -> Iterator[Span]:
        """Give where names stand in a text, by one reading of it: its letters, and where each comes from."""
        folded, origin = read
        row: list[tuple[Span, _Like]] = []
        behind: list[tuple[Span, frozenset[int]]] = []
        for match in _TOKEN.finditer(folded):
            word = match[0]
            like = self._like.get(word) or self._judged(word)
            said = self._said.get(word, ())
            if word in self._begun and (rest := self._parted(folded, match)):
                yield _placed((match.start(), rest), origin, len(text))
            if like is _UNLIKE and not said and not self._unspaced and word not in self._apart:
                continue
            start, end = _placed(match.span(), origin, len(text))
            yield from (_placed(span, origin, len(text)) for span in self._in_unspaced(folded, match.span()))
            for pattern, ahead in said:
                at = match.start() - ahead
                if at >= 0 and (told := pattern.match(folded, at)) and not (at and folded[at - 1].isalnum()):
                    yield _placed(told.span(), origin, len(text))
            capital = not text[start].islower()
            if like.part and (capital or not self._wordlike) and not self._happens(word, capital=capital):
                initial = _INITIAL.search(text, 0, start) if self._wordlike else None
                yield (initial.start() if initial else start), end
            if (like.alone or word in self._apart) and capital:
                yield start, end
            if like.articled and capital and (article := _ARTICLE.search(text, max(0, start - 4), start)):
                behind.append(((article.start(), end), like.articled))
            if like.parts:
                row.append(((start, end), like))
        together = list(self._together(text, row))
        yield from (span for span, _ in together)
        # "Mohammed al-Ahmad said …; al-Ahmad added": the second is his where the first stands, else perhaps another's.
        there = {number for _, number in together}
        yield from (span for span, numbers in behind if not numbers.isdisjoint(there))

    def _parted(self, folded: str, begun: re.Match[str]) -> int:
        """Give where a part of a name ends that is written in several words; 0 where the next words do not end it."""
        whole, end, ended = begun[0], begun.end(), 0
        while whole in self._begun and (after := _PARTING.match(folded, end)):
            rest = _TOKEN.match(folded, after.end())
            if not rest or (after[0].isspace() and len(rest[0]) < _WITHIN_MIN):
                break
            whole, end = whole + rest[0], rest.end()
            inside = not self._wordlike and any(whole.startswith(p) for p in self._split_of(begun[0]))
            ended = end if inside or whole in self._parts else ended
        return ended

    def _split_of(self, begun: str) -> Sequence[str]:
        return [p for p in self._inside if len(p) >= _SPLIT_MIN and p.startswith(begun)]

    def _in_unspaced(self, folded: str, span: Span) -> Iterator[Span]:
        """Give where parts in scripts without spaces stand inside of what looks like one word."""
        for part in self._unspaced:
            at = folded.find(part, *span)
            while at >= 0:
                yield at, at + len(part)
                at = folded.find(part, at + len(part), span[1])

    def _happens(self, word: str, *, capital: bool) -> bool:
        """Say whether a plain word only happens to have a part of a name inside of it: "ivor" in "survivors".

        With a capital, a word that begins with one may be a form of the name.
        """
        if self._plain is None or word in self._parts or word[::-1] in self._parts or not self._plain(word):
            return False
        begun = [word[len(p) :] for p in self._inside if word.startswith(p)]
        return not begun if capital else _PLURAL.isdisjoint(begun)

    def _judged(self, word: str) -> _Like:
        """Say what a folded word is: a part of a name or one that holds it, and which parts it is like."""
        part = word in self._parts and not UNSPACED.search(word)
        part = part or (len(word) >= _SPLIT_MIN and word[::-1] in self._parts)
        if not part and not self._wordlike:
            part = any(inner in word for inner in self._inside)
        parts, alone, after = self._compared(word) if self._sounding else (frozenset[Part](), False, frozenset[int]())
        self._like[word] = _Like(part, parts, alone, after) if part or parts else _UNLIKE
        return self._like[word]

    def _compared(self, word: str) -> tuple[frozenset[Part], bool, frozenset[int]]:
        heard = sounds(word)
        parts: set[Part] = set()
        after: set[int] = set()
        alone = False
        for letters in dict.fromkeys(stems(heard)):
            for key in keys(letters):
                for part, name in self._sounding.get(key, ()):
                    of_use = part not in parts or (name.alone and not alone) or (name.articled and part[0] not in after)
                    bare, within = name.bare or heard.bare, name.latin == heard.latin
                    if of_use and alike(name.letters, letters, bare=bare, within=within):
                        parts.add(part)
                        alone = alone or (name.alone and len(key) >= _ALONE_MIN)
                        after |= {part[0]} if name.alone and name.articled and len(key) >= _AFTER_MIN else set()
        return frozenset(parts), alone, frozenset(after)

    def _together(self, text: str, row: Sequence[tuple[Span, _Like]]) -> Iterator[tuple[Span, int]]:
        """Give words beside each other that are like several parts of one name, or like all words of a phrase.

        Each comes with the number of that name.
        """
        for at, (first, like) in enumerate(row):
            for number, place in like.parts:
                whole = self._lengths.get(number)
                if whole and place:
                    continue
                seen, end = {place}, first[1]
                for (start, stop), other in row[at + 1 :]:
                    if not _BETWEEN.fullmatch(text, end, start):
                        break
                    # An article between them ("Layla al-Nuaimi") may be like a part that is there already.
                    if more := {p for n, p in other.parts if n == number and (p == len(seen) or not whole)} - seen:
                        seen.add(min(more))
                        end = stop
                if len(seen) >= max(2, whole or 2) and self._enough(text[first[0] : end]):
                    yield (first[0], end), number

    @staticmethod
    def _enough(words: str) -> bool:
        """Say whether words have consonants enough to be a name; more where they are written small."""
        count = sum(max(map(weight, sounds(w).readings), default=0) for w in _WORD.findall(words))
        small = any(w[0].islower() for w in _WORD.findall(words) if len(w) >= _PART_MIN)
        return count >= (_SMALL_MIN if small else _TOGETHER_MIN)

    def _addresses(self, text: str) -> Iterable[Span]:
        """Give the addresses of mail that a part of a name stands in: the host tells too."""
        if "@" in text and self._parts:
            for match in _ADDRESS.finditer(text):
                called = _folded(match[0].partition("@")[0])[0]
                if any(part in called for part in self._parts):
                    yield match.span()

    def masked(self, text: str, mark: str = MARK) -> str:
        """Give a text without them."""
        return cut(text, self.spans(text), mark)


def cut(text: str, spans: Sequence[Span], mark: str = MARK) -> str:
    """Give a text with a mark for each stretch."""
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], mark]
        at = end
    return "".join([*out, text[at:]])


def _long_enough(part: str, least: int) -> bool:
    return len(part) >= (2 if UNSPACED.search(part) else least)


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Give neighbours of a name as one word, where one of them is too short to be found inside of it."""
    for one, other in pairwise(words):
        if (
            min(len(one), len(other)) < _INSIDE_MIN
            and len(one + other) > _INSIDE_MIN
            and not UNSPACED.search(one + other)
        ):
            yield one + other


def _placed(span: Span, origin: Sequence[int], length: int) -> Span:
    """Give where a folded stretch stands in the text, with the marks on its last letter."""
    start, end = span
    return origin[start], max(origin[end - 1] + 1, origin[end] if end < len(origin) else length)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Give a text without case, marks and what shows nothing, and where each of its characters comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    return _of_letters(zip(text, range(len(text)), strict=True))


def _of_letters(read: Iterable[Letter]) -> tuple[str, Sequence[int]]:
    out: list[str] = []
    origin: list[int] = []
    for char, place in read:
        for letter in _letters(char):
            out.append(letter)
            origin.append(place)
    return "".join(out), origin


@lru_cache(maxsize=65_536)
def _letters(char: str) -> str:
    """Give what a character is without case and marks; nothing for what shows nothing, or only lengthens a word."""
    plain = "" if _NOTHING.match(char) else unicodedata.normalize("NFKD", char).casefold()
    shown = (c for c in plain if not unicodedata.combining(c) and c != "\u0640" and unicodedata.category(c) != "Cf")
    return "".join(anyascii(c).lower() if _OTHER_LATIN.match(c) else c for c in shown)
