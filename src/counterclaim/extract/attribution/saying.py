"""One attribution as spans: the record that the tagger gives and that people mark."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what, by offsets into the text: pieces of `source`, `cue` and `content`, each in order.

    `source` is empty where nobody is named or where it stands in another paragraph, `cue` where no word says so;
    `sure` is how probable the tagger holds its content, from 0 to 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sure: float = 1.0
