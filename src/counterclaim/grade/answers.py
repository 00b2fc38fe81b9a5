"""The facts about one answer and about one source, for standards that grade information and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.exclusive import incompatible, none_of
from counterclaim.grade.body import (
    NO_LETTER,
    Body,
    ids,
    rivals,
    roots,
    voiced,
    voices,
)
from counterclaim.grade.evaluator import Fact
from counterclaim.grade.harm import Inputs
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.judgement import Answer, Origin, Question
from counterclaim.records.registry import Same
from counterclaim.records.withdrawn import superseded, taken_back
from counterclaim.records.words import Aspect, ClaimAct, Take

NOBODY, WORSE, UNRANKED, EQUAL = "nobody", "worse", "not comparable", "equal or better"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One answer with the question it answers and its standing claims."""

    question: Question
    answer: Answer
    claims: tuple[Claim, ...]


def graded(body: Body, inputs: Inputs) -> tuple[Graded, ...]:
    """Give the answers worth a grade: all of a contested question, the most told one of an important aspect."""
    return _graded(Same(body), Same(inputs))


@lru_cache(maxsize=64)
def _graded(of: Same[Body], read: Same[Inputs]) -> tuple[Graded, ...]:
    """Choose once for the standards that grade an answer and those that grade whom it goes back to.

    What its own source has since replaced is no longer told, and graded only where others tell it.
    """
    body, inputs = of.value, read.value
    gone, back = _gone(body), taken_back(body.claims)
    out: list[Graded] = []
    for question in sorted((q for q in body.finding.questions if not q.of_another_deed), key=lambda q: q.id):
        today = ((a, [c for c in a.claims if c not in gone]) for a in question.answers)
        rows = [
            Graded(question=question, answer=a, claims=body.asserted(told))
            for a, told in today
            if told or not back.isdisjoint(a.claims)
        ]
        if question.contested:
            out += rows
        elif question.aspect.value in inputs["aspects"] and rows:
            out.append(min(rows, key=lambda r: (-len(body.origins(r.claims)), -len(r.claims), r.answer.id)))
    return tuple(sorted(out, key=lambda r: (r.question.id, r.answer.id)))


def _gone(body: Body) -> frozenset[str]:
    """Give the claims that their own sources have since replaced or taken back."""
    old = {key for group in body.finding.ranges for key in group.superseded}
    told = {c for q in body.finding.questions for a in q.answers if a.id in old for c in a.claims}
    return superseded(body.finding.histories) | taken_back(body.claims) | told


def originators(body: Body, rows: Sequence[Graded]) -> tuple[Agent, ...]:
    """Give the agents that the graded answers go back to, sorted: a relay is never graded for what it passes on."""
    agents = {o.root for r in rows for o in body.origins(r.claims) if o.root is not None}
    return tuple(sorted(agents))


def facts(body: Body, row: Graded) -> dict[str, Fact]:
    """Give every fact that a table keyed by answer can name."""
    origins = body.origins(row.claims)
    against, accused = _against(body, row), _denied_by_accused(body, row)
    letters = sorted(body.letter(o.root) for o in origins)
    return {
        **voices(body, row.claims),
        "contradicted_by": Fact(
            value=_compared(body, origins, body.origins(against)),
            who=roots(body.origins(against)),
            claims=ids(against),
        ),
        "accused_denies": voiced(body, accused),
        "accepted": Fact(value="yes" if _accepted(body, row) else "no"),
        "best_letter": Fact(value=_best(letters)),
        "weakest_letter": Fact(value=_weakest(letters)),
    }


def letter_facts(body: Body, agent: Agent) -> dict[str, Fact]:
    """Give the one fact about a source: the letter a person gave it for this topic and time."""
    return {"letter": Fact(value=body.letter(agent), who=(agent.name,))}


