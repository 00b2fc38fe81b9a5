"""Texts that are somebody's words as a whole: statements under a header, and paragraphs below "X said:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.extract.parse import Parsed

#: A monitor's header: "[STATEMENT] [THE NORTHERN FRONT] [TEXT]"; the bracket before the last names who speaks.
_HEADER = re.compile(r"\[(?P<kind>[^\]\n]{3,60})\]\s*\[(?P<who>[^\]]{3,120})\]\s*\[(?:TEXT|EXCERPTS?)\]", re.IGNORECASE)
_ISSUED = re.compile(
    r"(?:^|\]\s*|\n\s*)(?:text of (?:the |a )?)?(?:communiqu[eé]|statement|declaration|message|letter)s?"
    r"(?: no\.? ?\d+)?,? (?:issued|released|signed|read|made) by (?P<who>[^:\n]{3,120}|[^:]{3,120}):\s",
    re.IGNORECASE,
)
_SPOKEN = frozenset(
    {
        "statement",
        "communique",
        "communiqué",
        "speech",
        "address",
        "message",
        "letter",
        "declaration",
        "remarks",
        "appeal",
    }
)
_FIRST = re.compile(r"\b(?:I|we|our|my|us)\b", re.IGNORECASE)
_NOTES = re.compile(
    r"\s*(?:notes? (?:to|for) editors?|further information|background|media enquiries|follow |ends\b|###)", re.I
)
#: The speaker of "X said:" speaks in the first person within this many paragraphs.
FIRST_PERSON_PARAGRAPHS = 3
_MARKS = frozenset("\"“”«»'‘„")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that are one speaker's: who, as named at `named`, and the span of the words, in the report's offsets."""

    who: str
    named: tuple[int, int]
    start: int
    end: int


def turns(text: str) -> tuple[Turn, ...]:
    """Give the statement that a report's header says the rest of the text is, or nothing."""
    header = _HEADER.search(text, 0, 600)
    if header is not None and set(re.findall(r"[^\W\d_]+", header["kind"].casefold())) & _SPOKEN:
        return (_turn(header, len(text)),)
    if (issued := _ISSUED.search(text, 0, 900)) is not None:
        return (_turn(issued, len(text)),)
    return ()


def _turn(match: re.Match[str], end: int) -> Turn:
    who = " ".join(re.sub(r"\([^)]*\)|,.*$", " ", match["who"], flags=re.DOTALL).split())
    return Turn(who, match.span("who"), match.end(), end)


def below(text: str, parsed: Sequence[Parsed]) -> Iterator[tuple[Parsed, int, int]]:
    """Give each sentence that ends in a colon above paragraphs without marks in the first person, and their span.

    The paragraphs reach to the next such sentence, to one that starts with a quotation mark or an editor's note, or to
    the text's end.
    """
    last = {p.passage.paragraph: i for i, p in enumerate(parsed)}
    openers = [i for i in last.values() if parsed[i].passage.text.rstrip().endswith(":")]
    for number, i in enumerate(openers):
        stop = openers[number + 1] if number + 1 < len(openers) else len(parsed)
        block = list(parsed[i + 1 : stop])
        if stop < len(parsed):
            block = [p for p in block if p.passage.paragraph != parsed[stop].passage.paragraph]
        cut = next((k for k, p in enumerate(block) if _opens(text, p)), len(block))
        block = block[:cut]
        near = {p.passage.paragraph for p in block}
        head = [p for p in block if p.passage.paragraph <= min(near, default=0) + FIRST_PERSON_PARAGRAPHS - 1]
        if block and any(_FIRST.search(p.passage.text) for p in head):
            yield parsed[i], block[0].passage.start, block[-1].passage.end


def _opens(text: str, sentence: Parsed) -> bool:
    """Say whether a sentence opens with a quotation mark or an editor's note."""
    start = sentence.passage.start
    return text[start : start + 1] in _MARKS or _NOTES.match(text, start) is not None
