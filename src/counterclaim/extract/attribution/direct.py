"""Direct quotation: what stands between marks is one content, whatever the tagger saw in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.saying import Saying, Span
from counterclaim.extract.words.quotes import Quote

#: A quotation of this many tokens is a saying and hides who says what inside it; a shorter one may be a title.
WHOLE_TOKENS = 4
#: A quotation of fewer words or characters that no cue explains is a title or a doubtful word, and no content.
WORDS_MIN, CHARACTERS_MIN = 3, 8
#: A title has no more words than this, and small ones without a capital.
TITLE_WORDS = 9
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_CONTENT, _MORE = 5, 6
_STOPS = frozenset({",", ":"})
_ENDS = frozenset({".", "!", "?"})
_MARKS = "\"“”„«»‘’'`"


def whole(text: str, window: Window, quoted: Sequence[Quote], labels: Sequence[int]) -> list[int]:
    """Relabel the tokens of each longer quotation as content, marks included, joined to what touches it before.

    It begins anew after a verb and its comma or colon ("chanting, …"), and after the end of a sentence; a piece without
    a verb that stood there is to whom it was told ("told reporters on the quay. “…”"). The label that follows the
    quotation goes on with the content only where the tagger had it so and no sentence ended in the quotation.
    """
    out = list(labels)
    low, high = (int(window.spans[0, 0]), int(window.spans[-1, 1])) if out else (0, 0)
    for quote in quoted:
        if quote.start >= high or quote.end <= low:
            continue
        start, end = marked(text, quote)
        inside = [n for n in range(len(out)) if window.spans[n, 0] >= start and window.spans[n, 1] <= end]
        if len(inside) < WHOLE_TOKENS:
            continue
        first, last = inside[0], inside[-1]
        told = first > 1 and window.tokens[first - 1].text in _STOPS and window.tokens[first - 2].pos_ == "VERB"
        anew = first > 0 and window.tokens[first - 1].text in _ENDS
        if told and out[first - 1] == _MORE:
            out[first - 1] = 0
        goes_on = out[first] == _MORE and first > 0 and out[first - 1] in {_CONTENT, _MORE}
        if anew and goes_on:
            _drop_hearer(window, out, first)
        goes_on = goes_on and not told and not anew
        out[first] = _MORE if goes_on else _CONTENT
        for n in inside[1:]:
            out[n] = _MORE
        after = last + 1
        if after < len(out) and out[after] % 2 == 0 and out[after] not in {0, _MORE}:
            out[after] -= 1
        while window.tokens[last - 1].text in _ENDS and after < len(out) and out[after] == _MORE:
            out[after] = 0
            after += 1
    return out


def _drop_hearer(window: Window, labels: list[int], end: int) -> None:
    """Take out the content that ends before a token, if it has no verb."""
    start = end - 1
    while start > 0 and labels[start] == _MORE:
        start -= 1
    if not any(t.pos_ in {"VERB", "AUX"} for t in window.tokens[start:end]):
        labels[start:end] = [0] * (end - start)


def complete(text: str, quoted: Sequence[Quote], found: Sequence[Saying]) -> tuple[Saying, ...]:
    """Add a content without cue for each quotation, marks included, that no found content touches.

    A quotation too short to be said by nobody is neither added nor kept.
    """
    taken = sorted(span for one in found for span in one.content)
    kept = [_without_titles(text, one) for one in found]
    made = [one for one in kept if one.cue or any(_stands_alone(text, span) for span in one.content)]
    for quote in quoted:
        span = marked(text, quote)
        if _stands_alone(text, span) and not any(a < span[1] and span[0] < b for a, b in taken):
            made.append(Saying((), (), (span,)))
    return tuple(sorted(made, key=lambda s: min(s.source + s.cue + s.content)))


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether a content may be one without a cue: no quotation, or one that is long enough and no title."""
    said = text[slice(*span)]
    long = len(said.split()) >= WORDS_MIN and len(said) >= CHARACTERS_MIN
    return said[0] not in _MARKS or (long and not _titled(said))


def _without_titles(text: str, one: Saying) -> Saying:
    """Give an attribution without the titles among several contents: "I will stay," X said on "The Late Hour"."""
    told = tuple(span for span in one.content if text[span[0]] not in _MARKS or not _titled(text[slice(*span)]))
    return replace(one, content=told) if 0 < len(told) < len(one.content) else one


def _titled(said: str) -> bool:
    """Tell whether a quotation of some words is a title, each but the small ones with a capital, and not all of it."""
    if said.isupper():
        return False
    words = ["".join(c for c in word if c.isalnum()) for word in said.split()]
    large = [w for w in words if w and w.lower() not in _SMALL]
    shown = said.rstrip(_MARKS)[-1:]
    return 1 < len(words) <= TITLE_WORDS and len(large) > 1 and shown not in "?!" and all(w[0].isupper() for w in large)


def marked(text: str, quote: Quote) -> Span:
    """Give a quotation's span with its marks, of one or two characters each."""
    start, end = quote.start, quote.end
    while start and quote.start - start < 2 and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and end - quote.end < 2 and text[end] in _MARKS:
        end += 1
    return start, end
