"""A case without some of its reports, for who may not see them: made anew from the rest and settled by itself.

Nothing is filtered as it is shown: what is withheld is not there, in no page, count, search or error. Words that people
wrote beside a report that is withheld (reasons, comments on its events) are withheld with it, for they may tell of it;
so are those on names and on other decisions, of which nobody can say what they tell of.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from counterclaim import durable, extract
from counterclaim.canonical import identifier
from counterclaim.case import settle
from counterclaim.people import hidden_from, roles, sensitivities
from counterclaim.people.names import NOBODY
from counterclaim.progress import Progress
from counterclaim.records.act import Act, ActKind
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Grade
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Artifact, Passage, Report
from counterclaim.records.words import DecisionKind
from counterclaim.store import CaseFolder

#: Decisions on a name, not on a claim, a report or an event.
_ON_NAMES = frozenset({DecisionKind.CAMP, DecisionKind.LETTER, DecisionKind.SHOW_NAME})
#: Decisions that set a value, which may have been read in what is withheld.
_SAYS = frozenset({DecisionKind.CORRECT, DecisionKind.GRADE, DecisionKind.NEAR_ACTION})
#: Decisions on events, whose names may be others in a case of fewer reports.
_ON_EVENTS = frozenset({DecisionKind.SPLIT_EVENT, DecisionKind.JOIN_EVENTS, *_SAYS})
#: Acts whose fields people write freely.
_FREE = frozenset({ActKind.ASSIGN, ActKind.WATCH})
#: What stands in the place of a name, and of words that were written beside what is withheld.
WITHHELD_BY = NOBODY
WITHHELD = "(withheld: it stands beside what your role does not see)"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is withheld: reports, the claims in them, and all that stands beside them in their events; and who speaks,
    by their normal names, in what is not. `blind` is who sees none of it either, and since when: what they write since
    then tells nothing of it. `alone` are the events that nothing else tells of, now or before they were joined.
    """

    reports: frozenset[str]
    claims: frozenset[str]
    beside: frozenset[str]
    speakers: frozenset[str]
    blind: Mapping[str, str] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()

    def decision(self, made: Decision) -> Decision:
        """Give a decision as it may be seen; of one about what is withheld, its number alone stays."""
        gone = self.reports | self.claims | self.alone
        fields = [(key, ",".join(one for one in value.split(",") if one not in gone)) for key, value in made.fields]
        of_nobody = made.kind in _ON_NAMES and normal_name(made.subject) not in self.speakers
        emptied = any(had and not left for (_, had), (_, left) in zip(made.fields, fields, strict=True))
        if made.subject in gone or of_nobody or emptied:
            return _nothing(made)
        wide = made.kind in _ON_NAMES or made.kind is DecisionKind.UNDO
        about = {made.subject, *(one for _, value in made.fields for one in value.split(","))}
        near = (wide or bool(about & (self.beside | gone))) and not self._from_blind(made)
        if near and made.kind in _SAYS:
            return _nothing(made)
        return replace(made, fields=tuple(fields), reason=WITHHELD if near else made.reason)

    def act(self, done: Act) -> Act | None:
        """Give an act as it may be seen; None where it is about what is withheld, or tells that something is."""
        if done.kind is ActKind.ERASE or done.subject in self.reports | self.claims | self.alone:
            return None
        if done.kind is ActKind.SENSITIVITY:  # who sees a report knows that others do not, and not why
            return replace(done, words=WITHHELD)
        near = (done.subject in self.beside or done.kind is ActKind.REVIEW) and not self._from_blind(done)
        if near and done.kind in _FREE:
            return None
        return replace(done, words=WITHHELD) if near and done.words else done

    def _from_blind(self, one: Decision | Act) -> bool:
        return one.who in self.blind and one.at > self.blind[one.who]


def _nothing(made: Decision) -> Decision:
    """Give what stays of a decision that may not be seen: it does nothing, for no claim is called so."""
    return Decision(
        number=made.number, kind=DecisionKind.ACCEPT, subject=WITHHELD_BY, fields=(), who=WITHHELD_BY, at=made.at,
        reason=WITHHELD,
    )  # fmt: skip


def hidden(case: CaseFolder, reports: Collection[str]) -> Hidden:
    """Give what goes with some reports of a case."""
    by = [case.runs.run().extractor] if case.runs.current() is not None else []
    read = [c for name in by for c in case.readings(name)[1]]
    read += extract.drawn(case.decisions(), case.reports())
    claims = frozenset(c.id for c in read if c.report in reports)
    speakers = {normal_name(hop.agent.name) for c in read if c.report not in reports for hop in c.chain}
    speakers |= {normal_name(n) for r in case.reports() if r.id not in reports for n in (r.publisher, r.author) if n}
    every = case.runs.table("events", Event) if by else ()
    events = [e for e in every if {*e.reports} & {*reports}]
    # An event is called after one of its claims: so are those of before that were joined to others since.
    alone = {identifier("e", claim) for claim in claims} - {e.id for e in every}
    alone |= {e.id for e in events if {*e.reports} <= {*reports}}
    graded = {e.id for e in events}
    grades = [g.id for g in case.runs.table("grades", Grade) if g.event in graded] if by else []
    beside = {i for e in events for i in (e.id, *e.claims, *e.reports)} | {*grades}
    return Hidden(
        frozenset(reports), claims, frozenset(beside), frozenset(speakers), _blind(case.acts(), reports),
        frozenset(alone),
    )  # fmt: skip


