"""What a dossier is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow, WatchCandidate
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import GradeThen, Sayable, Sibling
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin, Run
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a dossier of one event is made of; reports, lineage and origins are those of the whole case.

    `rejected` gives the report of each claim that a decision rejects. `several` says that the event may be several
    happenings, where it may; `compose` fills it.
    """

    event: Event
    finding: Finding
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    lineage: tuple[Lineage, ...]
    grades: tuple[Grade, ...]
    coverage: tuple[CoverageRow, ...]
    watch: tuple[WatchCandidate, ...]
    decisions: tuple[Decision, ...]
    registry: Registry
    run: Run
    rejected: Mapping[str, str] = field(default_factory=dict)
    grades_then: tuple[GradeThen, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    several: Sayable | None = None
