"""Where a comma and a colon stand that could belong to two spans: where the published conventions have them.

The conventions are those of PolNeAR (Newell and others 2018), read off its training split.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.labels import pieces

_SOURCE, _CUE = 0, 1


def drawn(window: Window, labels: Sequence[int]) -> list[int]:
    """Give the labels of a window, each stop that stands after a span and outside all roles put where it belongs.

    A source with a comma in it ("Ira Tolm, mayor of Tellin") has the comma that closes it; a cue has its colon, and
    the colon right after a source is its cue ("Tolm: the road is closed").
    """
    out = list(labels)
    for role, first, after in pieces(out):
        if after >= len(out) or out[after] or window.sentences[after] != window.sentences[first]:
            continue
        stop = window.tokens[after].text
        if stop == ":" and role in {_SOURCE, _CUE}:
            out[after] = 2 * _CUE + (1 if role == _SOURCE else 2)
        elif stop == "," and role == _SOURCE and any(t.text == "," for t in window.tokens[first:after]):
            out[after] = 2 * _SOURCE + 2
    return out
