"""What others reported of an event and one holder's reports do not hold: facts, not topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.cover.measures import Holder, Material, words_of
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.judgement import Answer, Question
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Stance

#: Aspects of which two answers are rival accounts of one fact, beside those that the questions call exclusive.
_ONE_ANSWER = frozenset({Aspect.COUNT, Aspect.TIME, Aspect.PLACE})
#: What was done to whom, and by whom, comes before the rest; what things are called and why comes last.
_HARM = frozenset({Aspect.COUNT, Aspect.VICTIM_IDENTITY, Aspect.VICTIM_STATUS, Aspect.PERPETRATOR, Aspect.OCCURRENCE})
_WORDS = frozenset({Aspect.CHARACTERISATION, Aspect.MOTIVE})
_ORDER = {
    a: n for n, a in enumerate(sorted(Aspect, key=lambda a: (a not in _HARM, a in _WORDS, list(Aspect).index(a))))
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: an answer that somebody gives to a question, or its denial.

    `near` are the reports that tell it, be it in more or fewer words, or give another answer where only one can be so.
    """

    question: Question
    words: str
    claims: tuple[Claim, ...]
    near: frozenset[str]


def facts(material: Material, questions: Sequence[Question], most: int) -> tuple[Fact, ...]:
    """Give the facts of an event, those that most outlets told first; at most `most`, the same for every holder."""
    claims = {c.id: c for found in material.claims.values() for c in found}
    found = list[tuple[Question, Answer, bool, str, tuple[Claim, ...]]]()
    for question in questions:
        for answer in question.answers:
            for denied in (False, True):
                said = _said(answer, denied, claims)
                if said:
                    words = f"{question.words} {'denied: ' if denied else ''}{answer.words}"
                    found.append((question, answer, denied, words, said))
    found.sort(key=lambda f: (-len(_outlets(material, f[4])), _ORDER[f[0].aspect], f[3]))
    return tuple(
        Fact(question, words, said, frozenset(c.report for c in _near(question, answer, denied, claims)))
        for question, answer, denied, words, said in found[:most]
    )


def _said(answer: Answer, denied: bool, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    return tuple(claims[i] for i in answer.claims if i in claims and _denies(claims[i]) is denied)


def _near(question: Question, told: Answer, denied: bool, claims: Mapping[str, Claim]) -> Iterator[Claim]:
    """Give the claims of who tells an answer, also in more or fewer words ("hospital" and "Sela hospital").

    Where only one answer can be so, those of who gives any.
    """
    one, mine = _one_answer(question.aspect), set(normal_name(told.value).split())
    for answer in question.answers:
        its = set(normal_name(answer.value).split())
        if one:
            yield from (claims[i] for i in answer.claims if i in claims)
        elif answer is told or (mine and its and (mine <= its or its <= mine)):
            yield from _said(answer, denied, claims)


def lacking(holder: Holder, told: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give the facts that others told and that were not read in the holder's reports.

    Who gives another answer where only one can be so, or another number, did not leave the question out: that is a
    dispute, and told as one.
    """
    return tuple(fact for fact in told if fact.near.isdisjoint(holder.reports))


def left_out(material: Material, holder: Holder, missing: Sequence[Fact]) -> Iterator[CoverageRow]:
    """Give each fact that the holder left out: how many outlets of the others told it, and their words."""
    everybody = {material.authors[r] for r in material.reports if r not in holder.reports}
    for fact in missing:
        count = len(_outlets(material, fact.claims))
        yield holder.row("left_out", fact.words, map(words_of, fact.claims), count, len(everybody))


def _denies(claim: Claim) -> bool:
    return claim.stance is Stance.DENY


def _one_answer(aspect: Aspect) -> bool:
    return aspect in _ONE_ANSWER or aspect.value in lexicon("questions")["exclusive"]


def _outlets(material: Material, claims: Sequence[Claim]) -> frozenset[str]:
    return frozenset(material.authors[c.report] for c in claims)
