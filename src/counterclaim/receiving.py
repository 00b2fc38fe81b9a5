"""Items that were found → kept bytes, their captures, and the reports and artifacts in them: `take` without reading."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from counterclaim import receive
from counterclaim.errors import Damaged
from counterclaim.records.source import RECOVERED, Artifact, Capture, Refusal, Report
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder


@dataclass(slots=True)
class Tally:
    """What a `take` has done so far."""

    taken: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def refuse(self, case: CaseFolder, refusal: Refusal) -> None:
        """Note an item that is refused before its bytes are kept."""
        case.add_refusal(refusal)
        self.refused.append(refusal)


#: What parses, and what has been done so far.
Work = tuple[receive.Parser, Tally]


def receive_one(
    case: CaseFolder, item: receive.Incoming | Refusal, said: tuple[receive.Supplied, Settings, str], how: Work
) -> None:
    """Take one item that was found; `said` is what the user says of it, the settings, and the time."""
    (supplied, settings, now), (parser, tally) = said, how
    if isinstance(item, Refusal):
        return tally.refuse(case, item)
    data = receive.content(item, settings)
    if isinstance(data, Refusal):
        return tally.refuse(case, data)
    case.evidence.keep(data)  # 1 the bytes are safe …
    capture = receive.capture(item, data, now, supplied, parser.picture)
    if not case.add_capture(capture):  # 2 … their arrival is noted …
        return tally.already.append(item.name)
    stored = case.add_reports(capture.sha256, parser.reports(capture, data, supplied, settings))  # 3 … then parsed.
    tally.refused += [i for i in stored if isinstance(i, Refusal)]
    if any(isinstance(i, Report | Artifact) for i in stored):
        tally.taken.append(item.name)
    return None


def finish(case: CaseFolder, coming: Collection[str], settings: Settings, how: Work) -> None:
    """Parse what arrived before the program was stopped and does not come again now."""
    parser, tally = how
    for left in case.unparsed():
        if left.name in coming or left.method == RECOVERED:
            continue
        try:
            data = case.evidence.read(left.sha256)
        except Damaged as error:
            tally.refused.append(Refusal(name=left.name, reason=str(error), todo=error.todo, sha256=left.sha256))
            continue
        stored = case.add_reports(left.sha256, parser.reports(left, data, case.supplied(), settings))
        tally.refused += [i for i in stored if isinstance(i, Refusal)]


def lost_its_name(capture: Capture) -> Refusal:
    """Say of bytes that a crash left without a name that they wait for it; a kind is not guessed without one."""
    reason = f"kept ({capture.byte_count:,} bytes), but the program was stopped before its name was noted"
    return Refusal(name=capture.name, reason=reason, todo="Take the folder it came from again.", sha256=capture.sha256)
