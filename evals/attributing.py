"""Scores of attribution, in the manner of the published measurements on PolNeAR; polnear and gum share them.

A sheet is one annotator's reading of one article. An attribution has three lists of [start, end) character spans:
source, cue and content. Spans are compared as the annotators drew them; nothing is trimmed unless said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterclaim import read
from counterclaim.extract.attribution import attributions
from counterclaim.extract.attribution.saying import Saying, Span
from counterclaim.extract.parsed.parse import Parsed, parse
from counterclaim.records.source import Report
from counterclaim.settings import Settings

ROLES = ("source", "cue", "content")
#: A found content is matched with a marked one when their extents overlap by this share of their union.
MATCH = 0.3
_EDGES = " \n\t\"“”'‘’,.;:"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reading of one article: its text, and the attributions marked in it that have a content."""

    text: str
    marked: tuple[Saying, ...]


@dataclass(slots=True)
class Tally:
    """Counts behind one F1: what is right among what was found and what was marked."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def add(self, found: set[object], marked: set[object]) -> None:
        """Count one article."""
        self.right += len(found & marked)
        self.found += len(found)
        self.marked += len(marked)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall, over all articles together (micro)."""
        return 2 * self.right / max(self.found + self.marked, 1)


def spans(roles: Sequence[Sequence[Sequence[int]]]) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Read the spans of source, cue and content from lists of [start, end]."""
    source, cue, content = (tuple((a, b) for a, b in role) for role in roles)
    return source, cue, content


def spans_of(sayings: Iterable[Saying], role: str) -> set[Span]:
    """Give all contiguous spans of a role."""
    return {span for one in sayings for span in getattr(one, role)}


def exact(sheets: Sequence[Sheet], found: Sequence[Sequence[Saying]], role: str) -> Tally:
    """Count exact spans of a role: a contiguous span is right when both its ends are those of a marked one.

    A source or content in several pieces counts once a piece, as in the published test lines.
    """
    tally = Tally()
    for sheet, sayings in zip(sheets, found, strict=True):
        tally.add(set(spans_of(sayings, role)), set(spans_of(sheet.marked, role)))
    return tally


def _characters(spans: Iterable[Span]) -> set[object]:
    return {n for a, b in spans for n in range(a, b)}


def characters(sheets: Sequence[Sheet], found: Sequence[Sequence[Saying]]) -> Tally:
    """Count characters of content: each character of the article is in some found content, in some marked one, or both.

    Marks without a source count like those with one; a found content is its extent, from its first to its last piece's
    end, while a marked one is its pieces: this is what the figures of the peers (.576, .391, .635) were taken with.
    """
    tally = Tally()
    for sheet, sayings in zip(sheets, found, strict=True):
        tally.add(_characters(spans_of(sayings, "content")), _characters(spans_of(sheet.marked, "content")))
    return tally


def tokens(sheets: Sequence[Sheet], found: Sequence[Sequence[Saying]], role: str) -> Tally:
    """Count words (runs without a blank) that a role's spans touch."""
    tally = Tally()
    for sheet, sayings in zip(sheets, found, strict=True):
        words, at = [], 0
        for word in sheet.text.split():
            at = sheet.text.index(word, at)
            words.append((at, at + len(word)))
            at += len(word)
        pair = []
        for said in (sayings, sheet.marked):
            inside = _characters(spans_of(said, role))
            pair.append({n for n, (a, b) in enumerate(words) if any(c in inside for c in range(a, b))})
        tally.add(set(pair[0]), set(pair[1]))
    return tally


def _extent(spans: Sequence[Span]) -> Span:
    return min(a for a, _ in spans), max(b for _, b in spans)


def trimmed(text: str, span: Span, edges: str = _EDGES) -> Span:
    """Take some signs off both ends, by default blanks, quotation marks and stops."""
    a, b = span
    while a < b and text[a] in edges:
        a += 1
    while b > a and text[b - 1] in edges:
        b -= 1
    return a, b


