"""Grades: each published standard applied to one event, in each of its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from counterclaim.canonical import identifier
from counterclaim.grade import answers, party
from counterclaim.grade.body import Body, body
from counterclaim.grade.evaluator import Facts, Table, Verdict, evaluate
from counterclaim.grade.harm import harm_claims
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade
from counterclaim.records.registry import Registry
from counterclaim.standards import names, standard

#: The mode of a grade that every reading of its standard gives alike.
EVERY_MODE = "every"

Subjects = Iterator[tuple[str, tuple[str, ...], Facts]]


def grade(
    event: Event, finding: Finding, claims: Sequence[Claim], registry: Registry, decisions: Sequence[Decision] = ()
) -> tuple[Grade, ...]:
    """Give every grade of one event, sorted by standard, mode and subject.

    Takes the event, its finding, claims (those of other events are left out), the registry, and decisions: one of the
    kind `near_action`, on the event or on a party's grade, is an input of rules; all others are laid over the
    grades later. Silence is no input.
    """
    evidence = body(event, finding, claims, registry)
    told = {a.id: f": “{a.words}”" for q in finding.questions for a in q.answers}
    out = []
    for name in names():
        table = standard(name)
        if table.get("key") in _KEYS:
            for subject, modes, facts in _KEYS[table["key"]](evidence, table, decisions):
                about = told.get(subject, "")
                out += [_grade((event.id, name, mode, subject), about, evaluate(table, _reading(table, mode), facts))
                        for mode in modes]  # fmt: skip
    return tuple(sorted(out, key=lambda g: (g.standard, g.mode, g.subject)))


def _by_belligerent(evidence: Body, table: Table, decisions: Sequence[Decision]) -> Subjects:
    """Give each party that claims hold responsible; an event without claims of harm is one subject of its own."""
    modes = tuple(table["modes"])
    inputs = table["inputs"]
    if not harm_claims(evidence, inputs):
        nobody = party.Party(name=party.UNKNOWN, named_by=(), against=())
        yield evidence.event.id, (EVERY_MODE,), party.facts(evidence, nobody, inputs, decisions)
        return
    for one in party.parties(evidence, inputs):
        about = {evidence.event.id, *_grade_ids(evidence.event.id, one.name)}
        yield one.name, modes, party.facts(evidence, one, inputs, [d for d in decisions if d.subject in about])


def _grade_ids(event: str, subject: str) -> Iterator[str]:
    """Give the ids of every grade of one party, so that a decision on one of them is a decision on the party."""
    for name in names():
        for mode in standard(name).get("modes", ()):
            yield identifier("g", event, name, mode, subject)


def _by_answer(evidence: Body, table: Table, _: Sequence[Decision]) -> Subjects:
    """Give each answer worth a grade."""
    for row in answers.graded(evidence, table["inputs"]):
        yield row.answer.id, tuple(table["modes"]), answers.facts(evidence, row)


def _by_originator(evidence: Body, table: Table, _: Sequence[Decision]) -> Subjects:
    """Give each agent that a graded answer goes back to."""
    for agent in answers.originators(evidence, answers.graded(evidence, table["inputs"])):
        yield agent.name, tuple(table["modes"]), answers.letter_facts(evidence, agent)


#: What a standard's `key` can be, and who collects the facts for it.
_KEYS: dict[str, Callable[[Body, Table, Sequence[Decision]], Subjects]] = {
    "belligerent": _by_belligerent,
    "answer": _by_answer,
    "originator": _by_originator,
}


def _reading(table: Table, mode: str) -> str:
    return str(next(iter(table["modes"]))) if mode == EVERY_MODE else mode


def _grade(key: tuple[str, str, str, str], about: str, verdict: Verdict) -> Grade:
    """Write one grade; `about` are words that tell a reader which answer a subject id stands for."""
    event, name, mode, subject = key
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
        would_change=verdict.would_change,
        needs_review=verdict.needs_review,
        flags=verdict.flags,
    )
