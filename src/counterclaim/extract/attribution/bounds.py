"""Where a span ends that could end in two places: where the published conventions have it.

The conventions are those of PolNeAR (Newell and others 2018), read off its training split.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.labels import pieces

_SOURCE, _CUE, _CONTENT = 0, 1, 2


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


def outermost(window: Window, labels: Sequence[int]) -> list[int]:
    """Give the labels of a window, what is said before a cue of its own being one content with all that is said in it.

    "The road was blocked and he was unable to find a guide, Tolm said": the rules know how far back it goes, where the
    tagger had only what ends there ("to find a guide").
    """
    out = list(labels)
    starts = {int(a): n for n, (a, _) in enumerate(window.spans)}
    ends = {int(b): n for n, (_, b) in enumerate(window.spans)}
    for told in window.told:
        (start, end), (cue, _) = told.content[0], told.cue[0]
        first, last, by = starts.get(start), ends.get(end), starts.get(cue)
        if first is None or last is None or by is None or end > cue or out[by] not in _labels(_CUE):
            continue
        begins = last
        while begins > first and out[begins] == 2 * _CONTENT + 2:
            begins -= 1
        if begins > first and out[begins] in _labels(_CONTENT):
            out[first : begins + 1] = [2 * _CONTENT + 1, *[2 * _CONTENT + 2] * (begins - first)]
    return out


def _labels(role: int) -> tuple[int, int]:
    """Give the two labels of a role."""
    return 2 * role + 1, 2 * role + 2
