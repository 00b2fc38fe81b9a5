"""The dossier as Markdown and as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from counterclaim.render import html, markdown, table
from counterclaim.render.book import Book
from tests.unit.render import sample


def the_rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.rows(sample.a_dossier()), newline="")))


def test_the_table_has_a_line_for_each_claim_of_each_position() -> None:
    """A row leads from an answer to the very characters of the report that say it."""
    texts = {r.id: r.text for r in sample.REPORTS}
    found = [row for row in the_rows() if row["claim"]]
    assert list(found[0]) == list(table.COLUMNS)
    assert len([r for r in found if r["agent"] == "Ana Orlu" and r["answer"] == "clinic destroyed"]) == 3
    for row in found:
        if row["report"] != sample.HOSTILE.id:
            assert texts[row["report"]][int(row["start"]) : int(row["end"])] == row["words"]


def test_silence_is_a_row_of_its_own() -> None:
    """Silent agents are in the table with the word, not left out."""
    silent = {row["agent"] for row in the_rows() if row["take"] == "silent"}
    assert {"Relief Corps", "residents"} <= silent


def test_no_cell_is_a_formula() -> None:
    """A name that a spreadsheet would run as a formula starts with an apostrophe."""
    dossier = sample.a_dossier()
    first, *others = dossier.finding.questions
    finding = replace(dossier.finding, questions=(replace(first, words='=HYPERLINK("x")'), *others))
    assert "\r\n\"'=HYPERLINK" in table.rows(replace(dossier, finding=finding))


def test_markdown_says_the_same_and_does_nothing() -> None:
    """The Markdown has every claim with its words, the marks, the figures that stand apart, and no live markup."""
    text = markdown.page(sample.a_dossier())
    assert "<script" not in text
    assert "\u202e" not in text
    for words in (
        "● asserts: ",
        "✕ denies: Defence Ministry",
        "Not comparable",
        "Run run\\_0123456789abcdef",
        "silent",
    ):
        assert words in text
    for claim in sample.CLAIMS:
        assert markdown.safe(claim.id) in text


def test_markdown_words_stay_words() -> None:
    """Headings, links, rules and lists in a report's words are escaped; dates stay readable."""
    assert markdown.safe("# [a](b) <b>") == "\\# \\[a\\](b) &lt;b&gt;"
    assert markdown.safe("1. one") == "1\\. one"
    assert markdown.safe("--- x").startswith("\\-")
    assert markdown.safe("2031-05-04") == "2031-05-04"


def test_page_and_markdown_number_claims_alike() -> None:
    """Claim 5 of the Markdown is claim 5 of the page."""
    dossier = sample.a_dossier()
    book = Book(dossier)
    text, page = markdown.page(dossier), html.page(dossier)
    for claim in dossier.claims:
        assert f"{book.number[claim.id]}. “{markdown.safe(claim.text)}”" in text
        assert f'<li id="d_{claim.id}" value="{book.number[claim.id]}">' in page
