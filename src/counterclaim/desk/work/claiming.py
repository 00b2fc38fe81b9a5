"""Drawing a claim: a report's sentences to choose words from, and what a claim of them is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim import decide, extract, read
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.asked import Asked
from counterclaim.desk.index import shape
from counterclaim.desk.opened import Opened
from counterclaim.errors import NotInCase, UsageError
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.source import Passage, Report
from counterclaim.records.words import ActType, AgentKind, Aspect, DecisionKind, Measure, Stance, Sure, VictimClass
from counterclaim.settings import Settings

#: Events and answers that the form offers.
OFFERED = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the report, and how many claims stand in it already."""

    passage: Passage
    claims: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim that somebody drew in this report: whether it stands, and whether the figures hold it already."""

    decision: Decision
    stands: bool
    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One report to draw a claim in. `words` and `start` are what is chosen so far; `own` is the report's own voice."""

    report: Report
    sentences: tuple[Sentence, ...]
    words: str
    start: int
    own: str
    speakers: tuple[str, ...]
    answers: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    by_hand: tuple[Drawn, ...]
    seen: int
    stances: tuple[str, ...] = tuple(s.value for s in Stance)
    sures: tuple[str, ...] = tuple(s.value for s in Sure)
    aspects: tuple[str, ...] = tuple(a.value for a in Aspect)
    kinds: tuple[str, ...] = tuple(k.value for k in AgentKind)
    acts: tuple[str, ...] = tuple(a.value for a in ActType)
    measures: tuple[str, ...] = tuple(m.value for m in Measure)
    victims: tuple[str, ...] = tuple(v.value for v in VictimClass)


def view(case: Opened, asked: Asked) -> View:
    """Give what a claim can be drawn from. `from` is where the words begin, `words` are the words themselves.

    Raises NotInCase when the case has no such report.
    """
    ident = asked.names["report"]
    found = case.folder.reports_of((ident,))
    if not found:
        raise NotInCase("a report of this case", ident, "The list of reports has them all.")
    report, decisions = found[0], case.decisions()
    claims: tuple[Claim, ...] = ()
    if case.found is not None:
        claims = case.index.records(Claim, "SELECT record FROM claims WHERE report = ?", (ident,))
    passages = read.passages(report, Settings())
    start, words = _chosen(report, passages, asked)
    events, answers = _offered(case, claims)
    stands, last = {d.number for d in decide.standing(decisions)}, applied(case, decisions)
    mine = [d for d in decisions if d.kind is DecisionKind.CLAIM and d.subject == ident]
    return View(
        report=report,
        sentences=tuple(Sentence(p, sum(p.start <= c.start < p.end for c in claims)) for p in passages),
        words=words,
        start=start,
        own=extract.author(report).name,
        speakers=tuple(dict.fromkeys(h.agent.name for c in claims for h in c.chain)),
        answers=answers,
        events=events,
        by_hand=tuple(Drawn(d, d.number in stands, d.number <= last) for d in mine),
        seen=decide.last(decisions),
    )


def applied(case: Opened, decisions: Sequence[Decision]) -> int:
    """Give the number of the last decision that the figures on the pages hold, 0 where they hold none."""
    return decide.last(decisions[: dict(case.run.counts).get("decisions", 0)]) if case.run is not None else 0


def _chosen(report: Report, passages: Sequence[Passage], asked: Asked) -> tuple[int, str]:
    """Give the words that are chosen, and where they begin: those that were sent, else the sentence that was."""
    near = asked.text("from")
    if near and not (near.isdecimal() and len(near) <= 18):
        raise UsageError(
            "`from` to be the number of a character, from 0", near[:40], "Follow the number of a sentence."
        )
    at = int(near or 0)
    if sent := asked.query.get("words", "")[:4_000]:
        span = extract.found_in(report.text, sent, at)
        return (span[0], report.text[span[0] : span[1]]) if span else (at, sent)
    chosen = next((p for p in passages if near and p.start == at), None)
    return (chosen.start, chosen.text) if chosen else (0, "")


#: What is found of some events.
_FINDINGS = "SELECT e.id, e.title, h.finding, n FROM events e JOIN happenings h USING (n) WHERE e.id IN ({keys})"


def _offered(case: Opened, claims: Sequence[Claim]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Give the events that the report speaks of, then the most reported ones; and the answers given in the former."""
    if case.found is None:
        return (), ()
    own = {c.event for c in claims if c.event}
    rows = case.index.among(_FINDINGS, own)
    mine = sorted(rows, key=lambda r: int(r["n"]))
    answers = (
        a["value"] for r in mine for q in shape.unpacked(r["finding"])["questions"] for a in q["answers"] if a["value"]
    )
    others = case.index.rows("SELECT id, title FROM events ORDER BY n LIMIT ?", (OFFERED,))
    events = dict([(r["id"], r["title"]) for r in mine] + [(r["id"], r["title"]) for r in others])
    return tuple(events.items())[:OFFERED], tuple(dict.fromkeys(answers))[:OFFERED]


def plain(view: View) -> Plain:
    """Give the page as its twin says it."""
    return {
        "report": view.report.id,
        "sentences": [to_plain(s.passage) | {"claims": s.claims} for s in view.sentences],
        "chosen": {"start": view.start, "words": view.words} if view.words else None,
        "own": view.own,
        "speakers": list(view.speakers),
        "answers": list(view.answers),
        "events": [{"id": i, "title": t} for i, t in view.events],
        "drawn": [to_plain(d.decision) | {"stands": d.stands, "applied": d.applied} for d in view.by_hand],
        "seen": view.seen,
        "words": {
            "stance": list(view.stances), "sure": list(view.sures), "aspect": list(view.aspects),
            "kind": list(view.kinds), "act": list(view.acts), "measure": list(view.measures),
            "victim": list(view.victims),
        },
    }  # fmt: skip


#: What may be asked after its address.
ASKS = ("from", "words")
PAGE = Page(
    path="/reports/{report}/draw",
    section="reports",
    view=view,
    template="draw.html",
    plain=plain,
    asks=ASKS,
    apart=True,
)
