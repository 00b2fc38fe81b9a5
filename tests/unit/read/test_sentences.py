"""Sentences: offsets are exact, and no character that is not a blank is lost."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.read import passages
from counterclaim.read.sentences import _listed
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


def lines_of(text: str) -> list[str]:
    """Give the words of each sentence, its line breaks as blanks."""
    return [" ".join(p.text.split()) for p in passages(a_report(text), Settings())]


@pytest.mark.parametrize(
    "text",
    [
        "Army shells market in Lom\nRebels burn mill in Orsk\nMayor of Lom denies all",
        "- The army shelled the market in Lom\n- Rebels burned the old mill in Orsk\n- Nobody had been there",
        "The market in Lom was shelled on Friday\n@lom_watch: it was the army\nThe army denies it",
        "Shells fell on the market in Lom at noon today 💥\nFour people are dead, nurses say 🕯\nThe army says nothing",
    ],
)
def test_each_line_of_a_list_or_a_post_is_a_sentence(text: str) -> None:
    """Three lines or more that each begin as a sentence does and of which none goes on end each."""
    assert lines_of(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "On Friday the mayor of Lom, whose name is\nAnn Bell, told the harbour that about\n30 people left.",
            1,
        ),
        (
            "Despite it the head of the old town Harbour\nLeague said on Friday, the 23rd of that\nMarch, all left.",
            1,
        ),
        ("The market in Lom was\nShelled by the army of\nOrsk on Friday.", 1),
        ("Two lines are no list\nThe second one goes on", 1),
        ("THE MARKET IN LOM WAS SHELLED BY THE\nARMY ON FRIDAY AND NOBODY KNOWS WHO\nGAVE THE ORDER TO DO SO", 1),
    ],
)
def test_lines_of_broken_prose_are_no_list(text: str, sentences: int) -> None:
    """A capital at the start of a line shows no sentence where a line goes on, is full, or all is in capitals."""
    assert len(lines_of(text)) == sentences


@given(
    st.lists(
        st.sampled_from(["Lom", "Orsk", "Ann", "Bell", "Karven", "30", "Harbour", "League"]), min_size=30, max_size=90
    )
)
def test_prose_broken_at_a_width_stays_whole(words: list[str]) -> None:
    """Whatever names and figures the lines happen to begin with, filled lines are one sentence."""
    text = "\n".join(wrap(" ".join(words), 60, break_on_hyphens=False))
    assert not _listed(text.split("\n"))
