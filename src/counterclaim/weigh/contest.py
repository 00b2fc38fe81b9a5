"""Whether a question is contested, and by whom against whom: every rival answer is told, and none is called right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from counterclaim.english import counted, sentence, with_the
from counterclaim.records.claim import PART
from counterclaim.records.counting import counted_words
from counterclaim.records.judgement import Answer, Position
from counterclaim.records.words import NOT_NAMED, Aspect, Take, VictimClass
from counterclaim.settings import Settings
from counterclaim.weigh.clashing import can_mean, clash, names_no_doer
from counterclaim.weigh.clauses import assertion, denial, of_itself
from counterclaim.weigh.holders import sayers, subject, voice_of

#: So many rival answers are told in words; how many more there are is said, and the table holds them.
RIVALS_MAX = 5


def contest(aspect: Aspect, answers: Sequence[Answer], settings: Settings) -> tuple[bool, str]:
    """Say whether a question is contested, and by whom against whom; and what words that name no doer count for.

    1 somebody denies what somebody of another voice asserts, first the one who is accused; 2 two voices give answers
    that cannot both be so, told after who denies any; 3 numbers of one group lie farther apart than rounding explains.
    """
    denied = [(a, *_opposed(sayers(a), _denying(a))) for a in answers]
    opposed = [row for row in denied if row[1] and row[2]]
    opposed.sort(key=lambda row: not any(of_itself(aspect, row[0], p) for p in row[2]))
    told = {a.id: f"{denial(aspect, a, no)}; {_says_so(aspect, a, yes, no)}" for a, yes, no in opposed}
    held: dict[str, list[Position]] = {}
    for a, b in combinations(answers, 2):
        left, right = _opposed(sayers(a), sayers(b)) if clash(aspect, a, b, settings) else ([], [])
        for answer, side in ((a, left), (b, right)) if left and right else ():
            held.setdefault(answer.id, []).extend(p for p in side if p not in held[answer.id])
    rivals = [a for a in answers if a.id in held and a.id not in told]
    note = _no_doer(answers) if aspect is Aspect.PERPETRATOR else ""
    if not (told or rivals):
        return False, note
    # Who denies a deed that nobody lays to it by that name is told where it speaks of itself.
    refused = {
        a.id: denial(aspect, a, no)
        for a in answers
        if (no := _denying(a)) and not sayers(a) and (not told or any(of_itself(aspect, a, p) for p in no))
    }
    every = refused | told | {a.id: assertion(aspect, a, held[a.id]) for a in rivals}
    by_id = {a.id: a for a in answers}
    groups = [_told(n, some, every) for n, some in enumerate(in_sets(aspect, [by_id[i] for i in every]))]
    return True, " ".join(w for w in (*groups, note) if w)


def _says_so(aspect: Aspect, answer: Answer, yes: Sequence[Position], no: Sequence[Position]) -> str:
    """Say that some say what others deny; in their own words where they name another body of the same side."""
    named = [{answer.as_said((c,)).value for p in some for c in p.claims} for some in (yes, no)]
    if answer.in_own_words or named[0] <= named[1]:
        return subject(yes).does("says so", "say so")
    return assertion(aspect, answer, yes)


def _told(n: int, answers: Sequence[Answer], clauses: Mapping[str, str]) -> str:
    """Tell a set of rivals in a sentence, up to a bound, and how many more there are; a later set says of whom."""
    more = len(answers) - RIVALS_MAX
    rest = [f"{counted(more, 'more answer')} {'is' if more == 1 else 'are'} given"] if more > 0 else []
    of = f"of {counted_words(answers[0].group)}: " if n and answers[0].group else ""
    return sentence(of + "; ".join((*(clauses[a.id] for a in answers[:RIVALS_MAX]), *rest)))


def in_sets(aspect: Aspect, answers: Sequence[Answer]) -> list[list[Answer]]:
    """Put answers that can be rivals together: numbers of one group each, those of all who were harmed first.

    The children among the dead are no rival number of the dead. Other answers are one set.
    """
    sets: dict[str, list[Answer]] = {}
    for answer in answers:
        sets.setdefault(answer.group if aspect is Aspect.COUNT else "", []).append(answer)
    return [sets[group] for group in sorted(sets, key=_of_some)]


def _of_some(group: str) -> bool:
    """Say whether a group of numbers counts some of those harmed only: one class of them, or a part."""
    victims, unit = (*group.split("|"), "", "")[1:3]
    return victims not in {"", VictimClass.UNKNOWN} or PART in unit or unit == "percent"


def _no_doer(answers: Sequence[Answer]) -> str:
    """Say of words that name no body ("rebels") which named ones they can mean, and that they are no rival of these."""
    bodies = [b for b in answers if not names_no_doer(b.value)]
    found = []
    for answer in (a for a in answers if names_no_doer(a.value) and a.value != NOT_NAMED and sayers(a)):
        named = [with_the(b.value) for b in bodies if can_mean(answer.value, b.value)]
        if named:
            it, one = ("it", "that one") if len(named) == 1 else ("any", "one of them")
            own = f"it stands by itself, neither added to {one} nor held against {it}"
            found.append(f"the answer {answer.quoted} can mean {' or '.join(named)}: {own}")
    return sentence("; ".join(found)) if found else ""


def _denying(answer: Answer) -> list[Position]:
    return [p for p in answer.positions if p.take is Take.DENIES]


def _opposed(some: Sequence[Position], others: Sequence[Position]) -> tuple[list[Position], list[Position]]:
    """Give those of two sides that another voice stands against; two sides of just the same voices oppose nobody.

    Whoever is on both sides is named only where a voice of its own side is not enough: nobody contests herself.
    """
    left, right = {voice_of(p) for p in some}, {voice_of(p) for p in others}
    if left == right:
        return [], []
    return (
        [p for p in some if right - {voice_of(p)} and (voice_of(p) not in right or left <= right)],
        [p for p in others if left - {voice_of(p)} and (voice_of(p) not in left or right <= left)],
    )
