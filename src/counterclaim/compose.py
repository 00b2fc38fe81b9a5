"""Findings, in; dossiers out: what can be said and how to attribute it. Must never hold a figure without a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier, Moment, Sayable
from counterclaim.records.judgement import (
    Answer,
    CoverageRow,
    Event,
    Finding,
    Grade,
    Lineage,
    Origin,
    Question,
    Run,
    WatchCandidate,
)
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, Take

NOTICE = (
    "Made on this machine without a network; nothing was sent anywhere. This page shows who says what, who copied whom "
    "and what a named standard allows one to say. It does not say what is true."
)
#: The paragraph of what can be said holds at most this many sentences; the matrix below it holds the rest.
SENTENCES_MAX = 7
#: How one name, and several, say what they say.
_SAID = {
    Take.ASSERTS: ("says", "say"),
    Take.DENIES: ("denies", "deny"),
    Take.HEDGES: ("says, with reserve,", "say, with reserve,"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a dossier of one event is made of; reports, lineage and origins are those of the whole case."""

    event: Event
    finding: Finding
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    lineage: tuple[Lineage, ...]
    grades: tuple[Grade, ...]
    coverage: tuple[CoverageRow, ...]
    watch: tuple[WatchCandidate, ...]
    decisions: tuple[Decision, ...]
    registry: Registry
    run: Run


def compose(material: Material) -> Dossier:
    """Give the dossier of one event."""
    mine = set(material.event.reports)
    ids = mine | set(material.event.claims)
    finding = material.finding
    contested = [q for q in finding.questions if q.contested]
    return Dossier(
        event=material.event,
        finding=finding,
        can_say=_can_say(material, contested),
        agreed=tuple(_agreed(q, a) for q in finding.questions if not q.contested for a in q.answers if _is_agreed(a)),
        contested=tuple(Sayable(words=_contested(q), claims=_all_claims(q)) for q in contested),
        grades=material.grades,
        claims=material.claims,
        reports=tuple(r for r in material.reports if r.id in mine),
        not_read=tuple(r for r in material.reports if r.read != "yes"),
        origins=tuple(o for o in material.origins if mine & set(o.reports)),
        lineage=tuple(e for e in material.lineage if e.a in ids and e.b in ids),
        coverage=material.coverage,
        watch=tuple(w for w in material.watch if w.event == material.event.id),
        timeline=_timeline(material),
        decisions=material.decisions,
        camps=material.registry.camps,
        run=material.run.id,
        version=material.run.version,
        notice=NOTICE,
    )


def _contested(question: Question) -> str:
    topic = str(lexicon("questions")["topics"][question.aspect.value])
    return f"{topic}{f' ({question.about})' if question.about else ''}: {question.reason}"


def _all_claims(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for a in question.answers for c in a.claims))


def _is_agreed(answer: Answer) -> bool:
    """Say whether two voices give an answer and nobody denies it."""
    return answer.tally.origins > 1 and all(p.take is not Take.DENIES for p in answer.positions)


def _agreed(question: Question, answer: Answer) -> Sayable:
    tally = answer.tally
    voices = f"{tally.origins} voices in {tally.reports} reports, {tally.shown_independent} shown independent"
    topic = str(lexicon("questions")["topics"][question.aspect.value])
    return Sayable(words=f"{topic}: {answer.value} ({voices}).", claims=answer.claims)


def _can_say(material: Material, contested: Sequence[Question]) -> tuple[Sayable, ...]:
    """Write the paragraph: how widely reported, what is contested by whom, ranges, admissions, then what is agreed."""
    tally = material.finding.tally
    first = material.finding.first_reported_by
    lead = f"{_count(tally.reports, 'report')} from {_count(tally.origins, 'origin')}"
    lead += f" speak of this; {tally.shown_independent} of the origins "
    lead += f"{'is' if tally.shown_independent == 1 else 'are'} shown to be independent."
    if first:
        lead += f" {first[0]} was the first of them to report it, on {_day(first[1])}."
    out = [Sayable(words=lead, claims=material.event.claims[:1])]
    for question in contested:
        out.append(_sides(question))
    for group in material.finding.ranges:
        if len(group.answers) > 1:
            words = f"Counts of {group.label} run over {group.range.words()}, as given by different sources."
            out.append(Sayable(words=words, claims=_claims_of(material.finding, group.answers)))
    for claim in material.claims:
        if claim.against_interest:
            words = f"{claim.originator.name} says “{_short(claim.text)}”, against the interest of its own side."
            out.append(Sayable(words=words, claims=(claim.id,)))
    for question in material.finding.questions:
        if not question.contested and question.answers and question.aspect is not Aspect.CHARACTERISATION:
            out.append(_sides(question))
    unique = {s.words: s for s in out}
    return tuple(unique.values())[:SENTENCES_MAX]


def _sides(question: Question) -> Sayable:
    """Write one question's answers with who gives them."""
    parts = []
    for answer in question.answers[:3]:
        for take, (one, many) in _SAID.items():
            names = {p.agent.name for p in answer.positions if p.take is take}
            if names:
                parts.append(f"{_people(sorted(names))} {one if len(names) == 1 else many} “{answer.value}”")
    topic = str(lexicon("questions")["topics"][question.aspect.value])
    about = f" ({question.about})" if question.about else ""
    words = f"{topic}{about}: {'; '.join(parts) or 'nobody commits to an answer'}."
    return Sayable(words=words, claims=_all_claims(question))


def _people(names: Sequence[str]) -> str:
    shown = sorted(set(names))
    rest = f" and {len(shown) - 2} more" if len(shown) > 2 else ""
    return (" and ".join(shown[:2]) if not rest else ", ".join(shown[:2])) + rest


def _claims_of(finding: Finding, answers: Sequence[str]) -> tuple[str, ...]:
    wanted = set(answers)
    return tuple(c for q in finding.questions for a in q.answers if a.id in wanted for c in a.claims)


def _timeline(material: Material) -> tuple[Moment, ...]:
    """Give dated claims and days of publication, in order."""
    moments = [
        Moment(
            start=r.published.start,
            end=r.published.end,
            precise=r.published.precise,
            words=f"{r.publisher or r.author or r.path} reports: {r.title or _short(r.text)}",
            kind="published",
            claims=(),
        )
        for r in material.reports
        if r.published and r.id in set(material.event.reports)
    ]
    seen: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in material.claims:
        if claim.time and claim.aspect in {Aspect.OCCURRENCE, Aspect.CONTROL, Aspect.DAMAGE, Aspect.COUNT}:
            seen.setdefault((claim.time.start, claim.time.end, claim.value), []).append(claim)
    for (start, end, value), claims in seen.items():
        who = _people([c.originator.name for c in claims])
        words, ids = f"{_capital(value)}, according to {who}", tuple(c.id for c in claims)
        moments.append(Moment(start=start, end=end, precise=start == end, words=words, kind="claimed", claims=ids))
    return tuple(sorted(moments, key=lambda m: (m.start, m.end, m.kind, m.words)))


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 140 else flat[:137].rsplit(" ", 1)[0] + " …"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
