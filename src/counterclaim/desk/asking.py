"""A reader's words → a question to the full-text index, and where the words stand in a text that answers it."""

from __future__ import annotations

import re
import unicodedata

from counterclaim.desk.index import latin

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")
#: Terms of a question that are read.
TERMS_MAX = 12
#: Letters of a text that are shown around the first word that was asked for.
AROUND = 140


def question(words: str, columns: str = "title body", latins: bool = True) -> str:
    """Give the words as a question in the language of FTS5, or nothing where they hold no word.

    All terms must be there. A term in quotation marks is a phrase; the last word may be the beginning of one. A word
    in Latin letters is also sought among the words of other scripts, as they are written in Latin letters.
    """
    terms = [phrase or word for phrase, word in _TERM.findall(words)][:TERMS_MAX]
    parts = []
    for n, term in enumerate(terms):
        tokens = _WORD.findall(latin.spaced(term))
        if not tokens:
            continue
        phrase = " ".join(tokens).replace('"', "")
        begun = "*" if n == len(terms) - 1 and len(tokens) == 1 and len(tokens[0]) > 2 else ""
        ways = [f'{{{columns}}} : "{phrase}"{begun}']
        if latins and term.isascii():
            ways.append(f'latin : "{phrase.lower()}"{begun}')
            if len(tokens) == 1 and (bare := latin.skeleton(tokens[0])):
                ways.append(f'bones : "{bare}"')
        parts.append(f"({' OR '.join(ways)})")
    return " AND ".join(parts)


def snippet(words: str, text: str) -> tuple[tuple[str, bool], ...]:
    """Give a part of a text around the first of the words, as pieces; those that were asked for are marked True."""
    wanted = [t for t in (_folded(w) for w in _WORD.findall(words)) if t]
    folded = _folded(text)
    found = [m.span() for w in wanted[:TERMS_MAX] for m in re.finditer(rf"\b{re.escape(w)}", folded)][:400]
    begin = max(0, min((a for a, _ in found), default=0) - AROUND // 2)
    end = min(len(text), begin + 2 * AROUND)
    pieces: list[tuple[str, bool]] = []
    at = begin
    for a, b in sorted(found):
        if a >= at and b <= end:
            pieces += [(text[at:a], False), (text[a:b], True)]
            at = b
    pieces.append((text[at:end], False))
    if begin:
        pieces.insert(0, ("…", False))
    if end < len(text):
        pieces.append(("…", False))
    return tuple(p for p in pieces if p[0])


def _folded(text: str) -> str:
    """Give a text without case and marks, each character still at its place."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """What each character is without case and marks, found out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = unicodedata.normalize("NFD", char)[0].lower()
        self[code] = plain = bare if len(bare) == 1 else char
        return plain


_PLAIN = _Plain()
