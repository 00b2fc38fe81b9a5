"""Direct quotation: what stands between marks is said by somebody, whether or not the tagger saw it."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.attribution.saying import Saying, Span
from counterclaim.extract.quotes import Quote

#: A quotation of fewer characters may be a title or a doubtful word.
CHARACTERS_MIN = 8


def complete(text: str, quoted: Sequence[Quote], found: Sequence[Saying]) -> tuple[Saying, ...]:
    """Add a content without cue for each quotation, marks included, that no found content touches."""
    taken = sorted(span for one in found for span in one.content)
    made = list(found)
    for quote in quoted:
        span = _marked(text, quote)
        if span[1] - span[0] >= CHARACTERS_MIN and not any(a < span[1] and span[0] < b for a, b in taken):
            made.append(Saying((), (), (span,)))
    return tuple(sorted(made, key=lambda s: min(s.source + s.cue + s.content)))


def _marked(text: str, quote: Quote) -> Span:
    """Give a quotation's span with its marks, of one or two characters each."""
    start, end = quote.start, quote.end
    while start and quote.start - start < 2 and text[start - 1] in "\"“”„«»‘’'`":
        start -= 1
    while end < len(text) and end - quote.end < 2 and text[end] in "\"“”„«»‘’'`":
        end += 1
    return start, end
