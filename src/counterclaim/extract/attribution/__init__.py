"""Attributions as spans: who says what in a report, by a trained tagger over the parse and the rules.

The rules of `voices` resolve speakers to agents and read what a cue does; the tagger draws the spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extract.attribution.columns import Window, windows
from counterclaim.extract.attribution.direct import complete, whole
from counterclaim.extract.attribution.labels import pieces
from counterclaim.extract.attribution.linking import Piece, link
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.attribution.tagger import Weights, load, tag
from counterclaim.extract.cues import cues
from counterclaim.extract.parse import Parsed
from counterclaim.extract.quotes import Quote, quotes

__all__ = ["Saying", "attributions"]


def attributions(text: str, parsed: Sequence[Parsed], weights: Weights | None = None) -> tuple[Saying, ...]:
    """Give the attributions of a text in order, at most one over each word.

    Takes the text, its parsed sentences, and other weights than the shipped ones. Raises ModelMismatch when the weights
    are not the recorded ones.
    """
    weights = weights or load()
    quoted = quotes(text)
    found: list[Saying] = []
    for window in windows(parsed, quoted):
        found += link(_pieces(text, window, whole(text, window, quoted, tag(text, window, weights))))
    return complete(text, quoted, _filled(found, parsed, quoted))


def _filled(found: Sequence[Saying], parsed: Sequence[Parsed], quoted: tuple[Quote, ...]) -> list[Saying]:
    """Give a cue without content what the rules say it governs, where that is free; what stays empty is left out."""
    taken = [span for one in found for span in one.content]
    made = []
    for one in found:
        if not one.content and one.cue:
            start, end = one.cue[0]
            sentence = next(p for p in parsed if p.passage.start <= start < p.passage.end)
            ruled = [c.content for c in cues(sentence, quoted) if c.start < end and start < c.end]
            free = [c for c in ruled if not any(a < c[1] and c[0] < b for a, b in (*taken, *one.source, *one.cue))]
            taken += free[:1]
            if free:
                made.append(replace(one, content=(free[0],)))
        elif one.content:
            made.append(one)
    return made


def _pieces(text: str, window: Window, labels: list[int]) -> list[Piece]:
    """Give the labelled pieces of a window with their offsets in the text."""
    made = []
    for role, first, after in pieces(labels):
        start, end = int(window.spans[first, 0]), int(window.spans[after - 1, 1])
        quoted = text[start] in "\"“”«„'‘`"
        made.append(Piece(role, first, after, window.sentences[first], (start, end), quoted))
    return made
