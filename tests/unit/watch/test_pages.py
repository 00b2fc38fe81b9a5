"""Pages seen before: what changed, whether they say so, what is gone; and whether a rise is one. Invented texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.source import Report
from counterclaim.watch import page_changes, rise
from counterclaim.watch.pages import compared, folded
from tests.unit.builders import a_report

PAGE = "https://kesh.example/mill"
FIRST = "Shells fell on Dalmere. Nine civilians were killed at the mill. The mayor spoke of a crime."


def seen(text: str, name: str, address: str = PAGE, language: str = "en") -> Report:
    return replace(a_report(text), id=f"r_{name}", capture=name, url=address, language=language)


def test_a_page_that_comes_again_with_other_words_is_told_with_what_changed() -> None:
    first, later = seen(FIRST, "a"), seen(FIRST.replace("Nine", "Twelve"), "b", "http://www.kesh.example/mill/#top")
    (change,) = page_changes([later, first], {"r_a": "2031-05-04", "r_b": "2031-05-06"}, [])
    assert (change.kind, change.earlier, change.later, change.silence) == ("edited", "r_a", "r_b", "silent")
    assert [(p.kind, p.words) for p in change.pieces if p.kind != "same"] == [("out", "Nine"), ("in", "Twelve")]


@pytest.mark.parametrize(
    ("added", "language", "silence"),
    [
        ("Correction: the number is twelve.", "en", "announced"),
        ("The number is twelve.", "en", "silent"),
        ("La nombro estas dek du.", "eo", "cannot be judged"),
    ],
)
def test_a_change_is_silent_where_the_page_does_not_say_so(added: str, language: str, silence: str) -> None:
    pages = [seen(FIRST, "a", language=language), seen(f"{FIRST} {added}", "b", language=language)]
    (change,) = page_changes(pages, {"r_a": "1", "r_b": "2"}, [])
    assert change.silence == silence


def test_the_same_words_again_are_no_news_and_parts_of_one_capture_are_no_versions() -> None:
    same = [seen(FIRST, "a"), seen(FIRST.replace(" ", "  "), "b")]
    assert page_changes(same, {"r_a": "1", "r_b": "2"}, []) == ()
    parts = [seen(FIRST, "a"), replace(seen("Another part.", "b"), capture="a")]
    assert page_changes(parts, {"r_a": "1", "r_b": "1"}, []) == ()


def test_a_page_is_gone_where_it_was_not_there_after_it_was_seen() -> None:
    came = {"r_a": "2031-05-04"}
    (change,) = page_changes([seen(FIRST, "a")], came, [(PAGE, "2031-05-03", "404"), (PAGE, "2031-05-09", "410")])
    assert (change.kind, change.again, change.status, change.later) == ("gone", "2031-05-09", "410", "")
    assert page_changes([seen(FIRST, "a")], came, [("https://kesh.example/other", "2031-05-09", "404")]) == ()


def test_two_texts_are_cut_so_that_each_can_be_put_together_again() -> None:
    before, after = FIRST, "Shells fell on Dalmere. Nobody was killed. The mayor spoke."
    pieces = compared(before, after)
    assert " ".join(p.words for p in pieces if p.kind != "in").split() == before.split()
    assert " ".join(p.words for p in pieces if p.kind != "out").split() == after.split()


def test_two_ways_to_write_an_address_are_one() -> None:
    assert folded("https://www.kesh.example/mill/") == folded("http://KESH.example/mill#x") == "kesh.example/mill"
    assert folded("https://kesh.example/?a=1") != folded("https://kesh.example/?a=2")


@pytest.mark.parametrize(
    ("counts", "expected", "state"),
    [
        ((2, 100, 12, 50), 1.0, "more than usual"),
        ((10, 100, 6, 50), 5.0, "no more than chance gives"),
        ((0, 100, 1, 50), 0.0, "no more than chance gives"),
        ((0, 100, 5, 50), 0.0, "more than usual"),
        ((0, 0, 9, 50), 0.0, "cannot be judged"),
        ((9_000, 100_000, 20_000, 100_000), 9_000.0, "more than usual"),
    ],
)
def test_a_rise_is_judged_against_all_reports(counts: tuple[int, int, int, int], expected: float, state: str) -> None:
    found = rise(*counts)
    assert found.expected == pytest.approx(expected)
    assert found.state == state
    assert 0 <= found.chance <= 1


def test_the_chance_is_that_of_the_exact_comparison() -> None:
    """Three of three after the day, of halves: one in eight."""
    assert rise(0, 10, 3, 10).chance == pytest.approx(1 / 8)
