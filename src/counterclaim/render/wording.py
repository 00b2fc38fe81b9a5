"""How codes read to a person: one wording for the page, the Markdown and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Claim, Hop
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.judgement import Origin, Tally
from counterclaim.records.source import Report
from counterclaim.records.words import Factuality, Speech, Take

#: Each take has a sign of its own shape, so that no colour is needed to tell them apart.
SIGNS = {Take.ASSERTS: "●", Take.HEDGES: "◐", Take.DENIES: "✕", Take.RELAYS: "↗", Take.SILENT: "·"}
TRIPLE_WORDS = (
    "Reports are published texts; origins are the voices they go back to; an origin is shown independent only "
    "when a named or typed source stands behind it with no gap in the chain."
)
_FACTUALITY = {
    Factuality.CERTAIN: "certain that it is so",
    Factuality.PROBABLE: "says it is probably so",
    Factuality.POSSIBLE: "says it is possibly so",
    Factuality.CERTAIN_NOT: "certain that it is not so",
    Factuality.PROBABLE_NOT: "says it is probably not so",
    Factuality.POSSIBLE_NOT: "says it is possibly not so",
    Factuality.CERTAIN_POLARITY_UNKNOWN: "certain, but of what is not said",
    Factuality.UNCOMMITTED: "passes it on without committing to it",
}
_SPEECH = {
    Speech.DIRECT: "direct speech",
    Speech.INDIRECT: "indirect speech",
    Speech.MIXED: "partly quoted",
    Speech.SCARE: "in scare quotes",
    Speech.OWN: "own voice",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One hop in words."""

    name: str
    kind: str
    cue: str
    speech: str
    factuality: str


def plain(code: str) -> str:
    """Give a code as words: `air_strike` reads `air strike`."""
    return code.replace("_", " ")


def step(hop: Hop) -> Step:
    """Give one hop in words."""
    kind = plain(str(hop.agent.kind))
    return Step(hop.agent.name, kind, hop.cue or "", _SPEECH[hop.speech], _FACTUALITY[hop.factuality])


def steps(claim: Claim) -> tuple[Step, ...]:
    """Give a claim's chain in words, the originator first."""
    return tuple(step(hop) for hop in claim.chain)


def chain(claim: Claim) -> str:
    """Give a claim's chain on one line, the originator first."""
    return " → ".join(f"{s.name} “{s.cue}”" if s.cue else s.name for s in steps(claim))


def when(time: TimeRange | None) -> str:
    """Give a range of days in words."""
    if time is None:
        return "time unknown"
    days = time.start if time.start == time.end else f"{time.start} to {time.end}"
    return days if time.precise else f"{days} (not precise)"


def where(place: Place | None) -> str:
    """Give a place in words, with its precision."""
    if place is None:
        return "place unknown"
    words = place.name if not place.country else f"{place.name} ({place.country})"
    return words if place.precision_m is None else f"{words}, within {distance(place.precision_m)}"


def distance(metres: int) -> str:
    """Give metres as a reader writes them."""
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"


def count(number: int, noun: str) -> str:
    """Give a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def triple(tally: Tally) -> str:
    """Give the triple that every count of sources is given as."""
    return (
        f"{count(tally.reports, 'report')} / {count(tally.origins, 'origin')} / "
        f"{tally.shown_independent} shown independent"
    )


def root(origin: Origin) -> str:
    """Give the name of the agent an origin goes back to."""
    return "origin not known" if origin.root is None else origin.root.name


def report_name(report: Report) -> str:
    """Give the shortest name a reader knows a report by."""
    return report.publisher or report.author or report.title or report.path


def numbered(claims: Sequence[Claim], reports: Sequence[Report]) -> tuple[Claim, ...]:
    """Give claims in reading order: by report as the dossier has them, then by place in the text."""
    place = {report.id: index for index, report in enumerate(reports)}
    return tuple(sorted(claims, key=lambda c: (place.get(c.report, len(place)), c.start, c.end, c.id)))
