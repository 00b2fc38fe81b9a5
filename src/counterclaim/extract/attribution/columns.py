"""Parsed sentences to columns: what the tagger may know of each token, as numbers that are the same on any machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from counterclaim.extract.attribution.arms import ARMS, arms
from counterclaim.extract.attribution.ruling import ruled
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.cues import cues
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.words.quotes import Quote
from counterclaim.extract.words.telex import CAPITALS_SHARE
from counterclaim.lexicons import lexicon

#: A paragraph of more tokens than this is tagged in several windows, cut between sentences.
WINDOW_TOKENS = 400
#: What each column says; the order is that of the numbers in a window.
COLUMNS = (
    "tag", "dep", "shape", "entity", "quote", "mark", "cue", "left_gap", "right_gap",
    "ruled_content", "ruled_source", "ruled_cue", "place", "scene", *ARMS,
)  # fmt: skip
_BREAKS = frozenset({",", ";", "--", "—", "–", ":"})
_MARKS = frozenset("\"“”„«»‘’'`")
_LONG_QUOTE = 5


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens of (a part of) one paragraph: offsets in the report, and a row of column numbers for each token.

    `told` is what the rules say is said in its sentences.
    """

    tokens: tuple[Any, ...]
    spans: NDArray[np.int64]
    columns: NDArray[np.uint64]
    sentences: tuple[int, ...]
    told: tuple[Saying, ...] = ()


@cache
def number(words: str) -> int:
    """Give a string's number: a checksum, so that weights made on one machine fit on any other."""
    return crc32(words.encode()) + 1


def windows(parsed: Sequence[Parsed], quoted: tuple[Quote, ...]) -> Iterator[Window]:
    """Cut parsed sentences into windows at paragraphs, and at sentences where a paragraph is very long."""
    held: list[tuple[int, Parsed]] = []
    size = 0
    for at, sentence in enumerate(parsed):
        new = held and held[-1][1].passage.paragraph != sentence.passage.paragraph
        if held and (new or size + len(sentence.doc) > WINDOW_TOKENS):
            yield _window(held, quoted)
            held, size = [], 0
        held.append((at, sentence))
        size += len(sentence.doc)
    if held:
        yield _window(held, quoted)


def _window(held: list[tuple[int, Parsed]], quoted: tuple[Quote, ...]) -> Window:
    tokens: list[Any] = []
    spans: list[tuple[int, int]] = []
    rows: list[list[int]] = []
    sentences: list[int] = []
    told: list[Saying] = []
    for order, (at, sentence) in enumerate(held):
        kept = [t for t in sentence.doc if not t.is_space]
        tokens += kept
        here = [(sentence.offset(t.idx), sentence.offset(t.idx + len(t.text))) for t in kept]
        spans += here
        sentences += [at] * len(kept)
        found = cues(sentence, quoted)
        told += ruled(sentence, found)
        state = [_quote_state(quoted, a, b) for a, b in here]
        ruling = _ruled(sentence, here, found)
        rows += _rows(sentence, kept, (state, ruling), f"{min(order, 2)}{min(len(held) - order, 2)}")
    return Window(
        tuple(tokens),
        np.array(spans, dtype=np.int64).reshape(len(spans), 2),
        np.array(rows, dtype=np.uint64).reshape(len(rows), len(COLUMNS)),
        tuple(sentences),
        tuple(told),
    )


def _rows(
    sentence: Parsed, kept: list[Any], beside: tuple[list[str], list[tuple[str, str, str]]], order: str
) -> list[list[int]]:
    """Give the column numbers of one sentence's tokens.

    Takes what quotations and rules say of each, and the sentence's place in the window.
    """
    state, ruling = beside
    telex = _telex(sentence.passage.text)
    kinds = [_cue_kind(t) for t in kept]
    near = _near(kept, kinds)
    hung = arms(kept, kinds)
    scene = f"{order}{any(kinds)}{any(s != 'o' for s in state)}"
    rows = []
    for n, token in enumerate(kept):
        place = "first" if n == 0 else "last" if n == len(kept) - 1 else "end" if n == len(kept) - 2 else ""
        values = (
            token.tag_,
            token.dep_,
            "" if telex else _shape(token.text),
            token.ent_type_,
            state[n],
            token.text if token.text[0] in _MARKS else "",
            kinds[n],
            *near[n],
            *ruling[n],
            place,
            scene,
            *hung[n],
        )
        rows.append([number(v) if v else 0 for v in values])
    return rows