def matches(sheet: Sheet, sayings: Sequence[Saying], share: float = MATCH) -> list[tuple[Saying, Saying]]:
    """Pair found with marked attributions by the extents of their contents, trimmed.

    In the order found, each takes the free marked one with the greatest overlap by union, if that is `share` or more.
    """
    marked = [(trimmed(sheet.text, _extent(m.content)), m) for m in sheet.marked]
    free = dict(enumerate(marked))
    pairs = []
    for one in sayings:
        a, b = trimmed(sheet.text, _extent(one.content))
        best, which = 0.0, None
        for n, ((c, d), _) in free.items():
            inside, union = min(b, d) - max(a, c), max(b, d) - min(a, c)
            if inside > 0 and inside / union >= share and inside / union > best:
                best, which = inside / union, n
        if which is not None:
            pairs.append((one, free.pop(which)[1]))
    return pairs


def _meet(found: Sequence[Span], marked: Sequence[Span]) -> bool:
    (a, b), (c, d) = _extent(found), _extent(marked)
    return min(b, d) > max(a, c)


def score(sheets: Sequence[Sheet], found: Sequence[Sequence[Saying]]) -> dict[str, float]:
    """Give every metric of attribution.

    Takes the sheets and, for each, what was found, all with a content. Gives
    `exact_f1_*`: see `exact`; `chars_f1`: see `characters`; `token_f1_*`: see `tokens`;
    `speaker_on_matched`: of the pairs of `matches` in which both sides have a source, the share whose sources touch;
    `direct_recall`: of the marked contents that begin with a double quotation mark, the share that is in a pair;
    `span_f1_30/80/100`: F1 of attributions paired at an overlap of that share;
    `attribution_f1`: F1 of attributions paired at `MATCH` whose sources touch or are both absent;
    `*_precision`, `*_recall` of the characters; counts are not given.
    """
    out = {f"exact_f1_{role}": exact(sheets, found, role).f1 for role in ROLES}
    chars = characters(sheets, found)
    out |= {"chars_f1": chars.f1, "chars_precision": chars.right / max(chars.found, 1)}
    out["chars_recall"] = chars.right / max(chars.marked, 1)
    out |= {f"token_f1_{role}": tokens(sheets, found, role).f1 for role in ROLES}
    told, right_speaker, direct, direct_found, right = 0, 0, 0, 0, 0
    for sheet, sayings in zip(sheets, found, strict=True):
        pairs = matches(sheet, sayings)
        named = [(f, m) for f, m in pairs if f.source and m.source]
        told += len(named)
        touching = sum(_meet(f.source, m.source) for f, m in named)
        right_speaker += touching
        right += touching + sum(not f.source and not m.source for f, m in pairs)
        hit = {id(m) for _, m in pairs}
        quoted = [m for m in sheet.marked if sheet.text[_extent(m.content)[0]] in '"“']
        direct += len(quoted)
        direct_found += sum(id(m) in hit for m in quoted)
    total = sum(map(len, found)) + sum(len(s.marked) for s in sheets)
    out["speaker_on_matched"] = right_speaker / max(told, 1)
    out["direct_recall"] = direct_found / max(direct, 1)
    out["attribution_f1"] = 2 * right / max(total, 1)
    for share in (0.3, 0.8, 1.0):
        hits = sum(len(matches(s, f, share)) for s, f in zip(sheets, found, strict=True))
        out[f"span_f1_{round(share * 100)}"] = 2 * hits / max(total, 1)
    return out


def run(sheets: Sequence[Sheet], find: Callable[[str], Sequence[Saying]]) -> list[Sequence[Saying]]:
    """Read each text once, however many sheets it has."""
    known: dict[str, Sequence[Saying]] = {}
    for sheet in sheets:
        if sheet.text not in known:
            known[sheet.text] = [s for s in find(sheet.text) if s.content]
    return [known[sheet.text] for sheet in sheets]


def parsed(text: str) -> tuple[Parsed, ...]:
    """Parse a text as the product does with a report."""
    report = Report(
        id="r", capture="c", locator="", path="p", publisher=None, author=None, published=None, language="en",
        title=None, text=text, sha256="0" * 64,
    )  # fmt: skip
    return parse(read.passages(report, Settings()))


def find(text: str) -> Sequence[Saying]:
    """Read a text with the product."""
    return attributions(text, parsed(text))
