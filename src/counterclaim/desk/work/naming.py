"""Decisions in words: what each is about is told by its title, its speaker or its words; ids come second."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from counterclaim import decide
from counterclaim.desk.moved import before
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import named_reports
from counterclaim.errors import CounterclaimError
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.words import DecisionKind

#: Fields that say where words stand; the words themselves say it better.
_PLACES = frozenset({"start", "end"})
#: Claims of a list that are told one by one.
_LISTED = 3
#: Decisions after which a claim no longer says what was read, and where a run has the report of one.
_CHANGING = frozenset({DecisionKind.CORRECT, DecisionKind.REJECT})
_REPORT_OF = (
    "SELECT id, report FROM claims WHERE id IN ({keys})",
    "SELECT claim, report FROM rejected WHERE claim IN ({keys})",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What an id stands for: its words, and the address of its page or nothing."""

    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A decision with what it is about and what it sets, in words: pairs of a field and what it says."""

    decision: Decision
    subject: Thing
    sets: tuple[tuple[str, str], ...]


def named(case: Opened, numbers: Collection[str]) -> dict[str, Named]:
    """Give some decisions of the case in words, by their numbers."""
    made = [d for d in case.decisions() if str(d.number) in numbers] if numbers else []
    return {str(one.decision.number): one for one in in_words(case, made)}


def in_words(case: Opened, decisions: Sequence[Decision]) -> tuple[Named, ...]:
    """Give decisions in words, in the order they come."""
    past = {str(d.number): d for d in case.decisions()}
    undone = [past[d.subject] for d in decisions if d.kind is DecisionKind.UNDO and d.subject in past]
    known = things(case, {one for made in (*decisions, *undone) for one in decide.about(made)})
    now, moved = dict(known), {d.subject for d in decisions if d.kind in _CHANGING} & known.keys()
    out = _out(case, moved)
    for claim, read in as_read(case, moved).items():
        thing, words = known[claim], claim_words(read)
        if claim in out:
            known[claim] = replace(thing, words=f"{thing.words}: {words}")
        elif thing.words != words:
            # In front: a list may cut long words.
            known[claim] = replace(thing, words=f"as it was read: {words}")
    return tuple(_named(made, known if made.kind in _CHANGING else now, past) for made in decisions)


def as_read(case: Opened, claims: Collection[str]) -> dict[str, Claim]:
    """Give some claims of the run as they were read, before anybody corrected them; what people drew is left out."""
    if case.run is None or not claims:
        return {}
    by = case.run.extractor
    rows = [row for sql in _REPORT_OF for row in case.index.among(sql, claims)]
    found: dict[str, Claim] = {}
    for claim, report in rows:
        with suppress(CounterclaimError):  # a damaged reading is for `verify`; what is decided shows all the same
            of_report = case.kept(("as read", report), partial(case.folder.batches.read_of, by, (report,)))[1]
            found |= {c.id: c for c in of_report if c.id == claim}
    return found


def _named(made: Decision, known: Mapping[str, Thing], past: Mapping[str, Decision]) -> Named:
    if made.kind is DecisionKind.UNDO and made.subject in past:
        then = past[made.subject]
        what = then.kind.value.replace("_", " ")
        about = known.get(then.subject, Thing(then.subject)).words
        return Named(made, Thing(f"decision {made.subject} ({what}: {about})", f"#decision-{made.subject}"), ())
    sets = tuple((key, _said(value, known)) for key, value in made.fields if key not in _PLACES)
    return Named(made, known.get(made.subject, Thing(made.subject)), sets)


def _said(value: str, known: Mapping[str, Thing]) -> str:
    """Give the value of a field; a list of ids in words, the first of many."""
    ids = value.split(",")
    if not all(one in known for one in ids):
        return value
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    return "; ".join(known[one].words for one in ids[:_LISTED]) + more


def things(case: Opened, ids: Collection[str]) -> dict[str, Thing]:
    """Give what some ids stand for in the run that is shown; an id of nothing in it is left out."""
    if case.found is None or not ids:
        return {}
    index = case.index
    found = {
        r.id: Thing(f"{r.name}: {r.title}" if r.title and r.publisher else r.name, f"/reports/{r.id}")
        for r in named_reports(index, ids).values()
    }
    for row in index.among("SELECT id, title FROM events WHERE id IN ({keys})", ids):
        found[row[0]] = Thing(row[1], f"/events/{row[0]}")
    for gone in (one for one in ids if one.startswith("e_") and one not in found):
        if (then := case.kept(("before", gone), partial(before, case, gone))) is not None:
            found[gone] = Thing(f"{then.title} (no event of its own now)", f"/events/{gone}")
    for row in index.among("SELECT record FROM claims WHERE id IN ({keys})", ids):
        claim = index.record(Claim, row[0])
        found[claim.id] = Thing(claim_words(claim), f"/reports/{claim.report}#{claim.id}")
    sql = "SELECT g.id, g.standard, g.mode, e.id FROM grades g JOIN events e ON e.n = g.event WHERE g.id IN ({keys})"
    called = {was: now for was, now in case.settled.renamed if was in ids}
    for grade, of, mode, event in index.among(sql, {called.get(one, one) for one in ids}):
        found[grade] = Thing(f"{of.replace('_', ' ')} ({mode})", f"/events/{event}#grades")
    found |= {was: found[now] for was, now in called.items() if was not in found and now in found}
    return found | _out(case, ids)


def _out(case: Opened, ids: Collection[str]) -> dict[str, Thing]:
    """Give what stands for those of some ids that are claims which a decision took out."""
    if not ids:
        return {}
    index = case.index
    reports = dict(map(tuple, index.among("SELECT claim, report FROM rejected WHERE claim IN ({keys})", ids)))
    names = named_reports(index, reports.values())
    return {
        claim: Thing(f"a claim of {names[report].name} that is out", f"/reports/{report}")
        for claim, report in reports.items()
        if report in names
    }


def claim_words(claim: Claim) -> str:
    """Give a claim in a few words: who, which stance, on what."""
    stance = {"assert": "asserts", "deny": "denies"}.get(claim.stance.value, f"{claim.stance.value}s")
    return f"{claim.originator.name} {stance} {claim.aspect.value.replace('_', ' ')} = {claim.value}"
