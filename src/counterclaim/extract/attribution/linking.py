"""Labelled spans to attributions: which source and which contents belong to which cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.extract.attribution.saying import Saying, Span

#: Costs in tokens: another sentence between, another cue between, and a content before its cue rather than after it.
_SENTENCE, _CUE, _BEFORE = 60, 25, 4
#: A source further from its cue than this many tokens, sentences and cues counted in, is nobody's.
_SOURCE_MAX = 80
#: A second content on the same side of its cue is one with the first only when at most this many tokens part them.
_APART = 6
#: A quotation may stand this many sentences from its cue.
_QUOTED_AWAY = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A labelled span of one window: role 0, 1, 2 for source, cue, content; tokens, and the sentence it starts in.

    `quoted` tells that it begins with a quotation mark.
    """

    role: int
    first: int
    after: int
    sentence: int
    span: Span
    quoted: bool = False


@dataclass(slots=True)
class _Group:
    cue: Piece
    source: Piece | None = None
    contents: list[Piece] = field(default_factory=list)


def link(pieces: Sequence[Piece]) -> tuple[Saying, ...]:
    """Group the pieces of a window around their cues; contents that no cue explains stand alone.

    Each source goes to the cue that is nearest and has none yet, the nearest pairs first; each content goes to the
    cue that is nearest, if it stands where a content of that cue can stand.
    """
    cues = [p for p in pieces if p.role == 1]
    groups = [_Group(p) for p in cues]
    pairs = [(_distance(s, g.cue, cues), n, s.first, s, g) for s in pieces if s.role == 0 for n, g in enumerate(groups)]
    used: set[Piece] = set()
    for far, _, _, source, group in sorted(pairs, key=lambda p: p[:3]):
        if group.source is None and source not in used and far <= _SOURCE_MAX:
            group.source = source
            used.add(source)
    alone: list[Piece] = []
    wanted = []
    for content in (p for p in pieces if p.role == 2):
        near = min(((_distance(content, g.cue, cues), n) for n, g in enumerate(groups)), default=(0, None))
        wanted.append((near[0], content.first, near[1], content))
    for _, _, place, content in sorted(wanted, key=lambda p: p[:2]):
        if place is not None and _joins(content, groups[place]):
            groups[place].contents.append(content)
        else:
            alone.append(content)
    found = [
        Saying((g.source.span,) if g.source else (), (g.cue.span,), tuple(sorted(c.span for c in g.contents)))
        for g in groups
    ]
    found += [Saying((), (), (c.span,)) for c in alone]
    return tuple(sorted(found, key=lambda s: min(s.source + s.cue + s.content)))


def _joins(content: Piece, group: _Group) -> bool:
    """Tell whether a content can be (a further piece of) what a cue says.

    It stands in the cue's sentence, or as a quotation at most two sentences away. A further piece stands on the other
    side of the cue or beside the piece before it, and quotations do not mix with other contents unless they touch.
    """
    away = abs(content.sentence - group.cue.sentence)
    if away > (_QUOTED_AWAY if content.quoted else 0):
        return False
    if not group.contents:
        return True
    if any(c.quoted != content.quoted for c in group.contents) and _gap(content, group.contents):
        return False
    before = content.first < group.cue.first
    side = [c for c in group.contents if (c.first < group.cue.first) == before]
    return _gap(content, side) <= _APART if side else True


def _gap(content: Piece, others: Sequence[Piece]) -> int:
    """Give how many tokens part a content from the nearest of others."""
    return min(content.first - c.after if content.first > c.first else c.first - content.after for c in others)


def _distance(piece: Piece, cue: Piece, cues: Sequence[Piece]) -> int:
    """Give how far a source or content is from a cue."""
    before = piece.after <= cue.first
    gap = cue.first - piece.after if before else piece.first - cue.after
    low, high = (piece.after, cue.first) if before else (cue.after, piece.first)
    between = sum(low <= c.first and c.after <= high for c in cues)
    return max(gap, 0) + _SENTENCE * abs(piece.sentence - cue.sentence) + _CUE * between + _BEFORE * before
