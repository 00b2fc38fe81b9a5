"""Pages that were seen before and are others now: what changed, whether they say so, and what is gone."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from counterclaim.lexicons import lexicon
from counterclaim.records.source import Report

EDITED, GONE = "edited", "gone"
#: Statuses by which a server says that a page is there no more, and not only now. Source: RFC 9110; RFC 7725.
GONE_STATUS = frozenset({"404", "410", "451"})
#: Words of a changed stretch that are compared one by one, and stretches of one page that are told.
WORDS_MAX, PIECES_MAX = 800, 200
_SENTENCE = re.compile(r"(?<=[.!?…»”\"])\s+|\s*\n+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: `kind` is same, out (of the earlier page alone) or in (of the later one)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page that was other when it was seen again, or gone.

    `seen` and `again` are the times of the two; `later` is empty and `status` what the server said where it is gone.
    `says` are the words by which the later page says that it was changed; a change without any is silent.
    """

    kind: str
    address: str
    earlier: str
    later: str
    seen: str
    again: str
    status: str
    says: str
    language: str
    pieces: tuple[Piece, ...]

    @property
    def silence(self) -> str:
        """Say whether the change is silent, announced, or cannot be judged: a language whose words are not known."""
        if self.kind == GONE or self.says:
            return GONE if self.kind == GONE else "announced"
        return "silent" if self.language == "en" else "cannot be judged"


def folded(address: str) -> str:
    """Give an address so that two ways to write it are one: without scheme, `www.`, fragment, and slash at its end."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def page_changes(
    reports: Iterable[Report], came: Mapping[str, str], gone: Sequence[tuple[str, str, str]]
) -> tuple[PageChange, ...]:
    """Give what changed of pages that were seen more than once, the latest first.

    Takes reports with addresses, when each was received, and for pages that were not there their address, when they
    were asked for and the status. Of each page neighbours in time are compared; one seen again as it was is no news.
    """
    by_page: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.url:
            by_page[folded(report.url)].append(report)
    missing: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for address, at, status in gone:
        missing[folded(address)].append((at, status))
    found: list[PageChange] = []
    for page, seen in by_page.items():
        ordered = sorted(seen, key=lambda r: (came.get(r.id, ""), r.id))
        found += _edits(ordered, came)
        found += _gone(ordered[-1], came, sorted(missing.get(page, ())))
    return tuple(sorted(found, key=lambda c: (c.again, c.address, c.later), reverse=True))


def _edits(seen: Sequence[Report], came: Mapping[str, str]) -> Iterator[PageChange]:
    for before, after in pairwise(seen):
        # Two texts of one capture are parts of one page, and not the page at two times.
        if before.capture == after.capture or before.text.split() == after.text.split():
            continue
        pieces = compared(before.text, after.text)
        new = " ".join(p.words for p in pieces if p.kind == "in")
        yield PageChange(
            kind=EDITED, address=after.url or "", earlier=before.id, later=after.id, seen=came.get(before.id, ""),
            again=came.get(after.id, ""), status="", says=_says(new), language=after.language, pieces=pieces,
        )  # fmt: skip


def _gone(last: Report, came: Mapping[str, str], missing: Sequence[tuple[str, str]]) -> Iterator[PageChange]:
    """Give the first time that a page was not there after it was last seen."""
    after = [(at, status) for at, status in missing if at >= came.get(last.id, "")]
    for at, status in after[:1]:
        yield PageChange(
            kind=GONE, address=last.url or "", earlier=last.id, later="", seen=came.get(last.id, ""), again=at,
            status=status, says="", language=last.language, pieces=(),
        )  # fmt: skip


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Give two texts as stretches that are the same, out and in: by sentences, and by words inside a changed one."""
    a, b = ([s for s in _SENTENCE.split(text) if s.strip()] for text in (before, after))
    out: list[Piece] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(Piece("same", " ".join(a[i:j])))
        else:
            out += _by_words(" ".join(a[i:j]).split(), " ".join(b[k:m]).split())
    return tuple(out[:PIECES_MAX])


def _by_words(a: list[str], b: list[str]) -> Iterator[Piece]:
    if len(a) > WORDS_MAX or len(b) > WORDS_MAX:
        yield from (Piece(kind, " ".join(words)) for kind, words in (("out", a), ("in", b)) if words)
        return
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(a[i:j]))
            continue
        yield from (Piece(kind, " ".join(words)) for kind, words in (("out", a[i:j]), ("in", b[k:m])) if words)


def _says(new: str) -> str:
    """Give the words by which new words say that the page was changed, as they stand there; nothing without any."""
    found = _said().search(new)
    return found.group() if found else ""


@cache
def _said() -> re.Pattern[str]:
    words = sorted(map(str, lexicon("page_changes")["said"]), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
