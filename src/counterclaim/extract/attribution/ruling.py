"""What the rules say of attributions, where the tagger says nothing: contents it left out, and cues it did not see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.extract.attribution.saying import Saying, Span
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed


def ruled(sentence: Parsed, found: Sequence[Cue]) -> Iterator[Saying]:
    """Give what the rules found in a sentence as spans; nouns that tell ("the claim that") are left out."""
    for cue in found:
        if cue.noun or cue.start >= cue.end or cue.content[0] >= cue.content[1]:
            continue
        source: tuple[Span, ...] = ()
        if cue.source is not None:
            low, high = cue.source.left_edge, cue.source.right_edge
            source = ((sentence.offset(low.idx), sentence.offset(high.idx + len(high.text))),)
        yield Saying(source, ((cue.start, cue.end),), (cue.content,))


def with_rules(found: Sequence[Saying], rules: Sequence[Saying]) -> list[Saying]:
    """Give a cue without content the one the rules know for it, then add what the rules find where nothing is found.

    The rules' longest contents come first. Everything added stands on words that no other attribution has; a cue that
    stays without content is left out.
    """
    rules = sorted(rules, key=lambda one: (one.content[0][0] - one.content[0][1], one.cue))
    taken = [span for one in found for role in (one.source, one.cue, one.content) for span in role]
    made = []
    for one in found:
        if not one.content and one.cue:
            free = [r.content[0] for r in rules if _meet(r.cue, one.cue) and not _meet(r.content, taken)]
            taken += free[:1]
            if free:
                made.append(replace(one, content=(free[0],)))
        elif one.content:
            made.append(one)
    for one in rules:
        spans = (*one.source, *one.cue, *one.content)
        if not _meet(spans, taken) and not _meet(one.source, one.content):
            taken += spans
            made.append(one)
    return made


def _meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)
