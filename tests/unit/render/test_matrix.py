"""The question matrix: who stands under which origin, and what is shown first."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records.judgement import Position
from counterclaim.records.words import Take
from counterclaim.render import html, matrix
from tests.unit.builders import an_agent
from tests.unit.render import sample


def test_copies_stand_under_the_origin_they_go_back_to() -> None:
    """The wire and its two copies share the column group of the director they quote, and she comes first."""
    groups = {g.root: [c.name for c in g.columns] for g in matrix.build(sample.FINDING).groups}
    assert groups["Ana Orlu"] == ["Ana Orlu", "Coastal Wire", "Harbour Post", "Northern Ledger"]
    assert groups["residents"] == ["residents"]


def test_contested_questions_come_first_and_single_ones_apart() -> None:
    """Contested, then spoken of by two or more, then the rest; the order of the finding is kept inside each."""
    found = matrix.build(sample.FINDING)
    assert [b.question.id for b in found.main] == ["q_damage", "q_who", "q_count"]
    assert [b.question.id for b in found.rest] == ["q_whom"]


def test_silence_and_no_stand_are_told_apart() -> None:
    """A silent agent has a mark in each answer's row; one that gives another answer has none."""
    found = matrix.build(sample.FINDING)
    names = [c.name for g in found.groups for c in g.columns]
    row = found.main[0].rows[1]
    assert [m.take for m in row.cells[names.index("Relief Corps")]] == [Take.SILENT]
    assert row.cells[names.index("Ana Orlu")] == ()


def test_a_relay_of_another_origin_says_so() -> None:
    """Coastal Wire stands under Ana Orlu; where it passes on the residents, the mark names their origin."""
    found = matrix.build(sample.FINDING)
    names = [c.name for g in found.groups for c in g.columns]
    mark = found.main[1].rows[0].cells[names.index("Coastal Wire")][0]
    assert (mark.take, mark.origins) == (Take.RELAYS, ("o_residents",))


def test_many_agents_become_origins_and_their_marks_are_merged() -> None:
    """With more than fourteen agents each origin is one column; all its agents are still listed."""
    crowd = tuple(
        Position(
            agent=an_agent(f"Gazette {i}"), take=Take.RELAYS, claims=(sample.DESTROYED[0].id,), origin="o_orlu"
        )
        for i in range(12)
    )  # fmt: skip
    first, *others = sample.DAMAGE.answers
    question = replace(sample.DAMAGE, answers=(replace(first, positions=(*first.positions, *crowd)), *others))
    finding = replace(sample.FINDING, questions=(question,))
    found = matrix.build(finding)
    assert found.merged
    assert all(len(g.columns) == 1 for g in found.groups)
    orlu = next(i for i, g in enumerate(found.groups) if g.origin == "o_orlu")
    marks = found.main[0].rows[0].cells[orlu]
    assert [m.take for m in marks] == [Take.ASSERTS, Take.RELAYS]
    text = html.page(replace(sample.a_dossier(), finding=finding))
    assert all(f"Gazette {i}" in text for i in range(12))
