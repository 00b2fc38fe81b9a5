"""Sentences that may tell of a question and out of which nothing on it was read: who wrote them left nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.cover import text
from counterclaim.cover.asked import Test, test_for
from counterclaim.cover.holders import SPEAKER
from counterclaim.cover.measures import MEASURED, Holder, Material
from counterclaim.cover.words import Bag, bag, plurals, wanted
from counterclaim.english import head
from counterclaim.lexicons import asset_families
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import NOT_READ, CoverageRow
from counterclaim.records.judgement import Question
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Passage
from counterclaim.records.words import Aspect

#: Sentences that are listed for one holder and one question; the others are counted.
LISTED_MAX = 12

#: What a claim answers, to tell which sentences were read for a question.
Topic = tuple[Aspect, str]


@dataclass(frozen=True, slots=True)
class Told:
    """All claims of an event's reports, by report, and the events that may be this one, itself among them.

    What was read of another event was read; of one that may be this one, a reader here is told of it.
    """

    claims: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    same: frozenset[str] = frozenset()

    def apart(self, report: str, every: bool) -> Iterator[Claim]:
        """Give the claims of a report that are of other events: `every` one, or without those that may be this one."""
        return (c for c in self.claims.get(report, ()) if every or c.event not in self.same)


def topic(claim: Claim) -> Topic:
    """Give what a claim answers: its aspect, of a number what it counts, of damage the family of the thing."""
    if claim.aspect is Aspect.COUNT:
        return claim.aspect, str(claim.measure or "")
    if claim.aspect is Aspect.DAMAGE:
        return claim.aspect, asset_families().get(claim.asset or "", claim.asset or "")
    return claim.aspect, ""


@dataclass(frozen=True, slots=True)
class Unread:
    """The sentences of an event's reports, the words of each, and what was read out of them."""

    material: Material
    told: Told
    claims: Mapping[str, Claim]
    bags: dict[str, tuple[Bag, ...]] = field(default_factory=dict)
    asked: dict[str, tuple[frozenset[Topic], Test]] = field(default_factory=dict)
    found: dict[tuple[str, str, bool], tuple[Bag, ...]] = field(default_factory=dict)

    def of(self, report: str, question: Question, bare: bool = False) -> tuple[Bag, ...]:
        """Give the sentences of a report that may tell of a question and out of which nothing on it was read.

        With `bare`, those alone out of which nothing at all was read.
        """
        key = report, question.id, bare
        if key not in self.found:
            self.found[key] = tuple(self._of(report, question, bare))
        return self.found[key]

    def topics(self, question: Question) -> frozenset[Topic]:
        """Give what claims on a question answer."""
        return self._asked(question)[0]

    def naming(self, report: str, question: Question, name: str) -> tuple[Bag, ...]:
        """Give those of these sentences that name somebody by the last word of a name ("the ministry said")."""
        words = normal_name(head(name)).split()
        called = wanted(plurals(words[-1]) if words else ())
        return tuple(s for s in self.of(report, question) if s.has(called))

    def _of(self, report: str, question: Question, bare: bool) -> Iterator[Bag]:
        topics, test = self._asked(question)
        near = (*self.material.claims.get(report, ()), *self.told.apart(report, bare))
        read = [(c.start, c.end) for c in near if bare or topic(c) in topics]
        measured = self.material.reports[report].language in MEASURED
        for sentence in self._bags(report):
            p = sentence.passage
            if (test(sentence) or not measured) and not any(start < p.end and p.start < end for start, end in read):
                yield sentence

    def _asked(self, question: Question) -> tuple[frozenset[Topic], Test]:
        """Give what claims on a question answer, and the test of sentences that may tell of it."""
        if question.id not in self.asked:
            every = self.claims
            mine = [every[i] for a in question.answers for i in a.claims if i in every]
            self.asked[question.id] = frozenset(map(topic, mine)), test_for(question, mine, tuple(every.values()))
        return self.asked[question.id]

    def _bags(self, report: str) -> tuple[Bag, ...]:
        if report not in self.bags:
            self.bags[report] = tuple(bag(p) for p in self.material.passages.get(report, ()))
        return self.bags[report]


def said_on(unread: Unread, holder: Holder) -> frozenset[Topic]:
    """Give what the claims in a holder's reports answer."""
    return frozenset(topic(c) for r in holder.reports for c in unread.material.claims.get(r, ()))


def not_read(unread: Unread, holder: Holder, questions: Sequence[Question]) -> Iterator[CoverageRow]:
    """Give for each question how many sentences of a holder may tell of it, of all that it has, with these.

    Of who told another answer to it, a sentence out of which something else was read is no further one.
    """
    topics = said_on(unread, holder)
    for question in questions:
        told = not topics.isdisjoint(unread.topics(question))
        found = [s.passage for r in holder.reports for s in unread.of(r, question, told)]
        if found:
            yield _row(unread, holder, question, found)


def speakers_not_read(unread: Unread, questions: Sequence[Question]) -> Iterator[CoverageRow]:
    """Give for who is silent on a question the sentences that name it and may tell of it, where it speaks in a report.

    An outlet's own reports are told of with the outlet.
    """
    material = unread.material
    spoken: dict[str, set[str]] = {}
    for report, claims in material.claims.items():
        for agent in {h.agent for c in claims for h in c.chain}:
            if agent.name != material.authors[report]:
                spoken.setdefault(agent.name, set()).add(report)
    for question in questions:
        for name in sorted({a.name for a in question.silent}):
            holder = Holder(name=name, kind=SPEAKER, reports=tuple(sorted(spoken.get(name, ()))))
            found = [s.passage for r in holder.reports for s in unread.naming(r, question, name)]
            if found:
                yield _row(unread, holder, question, found)


def _row(unread: Unread, holder: Holder, question: Question, found: Sequence[Passage]) -> CoverageRow:
    total = sum(len(unread.material.passages.get(r, ())) for r in holder.reports)
    return holder.row(NOT_READ, question.words, map(text.span, found[:LISTED_MAX]), len(found), total)
