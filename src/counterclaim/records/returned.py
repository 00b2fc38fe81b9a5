"""What an export of this program says of where an entry comes from: ids of the case that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from counterclaim.name_matching import MARK
from counterclaim.records.source import Report

#: Under these names a report says of what in another case it is: in `came_from`, with the ids.
CLAIM, EVENT, REPORTS, VOICE = "exported claim", "exported event", "exported reports", "exported voice"
#: And why its voice was not shown to be independent there: ids of doubts that voices share, or one of two words.
DOUBTS = "exported doubts"
#: The voice was not shown independent; it went back to nobody who is named or typed, as what sums up an event does.
UNSHOWN, UNNAMED = "unshown", "unnamed"
#: What the words of a claim tell of its number, by the part of a record, and how one that its source gave up is marked.
NUMBER = ("measure", "counted", "unit", "side", "area", "period", "lowest", "highest", "named", "number")
GIVEN_UP = "given up"
#: Set by versions that took in a file which the ledger of the very case says that it gave out; none does any more.
HERE = "exported here"
_MARKS = frozenset({CLAIM, EVENT, REPORTS, VOICE, DOUBTS, HERE})
_ID = {EVENT: re.compile(r"\be_[0-9a-f]{16}\b"), REPORTS: re.compile(r"\b(?:r_[0-9a-f]{16}|[0-9a-f]{64})\b")}
#: So many last digits of an id that stands for another tell the case that made it, and nobody else, that it did.
_OWN_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Returned:
    """An entry of an export: the event it is of and the reports it rests on; of a claim its own id and its voice's.

    `reports` are ids, and digests of texts and originals where the entry has them. `file` is the digest of the export
    that it came in. Ids are names within it, since anybody can copy them into another; where a key signed that file,
    `by` is that key, and they are names of whoever has it. `here` says that this very case gave out that file. `doubts`
    say why the voice is not shown independent.
    """

    file: str
    event: str
    reports: tuple[str, ...]
    claim: str = ""
    voice: str = ""
    here: bool = False
    doubts: tuple[str, ...] = ()
    by: str = ""

    @property
    def owner(self) -> str:
        """Give within what its ids are names."""
        return self.by or self.file


def own(token: str, secret: bytes) -> str:
    """Give an id in hexadecimal digits with last ones by which the case that has the secret knows it for its own."""
    head = token[:-_OWN_DIGITS]
    return head + sha256(b"returned" + secret + head.rpartition("_")[2].encode()).hexdigest()[:_OWN_DIGITS]


def returned(report: Report, secret: bytes = b"") -> Returned | None:
    """Give what a report says of the case that it was exported from; None for one that was not.

    `secret` is that of the case it came into. What bears an id of that case, in a file that it did not give out, may be
    its own words or anybody's: they are not shown independent. One id in a million of another case is taken for such.
    """
    found = {name: words for name, words in report.came_from if name in _MARKS}
    if not found:
        return None
    reports = tuple(found.get(REPORTS, "").split())
    claim, event, here = found.get(CLAIM, ""), found.get(EVENT, ""), HERE in found
    doubts = found.get(DOUBTS, "").split()
    if not claim:
        doubts.append(UNNAMED)
    if secret and not here and any(own(one, secret) == one for one in (claim, event, *reports) if one):
        doubts.append(UNSHOWN)
    return Returned(report.capture, event, reports, claim, found.get(VOICE, ""), here, tuple(dict.fromkeys(doubts)))


def ids_in(cells: Iterable[str]) -> dict[str, str]:
    """Give the ids of the event and the reports, with their digests, that cells of an export name."""
    held = list(cells)
    events = [one for cell in held for one in _ID[EVENT].findall(cell)]
    reports = sorted({one for cell in held for one in _ID[REPORTS].findall(cell)})
    return ({EVENT: events[0]} if events else {}) | ({REPORTS: " ".join(reports)} if reports else {})


def called(name: str, agent: str) -> str:
    """Give a name in an export; of one that is withheld, a name by which its voice can be told from others.

    `agent` is its id there: made with a secret of that case, so that no name can be tried on it.
    """
    return name.replace(MARK, f"Withheld source {agent[-8:]}") if MARK in name and agent else name
