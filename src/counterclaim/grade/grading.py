"""Grades: each published standard applied to one event, in each of its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from counterclaim.canonical import identifier
from counterclaim.grade import answers, event, extent, figure, party, positions
from counterclaim.grade.body import Body, body, side_of
from counterclaim.grade.changing import REMEMBERED, Values, would_change
from counterclaim.grade.evaluator import Fact, Facts, Reckoned, Table, explained, reckon
from counterclaim.grade.harm import harm_claims
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.standards import names, standard

#: The mode of a grade that every reading of its standard gives alike.
EVERY_MODE = "every"

#: Nobody is known to speak for another.
NOBODY: Mapping[str, str] = MappingProxyType({})

Subjects = Iterator[tuple[str, tuple[str, ...], Facts]]
Decisions = tuple[Decision, ...]


def grade(  # noqa: PLR0913 - one event with all that is known of it
    event: Event,
    finding: Finding,
    claims: Sequence[Claim],
    registry: Registry,
    decisions: Sequence[Decision] = (),
    reports: Sequence[Report] = (),
    spoken_for: Mapping[str, str] = NOBODY,
) -> tuple[Grade, ...]:
    """Give every grade of one event, sorted by standard, mode and subject.

    Takes the event, its finding, claims (those of other events are left out), the registry, the decisions that stand
    (one of the kind `near_action`, on the event or on a party's grade, is an input of rules, as is a corrected victim
    status; all others are laid over the grades later), the reports, whose dates order a party's words, and, by folded
    name, the body that a speaker speaks for in the words of a report. Silence is no input.
    """
    evidence = body(event, finding, claims, registry, reports, spoken_for)
    told = {a.id: f": {a.quoted}" for q in finding.questions for a in q.answers}
    out = []
    for name in names():
        table = standard(name)
        collect = _KEYS.get(str(table.get("key")))
        for subject, modes, facts in collect(evidence, table, tuple(decisions)) if collect else ():
            about, values = told.get(subject, ""), tuple(sorted((key, fact.value) for key, fact in facts.items()))
            out += [_grade((event.id, name, mode, subject), about, facts, values) for mode in modes]
    return tuple(sorted(out, key=lambda g: (g.standard, g.mode, g.subject)))


def _by_belligerent(evidence: Body, table: Table, decisions: Decisions) -> Subjects:
    """Give each party that claims hold responsible; an attack without claims of harm is one subject of its own.

    That nobody reports harm says nothing of what is no attack: a town that is handed over, a statement.
    """
    inputs = table["inputs"]
    if not harm_claims(evidence, inputs):
        if not {*evidence.event.act_types} & {*inputs["acts_asked_about"]}:
            return
        nobody = party.Party(name=party.UNKNOWN, named_by=(), against=())
        yield evidence.event.id, (EVERY_MODE,), party.facts(evidence, nobody, inputs, decisions)
        return
    for one in party.parties(evidence, inputs):
        yield one.name, tuple(table["modes"]), party.facts(evidence, one, inputs, decisions)


def _by_position(evidence: Body, table: Table, _: Decisions) -> Subjects:
    """Give each party that claims of harm name, read on its side of the list."""
    for one in positions.holders(evidence, table["inputs"]):
        yield one.name, (side_of(one.name),), positions.facts(evidence, one, table["inputs"])


def _by_event(evidence: Body, table: Table, decisions: Decisions) -> Subjects:
    """Give the event, where claims speak of harm of the kind the standard records."""
    if harm_claims(evidence, table["inputs"]):
        yield evidence.event.id, tuple(table["modes"]), event.facts(evidence, table["inputs"], decisions)


def _by_figure(evidence: Body, table: Table, _: Decisions) -> Subjects:
    """Give the event, where claims speak of harm to people."""
    if harm_claims(evidence, table["inputs"]):
        yield evidence.event.id, tuple(table["modes"]), figure.facts(evidence, table["inputs"])


def _by_extent(evidence: Body, table: Table, _: Decisions) -> Subjects:
    """Give the event, if it is a happening that a code can be given to."""
    if evidence.event.act_types:
        yield evidence.event.id, tuple(table["modes"]), extent.facts(evidence)


def _by_answer(evidence: Body, table: Table, _: Decisions) -> Subjects:
    """Give each answer worth a grade."""
    for row in answers.graded(evidence, table["inputs"]):
        yield row.answer.id, tuple(table["modes"]), answers.facts(evidence, row)


def _by_originator(evidence: Body, table: Table, _: Decisions) -> Subjects:
    """Give each name that a graded answer goes back to, once: the residents of two reports have one letter.

    Where a person gave an agent another letter than its namesakes have, it stands by its id.
    """
    told: dict[str, Facts] = {}
    for agent in answers.originators(evidence, answers.graded(evidence, table["inputs"])):
        facts = answers.letter_facts(evidence, agent)
        if told.get(agent.name) != facts:
            yield agent.id if agent.name in told else agent.name, tuple(table["modes"]), facts
        told.setdefault(agent.name, facts)


#: What a standard's `key` can be, and who collects the facts for it.
_KEYS: dict[str, Callable[[Body, Table, Decisions], Subjects]] = {
    "belligerent": _by_belligerent,
    "position": _by_position,
    "event": _by_event,
    "extent": _by_extent,
    "figure": _by_figure,
    "answer": _by_answer,
    "originator": _by_originator,
}


def _grade(key: tuple[str, str, str, str], about: str, facts: Facts, values: Values) -> Grade:
    """Write one grade; `about` are words that tell a reader which answer a subject id stands for."""
    event, name, mode, subject = key
    table = standard(name)
    reading = str(next(iter(table["modes"]))) if mode == EVERY_MODE else mode
    found, changes = _reckoned(name, reading, values)
    verdict = explained(found, table, reading, facts)
    return Grade(
        id=identifier("g", event, name, mode, subject),
        event=event,
        standard=name,
        mode=mode,
        subject=subject,
        value=verdict.value,
        label=f"{verdict.label}{about}",
        rule=verdict.rule,
        trace=verdict.trace,
        would_change=changes,
        needs_review=verdict.needs_review,
        flags=verdict.flags,
    )


@lru_cache(maxsize=REMEMBERED)
def _reckoned(name: str, mode: str, values: Values) -> tuple[Reckoned, tuple[str, ...]]:
    """Try a standard's rules, and what would change them, once for values that many events share."""
    found = reckon(standard(name), mode, {key: Fact(value=value) for key, value in values})
    return found, would_change(name, mode, values)
