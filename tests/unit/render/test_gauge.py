"""The gauge on a page: apart from the grades, in words only where enough is known, and never over a conflict."""

from __future__ import annotations

import pytest

from counterclaim.records.judgement import Finding
from counterclaim.render import gauge, html, markdown
from counterclaim.weigh.gauge import Opinion
from tests.unit.render import sample


@pytest.mark.parametrize(
    ("opinion", "term"),
    [
        (None, None), (Opinion(), None), (Opinion(1, 0), None), (Opinion(2, 0), "likely"),
        (Opinion(3, 0), "very likely"), (Opinion(0, 2), "unlikely"),
    ],
)  # fmt: skip
def test_a_word_needs_half_to_be_known(opinion: Opinion | None, term: str | None) -> None:
    """One voice is never a probability; two that are shown independent are the first to have a word."""
    assert gauge.word(opinion) == term


def test_the_pages_say_it_is_no_grade_and_give_no_number_to_a_conflict() -> None:
    """The sample's clinic is contested: both pages say so under a heading of their own."""
    dossier = sample.a_dossier()
    found = gauge.view(dossier.finding)
    assert found is not None
    row = next(r for r in found.rows if r.answer.id == "n_destroyed")
    assert row.says.startswith("voices contradict one another, no number is given")
    assert any(words.startswith("without Defence Ministry: likely, 75 in 100") for words in row.beside)
    page, text = html.page(dossier), markdown.page(dossier)
    assert '<section id="gauge"' in page
    assert f"## {gauge.TITLE}" in text
    assert "Advisory, not a grade" in page
    assert "Advisory, not a grade" in text


def test_without_two_voices_there_is_no_section() -> None:
    """An event that nobody else tells has nothing to gauge."""
    empty = Finding(event="e", questions=(), ranges=(), origins=(), tally=sample.ONE, first_reported_by=None)
    assert gauge.view(empty) is None
