"""Sentences with exact offsets: paragraphs by blank lines, then a rule-based splitter inside each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from typing import Any

from counterclaim.canonical import identifier
from counterclaim.records.source import PICTURES, Passage, Report
from counterclaim.settings import Settings

#: A longer "sentence" is a list or damaged text; it is cut at a blank so that parsing stays bounded. Some steps compare
#: the words of a sentence with one another, so that words (and marks, each of which is one) are bounded too.
SENTENCE_CHARS_MAX = 1_200
SENTENCE_WORDS_MAX = 250
_WORDS = re.compile(r"\w+|[^\w\s]")
#: Of a sentence without end so many pieces are read; what follows in it stays unread text.
PIECES_MAX = 40
#: A text is in capitals if so many characters after its dateline are.
TELEX_CHARS = 60
#: A line this much shorter than the longest of its paragraph ends there: a headline, a caption, a list's line.
_SHORT_LINE = 0.6
#: What a report opens with before its first sentence: "TELLIN, 4 March (Agency) -", and the hour of a live report.
_DATELINE = re.compile(
    r"[A-Z][^\n.!?;:]{1,80}?(?:\([^)\n]{2,40}\)\s*(?:--?|[–—])|\s(?:--|[–—]))\s+(?:\[[A-Z ]{3,20}\]\s+)*(?=[A-Z\"“\[])"
    r"|\[?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:[AaPp]\.?[Mm]\.?|GMT|UTC|BST|EST|[A-Z]{2,4}T))?\]?\s*(?:[-–—|:]\s+)?(?=[A-Z\"“])"
)
#: In capitals: an article after the first word, and a word by which a clause goes on after a dash.
_ARTICLE = re.compile(r"(?<=\s)(?:THE|AN?)\s")
_ONWARD = re.compile(r"(?:WHICH|WHO|WHOSE|WHOM|WHERE|WHEN|AND|BUT|OR|NOR|INCLUDING|HAVE|HAS|HAD|IS|ARE|WAS|WERE)\b")
#: What ends a dateline in capitals that has no bracket: a day, a month, a year.
_DATED = re.compile(r"(?:\d|\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?)\s+(?:--?|[–—])\s")
#: A line that is only a day, with a weekday or a place before it: when a report was written.
_DATE_LINE = re.compile(
    r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2},? )?(?:(?:[0-3]?\d(?:st|nd|rd|th)?) )?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    r"(?: [0-3]?\d(?:st|nd|rd|th)?)?,? (?:1[89]|20)\d\d\.?"
)
#: Titles in capitals: the splitter knows "Mr. Dorn", and ends a sentence after "MR. DORN".
_TITLES = re.compile(r"\b(?:MRS?|MS|DR|FR|REV|PROF|GEN|COL|MAJ|CAPT|LT|SGT|GOV|SEN|MSGR|ST)\.(?=\s+[A-Z])")
_PICTURE = re.compile(f"[{PICTURES}]")
_AROUND = re.compile(rf"^[\s{PICTURES}]+|[\s{PICTURES}]+$")
#: Of so many lines or more, each of which begins as a sentence does, every one is taken for a sentence of its own.
_LINES_MIN = 3
_BEGINS = re.compile(r"[@#•*–—-]?\s*(?:[A-Z\d@#\"“]|$)")
#: Prose is not broken into shorter lines than so many characters.
_WIDTH_MIN = 40
#: What stands before an item of a list or a post, and never before a line of broken prose.
_ITEM = re.compile(r"(?:[@#•*–—-]|\d{1,3}[.)]\s)")
_GOES_ON = re.compile(
    r"(?:,|\b(?:the|an?|of|in|on|at|to|for|from|with|by|and|or|that|who|which|is|are|was|were))\s*$", re.I
)
_BREAKS = {ord(c): " " for c in "\n\t\r\f\v"}


@cache
def _splitter() -> Any:
    from syntok import segmenter

    return segmenter


def passages(report: Report, settings: Settings) -> tuple[Passage, ...]:
    """Give the sentences of a report, at most `settings.passages_max`; what lies past the bound stays unread text."""
    out: list[Passage] = []
    for number, (start, text) in enumerate(_paragraphs(report.text)):
        for begin, end, cut in _sentences(text):
            if len(out) >= settings.passages_max:
                out[-1:] = [replace(p, cut=True) for p in out[-1:]]
                return tuple(out)
            left, right = start + begin, start + end
            key = identifier("p", report.id, left, right)
            out.append(Passage(key, report.id, len(out), number, left, right, report.text[left:right], cut))
    return tuple(out)


def bounded(passages: Sequence[Passage], length: int) -> str:
    """Say in words how reading was bounded in a report of this many characters; nothing where it was not."""
    pieces = sum(p.cut for p in passages[:-1])
    notes = []
    if pieces:
        bound = f"{SENTENCE_CHARS_MAX:,} characters or {SENTENCE_WORDS_MAX} words"
        notes.append(f"sentences of more than {bound} were read in pieces ({pieces:,} cuts)")
    endless = all(p.cut for p in passages[-PIECES_MAX:]) and len(passages) >= PIECES_MAX
    skipped = sum(b.start - a.end for a, b in pairwise(passages) if a.cut and b.start - a.end > SENTENCE_CHARS_MAX)
    skipped += length - passages[-1].end if endless else 0
    if skipped:
        notes.append(f"{skipped:,} characters of sentences longer than {PIECES_MAX} such pieces were not read")
    if passages and passages[-1].cut and not endless:
        bound = f"the bound of {len(passages):,} sentences"
        notes.append(f"reading ends at character {passages[-1].end:,} of {length:,}, at {bound}")
    return "; ".join(notes)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for block in re.split(r"(\n[ \t]*\n\s*)", text):
        if block.strip():
            yield position, block
        position += len(block)


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give (start, end, cut) of the sentences of one paragraph; single line breaks do not end one.

    The splitter says only where sentences begin; each reaches to the next, so whatever it drops (a soft hyphen, a
    mark without width) stays inside.
    """
    flat = text.translate(_BREAKS)
    starts = [0, *_line_starts(text)]
    for at in list(starts):
        if (end := _opening(flat, at)) is not None:
            starts.append(end)
    spelled = _TITLES.sub(lambda match: match[0].title(), flat)
    for paragraph in _splitter().analyze(spelled):
        for tokens in paragraph:
            if tokens and 0 < tokens[0].offset < len(flat):
                starts.append(tokens[0].offset)
    starts = sorted(set(starts))
    for begin, following in zip(starts, [*starts[1:], len(flat)], strict=True):
        yield from _bounded(flat, begin + _indent(flat[begin:following]), following)


