"""The order in which denials are told: of the happening by who is accused of it, of it by others, of other things."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.offices import can_be_one, office_of
from counterclaim.records.judgement import Answer, Position, Question
from counterclaim.records.words import Aspect, Take
from counterclaim.weigh import denials, is_act, is_none, of_itself, sayers

#: The questions on what happened and who did it, in the order in which denials of them are told.
_HAPPENING = (Aspect.OCCURRENCE, Aspect.PERPETRATOR, Aspect.ACT_TYPE, Aspect.CONTROL)


def denied(questions: Sequence[Question]) -> list[tuple[str, tuple[str, ...]]]:
    """Give each denial of an event as a clause with the claims it stands on, in the order a reader needs them."""
    accused = [a for q in questions if q.asks_who for a in q.answers if sayers(a)]
    rows = [(_rank(q, claims, accused), words, claims) for q in questions for words, claims in denials(q)]
    return [(words, claims) for _, words, claims in sorted(rows, key=lambda row: row[0])]


def _rank(question: Question, claims: Sequence[str], accused: Sequence[Answer]) -> tuple[bool, bool, int]:
    """Order a denial: of the happening before anything beside it, by its accused before others, by what is asked."""
    order = _HAPPENING.index(question.aspect) if question.aspect in _HAPPENING else len(_HAPPENING)
    if none := [a for a in question.answers if is_none(a) and not set(claims).isdisjoint(a.claims)]:
        # "No civilian was killed" denies the killing: it stands with the denials of what happened.
        return False, not any(_is(p, a) for one in none for p in sayers(one) for a in accused), 0
    every = [(a, p) for a in question.answers for p in a.positions]
    held = [(a, p) for a, p in every if p.take is Take.DENIES and not set(claims).isdisjoint(p.claims)]
    if question.aspect is Aspect.OCCURRENCE:
        act = any(is_act(a.value) for a, _ in held)
        return not act, not (act and any(_is(p, a) for _, p in held for a in accused)), order
    own = any(of_itself(question.aspect, a, p) for a, p in held)
    return order == len(_HAPPENING), not own, order


def _is(position: Position, accused: Answer) -> bool:
    """Say whether who holds a position is, or is a body of, whom an answer to "who did it" names."""
    if of_itself(Aspect.PERPETRATOR, accused, position):
        return True
    own, other = office_of(position.speaks_for or position.agent.name), office_of(accused.value)
    return own is not None and other is not None and can_be_one(own, other)
