"""The question matrix: who stands under which origin, who passes on, and what is shown first."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records.judgement import Position
from counterclaim.records.words import AgentKind, Take
from counterclaim.render import html, matrix
from counterclaim.render.book import Book
from tests.unit.builders import an_agent
from tests.unit.render import sample


def test_who_only_passes_on_stands_in_no_column() -> None:
    """The wire and its two copies carry what the director says: they are named in the row, never in her column."""
    found = matrix.build(sample.FINDING)
    groups = {g.root: [c.name for c in g.columns] for g in found.groups}
    assert groups["Ana Orlu"] == ["Ana Orlu"]
    assert groups["residents"] == ["residents"]
    carriers = [m.agents[0] for m in found.main[0].rows[0].carried]
    assert carriers == ["Ardania State Radio", "Coastal Wire", "Harbour Post", "Northern Ledger"]
    cells = [m for block in (*found.main, *found.rest) for row in block.rows for cell in row.cells for m in cell]
    assert all(mark.take is not Take.RELAYS for mark in cells)
    assert {a.name for a in found.carriers} >= {"Coastal Wire", "Harbour Post", "Northern Ledger"}
    carried = html.page(sample.a_dossier()).split('<td class="edge carriers">')[1].split("</td>")[0]
    assert all(name in carried for name in ("Coastal Wire", "Harbour Post", "Northern Ledger"))


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


def test_a_carrier_says_whose_words_it_passes_on() -> None:
    """Coastal Wire passes on the director on one question and the residents on another; each mark names its origin."""
    found = matrix.build(sample.FINDING)
    wire = [m for block in found.main for row in block.rows for m in row.carried if m.agents == ("Coastal Wire",)]
    assert {m.origins for m in wire} >= {("o_orlu",), ("o_residents",)}


def test_many_agents_become_origins_and_their_marks_are_merged() -> None:
    """With more than fourteen agents each origin is one column; all its agents are still listed."""
    crowd = tuple(
        Position(
            agent=an_agent(f"Gazette {i}"), take=Take.HEDGES, claims=(sample.DESTROYED[0].id,), origin="o_orlu"
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
    assert [m.take for m in marks] == [Take.ASSERTS, Take.HEDGES]
    text = html.page(replace(sample.a_dossier(), finding=finding))
    assert all(f"Gazette {i}" in text for i in range(12))


def test_namesakes_are_told_apart_by_the_report_they_speak_in() -> None:
    """Residents of two reports are two groups: each column names its report; a name that stands alone is left alone."""
    full = sample.a_dossier()
    other = an_agent("residents", AgentKind.UNNAMED_GROUP, sample.COURIER.id)
    week = replace(sample.WEEK, chain=(replace(sample.WEEK.chain[0], agent=other), *sample.WEEK.chain[1:]))
    book = Book(replace(full, claims=tuple(week if c.id == week.id else c for c in full.claims)))
    assert book.called(other.id, "residents") == "residents, in Valley Courier"
    assert book.called(sample.RESIDENTS.id, "residents") == "residents, in Coastal Wire"
    assert book.called(sample.ORLU.id, "Ana Orlu") == "Ana Orlu"


def test_reports_of_one_publisher_are_told_apart_by_their_day() -> None:
    """Two reports of one outlet are called by its name and their day; a lone one by its name."""
    full = sample.a_dossier()
    later = replace(sample.POST, publisher="Coastal Wire")
    book = Book(replace(full, reports=tuple(later if r.id == later.id else r for r in full.reports)))
    assert book.publisher(sample.WIRE.id) == "Coastal Wire of 12 May 2031"
    assert book.publisher(later.id) == "Coastal Wire of 13 May 2031"
    assert book.publisher(sample.COUNT.id) == "Meridian Observatory"
