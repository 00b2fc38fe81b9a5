"""Work on one event: its voices to split and join, its claims, agents, grades and decisions, as forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim import decide
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.index import shape
from counterclaim.desk.material import graded, happened, judged
from counterclaim.desk.material import reports as reports_of
from counterclaim.desk.opened import Opened
from counterclaim.desk.work.acts import Said, said_on
from counterclaim.desk.work.claiming import applied
from counterclaim.desk.work.deciding import near
from counterclaim.desk.work.naming import Named, in_words
from counterclaim.records.claim import Claim
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage, Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Camp
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, DecisionKind, LineageKind
from counterclaim.standards import names, standard

#: Events that a form offers to join with, and agents and edges that are shown.
OTHERS, AGENTS, EDGES = 40, 60, 12
#: A record as it is kept, of which a few fields are read.
Kept = Mapping[str, Any]
#: Claims of voices and grades on one page: each has forms, and each form of a claim names every other voice. Voices
#: stand whole on it; one that has more claims goes on over pages.
CLAIMS, GRADES = 40, 30


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of a voice; `beside` is another claim of the same voice, from which it would be taken."""

    claim: Claim
    report: Report | None
    beside: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of the event, with those of its claims that stand on this page, from which on, and what joins them."""

    origin: Origin
    members: tuple[Member, ...]
    begin: int
    edges: tuple[Lineage, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks of the event, with the camp and the letter they have."""

    name: str
    camp: str
    letter: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade, what it is of in words, and the values that a person may set in its place."""

    grade: Grade
    subject: str
    values: tuple[tuple[str, str], ...]
    #: Whether a dossier begins with its standard.
    leading: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on this event: whether it stands, whether the run was settled with it, and why it changes nothing
    there, where that is so."""

    decision: Decision
    words: Named
    stands: bool
    applied: bool
    idle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What can be done with one event."""

    event: Event
    finding: Finding
    voices: tuple[Voice, ...]
    voices_paging: Paging
    origins: tuple[Origin, ...]
    others: tuple[tuple[str, str], ...]
    speakers: tuple[Speaker, ...]
    grades: tuple[Graded, ...]
    grades_paging: Paging
    made: tuple[Made, ...]
    said: Said
    seen: int
    act_types: tuple[str, ...] = tuple(a.value for a in ActType if a is not ActType.STATEMENT)


def view(case: Opened, asked: Asked) -> View:
    """Give the work on the event that is named. Raises NotInCase when the run has none of this id.

    No more is made of its claims and grades than one page shows: a dossier of all takes longer than the page itself.
    """
    event = asked.names["event"]
    happening, finding = happened(case, event)
    decisions = case.decisions()
    sheets = _sheets(finding.origins)
    voices, sheet = paging(asked, len(sheets), 1, "voices")
    given = graded(case, event)
    grades, skip_grades = paging(asked, len(given), GRADES, "grades")
    claims = _claims(case, event)
    return View(
        event=happening,
        finding=finding,
        voices=_voices(case, claims, sheets[sheet]),
        voices_paging=_of_voices(voices, sheets[sheet], finding.origins),
        origins=finding.origins,
        others=_others(case, happening),
        speakers=_speakers(judged(case)[1].camps, claims.values(), given),
        grades=_grades(happening, finding, given, skip_grades),
        grades_paging=grades,
        made=_made(case, event, decisions),
        said=said_on(case, event, decisions),
        seen=decide.last(decisions),
    )


def _claims(case: Opened, event: str) -> dict[str, Kept]:
    """Give the claims of an event by id as they are kept, in the order of their reports."""
    rows = case.index.rows("SELECT record FROM claims WHERE event = ?", (event,))
    found = sorted((shape.unpacked(r[0]) for r in rows), key=lambda c: (c["report"], c["start"], c["id"]))
    return {c["id"]: c for c in found}


#: The voices of one page, each with the first of its claims there and the one after the last.
Sheet = list[tuple[Origin, int, int]]


def _sheets(origins: Sequence[Origin]) -> list[Sheet]:
    """Lay voices out on pages of so many claims: whole ones together, one that is longer than a page over several."""
    sheets: list[Sheet] = [[]]
    held = 0
    for origin in origins:
        for begin in range(0, len(origin.members), CLAIMS):
            end = min(begin + CLAIMS, len(origin.members))
            if held + end - begin > CLAIMS:
                sheets.append([])
                held = 0
            sheets[-1].append((origin, begin, end))
            held += end - begin
    return sheets


def _of_voices(found: Paging, sheet: Sheet, origins: Sequence[Origin]) -> Paging:
    """Give the paging of pages as one of voices."""
    first, last = (origins.index(sheet[n][0]) + 1 if sheet else 0 for n in (0, -1))
    return replace(found, total=len(origins), first=first, last=last)


def _voices(case: Opened, claims: Mapping[str, Kept], sheet: Sheet) -> tuple[Voice, ...]:
    """Give the voices of one page."""
    shown = [(o, begin, [c for c in o.members[begin:end] if c in claims]) for o, begin, end in sheet]
    reports = {r.id: r for r in reports_of(case, {str(claims[c]["report"]) for _, _, ids in shown for c in ids})}
    out = []
    for origin, begin, ids in shown:
        mine = [c for c in origin.members if c in claims]
        members = tuple(_member(claims[c], reports, next((m for m in mine if m != c), "")) for c in ids)
        out.append(Voice(origin, members, begin, _between(case, {*mine, *(claims[c]["report"] for c in mine)}, claims)))
    return tuple(out)


def _member(claim: Kept, reports: Mapping[str, Report], beside: str) -> Member:
    return Member(from_plain(Claim, claim), reports.get(claim["report"]), beside)


def _between(case: Opened, ends: Collection[str], claims: Collection[str]) -> tuple[Lineage, ...]:
    """Give what joins a voice, between its reports first."""
    rows = case.index.among("SELECT n, kind, a, b, record FROM lineage WHERE a IN ({keys})", ends)
    joining = (r for r in rows if r["b"] in ends and r["kind"] != LineageKind.SAME_OWNER)
    first = sorted(joining, key=lambda r: (r["a"] in claims, r["n"]))[:EDGES]
    return tuple(case.index.record(Lineage, r["record"]) for r in first)


def _others(case: Opened, found: Event) -> tuple[tuple[str, str], ...]:
    """Give the events that this may be one with: first those that share reports, then those of its place."""
    index = case.index
    shared = index.among(
        "SELECT DISTINCT event FROM claims WHERE report IN ({keys}) AND event IS NOT NULL", found.reports
    )
    ids = [r[0] for r in shared]
    if found.place:
        ids += [r[0] for r in index.rows("SELECT id FROM events WHERE place = ? LIMIT 200", (found.place.name,))]
    titles = dict(map(tuple, index.among("SELECT id, title FROM events WHERE id IN ({keys})", ids)))
    return tuple((i, titles[i]) for i in dict.fromkeys(ids) if i in titles and i != found.id)[:OTHERS]


def _speakers(camps: Sequence[Camp], claims: Iterable[Kept], grades: Sequence[Kept]) -> tuple[Speaker, ...]:
    of = {normal_name(c.agent): c.camp for c in camps}
    letters = {normal_name(g["subject"]): g["value"] for g in grades if g["standard"] == "admiralty_letter"}
    called = dict.fromkeys(hop["agent"]["name"] for c in claims for hop in c["chain"])
    return tuple(
        Speaker(name, of.get(normal_name(name), ""), letters.get(normal_name(name), ""))
        for name in list(called)[:AGENTS]
    )


def _grades(event: Event, finding: Finding, given: Sequence[Kept], skip: int) -> tuple[Graded, ...]:
    """Give a page of the grades of the event; those of a standard that a dossier begins with come first."""
    called = {a.id: f"{q.words} {a.words}" for q in finding.questions for a in q.answers} | {event.id: "the event"}
    first = {name for name in names() if standard(name).get("page") == "first"}
    out = []
    for one in sorted(given, key=lambda g: g["standard"] not in first)[skip : skip + GRADES]:
        grade = from_plain(Grade, one)
        told = standard(grade.standard)["values"] if grade.standard in names() else {}
        values = tuple((str(code), str(label)) for code, label in told.items() if "{" not in str(label))
        out.append(Graded(grade, called.get(grade.subject, grade.subject), values, grade.standard in first))
    return tuple(out)


def _made(case: Opened, event: str, decisions: tuple[Decision, ...]) -> tuple[Made, ...]:
    """Give the decisions on an event and on all around it, the latest first."""
    stands = {d.number for d in decide.standing(decisions)}
    last = applied(case, decisions)
    touched = decide.since(decisions, 0, near(case, event))
    stands |= {d.number for d in decisions if d.kind is DecisionKind.UNDO}
    idle = dict(case.settled.unapplied)
    return tuple(
        Made(n.decision, n, n.decision.number in stands, n.decision.number <= last, idle.get(n.decision.number, ""))
        for n in reversed(in_words(case, touched))
    )


def plain(view: View) -> Plain:
    """Give the work as its twin says it."""
    return {
        "event": view.event.id,
        "title": view.event.title,
        "seen": view.seen,
        "paging": {"voices": to_plain(view.voices_paging), "grades": to_plain(view.grades_paging)},
        "voices": [{"origin": to_plain(v.origin), "edges": [to_plain(e) for e in v.edges]} for v in view.voices],
        "others": [{"id": i, "title": t} for i, t in view.others],
        "speakers": [to_plain(s) for s in view.speakers],
        "grades": [{"id": g.grade.id, "value": g.grade.value, "values": [v for v, _ in g.values]} for g in view.grades],
        "decisions": [
            to_plain(m.decision) | {"stands": m.stands, "applied": m.applied, "idle": m.idle} for m in view.made
        ],
        "said": to_plain(view.said),
    }


#: What may be asked after its address.
ASKS = ("voices", "grades")
PAGE = Page(
    path="/events/{event}/work",
    section="events",
    view=view,
    template="work.html",
    plain=plain,
    asks=ASKS,
    apart=True,
    long=True,
)