def _blind(acts: Sequence[Act], reports: Collection[str]) -> dict[str, str]:
    """Give who sees none of some reports, and since when: the last act on them, or on what that person may be."""
    marked, found = sensitivities(acts), {}
    since = max((a.at for a in acts if a.kind is ActKind.SENSITIVITY and a.subject in reports), default="")
    for name, role in roles(acts).items():
        if since and set(reports) <= set(hidden_from(role, marked)):
            found[name] = max(since, *(a.at for a in acts if a.kind is ActKind.ROLE and a.subject == name))
    return found


def without(case: CaseFolder, gone: Hidden, target: Path, clock: Callable[[], str], progress: Progress) -> None:
    """Make the case without what is withheld in a folder, whole or not at all."""
    making = durable.unfinished(target)
    part = CaseFolder.open(making, create=True)
    try:
        with part.writing():
            _received(case, gone, part)
            _read(case, gone, part)
            part.add_registry(case.registry())
            if case.runs.current() is not None and any(d.kind in _ON_EVENTS for d in case.decisions()):
                settle(part, clock, progress)  # so that it is known what the events of those are called here
            _decided(case, gone, part)
            if case.runs.current() is not None:
                settle(part, clock, progress)
            follow(case, gone, part)
    finally:
        part.close()
    durable.move_folder(making, target)


def follow(case: CaseFolder, gone: Hidden, part: CaseFolder) -> None:
    """Add the decisions and acts that a case has gained to what is seen of it; they keep their numbers."""
    done = {act.number for act in part.acts()}
    with part.writing():
        _decided(case, gone, part)
        names = names_in(part, case)
        for act in case.acts():
            if act.number not in done and (told := gone.act(act)) is not None:
                part.copy_act(replace(told, subject=names.get(told.subject, told.subject)))


def _decided(case: CaseFolder, gone: Hidden, part: CaseFolder) -> None:
    made = {one.number for one in part.decisions()}
    names = names_in(part, case)
    for one in case.decisions():
        if one.number not in made:
            part.copy_decision(renamed(gone.decision(one), names))


def renamed(made: Decision, names: Mapping[str, str]) -> Decision:
    """Give a decision on the events and grades that are called so in another case."""
    if made.kind not in _ON_EVENTS:
        return made
    fields = tuple((key, ",".join(names.get(one, one) for one in value.split(","))) for key, value in made.fields)
    return replace(made, subject=names.get(made.subject, made.subject), fields=fields)


def names_in(case: CaseFolder, other: CaseFolder) -> dict[str, str]:
    """Give what the events and grades of another case are called in this one, where they are called otherwise.

    An event is called after one of its claims. Where the reports of one case are more, the event that is the same is
    the one that holds most of its claims; a grade is the one of the same standard, reading and subject.
    """
    if case.runs.current() is None or other.runs.current() is None:
        return {}
    here, there = case.runs.table("events", Event), other.runs.table("events", Event)
    known = {e.id for e in here}
    home = {claim: e.id for e in here for claim in e.claims}
    found: dict[str, str] = {}
    for event in there:
        shared = Counter(home[claim] for claim in event.claims if claim in home)
        if event.id not in known and shared:
            found[event.id] = min(shared, key=lambda e: (-shared[e], e))
    if found:
        mine = {(g.event, g.standard, g.mode, g.subject): g.id for g in case.runs.table("grades", Grade)}
        for grade in other.runs.table("grades", Grade):
            same = mine.get((found.get(grade.event, ""), grade.standard, grade.mode, grade.subject))
            if same is not None:
                found[grade.id] = same
    return found


def _received(case: CaseFolder, gone: Hidden, part: CaseFolder) -> None:
    """Copy what was received: of a capture that holds a withheld report, only the other reports."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in case.reports():
        reports[report.capture].append(report)
    artifacts: dict[str, list[Artifact]] = defaultdict(list)
    for artifact in case.artifacts():
        artifacts[artifact.capture].append(artifact)
    touched = {sha256 for sha256, mine in reports.items() if any(r.id in gone.reports for r in mine)}
    left = {sha256: [r for r in mine if r.id not in gone.reports] for sha256, mine in reports.items()}
    kept = {c.sha256: c for c in case.captures_left() if c.sha256 not in touched or left[c.sha256]}
    parsed = kept.keys() - {c.sha256 for c in case.unparsed()}
    with part.grouped():
        for sha256, capture in kept.items():
            if sha256 not in touched:
                _linked(case.evidence.path(sha256), part.evidence.path(sha256))
            part.add_capture(capture)
            if sha256 in parsed:
                beside = [] if sha256 in touched else artifacts[sha256]
                part.add_reports(sha256, [*left.get(sha256, ()), *beside])
        for refusal in case.refusals():
            if refusal.sha256 not in touched:
                part.add_refusal(refusal)
    part.add_supplied(case.supplied())


def _linked(source: Path, target: Path) -> None:
    durable.make_folder(target.parent)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        durable.write(target, source.read_bytes())


def _read(case: CaseFolder, gone: Hidden, part: CaseFolder) -> None:
    """Copy what was read from the reports that stay."""
    use, address, model = case.extractor()
    part.choose_extractor((address, model) if use == "endpoint" else None)
    if case.runs.current() is None:
        return
    name = case.runs.run().extractor
    passages, claims = case.readings(name)
    readings: dict[str, tuple[list[Passage], list[Claim]]] = {
        r: ([], []) for r in case.read_already(name) if r not in gone.reports
    }
    for passage in passages:
        if passage.report in readings:
            readings[passage.report][0].append(passage)
    for claim in claims:
        if claim.report in readings:
            readings[claim.report][1].append(claim)
    part.save_readings(name, readings, {r: n for r, n in case.reading_notes(name).items() if r in readings})
