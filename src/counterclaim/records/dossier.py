"""The dossier: the findings of one event, composed for a reader; every renderer draws this and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.coverage import NOT_READ, CoverageRow, WatchCandidate
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin, Question
from counterclaim.records.registry import Camp, Tie
from counterclaim.records.source import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayable:
    """One sentence of "what can be said, and how to attribute it", with the claims it rests on."""

    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One line of the finding in words, for the first screen: what it answers, in a sentence, and on which claims.

    `kind` is `said`, `number`, `accused`, `denied`, `instead`, `voices`, `grade` or `caveat`.
    """

    kind: str
    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point of the timeline: when, what, and the claims or reports it comes from.

    `kind` says which date it is: of happening (`happened`), of saying (`said`) or of publication (`published`).
    """

    start: str
    end: str
    precise: bool
    words: str
    kind: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeThen:
    """What one grade was from a run on; the first of a grade is its initial one, which nothing overwrites."""

    grade: str
    run: str
    at: str
    label: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another event that may be the same happening; `answers` are a question's words and who takes a stand on it."""

    event: str
    title: str
    answers: tuple[tuple[str, str], ...]


def elsewhere(siblings: Sequence[Sibling], question: Question) -> tuple[tuple[Sibling, tuple[Agent, ...]], ...]:
    """Give the events that may be this one and in which those answer a question who are silent on it, with these."""
    found = ((s, tuple(a for a in question.silent if (question.words, a.id) in s.answers)) for s in siblings)
    return tuple((sibling, agents) for sibling, agents in found if agents)


def not_read(coverage: Sequence[CoverageRow], question: Question) -> tuple[tuple[Agent, CoverageRow], ...]:
    """Give who takes no stand on a question, but has sentences that may tell of it and were not read, with these."""
    rows = {
        r.holder: r for r in coverage if r.measure == NOT_READ and r.item == question.words and r.holder_kind != "camp"
    }
    return tuple((a, rows[a.name]) for a in question.silent if a.name in rows)


def unheard(siblings: Sequence[Sibling], question: Question, coverage: Sequence[CoverageRow] = ()) -> tuple[Agent, ...]:
    """Give who is silent on a question: no sentence may tell of it, and nor do they in an event that may be this."""
    speaking = {a.id for _, agents in elsewhere(siblings, question) for a in agents}
    speaking |= {a.id for a, _ in not_read(coverage, question)}
    return tuple(a for a in question.silent if a.id not in speaking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything a reader of one event needs, in the order they need it.

    `reports` are those with a claim in the event; `claims` those of the event; `origins` the report-level voices.
    `not_read` are the case's reports that were kept but not read, with the reason in `read`; `elsewhere` are those that
    share an origin with one of the event and do not speak of it. `ties` are what the registry holds of those who speak.
    `brief` is the finding in words. `grades_then` are the grades that were another in an earlier run, oldest first.
    `siblings` are other events that may be this one. `unapplied` are those of its decisions that stand and change
    nothing, by their numbers, each with why; `renamed` is what they call the event and its grades, and what these are.
    """

    event: Event
    finding: Finding
    can_say: tuple[Sayable, ...]
    agreed: tuple[Sayable, ...]
    contested: tuple[Sayable, ...]
    grades: tuple[Grade, ...]
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    not_read: tuple[Report, ...]
    origins: tuple[Origin, ...]
    lineage: tuple[Lineage, ...]
    coverage: tuple[CoverageRow, ...]
    watch: tuple[WatchCandidate, ...]
    timeline: tuple[Moment, ...]
    decisions: tuple[Decision, ...]
    camps: tuple[Camp, ...]
    ties: tuple[Tie, ...]
    elsewhere: tuple[Report, ...]
    run: str
    version: str
    notice: str
    grades_then: tuple[GradeThen, ...] = ()
    brief: tuple[Brief, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    unapplied: tuple[tuple[int, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
