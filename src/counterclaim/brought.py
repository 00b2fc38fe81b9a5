"""What brought a change between two runs: the reports and decisions behind it, else what differs of them as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from counterclaim.decide import about
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Run
from counterclaim.records.words import DecisionKind

R = TypeVar("R")
NONE = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Brief:
    """Of a claim what tells which decisions and reports it hangs on: its id, event and report, and the names it goes
    through."""

    id: str
    event: str | None
    report: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One run with what it says, of all events or of some.

    `same` are claims of these events that are the same in the other run, in brief; `reports` are those that claims
    which are left out are of, and `homes` the reports of some of these claims.
    """

    run: Run
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    grades: tuple[Grade, ...]
    lineage: tuple[Lineage, ...]
    same: tuple[Brief, ...] = ()
    reports: frozenset[str] = frozenset()
    homes: Mapping[str, str] = field(default_factory=dict)

    def briefly(self) -> Iterator[Brief]:
        """Give its claims in brief."""
        for c in self.claims:
            yield Brief(c.id, c.event, c.report, frozenset(hop.agent.name for hop in c.chain))
        yield from self.same


@dataclass(frozen=True, slots=True)
class Through:
    """What brings a change: the reports and decisions behind it, else what differs of the runs as a whole.

    `report_of` gives the report of each claim of either run, `both` the reports that both have claims of.
    """

    old: Mapping[str | None, Sequence[Brief]]
    new: Mapping[str | None, Sequence[Brief]]
    report_of: Mapping[str, str]
    both: frozenset[str]
    decisions: Sequence[Decision]
    touched: Mapping[int, frozenset[str]]
    general: tuple[str, ...]
    grew: bool

    def near(self, was: str | None, now: str | None, grades: Sequence[str]) -> Near:
        """Give what brought changes to one event, as a whole and for some of its claims."""
        before = {c.id: c for c in self.old.get(was, ())} if was else {}
        after = {c.id: c for c in self.new.get(now, ())} if now else {}
        moved = [c for key, c in (before | after).items() if key not in before or key not in after]
        names = {name for c in (before | after).values() for name in c.names}
        subjects = {was, now, *before, *after, *grades, *names, *(c.report for c in (before | after).values())}
        return Near(self, self._named({c.report for c in moved if not self._had(c.report)}, subjects))

    def moved(self, before: frozenset[str], after: frozenset[str]) -> tuple[str, ...]:
        """Give the reports that brought or took some claims, and the decisions on these; nothing where none did."""
        claims = before ^ after
        reports = {self.report_of[c] for c in claims if c in self.report_of}
        found = self._named({r for r in reports if not self._had(r)}, {*claims, *reports})
        return () if found == self.general else found

    def claim(self, was: Claim | None, now: Claim | None) -> tuple[str, ...]:
        """Give what brought a change of one claim."""
        one = either(was, now)
        reports = set() if (was and now) or self._had(one.report) else {one.report}
        drawn = {one.report} if one.drawn_by else set()
        return self._named(reports, {one.id, *drawn, *(c.event for c in (was, now) if c)})

    def edge(self, edge: Lineage) -> tuple[str, ...]:
        """Give what brought a change of one edge of lineage."""
        ends: set[str | None] = {edge.a, edge.b}
        reports = {edge.a, edge.b} | {self.report_of[e] for e in (edge.a, edge.b) if e in self.report_of}
        return self._named({r for r in reports if r.startswith("r_") and not self._had(r)}, ends | reports)

    def _had(self, report: str) -> bool:
        """Tell whether both runs have claims of a report, or no report came between them."""
        return not self.grew or report in self.both

    def _named(self, reports: set[str], subjects: set[str | None]) -> tuple[str, ...]:
        acts = [d for d in self.decisions if subjects & self.touched[d.number]]
        found = (*(f"report {r}" for r in sorted(reports)), *(f"decision {d.number}" for d in acts))
        return found or self.general


@dataclass(frozen=True, slots=True)
class Near:
    """What brought changes to one event: `all` of it, where nothing nearer can be shown for a thing."""

    found: Through
    all: tuple[str, ...]

    def through(self, before: frozenset[str], after: frozenset[str]) -> tuple[str, ...]:
        """Give what brought a change of something that stands on some claims."""
        return self.found.moved(before, after) or self.all


def brought(old: Judged, new: Judged, decisions: Sequence[Decision]) -> Through:
    """Give what lies between two runs of a case; takes all of its decisions."""
    first, last = sorted(dict(j.run.counts).get("decisions", 0) for j in (old, new))
    called, idle = dict((*old.run.renamed, *new.run.renamed)), dict((*old.run.unapplied, *new.run.unapplied))
    touched: dict[int, frozenset[str]] = {}
    for made in decisions:
        own = about(made)
        undone = made.kind is DecisionKind.UNDO and made.subject.isdigit()
        own |= {called[one] for one in own if one in called}
        touched[made.number] = own | (touched.get(int(made.subject), frozenset()) if undone else frozenset())
    # What came after one of the two runs can only have failed in the other.
    between = [d for d in decisions if first < d.number <= last and d.number not in idle]
    grew = dict(old.run.counts).get("reports") != dict(new.run.counts).get("reports")
    general = _general(old.run, new.run)
    claims = tuple(old.briefly()), tuple(new.briefly())
    report_of = {**old.homes, **new.homes, **{c.id: c.report for some in claims for c in some}}
    had = [j.reports | {c.report for c in some} for j, some in zip((old, new), claims, strict=True)]
    both = had[0] & had[1]
    events = _by_event(claims[0]), _by_event(claims[1])
    return Through(*events, report_of, both, between, touched, general, grew)


def _general(old: Run, new: Run) -> tuple[str, ...]:
    """Name what differs between two runs as a whole."""
    named = (("version", old.version, new.version), ("extractor", old.extractor, new.extractor))
    out = [f"{name} {a} → {b}" for name, a, b in named if a != b]
    out += ["settings"] if old.settings != new.settings else []
    out += ["registry"] if dict(old.counts).get("registry") != dict(new.counts).get("registry") else []
    return tuple(out) or ("other reports of the case",)


def _by_event(claims: Sequence[Brief]) -> Mapping[str | None, Sequence[Brief]]:
    out: dict[str | None, list[Brief]] = defaultdict(list)
    for claim in claims:
        out[claim.event].append(claim)
    return out


def either(was: R | None, now: R | None) -> R:
    """Give the later of two records of which one may be missing."""
    found = was if now is None else now
    assert found is not None  # noqa: S101 - keys come from one of the two runs
    return found
