"""The advisory gauge beside the grades: how much voices tell, where they conflict, on whom it hangs. Never a grade.

Source: subjective logic (A. Jøsang, "Subjective Logic", 2016), standards §6.4; intervals, standards §6.5 end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.records.claim import PART
from counterclaim.records.extent import NumberRange, joined
from counterclaim.records.independence import independent
from counterclaim.records.judgement import Answer, Finding, Origin, Question
from counterclaim.records.withdrawn import superseded
from counterclaim.records.words import Take
from counterclaim.settings import Settings
from counterclaim.weigh.clashing import clash
from counterclaim.weigh.numbers import radius

#: The weight of knowing nothing, in pieces of evidence, and the chance that it leaves to an answer (Jøsang: W, a).
PRIOR, BASE_RATE = 2.0, 0.5
#: Leaving out one voice is tried where at most this many stand: among more, no single one decides.
TRIED_MAX = 12


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion by the evidence it stands on: how many pieces speak for an answer and against it, each 0 or more.

    Belief, disbelief and uncertainty sum to 1; `probability` shares the uncertainty out evenly.
    """

    supports: float = 0.0
    opposes: float = 0.0

    @property
    def _whole(self) -> float:
        return self.supports + self.opposes + PRIOR

    @property
    def belief(self) -> float:
        """Give the share that speaks for the answer, 0 to 1."""
        return self.supports / self._whole

    @property
    def disbelief(self) -> float:
        """Give the share that speaks against the answer, 0 to 1."""
        return self.opposes / self._whole

    @property
    def uncertainty(self) -> float:
        """Give the share that is not known, above 0 to 1: it never vanishes, however much is said."""
        return PRIOR / self._whole

    @property
    def probability(self) -> float:
        """Give belief and the answer's part of the uncertainty, 0 to 1."""
        return (self.supports + BASE_RATE * PRIOR) / self._whole


def cumulative(opinions: Iterable[Opinion]) -> Opinion:
    """Fuse opinions on independent evidence: the evidence adds up."""
    found = list(opinions)
    return Opinion(sum(o.supports for o in found), sum(o.opposes for o in found))


def averaging(opinions: Iterable[Opinion]) -> Opinion:
    """Fuse opinions on the same evidence: a copy adds nothing. None at all is an opinion that knows nothing."""
    found = list(opinions)
    total = cumulative(found)
    return Opinion(total.supports / len(found), total.opposes / len(found)) if found else total


def conflict(one: Opinion, other: Opinion) -> float:
    """Give the degree of conflict, 0 to 1: far apart and both sure is 1, either knows nothing is 0."""
    return abs(one.probability - other.probability) * (1 - one.uncertainty) * (1 - other.uncertainty)


@dataclass(frozen=True, slots=True)
class Reading:
    """What voices tell of one answer: the side for it, the side against it, and how much these conflict.

    `fused` is None where they conflict at all: disagreement is shown and never merged into a number. `if_independent`
    is what `fused` would be if all voices were independent of one another.
    """

    supports: Opinion
    opposes: Opinion
    conflict: float
    fused: Opinion | None
    if_independent: Opinion | None


@dataclass(frozen=True, slots=True)
class Without:
    """What the reading would be without one origin."""

    origin: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class AnswerGauge:
    """The reading of one answer, the voices it stands on, and each single voice without which it would be another."""

    answer: Answer
    voices: tuple[str, ...]
    reading: Reading
    without: tuple[Without, ...]


@dataclass(frozen=True, slots=True)
class NumbersGauge:
    """Whether the numbers of one group can be true together, a range from each of its origins.

    `radius` is the smallest widening, relative to the numbers, that lets them be so; `verdict` is `agree`,
    `compatible` (what rounding explains) or `contested`.
    """

    group: str
    origins: int
    radius: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """The gauge of one question: its answers in their order, and for counts each group of numbers with two origins."""

    question: Question
    answers: tuple[AnswerGauge, ...]
    numbers: tuple[NumbersGauge, ...]


def gauges(finding: Finding, settings: Settings) -> tuple[Gauge, ...]:
    """Give the gauge of each question of a finding, in its order.

    An assertion is a piece of evidence for its answer, a denial one against it, and so is the assertion of an answer
    that cannot also be so. Reserve, questions and relays are no evidence; nor is what a source has since replaced or
    taken back.
    """
    gone, origins = superseded(finding.histories), {o.id: o for o in finding.origins}
    out = []
    for question in finding.questions:
        told = {a.id: _told(a, gone) for a in question.answers}
        answers = tuple(_answer(a, _against(question, a, told, settings), origins) for a in question.answers)
        out.append(Gauge(question, answers, _numbers(question, told, settings)))
    return tuple(out)


