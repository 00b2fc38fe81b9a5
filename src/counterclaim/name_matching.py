"""Where names stand in a text, however they are written: in any case, with other endings, in parts, broken over lines.

Only what is written as it was named is found: another spelling, a nickname, a role that one person holds, is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

MARK = "[withheld]"
#: Parts of a name shorter than this are articles and initials; from the second on a part is found inside words.
_PART_MIN, _INSIDE_MIN = 3, 4
#: What may stand between two withheld words of one name: marks, an initial, a short particle.
_BETWEEN = re.compile(r"[\s.,'’\-]*(?:\w{1,2}\.?[\s.'’\-]*)?")
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
_INITIAL = re.compile(r"(?:(?<!\w)[A-Z]\.\s*)+$")


class Names:
    """Names to withhold, each with every part of it, and phrases, which are withheld as they stand and only whole.

    Where parts may be ordinary words (`wordlike`), as those of a title or an outlet are, one alone is a name only as a
    word of its own with a capital, or in an address; and one word, such as an address of a page, has no parts.
    """

    def __init__(self, names: Iterable[str], phrases: Iterable[str] = (), *, wordlike: bool = False) -> None:
        self._wordlike = wordlike
        least = _INSIDE_MIN if wordlike else _PART_MIN
        given = tuple(names)
        several = [name for name in given if not wordlike or len(name.split()) > 1]
        parts = {part for name in several for part in _WORD.findall(_folded(name)[0]) if len(part) >= least}
        wholes = {" ".join(_folded(phrase)[0].split()) for phrase in (*phrases, *(given if wordlike else ()))} - {""}
        inside = "|".join(re.escape(p) for p in sorted(parts) if len(p) >= _INSIDE_MIN)
        whole = "|".join(re.escape(p) for p in sorted(parts) if len(p) < _INSIDE_MIN)
        longest = sorted(wholes, key=lambda p: (-len(p), p))
        said = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
        self.parts = (*sorted(parts), *longest)
        found = [rf"(?P<said>(?<!\w)(?:{said})(?!\w))"] * bool(said)
        around = (r"(?<!\w)", r"(?!\w)") if wordlike else (r"\w*", r"\w*")
        found += [rf"{around[0]}(?:{inside}){around[1]}"] * bool(inside) + [rf"\b(?:{whole})\b"] * bool(whole)
        self._pattern = re.compile("|".join(found)) if found else None
        self._alone = re.compile("|".join(map(re.escape, sorted(parts)))) if parts else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give the stretches of a text that must go, in order, none touching another."""
        if self._pattern is None:
            return []
        folded, origin = _folded(text)
        out: list[tuple[int, int]] = []
        for start, end in sorted((*self._found(text, folded, origin), *self._addresses(text))):
            if out and (start <= out[-1][1] or (not self._wordlike and _BETWEEN.fullmatch(text, out[-1][1], start))):
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return out

    def _found(self, text: str, folded: str, origin: Sequence[int]) -> Iterable[tuple[int, int]]:
        pattern = self._pattern
        for match in pattern.finditer(folded) if pattern is not None else ():
            start, end = origin[match.start()], origin[match.end() - 1] + 1
            if self._wordlike and not match.groupdict().get("said"):
                if text[start].islower():
                    continue
                initial = _INITIAL.search(text, 0, start)
                start = initial.start() if initial else start
            yield start, end

    def _addresses(self, text: str) -> Iterable[tuple[int, int]]:
        """Give the addresses of mail that a part of a name stands in: the host tells too."""
        if "@" in text and self._alone is not None:
            for match in _ADDRESS.finditer(text):
                if self._alone.search(_folded(match[0].partition("@")[0])[0]):
                    yield match.span()

    def masked(self, text: str, mark: str = MARK) -> str:
        """Give a text without them."""
        return cut(text, self.spans(text), mark)


def cut(text: str, spans: Sequence[tuple[int, int]], mark: str = MARK) -> str:
    """Give a text with a mark for each stretch."""
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], mark]
        at = end
    return "".join([*out, text[at:]])


def _folded(text: str) -> tuple[str, list[int]]:
    """Give a text without case and marks, and the place in the text that each of its characters comes from."""
    out: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char).casefold():
            if not unicodedata.combining(part) and part != "\u0640":
                out.append(part)
                origin.append(place)
    return "".join(out), origin
