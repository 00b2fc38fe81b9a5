"""Withholding names: a dossier, or any record, without them and without what would tell them.

A word that holds a withheld name, or a part of one, is taken out whole, and neighbours become one mark, so that neither
ending, length nor number of words shows. Offsets are counted anew. Ids and digests are made from what was said, so that
whoever guesses a name could try it on them: all that are not known to be harmless are given other names, and
lists that stood in their order stand in the order of the new ones. Where the page of a report has the name, its address
goes too: who opens it reads the name.

Where names stand is told by `name_matching`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import unquote

from counterclaim.canonical import text_digest
from counterclaim.name_matching import MARK, Names, cut
from counterclaim.records.claim import Claim, Hop
from counterclaim.records.coverage import SpanRef
from counterclaim.records.judgement import Lineage, SharedSpan
from counterclaim.records.returned import own
from counterclaim.records.source import Report

T = TypeVar("T")
_TOKEN = re.compile(r"(?<![0-9A-Za-z])(?:[a-z]+_)?(?:[0-9a-f]{64}|[0-9a-f]{16})(?![0-9A-Za-z])")


@dataclass(frozen=True)
class _Moved:
    """A text without names, and where each offset went."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def at(self, offset: int, *, end: bool = False) -> int:
        """Give where an offset lies now; one inside a mark moves to its beginning, or end."""
        number = bisect_right(self.spans, (offset, -1)) if end else bisect_right(self.spans, (offset, 1 << 60))
        before = self.spans[:number]
        shift = sum(len(MARK) - (stop - start) for start, stop in before)
        if before and offset < before[-1][1]:
            start, stop = before[-1]
            inner = shift - (len(MARK) - (stop - start))
            return start + inner + (len(MARK) if end else 0)
        return offset + shift


class Redaction:
    """Records without some names. `key` is secret: whoever has it can try guesses on ids.

    `harmless` are the ids and digests that stay, `unlinked` the reports whose address goes. By `secret` the case knows
    the ids again that stand for others.
    """

    def __init__(  # noqa: PLR0913 - what goes, what stays, and two secrets
        self, names: Names, key: bytes, reports: Sequence[Report], harmless: Collection[str],
        unlinked: Collection[str] = (), secret: bytes = b"",
    ) -> None:  # fmt: skip
        self.names = names
        self._unlinked = frozenset(unlinked)
        self._key = key
        self._harmless = frozenset(harmless)
        self._secret = secret
        self._texts = {r.id: r.text for r in reports}
        self._moved: dict[str, _Moved] = {}

    def text(self, text: str) -> str:
        """Give words without names, ids and digests."""
        return _TOKEN.sub(lambda m: self.alias(m.group()), self.names.masked(text))

    def alias(self, token: str) -> str:
        """Give another name for an id or a digest, unless it is harmless."""
        if token in self._harmless:
            return token
        head, under, tail = token.rpartition("_")
        return own(head + under + sha256(self._key + token.encode()).hexdigest()[: len(tail)], self._secret)

    def telling(self, text: str) -> bool:
        """Say whether words hold an id or a digest that is not known to be harmless."""
        return any(found not in self._harmless for found in _TOKEN.findall(text))

    def between(self, report: str, start: int, end: int) -> str:
        """Give what lies between two offsets of a report's text, without names."""
        now = self._now(report)
        return now.text[now.at(start) : now.at(end)]

    def of(self, record: T) -> T:
        """Give a record, or a tuple of them, without names."""
        return self._of(record)  # type: ignore[no-any-return]

    def _of(self, value: Any) -> Any:
        if isinstance(value, Enum) or value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return self._tuple(value)
        if isinstance(value, Mapping):
            return {self._of(k): self._of(v) for k, v in value.items()}
        if not is_dataclass(value):
            raise TypeError(f"a record, not {type(value).__name__}")
        plain = replace(value, **{f.name: self._of(getattr(value, f.name)) for f in fields(value)})  # type: ignore[type-var]
        return self._placed(value, plain)

    def _tuple(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        made = tuple(self._of(item) for item in items)
        order = _order(items)
        return tuple(sorted(made, key=order)) if order is not None and list(items) == sorted(items, key=order) else made

    def _placed(self, value: Any, plain: Any) -> Any:
        """Count offsets anew."""
        if isinstance(value, Report):
            text = self._now(value.id).text
            # A token opens with the case's key: whoever takes that must not find anything to open here.
            origins = tuple(pair for pair in plain.came_from if pair[0] != "protected")
            now = replace(plain, text=text, sha256=text_digest(text), came_from=origins)
            return _unlinked(now, value.url) if value.id in self._unlinked and value.url else now
        if isinstance(value, Claim):
            now = self._now(value.report)
            start, end = now.at(value.start), now.at(value.end, end=True)
            chain = tuple(_hop(hop, made, now) for hop, made in zip(value.chain, plain.chain, strict=True))
            return replace(plain, start=start, end=end, text=now.text[start:end], chain=chain)
        if isinstance(value, SpanRef):
            now = self._now(value.report)
            start, end = now.at(value.start), now.at(value.end, end=True)
            return replace(plain, start=start, end=end, words=now.text[start:end])
        if isinstance(value, Lineage) and value.spans:
            a, b = self._now(value.a), self._now(value.b)
            spans = [
                (a.at(s.a_start), a.at(s.a_end, end=True), b.at(s.b_start), b.at(s.b_end, end=True))
                for s in value.spans
            ]
            return replace(plain, spans=tuple(SharedSpan(*s) for s in spans))
        return plain

    def _now(self, report: str) -> _Moved:
        if report not in self._moved:
            text = self._texts.get(report, "")
            spans = tuple(self.names.spans(text))
            self._moved[report] = _Moved(cut(text, spans), spans)
        return self._moved[report]


def _unlinked(report: Report, url: str) -> Report:
    """Give a report without its address, wherever that stands: a captured page is called by it."""
    address = re.sub(r"^\w+://(?:www\.)?", "", url).rstrip("/")

    def without(words: str) -> str:
        return MARK if address in unquote(words) or address in words else words

    origins = tuple((name, without(words)) for name, words in report.came_from)
    path, locator = without(report.path), without(report.locator)
    return replace(report, url=None, path=path, locator=locator, came_from=origins, pictures=())


def _hop(hop: Hop, made: Hop, now: _Moved) -> Hop:
    if hop.cue_start is None or hop.cue_end is None:
        return made
    start, end = now.at(hop.cue_start), now.at(hop.cue_end, end=True)
    return replace(made, cue_start=start, cue_end=end, cue=now.text[start:end])


def _order(items: tuple[Any, ...]) -> Any:
    """Give the order that ids may have given a list: none for a list without them."""
    if items and all(isinstance(i, str) and _TOKEN.fullmatch(i) for i in items):
        return str
    if items and all(isinstance(i, Claim) for i in items):
        return lambda c: (c.report, c.start, c.id)
    if items and all(hasattr(i, "id") for i in items):
        return lambda i: i.id
    return None
