"""Findings, in; dossiers out: what can be said and how to attribute it. Must never hold a figure without a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier, GradeThen, Moment, Sayable
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
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry, Tie, holding
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, DecisionKind, Take

NOTICE = (
    "Made on this machine without a network; nothing was sent anywhere. This page shows who says what, who copied whom "
    "and what a named standard allows one to say. It does not say what is true."
)
STATEMENTS = (
    "What they say names no act that could be told apart from others. It is listed below, speaker by speaker, and is "
    "to be quoted as that speaker's own words."
)
#: The paragraph of what can be said holds at most this many sentences; the matrix below it holds the rest.
SENTENCES_MAX = 7
#: One sentence holds at most this many answers and this many names.
ANSWERS_MAX, NAMED_MAX = 3, 4
#: Aspects whose claims stand in the timeline.
_DATED = frozenset({Aspect.OCCURRENCE, Aspect.CONTROL, Aspect.DAMAGE, Aspect.COUNT})
#: How one name, and several, say what they say.
_SAID = {
    Take.ASSERTS: ("says", "say"),
    Take.DENIES: ("denies", "deny"),
    Take.HEDGES: ("says, with reserve,", "say, with reserve,"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a dossier of one event is made of; reports, lineage and origins are those of the whole case.

    `rejected` gives the report of each claim that a decision rejects.
    """

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
    rejected: Mapping[str, str] = field(default_factory=dict)
    grades_then: tuple[GradeThen, ...] = ()


def compose(material: Material) -> Dossier:
    """Give the dossier of one event."""
    mine = set(material.event.reports)
    ids = mine | set(material.event.claims)
    finding = material.finding
    contested = [q for q in finding.questions if q.contested]
    origins = tuple(o for o in material.origins if mine & set(o.reports))
    beside = {r for o in origins for r in o.reports} - mine
    return Dossier(
        event=material.event,
        finding=finding,
        can_say=_can_say(material, contested),
        agreed=tuple(
            _agreed(q, a)
            for q in finding.questions
            if material.event.act_types and not q.contested
            for a in q.answers
            if _is_agreed(a)
        ),
        contested=tuple(Sayable(words=f"{_topic(q)}: {q.reason}", claims=_all_claims(q)) for q in contested),
        grades=material.grades,
        claims=material.claims,
        reports=tuple(r for r in material.reports if r.id in mine),
        not_read=tuple(r for r in material.reports if r.read != "yes"),
        origins=origins,
        lineage=tuple(e for e in material.lineage if e.a in ids and e.b in ids),
        coverage=material.coverage,
        watch=tuple(w for w in material.watch if w.event == material.event.id),
        timeline=_timeline(material),
        decisions=_decisions(material),
        camps=material.registry.camps,
        ties=_ties(material),
        elsewhere=tuple(r for r in material.reports if r.id in beside),
        run=material.run.id,
        version=material.run.version,
        notice=NOTICE,
        grades_then=material.grades_then,
    )


def _decisions(material: Material) -> tuple[Decision, ...]:
    """Give the decisions that touch this event, and those that take one of them back.

    A rejected claim stands in no event any more: it touches the events of its report.
    """
    mine = {material.event.id, *material.event.claims, *material.event.reports, *(g.id for g in material.grades)}
    mine |= {c for c, report in material.rejected.items() if report in set(material.event.reports)}
    names = {normal_name(h.agent.name) for c in material.claims for h in c.chain}
    kept: dict[int, Decision] = {}
    for made in material.decisions:
        told = {made.subject, *(one for _, value in made.fields for one in value.split(","))}
        undoes = made.kind is DecisionKind.UNDO and made.subject.isdigit() and int(made.subject) in kept
        named = made.kind in {DecisionKind.CAMP, DecisionKind.LETTER} and normal_name(made.subject) in names
        if told & mine or undoes or named:
            kept[made.number] = made
    return tuple(kept.values())


def _ties(material: Material) -> tuple[Tie, ...]:
    """Give what the registry held, at the time of the event, of those who speak and publish."""
    names = {normal_name(h.agent.name) for c in material.claims for h in c.chain}
    held = holding(material.registry, material.event.time)
    return tuple(t for t in held.ties if {normal_name(t.agent), normal_name(t.other)} & names)


def _topic(question: Question) -> str:
    topic = str(lexicon("questions")["topics"][question.aspect.value])
    return f"{topic} ({question.about})" if question.about else topic


def _clause(question: Question, answer: Answer) -> str:
    """State one answer as a clause that can follow "says that"."""
    form = str(lexicon("questions")["sentences"][question.aspect.value])
    return form.format(value=answer.words, about=question.about or "place or thing")


def _all_claims(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for a in question.answers for c in a.claims))


def _is_agreed(answer: Answer) -> bool:
    """Say whether two voices give an answer and nobody denies it."""
    return answer.tally.origins > 1 and all(p.take is not Take.DENIES for p in answer.positions)


def _agreed(question: Question, answer: Answer) -> Sayable:
    tally = answer.tally
    shown = f"{tally.shown_independent or 'none'} of them shown independent"
    voices = f"{_count(tally.origins, 'voice')} in {_count(tally.reports, 'report')}, {shown}"
    return Sayable(words=f"{_capital(_clause(question, answer))} ({voices}).", claims=answer.claims)


