"""What people do to a case, one at a time: each decision and each act is appended, and nothing that was done is lost.

Who decides has looked at something. Where others decided on the same in the meantime, nothing is written: `Overtaken`
says who and when, and whoever has seen that too may decide all the same.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from counterclaim import decide, extract, returning
from counterclaim.errors import NotInCase, UsageError
from counterclaim.reading import reader
from counterclaim.records.act import Act
from counterclaim.records.attribution import attributed_alike
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.naming import normal_name
from counterclaim.records.returned import own
from counterclaim.records.words import Aspect, DecisionKind
from counterclaim.regraded import ON_GRADES
from counterclaim.store import Busy, CaseFolder

#: Seconds that a person's act waits for another writer, and between two tries.
PATIENCE, PAUSE = 20.0, 0.05


class Overtaken(UsageError):
    """Others decided on the same after it was looked at; `by` are their decisions."""

    def __init__(self, by: tuple[Decision, ...]) -> None:
        self.by = by
        last = by[-1]
        what = last.kind.value.replace("_", "-")
        super().__init__(
            "that nobody decided since you looked",
            f"decision {last.number}, {what} {last.subject}, by {last.who} at {last.at[:16].replace('T', ' ')}"
            + (f" and {len(by) - 1} more" if len(by) > 1 else ""),
            "Look at what was decided, then decide again.",
        )


@dataclass(frozen=True, slots=True)
class Looked:
    """What who decides had seen: the number of the latest decision, and the ids of what is decided on and around it."""

    decisions: int
    near: frozenset[str] = frozenset()


@contextmanager
def in_turn(case: CaseFolder, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Hold the case for writing, after whoever writes it now. Raises Busy when that takes too long.

    Each thread that writes opens the case for itself: one open case takes a second hold for its own.
    """
    with ExitStack() as held:
        # Who writes a shared case stands in line for it, once.
        for left in range(0 if case.shared else int(PATIENCE / PAUSE), -1, -1):
            try:
                held.enter_context(case.writing(PATIENCE))
                break
            except Busy:
                if not left:
                    raise
                wait(PAUSE)
        yield


