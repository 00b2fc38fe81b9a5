"""What every shape is drawn from, and the few questions that several of them ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import NumberRange
from counterclaim.records.independence import named_or_typed
from counterclaim.records.judgement import Answer, Finding, Grade, Origin
from counterclaim.records.returned import GIVEN_UP, UNNAMED, UNSHOWN
from counterclaim.records.source import Report
from counterclaim.records.withdrawn import superseded
from counterclaim.records.words import Take
from counterclaim.weigh import range_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The dossiers of one run, its id, when it was made and when the case was first settled (`began`), in ISO 8601.

    `texts` says whether whole texts may leave: they may name people whom nothing notices.
    """

    dossiers: tuple[Dossier, ...]
    run: str
    at: str
    began: str
    texts: bool = False

    @property
    def reports(self) -> tuple[Report, ...]:
        """Give each report that some event rests on, once, by id."""
        found = {r.id: r for d in self.dossiers for r in d.reports}
        return tuple(found[name] for name in sorted(found))

    @property
    def claims(self) -> Iterator[tuple[Dossier, Claim]]:
        """Give each claim with the dossier of its event."""
        return ((d, c) for d in self.dossiers for c in d.claims)

    @property
    def agents(self) -> tuple[Agent, ...]:
        """Give each agent that a chain names, once, by id."""
        found = {hop.agent.id: hop.agent for _, c in self.claims for hop in c.chain}
        return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape of a neighbour: its title, the file it is written to, how, and what of a case it cannot hold.

    `more` are further files that belong to it; `left_out` gives the ids of events that it has no place for;
    `neighbour` names the table in which the provenance of its columns and codes stands.
    """

    title: str
    file: str
    written: Callable[[Given], str]
    lost: tuple[str, ...]
    more: tuple[tuple[str, Callable[[Given], str]], ...] = ()
    left_out: Callable[[Given], tuple[str, ...]] = lambda _: ()
    neighbour: str = ""

    def files(self, given: Given) -> dict[str, str]:
        """Give each file by name."""
        return {self.file: self.written(given)} | {name: made(given) for name, made in self.more}


def event_range(finding: Finding, measure: str, victims: str) -> NumberRange | None:
    """Give the one range of people of a class that an event's own numbers make, or None for none, several or contested.

    Numbers of other areas and periods, and parts of a larger number, are not the event's. Ranges that count different
    people are never added up here: whether they overlap is not known.
    """
    own = [
        g
        for g in finding.ranges
        if (g.measure, g.victim_class, g.unit) == (measure, victims, "people") and not (g.area or g.period)
    ]
    return own[0].range if len(own) == 1 and not own[0].contested else None


def all_ranges(finding: Finding) -> list[str]:
    """Give every range in words, with whether it is contested."""
    return [f"{range_words(finding, g)} {g.label}{' (contested)' if g.contested else ''}" for g in finding.ranges]


def accused(finding: Finding) -> list[str]:
    """Give who is said to have done it, each with how many speakers say so, and how many deny it."""
    answers = [a for q in finding.questions if q.asks_who for a in q.answers]
    return [_stands(a) for a in answers if any(p.take is not Take.DENIES for p in a.positions)]


def contested(finding: Finding) -> list[str]:
    """Give the questions that sources answer in ways that cannot all be so."""
    return [q.words for q in finding.questions if q.contested]


def graded(grades: Sequence[Grade]) -> list[str]:
    """Give each grade of the event as `standard (reading), subject: label`, with whether it waits for a person."""
    return [
        f"{g.standard} ({g.mode}), {g.subject}: {g.label}{'; waits for a person' if g.needs_review else ''}"
        for g in grades
    ]


def sources(dossier: Dossier) -> list[dict[str, str]]:
    """Give what leads back to the sealed originals: each report with the digests of its text and of its original."""
    return [{"report": r.id, "text_sha256": r.sha256, "original_sha256": r.capture} for r in dossier.reports]


def doubts(voice: Origin) -> list[str]:
    """Give why a voice is not shown independent: ids of doubts it shares with another, a word where it never is."""
    words = [UNSHOWN] if not voice.shown else []
    words += [] if named_or_typed(voice) else [UNNAMED]
    return [*words, *sorted({p.doubt for p in voice.perhaps})]


def numbers(dossier: Dossier) -> Mapping[str, Mapping[str, str]]:
    """Give what the number of each claim of one counts and whether it stands, in words by part, by claim.

    What is read of the words around a claim (that its number is a part, is told of another area, or was given up) is
    told too: whoever has the shape alone does not have those words.
    """
    finding = dossier.finding
    answers = {a.id: a for q in finding.questions for a in q.answers}
    gone = superseded(finding.histories)
    gone |= {c for g in finding.ranges for a in g.superseded if a in answers for c in answers[a].claims}
    group_of = {c: a.group for a in answers.values() if a.group for c in a.claims}
    return {c.id: _number(c, group_of[c.id], c.id in gone) for c in dossier.claims if c.range and c.id in group_of}


def _number(claim: Claim, group: str, gone: bool) -> Mapping[str, str]:
    measure, victims, unit, side, area, period = (*group.split("|"), "", "", "")[:6]
    ends = (claim.range.low, claim.range.high, claim.range.named) if claim.range else (None, None, None)
    told = {"measure": measure, "counted": victims, "unit": unit, "side": side, "area": area, "period": period}
    told |= dict(zip(("lowest", "highest", "named"), ("" if n is None else f"{n:.15g}" for n in ends), strict=True))
    return {name: one for name, one in (told | {"number": GIVEN_UP if gone else ""}).items() if one}


def told(claim: Claim) -> str:
    """Give who says it, through whom: originator first."""
    return " → ".join(hop.agent.name for hop in claim.chain)


def _stands(answer: Answer) -> str:
    count = {take: len({p.agent.id for p in answer.positions if p.take is take}) for take in Take}
    parts = [f"{count[t]} {t}" for t in (Take.ASSERTS, Take.HEDGES, Take.RELAYS, Take.DENIES) if count[t]]
    return f"{answer.value} ({', '.join(parts)})"