def _can_say(material: Material, contested: Sequence[Question]) -> tuple[Sayable, ...]:
    """Write the paragraph: how widely reported, what is contested by whom, ranges, admissions, then what is agreed."""
    out = [_lead(material.finding, material.event.reports)]
    if not material.event.act_types:
        out.append(Sayable(words=STATEMENTS, claims=()))
        return (*out, *(_sides(question) for question in contested))[:SENTENCES_MAX]
    out += [_sides(question) for question in contested]
    for group in material.finding.ranges:
        if len(group.answers) - len(group.superseded) > 1:
            words = f"All counts of {group.label}, taken together, give {group.range.words()}."
            out.append(
                Sayable(words=words, claims=_claims_of(material.finding, set(group.answers) - set(group.superseded)))
            )
    for history in material.finding.histories:
        ids = tuple(dict.fromkeys(c for stage in history.stages for c in stage.claims))
        out.append(Sayable(words=history.words, claims=ids))
    for claim in material.claims:
        if claim.against_interest:
            who = _capital(claim.originator.name)
            words = f"{who} says “{_short(claim.text)}”, against the interest of its own side."
            out.append(Sayable(words=words, claims=(claim.id,)))
    for question in material.finding.questions:
        if not question.contested and question.answers and question.aspect is not Aspect.CHARACTERISATION:
            out.append(_sides(question))
    unique = {s.words: s for s in out}
    return tuple(unique.values())[:SENTENCES_MAX]


def _lead(finding: Finding, reports: tuple[str, ...]) -> Sayable:
    """Write how many reports there are, how many voices stand behind them, and who came first."""
    tally, first = finding.tally, finding.first_reported_by
    words = f"{_count(tally.reports, 'report')} {'speaks' if tally.reports == 1 else 'speak'} of this. "
    words += f"Behind {'it' if tally.reports == 1 else 'them'} {'stands' if tally.origins == 1 else 'stand'} "
    words += f"{_count(tally.origins, 'voice')}, {tally.shown_independent or 'none'} shown to be independent."
    if first and tally.reports > 1:
        words += f" The first to report it, on {_day(first[1])}, was {first[0]}."
    return Sayable(words=words, claims=reports)


def _sides(question: Question) -> Sayable:
    """Write one question's answers with who gives them."""
    parts = []
    for answer in question.answers[:ANSWERS_MAX]:
        for take, (one, many) in _SAID.items():
            holders = [p.agent for p in answer.positions if p.take is take]
            if holders:
                names = {a.name for a in holders}
                said = one if len(names) == 1 and not holders[0].plural else many
                parts.append(f"{_people(sorted(names))} {said} that {_clause(question, answer)}")
    more = len(question.answers) - ANSWERS_MAX
    if more > 0:
        parts.append(f"{_count(more, 'further answer')} {'is' if more == 1 else 'are'} given")
    if not parts:
        words = f"{_topic(question)} is passed on, but nobody who passes it on vouches for it."
    elif question.contested:
        words = f"{_topic(question)} is contested: {'; '.join(parts)}."
    else:
        words = f"{_capital('; '.join(parts))}."
    return Sayable(words=words, claims=_all_claims(question))


def _people(names: Sequence[str]) -> str:
    """Name up to four; past that, three and the number of the others."""
    shown = sorted(set(names))
    if len(shown) == 1:
        return shown[0]
    last = shown[-1] if len(shown) <= NAMED_MAX else f"{len(shown) - NAMED_MAX + 1} others"
    return f"{', '.join(shown[:-1][: NAMED_MAX - 1])} and {last}"


def _claims_of(finding: Finding, answers: Collection[str]) -> tuple[str, ...]:
    wanted = set(answers)
    return tuple(c for q in finding.questions for a in q.answers if a.id in wanted for c in a.claims)


def _timeline(material: Material) -> tuple[Moment, ...]:
    """Give dated claims and days of publication, in order."""
    mine = set(material.event.reports)
    moments = [
        Moment(
            start=r.published.start,
            end=r.published.end,
            precise=r.published.precise,
            words=_published(r),
            kind="published",
            claims=(),
        )
        for r in material.reports
        if r.published and r.id in mine
    ]
    said = {c: _clause(q, a) for q in material.finding.questions for a in q.answers for c in a.claims}
    seen: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in material.claims:
        if claim.time and claim.id in said and claim.aspect in _DATED:
            seen.setdefault((claim.time.start, claim.time.end, said[claim.id]), []).append(claim)
    for (start, end, clause), claims in seen.items():
        who = _people([c.originator.name for c in claims])
        words, ids = f"{_capital(clause)}, according to {who}", tuple(c.id for c in claims)
        moments.append(Moment(start=start, end=end, precise=start == end, words=words, kind="claimed", claims=ids))
    return tuple(sorted(moments, key=lambda m: (m.start, m.end, m.kind, m.words)))


def _published(report: Report) -> str:
    """Say what was published; a file's name is no publisher."""
    what, who = report.title or _short(report.text), report.publisher or report.author
    return f"{who} publishes “{what}”" if who else f"“{what}” is published"


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