def selected(case: CaseFolder, report: str, fields: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give the fields of a claim that is drawn, its words exactly as they stand in the report and where that is.

    `text` are the words, `start` from where on they are looked for. Raises UsageError where they stand nowhere; of a
    report that the case does not hold the fields are given as they are.
    """
    said = dict(fields)
    found = case.reports_of((report,))
    if not found:
        return tuple(fields)
    words, near = said.get("text", ""), said.get("start", "")
    if near and not (near.isdecimal() and len(near) <= 18):
        raise UsageError(
            "start=… to be the number of a character, from 0", near[:40], "Leave it out to look everywhere."
        )
    span = extract.found_in(found[0].text, words, int(near) if near.isdecimal() else 0)
    if span is None:
        headline = extract.found_in(found[0].title or "", words) is not None
        todo = "They stand in its headline, which is kept beside the text: a claim needs words of the text itself."
        raise UsageError(
            "text=… with words of the report", words[:80] or "none", todo if headline else "Select them in its text."
        )
    start, end = span
    return tuple((said | {"text": found[0].text[start:end], "start": str(start), "end": str(end)}).items())


def decide_on(case: CaseFolder, made: Decision, looked: Looked | None = None) -> Decision:
    """Append a decision to the case's log and give it with its number; that which is there where it came last already,
    since `looked`: a form that is sent twice decides once.

    Raises NotInCase when it is about something that the case does not hold, UsageError for a value that means nothing,
    and Overtaken where somebody else decided on the same since `looked`.
    """
    made = _of_event(case, made)
    known = known_in(case, made)
    with in_turn(case):
        past = case.decisions()
        try:
            decide.check(made, known(past))
        except NotInCase as unknown:
            raise _by_another_id(case, unknown) from unknown
        if looked is not None:
            since = decide.since(past, looked.decisions, {*looked.near, *decide.about(made)})
            if since and replace(made, number=since[-1].number, at=since[-1].at) == since[-1]:
                return since[-1]
            if by := tuple(d for d in since if d.who != made.who):
                raise Overtaken(by)
        return case.add_decision(made)


def _of_event(case: CaseFolder, made: Decision) -> Decision:
    """Give a decision on a grade with the event that it is of, by which it is found when that is called otherwise."""
    if made.kind not in ON_GRADES or made.field("event") or case.runs.current() is None:
        return made
    found = case.runs.among("grades", case.runs.run().id, "id", (made.subject,), ("event",))
    return replace(made, fields=tuple(sorted((*made.fields, ("event", str(found[0][0])))))) if found else made


def _by_another_id(case: CaseFolder, unknown: NotInCase) -> NotInCase:
    """Say of an id that is not in the case where it stands, if it is one that this case gave out for another."""
    if own(unknown.came, returning.secret(case)) != unknown.came:
        return unknown
    todo = "Pages and files without some names have other ids than the case, so that nobody is found by them. "
    return NotInCase(unknown.expected, unknown.came, f"{todo}Look for it by its words: {unknown.todo}")


def act_on(case: CaseFolder, done: Act, *, once: bool = False) -> Act:
    """Append an act to the case's log and give it with its number; with `once`, what its doer did last is not done
    again: a form that is sent twice says it once.
    """
    with in_turn(case):
        last = next((a for a in reversed(case.acts()) if a.who == done.who), None) if once else None
        if last is not None and replace(done, number=last.number, at=last.at) == last:
            return last
        return case.add_act(done)


def known_in(case: CaseFolder, made: Decision) -> Callable[[Sequence[Decision]], decide.Known]:
    """Give what of a case a decision can be about, as far as it names it, but for the decisions that there are.

    It is looked up by what the decision names: a case of a million claims is not made into objects for one of them.
    """
    run = case.runs.run() if case.runs.current() is not None else None  # it may show what an older program read
    by = sorted({reader(case).name, *([run.extractor] if run is not None else ())})
    wanted = {made.subject, *(one for _, value in made.fields for one in value.split(","))}
    reports = {r.id: r for r in case.reports_of(wanted)}
    if made.kind is DecisionKind.CLAIM and made.subject in reports:
        extract.checked(made, reports[made.subject])
    decisions = case.decisions()
    drawn = extract.drawn(decisions, case.reports_of(d.subject for d in decisions if d.kind is DecisionKind.CLAIM))
    aspects = {claim: aspect for extractor in by for claim, aspect in case.batches.aspects(extractor, wanted).items()}
    aspects |= {c.id: c.aspect.value for c in drawn}
    named = made.kind in {DecisionKind.CAMP, DecisionKind.LETTER, DecisionKind.SHOW_NAME}
    agents = _named(case, made, by, drawn) if named else frozenset()
    events = case.runs.among("events", run.id, "id", wanted, ("id",)) if run is not None else ()
    grades = case.runs.among("grades", run.id, "id", wanted, ("id", "standard")) if run is not None else ()

    def known(past: Sequence[Decision]) -> decide.Known:
        return decide.Known(
            claims=aspects.keys(),
            counts={claim for claim, aspect in aspects.items() if aspect == Aspect.COUNT},
            reports=reports.keys(),
            events={event for (event,) in events},
            grades={grade: str(standard) for grade, standard in grades},
            agents=agents,
            decisions={str(d.number) for d in decide.not_undone(past)},
        )

    return known


def moved_with(case: CaseFolder, made: Decision) -> tuple[str, ...]:
    """Give the ids of the claims whose speaker a correction changes, as they are read; none where it changes none."""
    if made.kind is not DecisionKind.CORRECT or not made.field("speaker"):
        return ()
    by, decisions = reader(case).name, case.decisions()
    drawn = extract.drawn(decisions, case.reports_of(d.subject for d in decisions if d.kind is DecisionKind.CLAIM))
    known = ((c.report, c.id) for c in drawn)
    report = next((r for r, c in (*known, *case.batches.each_claim(by, ("id",))) if c == made.subject), "")
    read = case.batches.read_of(by, (report,))[1]
    return attributed_alike(made.subject, (*read, *(c for c in drawn if c.report == report)))


def _named(case: CaseFolder, made: Decision, by: Sequence[str], drawn: Sequence[Claim]) -> frozenset[str]:
    """Give the name that a decision is about, normalised, if somebody of that name is in the case."""
    wanted = normal_name(made.subject)
    registry = case.registry()
    held = [row.agent for rows in (registry.camps, registry.letters, registry.ties) for row in rows]
    held += [hop.agent.name for claim in drawn for hop in claim.chain]
    found = wanted in map(normal_name, held) or any(_speaks(case, extractor, wanted) for extractor in by)
    if not found and made.kind is DecisionKind.SHOW_NAME:
        found = made.subject == "all" or any(decide.named_in(made.subject, (r,)) for r in case.each_report())
    return frozenset((wanted,)) if found else frozenset()


def _speaks(case: CaseFolder, extractor: str, name: str) -> bool:
    """Tell whether some claim of an extractor has a speaker of a normalised name."""
    seen: set[str] = set()
    for _, record in case.batches.each_claim(extractor, ("record",)):
        for step in json.loads(record)["chain"]:
            told = step["agent"]["name"]
            if told not in seen:
                seen.add(told)
                if normal_name(told) == name:
                    return True
    return False
