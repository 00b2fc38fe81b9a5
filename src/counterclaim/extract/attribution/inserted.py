"""Words of saying within what is said: "Tolm, she said, is lost"; "which he called a lie"; "what she called peace"."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.labels import pieces

Piece = tuple[int, int, int]
_SOURCE, _CUE, _CONTENT = 0, 1, 2
_BEGINS, _GOES_ON = 2 * _CONTENT + 1, 2 * _CONTENT + 2
_FREE = frozenset({0, 2 * _SOURCE + 1, 2 * _SOURCE + 2})
_OF_CUES = frozenset({2 * _CUE + 1, 2 * _CUE + 2})
_BREAKS = frozenset({",", "--", "—", "–", "-"})
#: Where a clause before inserted words of saying begins anew.
_ANEW = frozenset({"--", "—", "–", "-", ";", ":"})
_QUOTED = frozenset({'"', "“", "”", "''", "``", "'", "‘"})
#: What opens a clause that goes on after the words of saying ("after, according to him, …"), and is none of it.
_OPENING = frozenset({"after", "before", "because", "when", "that", "while", "whether", "if", "as", "and", "but"})
#: Between words of saying and the break after them may stand to whom it was said, in this many tokens.
_HEARER_MAX = 8
_RELATIVE = frozenset({"which", "who", "whom"})
#: Verbs before which "what" is part of what is said: "what she called a truce", "what they say is a mine".
_NAMING = frozenset({"call", "consider", "deem", "describe", "dub", "hope", "label", "say", "term"})
#: What ends a content that goes on through somebody else's words of saying: "criticised what he called a trap".
_THROUGH = frozenset({"what", "that", "much", "many"})


def rejoined(window: Window, labels: Sequence[int]) -> list[int]:
    """Give the labels of a window, what stands before inserted words of saying being part of what is said.

    The tagger has "is lost" of "Tolm, she said, is lost", and takes "Tolm" for one who speaks or for nothing.
    """
    out = list(labels)
    found = pieces(out)
    for n, (role, _, _) in enumerate(found):
        said = _saying(found, n) if role == _CUE else None
        if said is not None and _inserted(window, out, *said):
            start, end = _before(window, out, said[0] - 1)
            if start < end:
                out[start:end] = [_BEGINS, *[_GOES_ON] * (end - start - 1)]
    return out


def _saying(found: Sequence[Piece], n: int) -> tuple[int, int] | None:
    """Give from where to where a cue and its source stand, in either order, or None."""
    _, first, after = found[n]
    if n and found[n - 1][0] == _SOURCE and first - found[n - 1][2] <= 1:
        return found[n - 1][1], after
    if n + 1 < len(found) and found[n + 1][0] == _SOURCE and found[n + 1][1] - after <= 1:
        return first, found[n + 1][2]
    return None


def _inserted(window: Window, labels: Sequence[int], first: int, after: int) -> bool:
    """Tell whether words of saying stand between two breaks, and a content that is no sentence of its own follows."""
    tokens, sentence = window.tokens, window.sentences[first]
    if first < 2 or window.sentences[first - 2] != sentence or tokens[first - 1].text not in _BREAKS:
        return False
    end = after - 1 if tokens[after - 1].text in _BREAKS else after
    while end < len(labels) and end - after < _HEARER_MAX and not labels[end] and tokens[end].text not in _BREAKS:
        end += 1
    if end + 2 >= len(labels) or tokens[end].text not in _BREAKS or window.sentences[end + 1] != sentence:
        return False
    whole = tokens[end + 1].text in _QUOTED and tokens[end + 2].text[:1].isupper()
    return not labels[first - 1] and labels[end + 1] == _BEGINS and not whole


def _before(window: Window, labels: Sequence[int], end: int) -> tuple[int, int]:
    """Give from where to where stands what is said before words of saying; the same number twice where nothing does."""
    tokens, start = window.tokens, end
    while start and window.sentences[start - 1] == window.sentences[end] and labels[start - 1] in _FREE:
        if tokens[start - 1].text in _ANEW:
            break
        start -= 1
    if start and window.sentences[start - 1] == window.sentences[end] and labels[start - 1] in _OF_CUES:
        return end, end
    while start < end and tokens[start].is_punct:
        start += 1
    open_marks = sum(t.text in _QUOTED for t in tokens[start:end]) % 2
    if start == end or open_marks or tokens[end - 1].lower_ in _OPENING:
        return end, end
    return start, end


def with_pronouns(window: Window, labels: Sequence[int]) -> list[int]:
    """Give the labels of a window, the pronoun before words of saying being a piece of what is said.

    Takes and gives "which" of "the raid, which he called a lie", and "what" of "what she called peace". What ends in
    "what" goes on to the end of what the other says: "criticised what he called a trap" is one content.
    """
    out = list(labels)
    found = pieces(out)
    for n, (role, first, after) in enumerate(found[:-2]):
        if role != _SOURCE or [p[0] for p in found[n + 1 : n + 3]] != [_CUE, _CONTENT] or not first:
            continue
        (_, cue, cued), (_, content, end) = found[n + 1], found[n + 2]
        if cue - after > 2 or content - cued > 1 or window.sentences[first - 1] != window.sentences[content]:
            continue
        word = window.tokens[first - 1].lower_
        told = out[first - 1] == _GOES_ON if word != "what" else out[first - 1] in {_BEGINS, _GOES_ON}
        if word in _THROUGH and told:
            out[first:end] = [_GOES_ON] * (end - first)
        elif word in _RELATIVE and first > 1 and window.tokens[first - 2].text in _BREAKS:
            _part(window, out, first - 1)
        elif word == "what" and not out[first - 1] and _names(window, cue, cued):
            out[first - 1] = _BEGINS
    return out


def _part(window: Window, labels: list[int], at: int) -> None:
    """Make a pronoun a content of its own, and end what went on to it before the break; takes where it stands."""
    if labels[at] not in {0, _BEGINS, _GOES_ON}:
        return
    before = at - 1
    while labels[at] == _GOES_ON and before and labels[before] == _GOES_ON and window.tokens[before].text in _BREAKS:
        labels[before] = 0
        before -= 1
    labels[at] = _BEGINS


def _names(window: Window, first: int, after: int) -> bool:
    return any(t.lemma_.lower() in _NAMING for t in window.tokens[first:after])
