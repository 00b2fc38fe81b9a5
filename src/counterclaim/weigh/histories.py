"""What one source said over time: revisions, retractions, and answers of one source that cannot both be so.

A later number of one source takes the place of its earlier one; both stay shown. Source: standards §12.3.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from counterclaim.english import day_words, days_words, sentence
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.extent import NumberRange, TimeRange
from counterclaim.records.judgement import Answer, History, Origin, Question, Stage
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.withdrawn import RETRACTS, REVISES, still_given, superseded
from counterclaim.records.words import Aspect, Stance, Take
from counterclaim.weigh.positions import stand

#: The days a report was published on, and its minute in UTC or nothing.
Published = tuple[TimeRange | None, str]
Clash = Callable[[Aspect, Answer, Answer], bool]
#: Whoever says something: the agent it is called by, and the key of the speaker (`speakers_of`).
_Speaker = tuple[Agent, str]
_Known = tuple[Mapping[str, Answer], Clash, frozenset[str]]
CONTRADICTS = "contradicts itself"
#: How the sentence of a history begins, for one and for several, and what stands after an answer that is not said.
_DOES = {
    REVISES: ("gives one number after another", "give one number after another"),
    RETRACTS: ("takes back what was said before", "take back what was said before"),
    CONTRADICTS: ("gives answers that contradict each other", "give answers that contradict each other"),
}
_NOT_SAID = {Take.DENIES: ", denied", Take.HEDGES: ", taken back"}
#: The end of the sentence of a history.
_ENDS = {
    REVISES: "The last that was not taken back stands; the others are kept here and no longer counted.",
    RETRACTS: "What it took back is kept here and no longer counted.",
    CONTRADICTS: "Nothing shows that one replaced the other, so both stand.",
}


def histories(
    questions: Iterable[Question],
    claims: Mapping[str, Claim],
    published: Mapping[str, Published],
    clash: Clash,
    known: tuple[Mapping[str, str], Mapping[str, str], Collection[str]],
) -> tuple[History, ...]:
    """Give the history of each source that gave more than one stand on one matter.

    Takes questions, the claims by id, the days and minute of each report, what says whether two answers can both
    be so, and, `known`, the camp of each agent by folded name, the speaker of each claim (`speakers_of`), and the
    numbers that their own report tells as earlier ones (`replaced.told_as_earlier`). A camp
    whose members contradict one another has a history too; numbers are those of a speaker, under whatever name, and
    never those of others in its voice: what is counted once need not be said by one. An agent that is another one in
    each report (an unnamed resident) has no history. Questions of control have none: who holds a place changes.
    """
    out = []
    camps, speaker_of, earlier = known
    for question in questions:
        for members in _matters(question):
            by_agent: dict[_Speaker, list[Stage]] = defaultdict(list)
            days_of = {r: days for r, (days, _) in published.items()}
            one = _one_name(members, claims, speaker_of) if question.aspect is Aspect.COUNT else {}
            whose = {c: (one.get(key, claims[c].originator), key) for c, key in speaker_of.items() if c in claims}
            for answer in members:
                for speaker, stage in _stages(answer, claims, days_of, whose):
                    by_agent[speaker].append(stage)
            by_id = {a.id: a for a in members}
            mine = []
            for (agent, _), stages in sorted(by_agent.items()):
                stages.sort(key=lambda s: _order(s, _minute(s, claims, published)))
                minutes = {s: _minute(s, claims, published) for s in stages}
                kind = _revised(stages, by_id, minutes, earlier) if question.aspect is Aspect.COUNT else ""
                kind = kind or _kind(question.aspect, stages, by_id, clash)
                if kind:
                    mine.append(_history(question, agent, kind, stages))
            out += mine
            if question.aspect is not Aspect.CONTROL:
                out += _of_camps(question, by_agent, camps, (by_id, clash, superseded(mine)))
    return tuple(out)


def speakers_of(claims: Iterable[Claim], origins: Iterable[Origin]) -> dict[str, str]:
    """Give a key for the speaker of each claim: one for all names of one, another in each origin."""
    voice_of = {c: o.id for o in origins for c in o.members}
    first = {(o.id, name): names[0] for o in origins for names in o.speakers for name in names}
    found = {}
    for claim in claims:
        voice, name = voice_of.get(claim.id, ""), claim.originator.id
        found[claim.id] = f"{voice} {first.get((voice, name), name)}"
    return found


def _matters(question: Question) -> list[list[Answer]]:
    """Give the answers that speak of one thing: numbers by what they count, other answers all together."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in question.answers:
        groups[answer.group].append(answer)
    return list(groups.values())


