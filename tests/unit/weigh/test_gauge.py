"""The advisory gauge: the vectors of standards §13.2, voices fused no further than shown, conflict, and who decides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.claim import Agent
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Answer, Finding, History, Origin, Position, Question, Stage, Tally
from counterclaim.records.words import AgentKind, Aspect, Take
from counterclaim.settings import Settings
from counterclaim.weigh.gauge import (
    TRIED_MAX,
    AnswerGauge,
    Gauge,
    NumbersGauge,
    Opinion,
    averaging,
    conflict,
    cumulative,
    gauges,
)
from tests.unit.builders import an_agent

NOTHING = Tally(reports=0, origins=0, shown_independent=0)
EVIDENCE = st.builds(Opinion, st.floats(0, 50), st.floats(0, 50))


def shares(opinion: Opinion) -> tuple[float, float, float]:
    return round(opinion.belief, 4), round(opinion.disbelief, 4), round(opinion.uncertainty, 4)


@pytest.mark.parametrize(
    ("opinion", "expected"),
    [
        (Opinion(1, 0), (0.3333, 0, 0.6667)),
        (Opinion(2, 0), (0.5, 0, 0.5)),
        (Opinion(3, 1), (0.5, 0.1667, 0.3333)),
        (cumulative([Opinion(1, 0), Opinion(1, 0)]), (0.5, 0, 0.5)),
        (averaging([Opinion(1, 0), Opinion(1, 0)]), (0.3333, 0, 0.6667)),
        (cumulative([Opinion(2, 0), Opinion(0, 1)]), (0.4, 0.2, 0.4)),
    ],
)
def test_the_vectors(opinion: Opinion, expected: tuple[float, float, float]) -> None:
    """All six rows of standards §13.2."""
    assert shares(opinion) == expected


@given(EVIDENCE, EVIDENCE)
def test_adding_evidence_is_the_published_fusion(one: Opinion, other: Opinion) -> None:
    """Sums and means of evidence are the formulas of standards §6.4 in belief and uncertainty."""
    (b1, u1), (b2, u2) = (one.belief, one.uncertainty), (other.belief, other.uncertainty)
    crossed, both = b1 * u2 + b2 * u1, u1 + u2 - u1 * u2
    added, mean = cumulative([one, other]), averaging([one, other])
    assert (added.belief, added.uncertainty) == pytest.approx((crossed / both, u1 * u2 / both))
    assert (mean.belief, mean.uncertainty) == pytest.approx((crossed / (u1 + u2), 2 * u1 * u2 / (u1 + u2)))
    assert one.belief + one.disbelief + one.uncertainty == pytest.approx(1)
    assert one.probability == pytest.approx(b1 + u1 / 2)
    assert conflict(one, other) == pytest.approx(conflict(other, one))
    assert 0 <= conflict(one, other) <= 1


def test_conflict_needs_two_sides_that_know() -> None:
    """One voice against one: |2/3 − 1/3| · 1/3 · 1/3; against nobody, nothing; agreement, nothing."""
    assert conflict(Opinion(1, 0), Opinion(0, 1)) == pytest.approx(1 / 27)
    assert conflict(Opinion(9, 0), Opinion()) == 0
    assert conflict(Opinion(3, 0), Opinion(3, 0)) == 0


def an_origin(key: str, *, shown: bool = True, root: str = "") -> Origin:
    who = an_agent(root or f"Office {key}", AgentKind.OFFICIAL_BODY)
    return Origin(id=key, root=who, members=(), reports=(), shown=shown, reasons=())


def says(key: str, take: Take = Take.ASSERTS, who: str = "") -> Position:
    agent: Agent = an_agent(who or f"Office {key}", AgentKind.OFFICIAL_BODY)
    return Position(agent=agent, take=take, claims=(f"c_{key}_{take}",), origin=key)


def an_answer(value: str, *positions: Position, low: float | None = None, high: float | None = None) -> Answer:
    counts = low is not None or high is not None
    return Answer(
        id=f"n_{value}", value=value, positions=positions, tally=NOTHING, against_interest=False,
        claims=tuple(c for p in positions for c in p.claims),
        range=NumberRange(low, high) if counts else None, group="killed|civilian|people|" if counts else "",
    )  # fmt: skip


def gauged(
    answers: list[Answer], *origins: Origin, aspect: Aspect = Aspect.DAMAGE, histories: tuple[History, ...] = ()
) -> Gauge:
    question = Question(
        id="q_1", aspect=aspect, about="", words="", answers=tuple(answers), silent=(), contested=False, reason=""
    )
    finding = Finding(
        event="e_1", questions=(question,), ranges=(), origins=origins, tally=NOTHING, first_reported_by=None,
        histories=histories,
    )  # fmt: skip
    return gauges(finding, Settings())[0]


def of_one(answer: Answer, *origins: Origin) -> AnswerGauge:
    return gauged([answer], *origins).answers[0]


def test_only_voices_shown_independent_add_up() -> None:
    """Two shown roots are two pieces, two voices not shown one; what it would be if independent stands beside."""
    both = an_answer("razed", says("o1"), says("o2"))
    sure = of_one(both, an_origin("o1"), an_origin("o2"))
    unsure = of_one(both, an_origin("o1", shown=False), an_origin("o2", shown=False))
    one_root = of_one(both, an_origin("o1", root="Mayor"), an_origin("o2", root="Mayor"))
    assert sure.reading.fused == sure.reading.if_independent == Opinion(2, 0)
    assert unsure.reading.fused == one_root.reading.fused == Opinion(1, 0)
    assert unsure.reading.if_independent == Opinion(2, 0)


def test_a_possible_copy_neither_adds_nor_takes_away() -> None:
    """A voice whose independence is not shown leaves two shown ones at two; alone it counts."""
    answer = an_answer("razed", says("o1"), says("o2"), says("o3"))
    found = of_one(answer, an_origin("o1"), an_origin("o2"), an_origin("o3", shown=False))
    assert found.reading.fused == Opinion(2, 0)
    assert {w.origin: w.reading.fused for w in found.without} == {"o1": Opinion(1, 0), "o2": Opinion(1, 0)}


def test_copies_in_one_origin_are_one_voice() -> None:
    """Five agents of one origin give what one gives; relays and reserve give nothing."""
    many = an_answer("razed", *(says("o1", who=f"Paper {n}") for n in range(5)), says("o2", Take.HEDGES),
                     says("o3", Take.RELAYS))  # fmt: skip
    found = of_one(many, an_origin("o1"), an_origin("o2"), an_origin("o3"))
    assert found.voices == ("o1",)
    assert found.reading.fused == Opinion(1, 0)


def test_voices_that_conflict_are_not_fused() -> None:
    """Two against one: no number, the degree of conflict, and without the one that denies there is a number."""
    answer = an_answer("razed", says("o1"), says("o2"), says("o3", Take.DENIES))
    found = of_one(answer, *(an_origin(f"o{n}") for n in (1, 2, 3)))
    assert found.reading.fused is None
    assert found.reading.if_independent is None
    assert found.reading.conflict == pytest.approx((3 / 4 - 1 / 3) * (1 / 2) * (1 / 3))
    assert [(w.origin, w.reading.fused) for w in found.without] == [("o3", Opinion(2, 0))]


def test_an_answer_that_cannot_also_be_so_speaks_against() -> None:
    """Who names another perpetrator speaks against the first; a source that names both stands on neither side."""
    aspect = Aspect.PERPETRATOR
    north, south = an_answer("Northern Guard", says("o1")), an_answer("Southern Army", says("o2"))
    rivals = gauged([north, south], an_origin("o1"), an_origin("o2"), aspect=aspect)
    assert [a.reading.fused for a in rivals.answers] == [None, None]
    assert rivals.answers[0].reading.opposes == Opinion(0, 1)
    both = gauged([north, replace(south, positions=(says("o1"),))], an_origin("o1"), aspect=aspect)
    assert [a.reading.fused for a in both.answers] == [Opinion(0.5, 0.5)] * 2


def test_what_a_source_replaced_is_no_evidence() -> None:
    """Nine, revised to twelve by the same office, is told by nobody any more and contradicts nothing."""
    old, new = says("o1"), replace(says("o1"), claims=("c_new",))
    nine, twelve = an_answer("9", old, low=9, high=9), an_answer("12", new, low=12, high=12)
    stages = [
        Stage(answer=a.id, words=a.value, take=Take.ASSERTS, claims=a.claims, said=None, last=None)
        for a in (nine, twelve)
    ]
    revised = History(question="q_1", agent=old.agent, kind="revises", stages=tuple(stages), words="")
    found = gauged([nine, twelve], an_origin("o1"), aspect=Aspect.COUNT, histories=(revised,))
    assert [a.reading.supports for a in found.answers] == [Opinion(), Opinion(1, 0)]
    assert found.numbers == ()


@pytest.mark.parametrize(
    ("second", "apart", "verdict"),
    [((10, None), 0, "agree"), ((11, 11), 1 / 21, "compatible"), ((30, 30), 20 / 40, "contested")],
)
def test_numbers_contradict_as_intervals(second: tuple[float, float | None], apart: float, verdict: str) -> None:
    """Ten beside at least ten, eleven and thirty: nothing, a little and half of the numbers apart."""
    answers = [an_answer("a", says("o1"), low=10, high=10), an_answer("b", says("o2"), low=second[0], high=second[1])]
    found = gauged(answers, an_origin("o1"), an_origin("o2"), aspect=Aspect.COUNT)
    assert found.numbers == (NumbersGauge("killed|civilian|people|", 2, pytest.approx(apart), verdict),)


def test_among_many_voices_no_single_one_is_tried() -> None:
    """Leaving out one voice is bounded, and said so."""
    keys = [f"o{n:02}" for n in range(TRIED_MAX + 1)]
    found = of_one(an_answer("razed", *(says(k) for k in keys)), *(an_origin(k) for k in keys))
    assert len(found.voices) == len(keys)
    assert found.without == ()
