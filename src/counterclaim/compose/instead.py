"""What those who deny a happening say was there instead: the rival account, beside the charge that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.records.judgement import Answer, Position, Question
from counterclaim.records.words import Aspect, Take
from counterclaim.weigh import assertion, is_act, sayers, voice_of

#: Questions whose denial denies the happening, or having made it.
_DENIED = (Aspect.OCCURRENCE, Aspect.PERPETRATOR)


def instead(questions: Sequence[Question]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each happening that one who denies another says took place, as a clause with the claims it stands on.

    Takes an event's questions. It is told by all who say it, the answer of most voices first. What one who makes the
    charge also says took place is common ground and no rival account.
    """
    asked = [(q, a) for q in questions if q.aspect in _DENIED for a in q.answers]
    denying = {voice_of(p) for q, a in asked for p in a.positions if _denies(q, a, p)}
    charged = {a.id for _, a in asked if any(p.take is Take.DENIES for p in a.positions)}
    charging = {voice_of(p) for _, a in asked if a.id in charged for p in sayers(a)}
    found = [(q, a) for q, a in asked if q.aspect is Aspect.OCCURRENCE and is_act(a.value) and a.id not in charged]
    for question, answer in sorted(found, key=lambda row: (-row[1].tally.origins, row[1].id)):
        held = sayers(answer)
        voices = {voice_of(p) for p in held}
        if voices & denying and not voices & charging:
            who = [p for p in held if voice_of(p) in denying] + [p for p in held if voice_of(p) not in denying]
            words = assertion(question.aspect, answer, who)
            yield words, tuple(dict.fromkeys(c for p in who for c in p.claims))


def _denies(question: Question, answer: Answer, position: Position) -> bool:
    act = question.aspect is Aspect.PERPETRATOR or is_act(answer.value)
    return act and position.take is Take.DENIES