def _line_starts(text: str) -> Iterator[int]:
    """Give where a line starts after one that ends early without a stop (a headline, a list), or at a day alone."""
    lines = text.split("\n")
    longest, position = max((len(line) for line in lines), default=0), 0
    listed = _listed(lines)
    for line, following in pairwise(lines):
        position += len(line) + 1
        early = 0 < len(line.strip()) < _SHORT_LINE * longest
        dated = _DATE_LINE.fullmatch(line.strip()) or _DATE_LINE.fullmatch(following.strip())
        pictured = _PICTURE.match(following.lstrip()) is not None
        if (
            listed
            or pictured
            or dated
            or (early and following.strip()[:1].isupper())
            or _opening(following.lstrip(), 0) is not None
        ):
            yield position + _indent(following)


def _listed(lines: Sequence[str]) -> bool:
    """Say whether the lines of a paragraph are a list's or a post's: each begins as a sentence does, and none goes on.

    A text in capitals shows nothing by its capitals.
    """
    said = [_AROUND.sub("", line) for line in lines if line.strip()]
    if len(said) < _LINES_MIN or not all(any(map(str.islower, line)) for line in said):
        return False
    if not all(_BEGINS.match(line) for line in said) or any(_GOES_ON.search(line) for line in said[:-1]):
        return False
    return all(_ITEM.match(line) for line in said) or not _wrapped(lines)


def _wrapped(lines: Sequence[str]) -> bool:
    """Say whether each line but the last is full: the first word of the next would have made it the longest."""
    whole = [line.strip() for line in lines if line.strip()]
    longest = max(map(len, whole))
    full = all(len(line) + 1 + len(after.split()[0]) > longest for line, after in pairwise(whole))
    return full and longest >= _WIDTH_MIN


def _opening(text: str, at: int) -> int | None:
    """Give where the dateline ends that opens a text at an offset, or None.

    In a text in capitals any clause before a dash could be one, so that only a date or a bracket shows it; a bracket
    does not with an article ("LEADERS OF THE MINERS LEAGUE (ML) --") or before a clause that goes on ("-- WHICH IS"),
    nor a date that does not end it ("ON 3 MAY, SIX MONKS --").
    """
    line = _DATELINE.match(text, at)
    if line is None or _is_prose(line[0]):
        return None
    shouted = not any(map(str.islower, text[line.end() : line.end() + TELEX_CHARS]))
    if not shouted or _DATED.search(line[0]) or (re.search(r"\d", line[0]) and "(" in line[0]):
        return line.end()
    runs_on = _ARTICLE.search(line[0]) or _ONWARD.match(text, line.end())
    return line.end() if "(" in line[0] and not runs_on else None


def _is_prose(words: str) -> bool:
    """Say whether what looks like a dateline is a clause with a dash: it has words in small letters, and no date."""
    plain = [w for w in re.findall(r"[^\W\d_]+", words) if w.islower()]
    return len(plain) > 2


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut what is too long at a blank, and give each piece without the blanks around it."""
    pieces = 0
    while start < end and pieces < PIECES_MAX:
        pieces += 1
        cut = min(end, start + SENTENCE_CHARS_MAX)
        over = next(islice(_WORDS.finditer(text, start, cut), SENTENCE_WORDS_MAX, None), None)
        cut = over.start() if over is not None else cut
        if cut < end:
            blank = text.rfind(" ", start + 1, cut)
            cut = blank if blank > start else cut
        piece = text[start:cut]
        if words := piece.strip():
            begin = start + piece.index(words)
            yield begin, begin + len(words), bool(text[cut:end].strip())
        start = cut
