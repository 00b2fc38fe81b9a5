"""What a denial denies besides the answer it names: who denies that a place changed hands denies that it was taken.

So does who says that nobody was killed deny the killing, and who says that no civilian was, that civilians were harmed.
The stand is put beside those who give such an answer, on the denial's own claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.exclusive import of_death
from counterclaim.lexicons import act_families, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Answer, Position, Question
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.words import Aspect, Measure, Take, VictimClass
from counterclaim.settings import Settings
from counterclaim.weigh.clashing import LAST
from counterclaim.weigh.contest import contest
from counterclaim.weigh.holders import sayers, voice_of
from counterclaim.weigh.sides import Sides

_TERRITORY, _KILLING = "territory", "killing"
#: The questions on one change of control: that it happened, to whom, and how.
_CHANGE = frozenset({Aspect.OCCURRENCE, Aspect.CONTROL, Aspect.MANNER})


def with_denials(
    questions: Sequence[Question],
    claims: Sequence[Claim],
    registry: Registry,
    spoken: Mapping[str, str],
    settings: Settings,
) -> list[Question]:
    """Give an event's questions with the stand of each denial on every answer that it denies, and contested by it.

    Takes the questions, the claims they stand on, what tells sides (the registry, for whom somebody speaks), settings.
    """
    event = _Event({c.id: c for c in claims}, Sides(registry, {}, spoken))
    rows = [(q, a) for q in questions if not q.of_another_deed for a in q.answers]
    taken = {voice_of(p) for q, a in rows if event.of_change(q, a) for p in sayers(a)}
    change = [(q, a, p) for q, a in rows if event.of_change(q, a) for p in _denying(a) if voice_of(p) not in taken]
    none = [(a, p) for q, a in rows if q.aspect is Aspect.COUNT and _nobody(a) for p in sayers(a)]
    if not change and not none:
        return list(questions)
    out = []
    for question in questions:
        answers = tuple(_with(a, [*_of_change(event, question, a, change), *_of_nobody(event, question, a, none)])
                        for a in question.answers)  # fmt: skip
        out.append(_asked_again(question, answers, settings) if answers != question.answers else question)
    return out


@dataclass(frozen=True, slots=True)
class _Event:
    """The claims of an event by id, and what tells which names are one side."""

    claims: Mapping[str, Claim]
    sides: Sides

    def of_change(self, question: Question, answer: Answer) -> bool:
        """Say whether an answer is on a change of control."""
        deaths = question.aspect is Aspect.MANNER and of_death(answer.value)
        return question.aspect in _CHANGE and not deaths and _TERRITORY in self._families(answer)

    def of_killing(self, question: Question, answer: Answer) -> bool:
        """Say whether an answer says that somebody was killed."""
        return question.aspect is Aspect.OCCURRENCE and _KILLING in self._families(answer)

    def takers(self, ids: Sequence[str]) -> set[str]:
        """Give the sides of those who took a place by the words of claims; an empty one where they name nobody."""
        told = [self.claims[c] for c in ids if c in self.claims]
        names = [c.value if c.aspect is Aspect.CONTROL else c.actor or "" for c in told]
        return {n and (self.sides.of(n) or normal_name(n)) for n in names}

    def _families(self, answer: Answer) -> set[str]:
        acts = {self.claims[c].act_type or "" for c in answer.claims if c in self.claims}
        return {act_families().get(act, "") for act in acts}


def _of_change(
    event: _Event, question: Question, answer: Answer, denials: Sequence[tuple[Question, Answer, Position]]
) -> Iterator[Position]:
    """Give the denials of a change of control that deny one answer on it besides the one that they name."""
    if question.of_another_deed or not event.of_change(question, answer):
        return
    held = event.takers([c for p in sayers(answer) for c in p.claims])
    for _, other, position in denials:
        denied = event.takers(position.claims)
        # Who denies that one side took a place does not deny that another did.
        if other.id != answer.id and held and ("" in held | denied or held & denied):
            yield position


def _of_nobody(
    event: _Event, question: Question, answer: Answer, none: Sequence[tuple[Answer, Position]]
) -> Iterator[Position]:
    """Give who says that nobody was killed whom an answer says to have been: of the killing, and of civilians."""
    civil = question.aspect is Aspect.VICTIM_STATUS and _civilians(answer.value)
    killing = not question.of_another_deed and event.of_killing(question, answer)
    mine = {voice_of(p) for p in sayers(answer)}
    for count, position in none:
        whom = count.group.split("|")[1]
        denies = (civil and whom == VictimClass.CIVILIAN) or (killing and whom in {"", VictimClass.UNKNOWN})
        if denies and mine - {voice_of(position)} and voice_of(position) not in mine:
            yield position


def _nobody(answer: Answer) -> bool:
    """Say whether a number says that none were killed in all of the event."""
    whole = answer.group.startswith(f"{Measure.KILLED}|") and answer.group.count("|") <= LAST
    return whole and answer.range is not None and answer.range.high == 0


def _civilians(value: str) -> bool:
    words = {form for w in value.lower().split() for form in (w, w.removesuffix("s"))}
    return not words.isdisjoint(lexicon("victims")[VictimClass.CIVILIAN])


def _denying(answer: Answer) -> list[Position]:
    return [p for p in answer.positions if p.take is Take.DENIES]


def _with(answer: Answer, denials: Sequence[Position]) -> Answer:
    """Give an answer with the stands of those who deny it by another; who denies it itself has its own already."""
    own = {p.agent for p in _denying(answer)}
    added: dict[str, Position] = {}
    for position in denials:
        if position.agent not in own:
            before = added[position.agent.id].claims if position.agent.id in added else ()
            claims = tuple(dict.fromkeys((*before, *position.claims)))
            added[position.agent.id] = replace(position, take=Take.DENIES, claims=claims, against_interest=False)
    if not added:
        return answer
    passed_on = {p.agent for p in added.values()}
    kept = [p for p in answer.positions if p.take is not Take.RELAYS or p.agent not in passed_on]
    return replace(answer, positions=tuple(sorted((*kept, *added.values()), key=lambda p: (p.agent.name, p.agent.id))))


def _asked_again(question: Question, answers: tuple[Answer, ...], settings: Settings) -> Question:
    contested, reason = contest(question.aspect, answers, settings)
    speaking = {p.agent for a in answers for p in a.positions}
    silent = tuple(a for a in question.silent if a not in speaking)
    return replace(question, answers=answers, silent=silent, contested=contested, reason=reason)
