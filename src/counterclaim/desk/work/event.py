"""Work on one event: its voices to split and join, its claims, agents, grades and decisions, as forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim import decide
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.material import dossier
from counterclaim.desk.opened import Opened
from counterclaim.desk.work.acts import Said, said_on
from counterclaim.desk.work.claiming import applied
from counterclaim.desk.work.deciding import near
from counterclaim.desk.work.naming import Named, in_words
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Grade, Lineage, Origin
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, DecisionKind, LineageKind
from counterclaim.standards import names, standard

#: Events that a form offers to join with, and agents and edges that are shown.
OTHERS, AGENTS, EDGES = 40, 60, 12
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
    """A decision on this event: whether it stands, and whether a settlement has applied it."""

    decision: Decision
    words: Named
    stands: bool
    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What can be done with one event."""

    dossier: Dossier
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
    """Give the work on the event that is named. Raises NotInCase when the run has none of this id."""
    event = asked.names["event"]
    found = dossier(case, event)
    decisions = case.decisions()
    origins = found.finding.origins
    sheets = _sheets(origins)
    voices, sheet = paging(asked, len(sheets), 1, "voices")
    grades, skip_grades = paging(asked, len(found.grades), GRADES, "grades")
    return View(
        dossier=found,
        voices=_voices(found, sheets[sheet]),
        voices_paging=_of_voices(voices, sheets[sheet], origins),
        origins=origins,
        others=_others(case, found),
        speakers=_speakers(found),
        grades=_grades(found, skip_grades),
        grades_paging=grades,
        made=_made(case, event, decisions),
        said=said_on(case, event, decisions),
        seen=decide.last(decisions),
    )


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


def _voices(found: Dossier, sheet: Sheet) -> tuple[Voice, ...]:
    """Give the voices of one page."""
    claims = {c.id: c for c in found.claims}
    reports = {r.id: r for r in found.reports}
    joining = [e for e in found.lineage if e.kind is not LineageKind.SAME_OWNER]
    out = []
    for origin, begin, end in sheet:
        mine = [claims[c] for c in origin.members if c in claims]
        of = {c.id for c in mine} | {c.report for c in mine}
        here = set(origin.members[begin:end])
        members = tuple(
            Member(c, reports.get(c.report), next((o.id for o in mine if o.id != c.id), ""))
            for c in mine
            if c.id in here
        )
        between = sorted((e for e in joining if {e.a, e.b} <= of), key=lambda e: e.a in claims)
        out.append(Voice(origin, members, begin, tuple(between[:EDGES])))
    return tuple(out)


def _others(case: Opened, found: Dossier) -> tuple[tuple[str, str], ...]:
    """Give the events that this may be one with: first those that share reports, then those of its place."""
    index, own = case.index, found.event.id
    shared = index.among(
        "SELECT DISTINCT event FROM claims WHERE report IN ({keys}) AND event IS NOT NULL", found.event.reports
    )
    ids = [r[0] for r in shared]
    if found.event.place:
        ids += [r[0] for r in index.rows("SELECT id FROM events WHERE place = ? LIMIT 200", (found.event.place.name,))]
    titles = dict(map(tuple, index.among("SELECT id, title FROM events WHERE id IN ({keys})", ids)))
    return tuple((i, titles[i]) for i in dict.fromkeys(ids) if i in titles and i != own)[:OTHERS]


def _speakers(found: Dossier) -> tuple[Speaker, ...]:
    camps = {normal_name(c.agent): c.camp for c in found.camps}
    letters = {normal_name(g.subject): g.value for g in found.grades if g.standard == "admiralty_letter"}
    called = dict.fromkeys(hop.agent.name for c in found.claims for hop in c.chain)
    return tuple(
        Speaker(name, camps.get(normal_name(name), ""), letters.get(normal_name(name), ""))
        for name in list(called)[:AGENTS]
    )


def _grades(found: Dossier, skip: int) -> tuple[Graded, ...]:
    """Give a page of the grades of the event; those of a standard that a dossier begins with come first."""
    called = {a.id: f"{q.words} {a.words}" for q in found.finding.questions for a in q.answers}
    called[found.event.id] = "the event"
    first = {name for name in names() if standard(name).get("page") == "first"}
    out = []
    for grade in sorted(found.grades, key=lambda g: g.standard not in first)[skip : skip + GRADES]:
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
    return tuple(
        Made(n.decision, n, n.decision.number in stands, n.decision.number <= last)
        for n in reversed(in_words(case, touched))
    )


def plain(view: View) -> Plain:
    """Give the work as its twin says it."""
    return {
        "event": view.dossier.event.id,
        "title": view.dossier.event.title,
        "seen": view.seen,
        "paging": {"voices": to_plain(view.voices_paging), "grades": to_plain(view.grades_paging)},
        "voices": [{"origin": to_plain(v.origin), "edges": [to_plain(e) for e in v.edges]} for v in view.voices],
        "others": [{"id": i, "title": t} for i, t in view.others],
        "speakers": [to_plain(s) for s in view.speakers],
        "grades": [{"id": g.grade.id, "value": g.grade.value, "values": [v for v, _ in g.values]} for g in view.grades],
        "decisions": [to_plain(m.decision) | {"stands": m.stands, "applied": m.applied} for m in view.made],
        "said": to_plain(view.said),
    }


#: What may be asked after its address.
ASKS = ("voices", "grades")
PAGE = Page(
    path="/events/{event}/work", section="events", view=view, template="work.html", plain=plain, asks=ASKS, apart=True
)
