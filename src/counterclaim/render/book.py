"""Looking up what an id stands for, so that every figure on a page can lead to the words behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.english import day_words
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.coverage import SpanRef
from counterclaim.records.dossier import Dossier
from counterclaim.records.independence import parties_among, shown_independent
from counterclaim.records.judgement import Answer, Origin, Question, Tally
from counterclaim.records.source import Report
from counterclaim.render.marked import in_order
from counterclaim.render.wording import root
from counterclaim.standards import titled


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to a claim's words: its number in the dossier, where it stands, and the words themselves."""

    href: str
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Sources:
    """All links into one report."""

    report: str
    publisher: str
    refs: tuple[Ref, ...]


def publisher_of(report: Report) -> str:
    """Give what a reader calls a report: its publisher, else its title, else the name it was received under."""
    return report.publisher or report.title or report.path


def _by_date(report: Report) -> tuple[bool, str, str]:
    """Order reports by publication, those without a date last."""
    return (report.published is None, report.published.start if report.published else "", report.id)


class Book:
    """The index of one dossier: reports by date, claims numbered from 1 in the order they are read.

    With `pages`, each report has a page of its own and links to words lead there.
    """

    def __init__(self, dossier: Dossier, pages: bool = False) -> None:
        self._pages = pages
        self._drawn: dict[Callable[..., str], dict[tuple[Hashable, ...], str]] = {}
        self.reports = {r.id: r for r in sorted(dossier.reports, key=_by_date)}
        self.elsewhere = {r.id: r for r in dossier.elsewhere}
        self.claims = {c.id: c for c in dossier.claims}
        self.by_report: dict[str, list[Claim]] = {r: [] for r in self.reports}
        for claim in in_order(dossier.claims):
            self.by_report.setdefault(claim.report, []).append(claim)
        ordered = [c for group in self.by_report.values() for c in group]
        self.number = {c.id: i for i, c in enumerate(ordered, start=1)}
        self._at = {(c.report, c.start, c.end): c.id for c in reversed(ordered) if self.has_text(c.id)}
        self.agents = _agents(dossier)
        self._told_in = {h.agent.id: c.report for c in reversed(ordered) for h in c.chain}
        alike = Counter(a.name.casefold() for a in self.agents.values())
        self._namesakes = {a.id for a in self.agents.values() if alike[a.name.casefold()] > 1}
        self.origins = {o.id: o for o in (*dossier.origins, *dossier.finding.origins)}
        self.questions = {q.id: q for q in dossier.finding.questions}
        self.answers = {a.id: (q, a) for q in dossier.finding.questions for a in q.answers}
        self.event = dossier.event
        self._grades, self._renamed = {g.id: g for g in dossier.grades}, dict(dossier.renamed)
        self._parties = {a.id for a in dossier.finding.parties}
        called = Counter(publisher_of(r) for r in (*self.reports.values(), *self.elsewhere.values()))
        self._shared = {name for name, count in called.items() if count > 1}
        self._answered: dict[str, list[tuple[Question, Answer]]] = {}
        for question, answer in self.answers.values():
            for claim_id in dict.fromkeys((*answer.claims, *(c for p in answer.positions for c in p.claims))):
                self._answered.setdefault(claim_id, []).append((question, answer))

    def href(self, key: str | None) -> str:
        """Give where a link to a claim, a report or some words leads: on this page, or to the page of the report."""
        if not self._pages or key is None:
            return f"#{key}"
        if key in self.claims:
            return f"/reports/{self.claims[key].report}#{key}"
        if key in self.reports or key in self.elsewhere:
            return f"/reports/{key}"
        return f"/reports/{key.removeprefix('s_').rsplit('_', 1)[0]}#{key}" if key.startswith("s_") else f"#{key}"

    def publisher(self, report: str) -> str:
        """Give what a reader calls the report with this id, with its day where another one is called so too.

        An id outside the dossier comes back as it is.
        """
        known = self.reports.get(report) or self.elsewhere.get(report)
        if known is None:
            return report
        name = publisher_of(known)
        return f"{name} of {day_words(known.published.start)}" if name in self._shared and known.published else name

    def called(self, agent: str, name: str) -> str:
        """Give an agent's name, and the report it speaks in where another agent of the event has the same name."""
        known = agent in self._namesakes and agent in self._told_in
        return f"{name}, in {self.publisher(self._told_in[agent])}" if known else name

    def has_text(self, claim: str) -> bool:
        """Say whether a claim's words are on the page, so that a link to them leads somewhere."""
        known = self.claims.get(claim)
        report = self.reports.get(known.report) if known is not None else None
        return known is not None and report is not None and 0 <= known.start < known.end <= len(report.text)

    def sources(self, ids: Iterable[str]) -> list[Sources]:
        """Give links for ids of claims and reports, grouped by report in the order they come."""
        groups: dict[str, list[Ref]] = {}
        for each in dict.fromkeys(ids):
            if each in self.reports:
                groups.setdefault(each, [])
            elif self.has_text(each):
                claim = self.claims[each]
                groups.setdefault(claim.report, []).append(Ref(self.href(each), self.number[each], claim.text))
        return [Sources(report, self.publisher(report), tuple(refs)) for report, refs in groups.items()]

    def title(self, ids: Sequence[str], most: int = 6) -> str:
        """Give the words of claims as one numbered line, for the title of a mark."""
        known = [self.claims[i] for i in ids if i in self.claims]
        lines = [f"{n}. “{short(c.text, 160)}” ({self.publisher(c.report)})" for n, c in enumerate(known, start=1)]
        more = [f"… and {len(known) - most} more"] if len(known) > most else []
        return "\n".join(lines[:most] + more)

    def at(self, span: SpanRef) -> str | None:
        """Give the id on the page of some words: that of a claim that has just these, else of where they begin."""
        claim = self._at.get((span.report, span.start, span.end))
        return claim or (f"s_{span.report}_{span.start}" if span.report in self.reports else None)

    def first(self, ids: Sequence[str]) -> str | None:
        """Give the first claim whose words are on the page."""
        return next((i for i in ids if self.has_text(i)), None)

    def each(self, draw: Callable[..., str], *of: Iterable[Hashable]) -> Markup:
        """Give what is drawn of each of some things, one after the other; what is alike on a page is drawn once."""
        found, drawn = [], self._drawn.setdefault(draw, {})
        for one in zip(*of, strict=True):
            if one not in drawn:
                drawn[one] = draw(*one)
            found.append(drawn[one])
        return Markup().join(found)

    def tally(self, question: Question) -> Tally:
        """Give how many reports, origins and shown independent ones stand behind all answers to a question."""
        known = {o: self.origins[o] for a in question.answers for o in a.origins if o in self.origins}
        voices = [known[key] for key in sorted(known)]
        reports = {self.claims[c].report for a in question.answers for c in a.claims if c in self.claims}
        shown, parties = shown_independent(voices), parties_among(voices, self._parties)
        return Tally(reports=len(reports), origins=len(voices), shown_independent=shown, parties=parties)

    def party(self, origin: Origin) -> str:
        """Say of an origin that goes back to a party to what happened that it does; nothing of any other."""
        return "a party to it" if origin.root is not None and origin.root.id in self._parties else ""

    def root(self, origin: str) -> str:
        """Give the name of an origin's root."""
        return root(self.origins.get(origin))

    def subject(self, key: str) -> str:
        """Say in words what a grade or a decision is about: an agent, an answer, a question, a claim, a grade or the
        event.

        Takes an id of now, or one by which a decision calls the event or a grade of it.
        """
        key = self._renamed.get(key, key)
        if key in self._grades:
            grade = self._grades[key]
            return f"{titled(grade.standard, grade.mode)}, {self.subject(grade.subject)}"
        if key in self.answers:
            question, answer = self.answers[key]
            return f"{question.words} {answer.words}"
        if key in self.claims:
            return f"“{short(self.claims[key].text, 80)}”"
        if key in self.origins:
            return f"origin {self.root(key)}"
        names = {self.event.id: "this event", "unknown": "a party that nobody names"} | {
            i: a.name for i, a in self.agents.items()
        }
        names |= {i: q.words for i, q in self.questions.items()}
        return names.get(key) or self.publisher(key)

    def answered(self, claim: str) -> list[tuple[Question, Answer]]:
        """Give the answers that a claim supports or disputes."""
        return self._answered.get(claim, [])


def short(text: str, most: int) -> str:
    """Give a text in one line, cut with an ellipsis when it is longer than `most`."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _agents(dossier: Dossier) -> dict[str, Agent]:
    found = {h.agent.id: h.agent for c in dossier.claims for h in c.chain}
    for question in dossier.finding.questions:
        found |= {a.id: a for a in question.silent}
        found |= {p.agent.id: p.agent for answer in question.answers for p in answer.positions}
    return dict(sorted(found.items()))