def _stages(
    answer: Answer,
    claims: Mapping[str, Claim],
    published: Mapping[str, TimeRange | None],
    whose: Mapping[str, _Speaker],
) -> list[tuple[_Speaker, Stage]]:
    taken: dict[tuple[_Speaker, Take], list[Claim]] = defaultdict(list)
    for claim in (claims[c] for c in answer.claims if c in claims):
        speaker = whose.get(claim.id, (claim.originator, ""))
        if speaker[0].kind in PER_REPORT:
            continue  # officials of a body, without a name, are that body where it is one speaker with them
        # Only a retraction is told apart from other doubts: a question is no change of mind.
        take = Take.HEDGES if claim.stance is Stance.RETRACT else stand(claim)
        if claim.stance is Stance.RETRACT or take is not Take.HEDGES:
            taken[speaker, take].append(claim)
    out = []
    for (speaker, take), members in taken.items():
        days = [d for c in members if (d := published.get(c.report)) is not None]
        first = min(days, key=lambda d: (d.start, d.end), default=None)
        last = max(days, key=lambda d: (d.end, d.start), default=None)
        stage = Stage(answer=answer.id, words=answer.words, take=take, claims=tuple(c.id for c in members),
                      said=first, last=last)  # fmt: skip
        out.append((speaker, stage))
    return out


def _one_name(
    answers: Iterable[Answer], claims: Mapping[str, Claim], speaker_of: Mapping[str, str]
) -> dict[str, Agent]:
    """Give for each speaker, by key, the name it is called by: of most claims, then by name."""
    names: dict[str, Counter[Agent]] = defaultdict(Counter)
    for claim in (claims[c] for a in answers for c in a.claims if c in claims):
        if claim.originator.kind not in PER_REPORT and claim.id in speaker_of:
            names[speaker_of[claim.id]][claim.originator] += 1
    return {key: min(found, key=lambda a: (-found[a], a.name, a)) for key, found in names.items()}


def _retold(stages: list[Stage], answers: Mapping[str, Answer]) -> list[Stage]:
    """Give the stages with each number that is an earlier one passed on again right after it: the last word is another.

    A number is passed on again where it names the same one that had been replaced when it was told ("14", "25", "at
    least 14"); one that only lies within it ("at least 12", "16", "13") is a new one.
    """
    out: list[Stage] = []
    for stage in stages:
        again = next(
            (n for n, old in enumerate(out[:-1]) if _same_number(answers[old.answer], answers[stage.answer])), -1
        )
        out.insert(again + 1 if again >= 0 else len(out), stage)
    return out


def _same_number(one: Answer, other: Answer) -> bool:
    if one.range is None or other.range is None:
        return False
    return not _named(one.range).isdisjoint(_named(other.range))


def _named(said: NumberRange) -> set[float]:
    """Give the numbers that the words of a range name: one, or both its ends."""
    return {n for n in (said.low, said.high) if n is not None} if said.named is None else {said.named}


def _revised(
    stages: list[Stage], answers: Mapping[str, Answer], minutes: Mapping[Stage, str], earlier: Collection[str]
) -> str:
    """Put the numbers of one source in order, each before the one that took its place, and say whether one did.

    It did where it is told on a later day, where the earlier one is told as such ("first said 17"), or where who gave
    the earlier one denies it and gives another ("14, not 17") or takes it back for another ("revised from 17 to 14").
    """
    given = {s.answer for s in stages if s.take is Take.ASSERTS}
    # Who denies a number of its own takes it back; a denial of another's number is no word on its own.
    stages[:] = [s for s in stages if s.take is not Take.DENIES or s.answer in given]
    old = [s for s in stages if s.take is Take.ASSERTS and set(s.claims) <= set(earlier)]
    kept = [s for s in still_given(stages) if s not in old]
    if not kept or not all(_later(a, b, minutes) for a, b in pairwise(kept)):
        return ""
    denied = any(s.take is Take.DENIES for s in stages)
    old += [s for s in stages if s.take is Take.HEDGES and not _later(kept[-1], s, minutes)]
    if len(kept) == 1 and not old and not denied:
        return ""
    stages[:] = _retold(stages, answers)
    if old or denied:
        # What was replaced in so many words comes before what stands, whatever their days.
        stages.remove(kept[-1])
        stages.append(kept[-1])
    return REVISES