def _telex(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= CAPITALS_SHARE * len(letters)


@cache
def _shape(word: str) -> str:
    """Give a word's shape: small, Capital, CAPITALS, mixed, number, sign."""
    if not any(c.isalnum() for c in word):
        return "sign"
    if any(c.isdigit() for c in word):
        return "number"
    if word.islower():
        return "small"
    return "CAPITALS" if word.isupper() and len(word) > 1 else "Capital" if word[0].isupper() else "mixed"


def _quote_state(quoted: tuple[Quote, ...], start: int, end: int) -> str:
    """Tell whether a token stands outside quotations, opens, closes or stands in a short or a long one."""
    at = bisect_right(quoted, end, key=lambda q: q.start) - 1
    if at < 0 or start > quoted[at].end + 1:
        return "o"
    quote = quoted[at]
    if end <= quote.start:
        return "("
    if start >= quote.end:
        return ")" if start <= quote.end + 1 else "o"
    return "long" if quote.end - quote.start > _LONG_QUOTE * 6 else "short"


@cache
def _known(lemma: str) -> str:
    entries = lexicon("cues")
    effect = effect_of(lemma)
    if effect is not None:
        return effect + (" weak" if lemma in entries["weak"] else "")
    return "noun" if lemma in entries["nouns"] else ""


def _cue_kind(token: Any) -> str:
    """Give a token's class in the lexicon of cues, or nothing."""
    if token.pos_ in {"VERB", "AUX"}:
        return _known(token.lemma_.lower())
    if token.lower_ == "according":
        return "according"
    if token.pos_ in {"NOUN", "PROPN"}:
        found = _known(token.lemma_.lower())
        return "noun" if found == "noun" else "vague" if token.lower_ in lexicon("vague_sources") else ""
    return "vague" if token.lower_ in lexicon("vague_sources") else ""


def _near(kept: list[Any], kinds: list[str]) -> list[tuple[str, str]]:
    """Give for each token how far the nearest cue to its left and to its right is, and what stands between."""
    left, right = _gaps(kept, kinds), _gaps(kept[::-1], kinds[::-1])[::-1]
    return [(f"{far}{kind}", back) for (far, kind), (back, _) in zip(left, right, strict=True)]


def _gaps(kept: list[Any], kinds: list[str]) -> list[tuple[str, str]]:
    """Give for each token how far the last cue before it is, with whether a break parts them, and the cue's kind."""
    out: list[tuple[str, str]] = []
    last, distance, broken = "", 0, False
    for token, kind in zip(kept, kinds, strict=True):
        if kind:
            last, distance, broken = kind, 0, False
        out.append((f"{_far(distance)}{broken}", last) if last else ("", ""))
        distance += 1
        broken = broken or token.text in _BREAKS
    return out


def _far(distance: int) -> str:
    """Name a distance in tokens."""
    return str(distance) if distance < 4 else "few" if distance < 9 else "some" if distance < 17 else "far"


def _ruled(sentence: Parsed, spans: list[tuple[int, int]], found: Sequence[Cue]) -> list[tuple[str, str, str]]:
    """Give what the rules of the extractor say of each token: inside which content, source and cue it stands."""
    out = [["", "", ""] for _ in spans]
    at = {start: n for n, (start, _) in enumerate(spans)}
    for depth, cue in enumerate(sorted(found, key=lambda c: c.content[0] - c.content[1])):
        first = True
        for n, (a, b) in enumerate(spans):
            if a < cue.content[1] and b > cue.content[0] and not out[n][0]:
                out[n][0] = f"{'B' if first else 'I'}{min(depth, 1)}"
                first = False
            if a < cue.end and b > cue.start:
                out[n][2] = cue.effect
        if cue.source is not None:
            low = cue.source.left_edge
            for token in cue.source.subtree:
                n = at.get(sentence.offset(token.idx), -1)
                if n >= 0 and not out[n][1]:
                    out[n][1] = "head" if token == cue.source else "B" if token == low else "I"
    return [(a, b, c) for a, b, c in out]
