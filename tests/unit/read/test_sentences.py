"""Sentences: offsets are exact, and no character that is not a blank is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.read import passages
from counterclaim.settings import Settings
from tests.unit.builders import a_report

PIECES = st.sampled_from(
    ["The harbour was shut", ". ", "? ", "! ", "\n", "\n\n", " \n \n", "“Stop,” ", "he said", "Dr. ", "No. 5 ",
     "\t", "  ", "a.m. ", "\u00ad", "\u200b", "\u200f", "مرحبا. ", "Стой! ", "你好。", "😀", "e\u0301", "…", "—",
     "can't ", "3.5", "\u2028"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def joined(text: str) -> str:
    """Give a text without its blanks."""
    return "".join(text.split())


@given(TEXTS)
def test_passages_are_exact_slices_and_lose_no_character(text: str) -> None:
    """Each passage is its slice, they stand in order, and together they hold every character but blanks."""
    report = a_report(text)
    found = passages(report, Settings(passages_max=100_000))
    assert all(p.text == text[p.start : p.end] and p.text.strip() for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [p.index for p in found] == list(range(len(found)))
    assert "".join(joined(p.text) for p in found) == joined(text)


def test_sentences_end_at_stops_and_paragraphs_but_not_at_line_breaks() -> None:
    """A broken line goes on; a blank line ends a paragraph."""
    text = "The bridge fell on\nMonday. Nobody was hurt.\n\nThe mayor spoke"
    found = passages(a_report(text), Settings())
    assert [(p.text, p.paragraph) for p in found] == [
        ("The bridge fell on\nMonday.", 0),
        ("Nobody was hurt.", 0),
        ("The mayor spoke", 1),
    ]


def test_a_sentence_without_end_is_cut_at_blanks() -> None:
    """A list of thousands of words gives pieces of bounded length, and nothing is lost."""
    text = "word " * 2_000 + "x" * 3_000
    found = passages(a_report(text), Settings())
    assert max(p.end - p.start for p in found) <= 1_200
    assert "".join(joined(p.text) for p in found) == joined(text)


def test_no_more_passages_than_the_settings_allow() -> None:
    """What lies past the bound stays text of the report."""
    assert len(passages(a_report("One. " * 50), Settings(passages_max=7))) == 7


def test_a_title_in_capitals_ends_no_sentence() -> None:
    """ "MR. DORN" is one name, as "Mr. Dorn" is."""
    text = "THE MILL STOOD AND MR. DORN WAS NOT AT HOME, THE SPOKESMAN SAID. GEN. TULL LEFT."
    report = a_report(text, "Paper", "2031-05-04")
    assert [p.text for p in passages(report, Settings())] == [text[:64], "GEN. TULL LEFT."]