def _kind(aspect: Aspect, stages: Sequence[Stage], answers: Mapping[str, Answer], clash: Clash) -> str:
    """Say what the stages of one source that did not revise its number are together; nothing where they agree."""
    if any(s.take is Take.HEDGES for s in stages):
        return RETRACTS
    if aspect is Aspect.CONTROL:
        return ""
    rival = any(_rival(aspect, a, b, answers, clash) for a, b in combinations(stages, 2))
    return CONTRADICTS if rival else ""


def _rival(aspect: Aspect, one: Stage, other: Stage, answers: Mapping[str, Answer], clash: Clash) -> bool:
    """Say whether two stages cannot both be so: one denies what the other says, or they give answers that clash."""
    if one.answer == other.answer:
        return {one.take, other.take} == {Take.ASSERTS, Take.DENIES}
    both = one.take is other.take is Take.ASSERTS
    return both and clash(aspect, answers[one.answer], answers[other.answer])


def _of_camps(
    question: Question, by_agent: Mapping[_Speaker, list[Stage]], camps: Mapping[str, str], known: _Known
) -> Iterator[History]:
    """Give each camp two of whose members give stands that cannot both be so; of each member, the latest stand."""
    answers, clash, gone = known
    sides: dict[str, list[tuple[Agent, Stage]]] = defaultdict(list)
    for (agent, _), stages in sorted(by_agent.items()):
        camp = camps.get(normal_name(agent.name), "")
        if camp:
            sides[camp] += [(agent, s) for s in stages if s.take is not Take.HEDGES and not gone.issuperset(s.claims)]
    for camp, held in sorted(sides.items()):
        for (a, one), (b, other) in combinations(held, 2):
            if a != b and _rival(question.aspect, one, other, answers, clash):
                words = f"{sentence(f'{camp} {CONTRADICTS}: {_told(a, one)}; {_told(b, other)}')} Both stand."
                yield History(question=question.id, agent=a, kind=CONTRADICTS, stages=(one, other), words=words,
                              camp=camp)  # fmt: skip


def _told(agent: Agent, stage: Stage) -> str:
    return f"{agent.who.does(*verb(stage))} “{stage.words}” ({_when(stage)})"


def _minute(stage: Stage, claims: Mapping[str, Claim], published: Mapping[str, Published]) -> str:
    """Give the minute of the first day's earliest report, or nothing where one of that day has none."""
    told = (published.get(claims[c].report, (None, "")) for c in stage.claims)
    minutes = [minute for days, minute in told if days == stage.said]
    return min(minutes) if minutes and all(minutes) else ""


def _order(stage: Stage, minute: str) -> tuple[bool, str, str, str, str, str]:
    said = stage.said
    days = (said.start, said.end) if said else ("", "")
    return (said is None, *days, minute, stage.words, stage.take.value)


def _later(one: Stage, other: Stage, minutes: Mapping[Stage, str]) -> bool:
    """Say whether the second stage was first said on a later day, or at a later minute; else nothing is known."""
    if one.said is None or other.said is None:
        return False
    minute = minutes[one] and minutes[one] < minutes[other]
    return one.said.end < other.said.start or bool(minute)


def _history(question: Question, agent: Agent, kind: str, stages: Sequence[Stage]) -> History:
    # A stage that stands before one of an earlier day is an old number, told again (`_retold`).
    days = [s.said.start if s.said else "" for s in stages]
    again = [
        s.take is Take.ASSERTS and any("" < later < day for later in days[n + 1 :])
        for n, (s, day) in enumerate(zip(stages, days, strict=True))
    ]
    told = "; ".join(
        f"“{s.words}”{_NOT_SAID.get(s.take, '')} ({'the earlier number again, ' if old else ''}{_when(s)})"
        for s, old in zip(stages, again, strict=True)
    )
    words = f"{sentence(agent.who.does(*_DOES[kind]) + ': ' + told)} {_ENDS[kind]}"
    return History(question=question.id, agent=agent, kind=kind, stages=tuple(stages), words=words)


def verb(stage: Stage) -> tuple[str, str]:
    """Give what somebody does with the answer of a stage, of one and of several."""
    other = {Take.DENIES: ("denies", "deny"), Take.HEDGES: ("takes back", "take back")}
    return other.get(stage.take, ("says", "say"))


def _when(stage: Stage) -> str:
    if stage.said is None or stage.last is None:
        return "when is undetermined"
    days = days_words(stage.said.start, stage.said.end)
    still = f", still passed on {day_words(stage.last.end)}" if stage.last.end > stage.said.end else ""
    return f"{days}{still}"
