"""Attributions as spans: who says what in a report, by a trained tagger over the parse and the rules.

The rules of `voices` resolve speakers to agents and read what a cue does; the tagger draws the spans.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.attribution.bounds import drawn, outermost
from counterclaim.extract.attribution.columns import Window, windows
from counterclaim.extract.attribution.direct import complete, whole
from counterclaim.extract.attribution.inserted import rejoined, with_pronouns
from counterclaim.extract.attribution.labels import pieces
from counterclaim.extract.attribution.linking import Piece, link
from counterclaim.extract.attribution.ruling import with_rules
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.attribution.tagger import Weights, load, tag
from counterclaim.extract.attribution.trimmed import trimmed
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.words.quotes import quotes

__all__ = ["Saying", "attributions"]


def attributions(text: str, parsed: Sequence[Parsed], weights: Weights | None = None) -> tuple[Saying, ...]:
    """Give the attributions of a text in order, at most one over each word.

    Takes the text, its parsed sentences, and other weights than the shipped ones. Raises ModelMismatch when the weights
    are not the recorded ones.
    """
    weights = weights or load()
    quoted = quotes(text)
    found: list[Saying] = []
    told: list[Saying] = []
    for window in windows(parsed, quoted):
        labels = drawn(window, whole(text, window, quoted, tag(text, window, weights)))
        labels = with_pronouns(window, rejoined(window, trimmed(window, outermost(window, labels))))
        found += link(_pieces(text, window, labels))
        told += window.told
    return complete(text, quoted, with_rules(found, told))


def _pieces(text: str, window: Window, labels: list[int]) -> list[Piece]:
    """Give the labelled pieces of a window with their offsets in the text; a stop or a mark alone is none."""
    made = []
    for role, first, after in pieces(labels):
        start, end = int(window.spans[first, 0]), int(window.spans[after - 1, 1])
        quoted = text[start] in "\"“”«„'‘`"
        if role != 2 or any(map(str.isalnum, text[start:end])):
            made.append(Piece(role, first, after, window.sentences[first], (start, end), quoted))
    return made
