"""Texts that are somebody's words: turns by their tags, found in bounded work. The texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.extract.parsed.transcripts import turns

SAID = '[BELL] "We saw it," he began{mark}{gap}[REPORTER] Who fired{mark}{gap}[BELL] Nobody knows'


@pytest.mark.parametrize(
    ("mark", "gap"), [("", "\n\n"), ("", " \n \n\n  "), ("", "\n\t\n"), (".", " "), (".", "\n\n\n")]
)
def test_a_turn_goes_up_to_the_next_tag(mark: str, gap: str) -> None:
    """Whatever blanks stand between."""
    text = "Interview with Bell.\n\n" + SAID.format(mark=mark, gap=gap)
    assert [(t.who, text[t.start : t.end]) for t in turns(text)] == [
        ("BELL", '"We saw it," he began'),
        ("REPORTER", "Who fired"),
        ("BELL", "Nobody knows"),
    ]


@pytest.mark.parametrize("blank", ["\n", "\n ", " \n", "\n\t\n"])
def test_blanks_without_end_are_read_at_once(blank: str) -> None:
    """They were read from each of them, to each of them."""
    assert turns("Two people were killed in Tarn.\n" + blank * 100_000 + "The army denied it.") == ()
