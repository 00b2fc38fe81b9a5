"""Sentences with exact offsets: paragraphs by blank lines, then a rule-based splitter inside each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.canonical import identifier
from counterclaim.records.source import Passage, Report
from counterclaim.settings import Settings

#: A longer "sentence" is a list or damaged text; it is cut at a blank so that parsing stays bounded.
_SENTENCE_CHARS_MAX = 1_200
#: One blank for one break, so that offsets stay.
_BREAKS = {ord(c): " " for c in "\n\t\r\f\v"}


@cache
def _splitter() -> Any:
    from syntok import segmenter

    return segmenter


def passages(report: Report, settings: Settings) -> tuple[Passage, ...]:
    """Give the sentences of a report, at most `settings.passages_max`; what lies past the bound stays unread text."""
    out: list[Passage] = []
    for number, (start, text) in enumerate(_paragraphs(report.text)):
        for begin, end in _sentences(text):
            if len(out) >= settings.passages_max:
                return tuple(out)
            left, right = start + begin, start + end
            key = identifier("p", report.id, left, right)
            out.append(Passage(key, report.id, len(out), number, left, right, report.text[left:right]))
    return tuple(out)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for block in re.split(r"(\n[ \t]*\n\s*)", text):
        if block.strip():
            yield position, block
        position += len(block)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give (start, end) of the sentences of one paragraph; single line breaks do not end one.

    The splitter says only where sentences begin; each reaches to the next, so whatever it drops (a soft hyphen, a
    mark without width) stays inside.
    """
    flat = text.translate(_BREAKS)
    starts = [0]
    for paragraph in _splitter().analyze(flat):
        for tokens in paragraph:
            if tokens and starts[-1] < tokens[0].offset < len(flat):
                starts.append(tokens[0].offset)
    for begin, following in zip(starts, [*starts[1:], len(flat)], strict=True):
        yield from _bounded(flat, begin + _indent(flat[begin:following]), following)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long at a blank, and give each piece without the blanks around it."""
    while start < end:
        cut = end
        if end - start > _SENTENCE_CHARS_MAX:
            blank = text.rfind(" ", start + 1, start + _SENTENCE_CHARS_MAX)
            cut = blank if blank > start else start + _SENTENCE_CHARS_MAX
        piece = text[start:cut]
        if words := piece.strip():
            begin = start + piece.index(words)
            yield begin, begin + len(words)
        start = cut
