"""Answers as clauses, and who takes which stand on them, in sentences that agree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.english import Who, is_plural, with_a, with_inner_the, with_the
from counterclaim.exclusive import of_death
from counterclaim.lexicons import lexicon
from counterclaim.records.counting import counted_words, share_words
from counterclaim.records.extent import UNKNOWN, spread
from counterclaim.records.judgement import Answer, Finding, Position, Question, RangeGroup
from counterclaim.records.naming import normal_name
from counterclaim.records.words import NOT_NAMED, Aspect, Measure, Take, VictimClass
from counterclaim.weigh.happenings import is_act
from counterclaim.weigh.holders import sayers, subject, voice_of

#: What a question on the manner of deaths is about; its words stand under this name in the lexicon of questions.
DEATHS = "deaths"
#: A value that names the speaker itself.
_SELF = frozenset({"itself", "himself", "herself", "themselves", "themself", "it", "they"})
#: The verb before a clause, and before a deed that the speaker has of itself.
_THAT = {
    Take.ASSERTS: ("says that", "say that"),
    Take.DENIES: ("denies that", "deny that"),
    Take.HEDGES: ("says, with reserve, that", "say, with reserve, that"),
}
_OF_ITSELF = {
    Take.ASSERTS: ("says that it was its own doing", "say that it was their own doing"),
    Take.DENIES: ("denies having done it", "deny having done it"),
    Take.HEDGES: ("says, with reserve, that it was its own doing", "say, with reserve, that it was their own doing"),
}


#: Who could not confirm it, or did not say whether it is so.
_UNVERIFIED = ("leaves open whether", "leave open whether")
#: Numbers of fighters killed begin so: who says that no civilian was does not deny them.
_ARMED_DEAD = f"{Measure.KILLED}|{VictimClass.COMBATANT}|"
_LEFT_OPEN = ("leaves open who did it", "leave open who did it")
_TAKEN_BACK = ("takes back that", "take back that")
#: What somebody said that takes it back.
_HAD_SAID = ("had said that", "had said that")
_OF_ITSELF_TAKEN_BACK = ("takes back that it was its own doing", "take back that it was their own doing")


def topic(question: Question) -> str:
    """Give what a question is about, for the head of a sentence."""
    deaths = any(_of_deaths(question.aspect, a) for a in question.answers)
    words = str(lexicon("questions")["topics"][DEATHS if deaths else question.aspect.value])
    return f"{words} ({question.about})" if question.about else words


def clause(aspect: Aspect, answer: Answer, about: str = "") -> str:
    """State an answer to a question on one aspect, of one thing, as a clause that can follow "says that".

    `about` is empty where the sentence has named the thing before.
    """
    if aspect is Aspect.OCCURRENCE and not is_act(answer.value) and _whole(answer.value):
        return answer.value
    form = str(lexicon("questions")["sentences"][DEATHS if _of_deaths(aspect, answer) else aspect.value])
    return form.format(
        # Only an act is in words of ours; what something is called, or why it was done, is quoted as it is.
        value=with_inner_the(answer.value) if aspect is Aspect.OCCURRENCE else answer.value,
        a_value=with_a(answer.value),
        the_value=with_the(answer.value),
        were="were" if is_plural(answer.value) else "was",
        number=number(answer) if answer.range is not None else answer.value,
        of_it=f" ({about})" if about else "",
    )


def _whole(words: str) -> bool:
    """Say whether words of a report can follow "that": a verb comes behind a subject, and no relative word before."""
    table, told = lexicon("questions"), words.casefold().split()
    verb = next((n for n, word in enumerate(told) if word in table["finite"]), 0)
    return verb > 0 and set(table["relative"]).isdisjoint(told[:verb])


def _of_deaths(aspect: Aspect, answer: Answer) -> bool:
    return aspect is Aspect.MANNER and of_death(answer.value)


def number(answer: Answer) -> str:
    """State a number with what was done to whom: "3 people were killed", "1 house was destroyed"."""
    if answer.range is None or not answer.group:
        return f"the number is {answer.words}"
    one = answer.range.low == answer.range.high == 1
    whom = counted_words(answer.group, one)
    measure = answer.group.split("|")[0]
    if share := share_words(answer.group, answer.range.words()):
        return share
    if measure in {"number", "other"} or whom.count(measure) != 1 or "|people" not in answer.group:
        return f"the number is {answer.words}"
    if answer.range.low is None and answer.range.high is None:
        return f"it is not known how many {whom.replace(measure, f'were {measure}')}"
    many = "no" if answer.range.low == answer.range.high == 0 else answer.range.words()
    done = f"{'was' if one else 'were'} {measure}"
    return f"{many} {whom.replace(measure, done)}"


def range_words(finding: Finding, group: RangeGroup) -> str:
    """Give the range of a group in words; of figures that exclude each other, which have none, the two ends."""
    held = set(group.current or group.answers)
    told = [a.range for q in finding.questions for a in q.answers if a.id in held and a.range is not None]
    words = group.range.words()
    return spread(told) if words == UNKNOWN else words


def stands(question: Question, answer: Answer) -> list[str]:
    """Say who asserts, denies and hedges an answer, one clause for each stand that somebody takes."""
    found = []
    gone = {p.agent for p in answer.positions if p.taken_back}
    for take, does in _THAT.items():
        standing = [p for p in answer.positions if p.take is take]
        for back in (False, True):
            holders = [p for p in standing if p.taken_back is back and not p.unverified]
            own = [p for p in holders if of_itself(question.aspect, answer, p)]
            others = [p for p in holders if p not in own]
            if own:
                found.append(_itself(answer, own).does(*(_OF_ITSELF_TAKEN_BACK if back else _OF_ITSELF[take])))
            if take is Take.DENIES:
                found += [denial(question.aspect, answer, some, question.about) for some in _by_wording(answer, others)]
            elif back and others:
                found += _says(question.aspect, answer, others, _TAKEN_BACK, question.about)
            else:
                for some, verb in (
                    ([p for p in others if p.agent not in gone], does),
                    ([p for p in others if p.agent in gone], _HAD_SAID),
                ):
                    found += _says(question.aspect, answer, some, verb, question.about) if some else []
        if left := [p for p in standing if p.unverified]:
            found += _says(question.aspect, answer, left, _UNVERIFIED, question.about)
    return found


def assertions(question: Question, answer: Answer) -> str:
    """Say who says an answer today; takes one that somebody says and has not taken back."""
    held = sayers(answer)
    take = held[0].take
    own = [p for p in held if of_itself(question.aspect, answer, p)]
    others = [p for p in held if p not in own]
    parts = [_itself(answer, own).does(*_OF_ITSELF[take])] if own else []
    return "; ".join((*parts, *(_says(question.aspect, answer, others, _THAT[take], question.about) if others else ())))


def assertion(aspect: Aspect, answer: Answer, holders: Sequence[Position]) -> str:
    """Say that these holders give an answer; takes at least one."""
    return "; ".join(_says(aspect, answer, holders, ("says that", "say that")))


def _says(
    aspect: Aspect, answer: Answer, holders: Sequence[Position], does: tuple[str, str], about: str = ""
) -> list[str]:
    """Say what holders say of an answer; a doer is named as each of them names it, not as a side is called by us."""
    if aspect is Aspect.PERPETRATOR and answer.value == NOT_NAMED:
        return [subject(holders).does(*_LEFT_OPEN)]
    several = not answer.in_own_words
    groups = _by_wording(answer, holders) if several else [list(holders)]
    return [
        f"{subject(some).does(*does)} {clause(aspect, answer.as_said(_claims(some)) if several else answer, about)}"
        for some in groups
    ]


def denial(aspect: Aspect, answer: Answer, holders: Sequence[Position], about: str = "") -> str:
    """Say that these holders deny an answer, each in the words that it denies it in; whoever denies it of itself, so.

    Takes at least one.
    """
    own = [p for p in holders if of_itself(aspect, answer, p)]
    others = [p for p in holders if p not in own]
    parts = [_itself(answer, own).does(*_OF_ITSELF[Take.DENIES])] if own else []
    return "; ".join(
        (
            *parts,
            *(_denies(aspect, answer.as_said(_claims(some)), some, about) for some in _by_wording(answer, others)),
        )
    )


def _denies(aspect: Aspect, answer: Answer, holders: Sequence[Position], about: str) -> str:
    """Say that holders deny an answer in its own words; "this" is the happening, and never what else they deny."""
    value = answer.value
    if aspect is Aspect.OCCURRENCE and not (is_act(value) or _whole(value)):
        return f"{subject(holders).does('denies', 'deny')} “{value}”"
    return f"{subject(holders).does(*_THAT[Take.DENIES])} {clause(aspect, answer, about)}"


def denials(question: Question) -> list[tuple[str, tuple[str, ...]]]:
    """Give each denial to a question as a clause, with the claims it stands on; who denies its own word corrects it."""
    found = []
    for answer in question.answers:
        gave = {voice_of(p) for p in answer.positions if p.take is Take.ASSERTS}
        if _denies_others(question, answer):
            held = sayers(answer)
            found.append((assertion(question.aspect, answer, held), _claims(held)))
        holders = [p for p in answer.positions if p.take is Take.DENIES and gave != {voice_of(p)}]
        own = [p for p in holders if of_itself(question.aspect, answer, p)]
        others = [p for p in holders if p not in own]
        for said in (*([own] if own else []), *_by_wording(answer, others)):
            found.append((denial(question.aspect, answer, said, question.about), _claims(said)))
    return found


def _denies_others(question: Question, answer: Answer) -> bool:
    """Say whether a number says that none were harmed where another voice counts some: it denies that they were."""
    if question.aspect is not Aspect.COUNT or not is_none(answer):
        return False
    others = [a for a in question.answers if not is_none(a) and not a.group.startswith(_ARMED_DEAD)]
    mine = {voice_of(p) for p in sayers(answer)}
    return bool(mine) and any({voice_of(p) for p in sayers(a)} - mine for a in others)


def is_none(answer: Answer) -> bool:
    """Say whether an answer to "how many?" is that there were none."""
    return answer.range is not None and answer.range.high == 0


def _by_wording(answer: Answer, holders: Sequence[Position]) -> list[list[Position]]:
    """Put holders who gave an answer in the same words together, in the order in which they come."""
    groups: dict[str, list[Position]] = {}
    for position in holders:
        groups.setdefault(answer.as_said(position.claims).value, []).append(position)
    return list(groups.values())


def _claims(positions: Sequence[Position]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for p in positions for c in p.claims))


def _itself(answer: Answer, holders: Sequence[Position]) -> Who:
    """Give who says of itself that it did or did not do it: of one voice's names, the one by which others accuse it."""
    others = [p for p in answer.positions if p.take in {Take.ASSERTS, Take.HEDGES} and p not in holders]
    accused = {normal_name(answer.as_said(p.claims).value) for p in others} or {normal_name(answer.value)}
    return subject(holders, {normal_name(p.speaks_for or p.agent.name) for p in holders if accused & _names(p)})


def of_itself(aspect: Aspect, answer: Answer, position: Position) -> bool:
    """Say whether an answer to "who did it" names the one who gives it, in full or by its noun ("the army").

    Whoever speaks for a body denies it for that one; "the Karven ministry" is the Karven ministry of defence.
    """
    named = {normal_name(answer.as_said((claim,)).value) for claim in position.claims}
    return aspect is Aspect.PERPETRATOR and bool(named) and named <= _names(position) | _SELF


def _names(position: Position) -> set[str]:
    """Give the names of who holds a position and of whom it speaks for: in full, by the noun, by the first part."""
    names = [normal_name(name) for name in (position.agent.name, position.speaks_for) if name]
    return {*names, *(n.rsplit(" ", 1)[-1] for n in names), *(re.split(r" (?:of|for) ", n)[0] for n in names)}
