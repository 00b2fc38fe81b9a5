"""Columns to features: which columns are looked at together, hashed in one pass over a window."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.extract.attribution.columns import COLUMNS, Window

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_TURN = np.uint64(29)
#: One feature a line: the columns it looks at together, each with how many tokens to the right (+) or left (-).
TEMPLATES = """
word-3; word-2; word-1; word; word+1; word+2; word+3
lemma-1; lemma; lemma+1
tag-3; tag-2; tag-1; tag; tag+1; tag+2; tag+3
word-1 word; word word+1; word-2 word-1; word+1 word+2
tag-1 tag; tag tag+1; tag-1 tag tag+1; tag-2 tag-1 tag; tag tag+1 tag+2
dep-1; dep; dep+1; dep-1 dep dep+1; dep tag
shape-1; shape; shape+1; shape-1 shape shape+1
suffix; suffix-1; suffix+1
entity-1; entity; entity+1
quote-1; quote; quote+1; quote-1 quote quote+1; mark-1; mark; mark+1; mark-1 tag; mark+1 tag
quote left_gap; quote right_gap; quote left; quote right; quote inner; quote outer; quote scene
cue-2; cue-1; cue; cue+1; cue+2; cue word; cue dep; cue head; cue tag+1; cue word+1
head; above; head above
inner; inner-1; inner+1; inner-1 inner; inner inner+1; inner word; inner tag
outer; outer-1; outer+1; outer-1 outer outer+1; outer tag; outer left_gap; outer right_gap; outer inner
left; right; left_gap; right_gap; left left_gap; right right_gap; left_gap right_gap; left_gap tag; right_gap tag
left_gap word; right_gap word; left_gap dep; right_gap dep
place; place quote; scene; scene place; scene tag; scene outer
ruled_content-1; ruled_content; ruled_content+1; ruled_content-1 ruled_content ruled_content+1; ruled_content quote
ruled_content tag; ruled_content outer; ruled_content-1 ruled_content word
ruled_source-1; ruled_source; ruled_source+1; ruled_source-1 ruled_source ruled_source+1; ruled_source tag
ruled_cue-1; ruled_cue; ruled_cue+1; ruled_cue tag; ruled_cue word
ruled_content ruled_source ruled_cue
"""


@cache
def templates() -> tuple[tuple[tuple[int, int], ...], ...]:
    """Give the templates as pairs of a column's place and a shift."""
    made = []
    for line in TEMPLATES.replace("\n", ";").split(";"):
        parts = []
        for word in line.split():
            name = word.rstrip("+-0123456789")
            parts.append((COLUMNS.index(name), int(word[len(name) :] or 0)))
        if parts:
            made.append(tuple(parts))
    return tuple(made)


def features(window: Window) -> NDArray[np.uint64]:
    """Give the features of a window: a row for each token, a column for each template; never 0."""
    table, size = window.columns, len(window.columns)
    reach = 3
    wide = np.zeros((size + 2 * reach, table.shape[1]), dtype=np.uint64)
    wide[reach : reach + size] = table
    wide[:reach] = 1
    wide[reach + size :] = 2
    out = np.empty((size, len(templates())), dtype=np.uint64)
    for place, parts in enumerate(templates()):
        mixed = np.full(size, place + 1, dtype=np.uint64)
        for column, shift in parts:
            mixed = (mixed ^ wide[reach + shift : reach + shift + size, column]) * _PRIME
            mixed ^= mixed >> _TURN
        out[:, place] = mixed
    return out
