"""The plots of coverage: one scale from nought, few counted one by one, and every mark leads to words on the page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from counterclaim.records.coverage import CoverageRow, SpanRef
from counterclaim.render.coverage import coverage
from counterclaim.render.html import page
from tests.unit.render import sample


def _span(holder: str, start: int) -> SpanRef:
    return SpanRef(report=f"r_{holder}", start=start, end=start + 5, words="words")


def a_row(holder: str, measure: str, item: str, count: int, total: int, kind: str = "outlet") -> CoverageRow:
    spans = tuple(_span(holder, n * 10) for n in range(count))
    return CoverageRow(
        holder=holder, holder_kind=kind, measure=measure, item=item, count=count, total=total, spans=spans
    )


def test_all_cells_of_a_plot_share_one_scale_from_nought() -> None:
    """A share of half as much stands half as far, in whichever column; a count of nought stands at nought."""
    rows = [a_row("A", "text_on", "people_harmed", 5, 10), a_row("A", "text_on", "diplomacy", 0, 10),
            a_row("B", "text_on", "people_harmed", 2, 20), a_row("B", "text_on", "diplomacy", 5, 20)]  # fmt: skip
    (plot,) = coverage(rows).plots
    assert [name for name, _ in plot.columns] == ["people harmed", "diplomacy"]
    at = {(line.holder, cell.row.item): cell.at for line in plot.lines for cell in line.cells if cell}
    assert at["A", "diplomacy"] == 0
    assert at["A", "people_harmed"] == pytest.approx(2 * at["B", "diplomacy"], abs=0.1)
    assert at["A", "people_harmed"] == pytest.approx(5 * at["B", "people_harmed"], abs=0.1)


def test_no_share_passes_the_whole_and_few_have_none() -> None:
    """Everything of everything ends at the end of the scale; of four sentences no share is drawn."""
    rows = [a_row("A", "text_on", "diplomacy", 8, 8), a_row("B", "text_on", "diplomacy", 4, 4)]
    (plot,) = coverage(rows).plots
    cells = {line.holder: line.cells[0] for line in plot.lines}
    assert (cells["A"].at, cells["A"].few) == (100, False)  # type: ignore[union-attr]
    assert cells["B"].few  # type: ignore[union-attr]


def test_who_has_too_little_text_comes_last_and_says_so() -> None:
    """Too few sentences, or a language that is not measured, are told in words and not drawn as nought."""
    rows = [a_row("A", "text_on", "too few sentences", 2, 2), a_row("A", "text", "words", 9, 9),
            a_row("B", "text_on", "diplomacy", 1, 9), a_row("C", "text_on", "language not measured", 3, 3)]  # fmt: skip
    (plot,) = coverage(rows).plots
    assert [(line.holder, line.note, any(line.cells)) for line in plot.lines] == [
        ("B", "", True),
        ("A", "2 sentences: too few sentences", False),
        ("C", "3 sentences: language not measured", False),
    ]  # fmt: skip
    assert plot.lines[1].amount == "9 words"


def test_a_fact_is_told_left_out_or_answered_otherwise() -> None:
    """An outlet with a row left it out; one with words in its own report told it; the third gave another answer."""
    spans = (_span("A", 0),)
    rows = [a_row(who, "text_on", "diplomacy", 1, 9) for who in "ABC"]
    rows.append(replace(a_row("B", "left_out", "Who did it? the Hill Guard", 1, 2), spans=spans))
    facts = coverage(rows).facts
    assert facts is not None
    (fact,) = facts.open
    assert (fact.question, fact.answer, fact.count, fact.total) == ("Who did it?", "the Hill Guard", 1, 3)
    assert dict(zip(facts.outlets, fact.told, strict=True)) == {"A": spans, "B": None, "C": ()}


def test_every_mark_leads_to_words_on_the_page() -> None:
    """Each link of the section leads to a place in a report that is on the page; nothing in it is a score."""
    html = page(sample.a_dossier())
    section = html[html.index('<section id="coverage"') :]
    section = section[: section.index("</section>")]
    links = set(re.findall(r'href="#(s_[^"]+)"', section))
    assert links
    assert all(f'id="{link}"' in html for link in links)
    assert "score" not in section.replace("adds up to no score", "")


def test_a_measure_this_page_does_not_know_is_a_table() -> None:
    """What another version counts is shown under its own name."""
    view = coverage([a_row("A", "sound", "drums", 1, 2)])
    assert [(name, title) for name, title, _ in view.tables] == [("sound", "sound")]
    assert not view.plots
