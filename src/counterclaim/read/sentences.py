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
    """Give (start, end) of the sentences of one paragraph; single line breaks do not end one."""
    flat = text.replace("\n", " ").replace("\t", " ")
    for paragraph in _splitter().analyze(flat):
        for tokens in paragraph:
            if tokens:
                start = tokens[0].offset
                end = min(tokens[-1].offset + len(tokens[-1].value), len(flat))
                yield from _bounded(flat, start, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _SENTENCE_CHARS_MAX:
        cut = text.rfind(" ", start + 1, start + _SENTENCE_CHARS_MAX)
        cut = cut if cut > start else start + _SENTENCE_CHARS_MAX
        yield start, cut
        start = cut + 1 if text[cut : cut + 1] == " " else cut
    if text[start:end].strip():
        yield start, end
