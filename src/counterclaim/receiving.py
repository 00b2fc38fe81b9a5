"""Items that were found → kept bytes, their captures, and the reports and artifacts in them: `take` without reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from counterclaim import protecting, receive, remote
from counterclaim.canonical import digest
from counterclaim.errors import CounterclaimError
from counterclaim.progress import Progress
from counterclaim.records.source import NOTHING, RECOVERED, Artifact, Capture, Refusal, Report
from counterclaim.returning import given
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder
from counterclaim.store.protection import Protection, opened

_ARCHIVE = ".warc.gz"
_PART = "The page is kept without it; save the page by hand where the part matters."
_ERASED = "Leave it out; `verify` says why it was erased."
_GIVEN = "an export of this very case, by its ledger: all it says the case says, or said before something was erased"
_ANEW = f"{NOTHING}. For others, export anew."
_BY_HAND = "Save the page by hand and take the file."


@dataclass(slots=True)
class Tally:
    """What a `take` has done so far."""

    taken: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    misdated: int = 0
    #: What the ledger has of files that this case gave out; None until asked.
    _given: frozenset[str] | None = None

    def is_own(self, case: CaseFolder, data: bytes) -> bool:
        """Say whether bytes are an export or a bundle of this very case."""
        if self._given is None:
            self._given = case.journal.given_out()
        return bool(self._given) and not self._given.isdisjoint((digest(data), given(case, data)))

    def refuse(self, case: CaseFolder, refusal: Refusal, data: bytes | None = None) -> None:
        """Note an item that is refused before its bytes are kept; `data` are those of one whose name is closed."""
        case.add_refusal(refusal)
        self.refused.append(findable(refusal, data))


#: What parses, and what has been done so far.
Work = tuple[receive.Parser, Tally]


def findable(refusal: Refusal, data: bytes | None) -> Refusal:
    """Give a refusal as its user is told it: a name that is closed says nothing of which file to look for.

    The record keeps none of this: whoever has the case could try a file of somebody's on its digest.
    """
    if data is None:
        return refusal
    return replace(refusal, name=f"{refusal.name} ({len(data):,} bytes; `sha256sum` begins {digest(data)[:12]})")


def receive_one(
    case: CaseFolder, item: receive.Incoming | Refusal, said: tuple[receive.Supplied, Settings, str], how: Work
) -> None:
    """Take one item that was found; `said` is what the user says of it, the settings, and the time."""
    (supplied, settings, now), (parser, tally) = said, how
    key = Protection.named(supplied.key) if supplied.protect else None

    def refuse(found: Refusal, data: bytes | None = None) -> None:
        tally.refuse(case, protecting.hidden_refusal(key, found) if key else found, data if key else None)

    if isinstance(item, Refusal):
        return refuse(item)
    data = receive.content(item, settings)
    if isinstance(data, Refusal):
        return refuse(data)
    kept = key.close(data) if key else data
    if (gone := case.erasures.of(digest(kept))) is not None:
        reason = f"erased from this case on {gone.at} by {gone.who}"
        return refuse(Refusal(name=item.name, reason=reason, todo=_ERASED), data)
    if tally.is_own(case, data):
        return refuse(Refusal(name=item.name, reason=_GIVEN, todo=_ANEW), data)
    address = case.evidence.keep(kept)  # 1 the bytes are safe …
    taken = receive.capture(item, data, now, supplied, parser.picture)
    noted = protecting.hidden_capture(key, taken, address, len(kept)) if key else taken
    if not case.add_capture(noted):  # 2 … their arrival is noted …
        return tally.already.append(noted.name)
    if _store(case, (taken, noted, data), (supplied, settings), how):  # 3 … then parsed.
        tally.taken.append(noted.name)
    return None


def _store(
    case: CaseFolder, what: tuple[Capture, Capture, bytes], said: tuple[receive.Supplied, Settings], how: Work
) -> bool:
    """Parse a capture as it came, store what it gives under the one that is noted; tell whether that is something."""
    (taken, noted, data), (supplied, settings), (parser, tally) = what, said, how
    found = parser.reports(taken, data, supplied, settings)
    tally.misdated += sum(isinstance(f, Report) and receive.misdated(f) for f in found)
    if supplied.protect:
        found = protecting.hidden(Protection.named(supplied.key), found, noted, supplied.protect)
    stored = case.add_reports(noted.sha256, found)
    seen = data if supplied.protect else None
    tally.refused += [findable(i, seen) for i in stored if isinstance(i, Refusal)]
    return any(isinstance(i, Report | Artifact) for i in stored)


def finish(case: CaseFolder, coming: Collection[str], settings: Settings, how: Work) -> None:
    """Parse what arrived before the program was stopped and does not come again now."""
    for left in case.unparsed():
        if left.name in coming or left.method == RECOVERED:
            continue
        supplied = case.supplied()
        try:
            data = opened(case.evidence.read(left.sha256))
            key = Protection.named(supplied.key) if left.closed_name else None
        except CounterclaimError as error:
            refused = Refusal(name=left.name, reason=str(error), todo=error.todo, sha256=left.sha256)
            how[1].refused.append(refused)
            continue
        taken = replace(left, name=key.words(left.closed_name)) if key else left
        _store(case, (taken, left, data), (supplied, settings), how)


def captured(
    urls: Sequence[str], bounds: remote.Bounds, progress: Progress, parser: receive.Parser
) -> list[receive.Incoming | Refusal]:
    """Fetch addresses over the network, each as a web archive with what it leads to, and with its parts where asked.

    An address that fails is refused, and so is each part that cannot be had.
    """
    out: list[receive.Incoming | Refusal] = []
    for done, url in enumerate(urls, start=1):
        name = f"{receive.shown(url)}{_ARCHIVE}"
        try:
            got = remote.fetched(url, bounds, parser.parts)
        except CounterclaimError as error:
            out.append(
                Refusal(name=name, reason=f"{error.came}; expected {error.expected}", todo=error.todo or _BY_HAND)
            )
        else:
            media = bounds.parts > 0 and not got.missed
            address = remote.checked(url)
            out.append(receive.Incoming(name, Path(), len(got.warc), url=address, held=got.warc, media=media))
            out += [
                Refusal(name=f"{name} part {receive.shown(part)}", reason=f"not fetched: {why}", todo=_PART)
                for part, why in got.missed
            ]
        progress.step("capture", done, len(urls))
    return out


def lost_its_name(capture: Capture) -> Refusal:
    """Say of bytes that a crash left without a name that they wait for it; a kind is not guessed without one."""
    reason = f"kept ({capture.byte_count:,} bytes), but the program was stopped before its name was noted"
    return Refusal(name=capture.name, reason=reason, todo="Take the folder it came from again.", sha256=capture.sha256)


def protected(case: CaseFolder, supplied: receive.Supplied) -> receive.Supplied:
    """Give what is said of a take with what the case protects: once fields are protected they stay so, and more may be.

    The case's key is made with its first protected take. What the user says of a protected field is not kept.
    """
    before = case.supplied()
    fields = tuple(sorted({*before.protect, *supplied.protect}))
    if not fields:
        return supplied
    name = before.key or Protection.make().name
    return replace(supplied, protect=fields, key=name)


def keepable(said: receive.Supplied) -> receive.Supplied:
    """Give what is said of a take without the words of protected fields, as it may stand in the record."""
    author, publisher = (None if name in said.protect else getattr(said, name) for name in ("author", "publisher"))
    return replace(said, author=author, publisher=publisher)