def _told(answer: Answer, gone: frozenset[str]) -> dict[str, Opinion]:
    """Give what each origin tells of an answer; its speakers are averaged, since they are one voice."""
    said: dict[str, list[Opinion]] = defaultdict(list)
    evidence = {Take.ASSERTS: Opinion(supports=1), Take.DENIES: Opinion(opposes=1)}
    for position in answer.positions:
        if position.take in evidence and not gone.issuperset(position.claims):
            said[position.origin or position.agent.id].append(evidence[position.take])
    return {origin: averaging(said[origin]) for origin in sorted(said)}


def _against(
    question: Question, answer: Answer, told: Mapping[str, Mapping[str, Opinion]], settings: Settings
) -> dict[str, Opinion]:
    """Add to what origins tell of an answer what follows from the answers that cannot both be so with it."""
    said = {origin: [opinion] for origin, opinion in told[answer.id].items()}
    for other in question.answers:
        if other.id != answer.id and clash(question.aspect, answer, other, settings):
            for origin, opinion in told[other.id].items():
                if opinion.supports:
                    said.setdefault(origin, []).append(Opinion(opposes=opinion.supports))
    return {origin: averaging(said[origin]) for origin in sorted(said)}


def _answer(answer: Answer, told: Mapping[str, Opinion], origins: Mapping[str, Origin]) -> AnswerGauge:
    whole, without = read(told, origins), []
    if len(told) <= TRIED_MAX:
        for origin in told:
            less = read({o: told[o] for o in told if o != origin}, origins)
            if less.fused != whole.fused:
                without.append(Without(origin, less))
    return AnswerGauge(answer, tuple(told), whole, tuple(without))


def read(told: Mapping[str, Opinion], origins: Mapping[str, Origin]) -> Reading:
    """Give the reading of one answer from what each origin tells of it."""
    yes = _fused({o: x for o, x in told.items() if x.supports > x.opposes}, origins)
    no = _fused({o: x for o, x in told.items() if x.supports < x.opposes}, origins)
    apart = conflict(yes, no)
    if apart > 0:
        return Reading(yes, no, apart, None, None)
    return Reading(yes, no, apart, _fused(told, origins), cumulative(told.values()))


def _fused(told: Mapping[str, Opinion], origins: Mapping[str, Origin]) -> Opinion:
    """Fuse voices no further than their independence is shown.

    Those shown independent add up, one for each root. Any other may be a copy: all of them together are one voice,
    and it adds nothing to what is already said as strongly.
    """
    shown: dict[str, list[Opinion]] = defaultdict(list)
    others: list[Opinion] = []
    apart = independent(origins[key] for key in told if key in origins)
    for key, opinion in told.items():
        origin = origins.get(key)
        if origin is not None and origin.root is not None and origin.shown and origin.root.id in apart:
            shown[origin.root.id].append(opinion)
        else:
            others.append(opinion)
    sure, rest = cumulative(averaging(x) for x in shown.values()), averaging(others)
    return Opinion(max(sure.supports, rest.supports), max(sure.opposes, rest.opposes))


def _numbers(
    question: Question, told: Mapping[str, Mapping[str, Opinion]], settings: Settings
) -> tuple[NumbersGauge, ...]:
    """Test the numbers of each group that two origins give; several of one origin are one range."""
    given: dict[str, dict[str, list[NumberRange]]] = defaultdict(lambda: defaultdict(list))
    for answer in question.answers:
        for origin, opinion in told[answer.id].items():
            if (
                answer.range is not None
                and answer.group
                and PART not in answer.group
                and opinion.supports > opinion.opposes
            ):
                given[answer.group][origin].append(answer.range)
    return tuple(
        _contradiction(group, [joined(by[o]) for o in sorted(by)], settings)
        for group, by in sorted(given.items())
        if len(by) > 1
    )


def _contradiction(group: str, ranges: Sequence[NumberRange], settings: Settings) -> NumbersGauge:
    apart = radius(ranges)
    verdict = "agree" if apart == 0 else "compatible" if apart <= settings.admit_round_share else "contested"
    return NumbersGauge(group, len(ranges), apart, verdict)
