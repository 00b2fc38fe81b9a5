"""The review queue: claims that wait for a person, each with its sentence in view and what its loss would change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim import decide, reviewing
from counterclaim.desk.answer import Page, Plain
from counterclaim.desk.asked import Asked, Paging, paging
from counterclaim.desk.material import laid
from counterclaim.desk.opened import Opened
from counterclaim.desk.rows import ClaimRow, claim_rows
from counterclaim.desk.work.trying import Tries, beside
from counterclaim.records.attribution import attributed_alike
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, Measure, Stance, VictimClass
from counterclaim.render import wording
from counterclaim.reviewing import Move, ToReview

#: Events whose claims are weighed one by one, claims on one page, and letters shown before and after the words.
EVENTS, ROWS, AROUND = 24, 20, 320
#: What stands for an event or an answer where a grade names nobody.
_ANY_ID = re.compile(r"[en]_[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A grade that hangs on a claim, in words; modes of one standard that move alike are told once."""

    standard: str
    about: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One claim that waits: what it is, the words around it in its report, and the grades that hang on it.

    `alike` is how many claims have their speaker by the same words, this one among them.
    """

    claim: ClaimRow
    before: str
    words: str
    after: str
    language: str
    moves: tuple[Move, ...]
    tried: bool
    coming: bool
    alike: int

    @property
    def told(self) -> tuple[Told, ...]:
        """Give the moves for a reader, those of standards that a dossier begins with first."""
        return tuple(dict.fromkeys(_told(m) for m in sorted(self.moves, key=lambda m: not m.leading)))


def _told(move: Move) -> Told:
    before, _, about = move.before.partition(": “")
    after = wording.before_quote(move.after)
    named = "" if _ANY_ID.fullmatch(move.subject) else move.subject
    return Told(move.standard, about.removesuffix("”") or named, before, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page of the queue; `seen` is the number of the latest decision, `coming` how many are being tried still."""

    rows: tuple[Row, ...]
    paging: Paging
    event: str
    title: str
    seen: int
    coming: int
    kinds: tuple[str, ...] = tuple(k.value for k in AgentKind)
    aspects: tuple[str, ...] = tuple(a.value for a in Aspect)
    stances: tuple[str, ...] = tuple(s.value for s in Stance)
    measures: tuple[str, ...] = tuple(m.value for m in Measure)
    victims: tuple[str, ...] = tuple(v.value for v in VictimClass)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The claims of one page of the queue, those being tried still, and the number of the latest decision by then."""

    shown: tuple[ToReview, ...]
    coming: frozenset[str]
    paging: Paging
    seen: int


def waiting(case: Opened, asked: Asked) -> Waiting:
    """Give which claims one page of the queue has: what was tried is known in the process that answers."""
    decisions = case.decisions()
    every, coming = _waiting(case, asked.text("event"), decide.standing(decisions))
    found, skip = paging(asked, len(every), ROWS)
    return Waiting(every[skip : skip + ROWS], coming, found, decide.last(decisions))


def view(case: Opened, asked: Asked) -> View:
    """Give one page of the queue: of the whole case, or of one event."""
    event = asked.text("event")
    known: Waiting = asked.known or waiting(case, asked)
    shown, coming = known.shown, known.coming
    records = {
        c.id: c
        for r in case.index.among("SELECT record FROM claims WHERE id IN ({keys})", {w.claim for w in shown})
        for c in (case.index.record(Claim, r[0]),)
    }
    rows = claim_rows(case, [records[w.claim] for w in shown if w.claim in records])
    texts = {r.id: r for r in case.folder.reports_of({row.claim.report for row in rows})}
    moves = {w.claim: w for w in shown}
    mates = {r: case.index.records(Claim, "SELECT record FROM claims WHERE report = ?", (r,)) for r in texts}
    title = case.index.one("SELECT title FROM events WHERE id = ?", (event,)) if event else None
    return View(
        rows=tuple(
            _row(
                row,
                texts[row.claim.report],
                moves[row.claim.id],
                coming=row.claim.id in coming,
                alike=len(attributed_alike(row.claim.id, mates[row.claim.report])),
            )
            for row in rows
            if row.claim.report in texts
        ),
        paging=known.paging,
        event=event,
        title=title[0] if title else "",
        seen=known.seen,
        coming=len(coming),
    )


def _row(row: ClaimRow, report: Report, waits: ToReview, *, coming: bool, alike: int) -> Row:
    start, end, text = row.claim.start, row.claim.end, report.text
    return Row(
        claim=row,
        before=_whole_words(text[max(0, start - AROUND) : start], cut=start > AROUND),
        words=text[start:end],
        after=_whole_words(text[end : end + AROUND][::-1], cut=end + AROUND < len(text))[::-1],
        language=report.language,
        moves=waits.moves,
        tried=waits.tried,
        coming=coming,
        alike=alike,
    )


def _whole_words(text: str, *, cut: bool) -> str:
    """Give a text without the part of a word that it begins with where it was cut there."""
    _, blank, rest = text.partition(" ") if cut else ("", "", "")
    return rest if blank else text


def _waiting(case: Opened, event: str, stands: tuple[Decision, ...]) -> tuple[tuple[ToReview, ...], frozenset[str]]:
    """Give the claims that wait, as far as what hangs on them is known by now, and those that are being tried still.

    What hangs on a claim is a matter of its event as it was settled: it is tried once, and kept while that is the same.
    """
    given = case.kept(("to review", event), lambda: _given(case, event))
    done = {d.subject for d in stands if d.kind in reviewing.READ}
    chosen: list[tuple[str, list[str]]] = []
    for one, claims in given:
        waits = [c for c in claims if c not in done]
        if waits and len(chosen) < EVENTS:
            chosen.append((one, waits))
    tries, key = case.desk.whole("", "tries", Tries), (case.index.run, laid(case))
    asked = [(e, c) for e, waits in chosen for c in waits[: reviewing.TRIED]]
    known = tries.of(key, asked, beside(case))
    coming = frozenset(one[1] for one in asked if one not in known)

    def ordered() -> tuple[ToReview, ...]:
        every = ((e, c) for e, waits in chosen for c in waits)
        found = (known.get(one) or ToReview(claim=one[1], event=one[0], moves=(), tried=False) for one in every)
        return tuple(sorted(found, key=reviewing.weight))

    return case.kept(("queue", event, key, len(known), case.desk.folder.added()[:2]), ordered), coming


def _given(case: Opened, event: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the events in which most waits, those first, or one; each with its claims."""
    order = (
        "SELECT id FROM events WHERE claims > 0 ORDER BY contested DESC, gates DESC, near DESC, reports DESC, n LIMIT ?"
    )
    chosen = [event] if event else [r[0] for r in case.index.rows(order, (EVENTS * 2,))]
    sql = "SELECT id FROM claims WHERE event = ? ORDER BY n"
    return tuple((one, tuple(r[0] for r in case.index.rows(sql, (one,)))) for one in chosen)


def plain(view: View) -> Plain:
    """Give the page as its twin says it."""
    rows = [
        row.claim.plain()
        | {
            "before": row.before,
            "after": row.after,
            "moves": [to_plain(m) for m in row.moves],
            "tried": row.tried,
            "alike": row.alike,
        }
        for row in view.rows
    ]
    return {
        "queue": rows,
        "paging": to_plain(view.paging),
        "event": view.event or None,
        "seen": view.seen,
        "coming": view.coming,
    }


#: What may be asked after its address.
ASKS = ("event", "page")
PAGE = Page(
    path="/review",
    section="review",
    view=view,
    template="review.html",
    plain=plain,
    asks=ASKS,
    apart=True,
    long=True,
    knows=waiting,
)