def _against(body: Body, row: Graded) -> tuple[Claim, ...]:
    """Give the claims that contradict an answer: denials, and answers that cannot both be so.

    The accused party's own denial is its position, not a contradiction; an origin that gives both answers does not
    contradict itself.
    """
    found = {c.id for c in _denials(body, row) if not _accused(body, c, row)}
    others = [a for a in row.question.answers if a.id != row.answer.id and _clash(body, row, a)]
    found |= {c.id for a in others for c in body.asserted(a.claims) if not _none_by_accused(body, c, row)} - _gone(body)
    own = {o.id for o in body.origins(row.claims)}
    return tuple(c for c in body.of(found) if body.origin_of[c.id].id not in own)


def _denied_by_accused(body: Body, row: Graded) -> tuple[Claim, ...]:
    """Give the denials of an answer by the party that is accused, which contest nothing."""
    own = {o.id for o in body.origins(row.claims)}
    denied = [c for c in _denials(body, row) if _accused(body, c, row)]
    if row.question.aspect is Aspect.COUNT:
        others = {i for a in row.question.answers if _clash(body, row, a) for i in a.claims}
        denied += [c for c in body.asserted(others) if _none_by_accused(body, c, row)]
    return tuple(c for c in denied if body.origin_of[c.id].id not in own)


def _denials(body: Body, row: Graded) -> tuple[Claim, ...]:
    """Give the claims that deny an answer: by its own words, or by denying what it hangs on (another question's)."""
    beside = {c for p in row.answer.positions if p.take is Take.DENIES for c in p.claims} - set(row.answer.claims)
    return (*body.denied(row.answer.claims), *body.of(beside))


def _none_by_accused(body: Body, claim: Claim, row: Graded) -> bool:
    """Say whether the accused party says that nobody was killed: its position, as any denial of it is."""
    return claim.claim_act is ClaimAct.DENY_HARM and claim.aspect is Aspect.COUNT and _accused(body, claim, row)


def _clash(body: Body, row: Graded, other: Answer) -> bool:
    """Say whether another answer cannot be so if this one is.

    Numbers clash only inside one group and where they do not overlap; words for a party clash only when both name one.
    """
    one, aspect, table = row.answer, row.question.aspect, lexicon("questions")
    if aspect is Aspect.PERPETRATOR:
        return other.id not in one.together and rivals(one.value, other.value, body.registry)
    if one.range is not None and other.range is not None:
        low = max(_or(one.range.low, 0.0), _or(other.range.low, 0.0))
        high = min(_or(one.range.high, float("inf")), _or(other.range.high, float("inf")))
        return (one.group == other.group and low > high) or none_of(one, other) or none_of(other, one)
    return aspect.value in table["exclusive"] or incompatible(aspect, one.value, other.value)


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _accused(body: Body, claim: Claim, row: Graded) -> bool:
    """Say whether a denial comes from the party that some claim of the event names as having done it."""
    named = {row.answer.value} if row.question.aspect is Aspect.PERPETRATOR else set[str]()
    for question in body.finding.questions:
        if question.asks_who:
            named |= {a.value for a in question.answers if a.claims}
    return any(body.speaks(claim, name) for name in named)


def _accepted(body: Body, row: Graded) -> bool:
    """Say whether the party an answer names accepted responsibility."""
    if row.question.aspect is not Aspect.PERPETRATOR:
        return False
    return any(
        c.claim_act is ClaimAct.ACCEPT_RESPONSIBILITY and body.speaks(c, row.answer.value) for c in body.asserted()
    )


def _compared(body: Body, own: Sequence[Origin], against: Sequence[Origin]) -> str:
    """Compare the best letter on either side; without a letter on both sides nothing can be compared."""
    if not against:
        return NOBODY
    mine, theirs = (_best([body.letter(o.root) for o in side]) for side in (own, against))
    if NO_LETTER in {mine, theirs}:
        return UNRANKED
    return EQUAL if theirs <= mine else WORSE


def _best(letters: Sequence[str]) -> str:
    return min((x for x in letters if x != NO_LETTER), default=NO_LETTER)


def _weakest(letters: Sequence[str]) -> str:
    return max(letters, default=NO_LETTER)
