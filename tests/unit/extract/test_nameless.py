"""Which sentences the recogniser of names need not look through. All texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.extract.parsed.parse import english_words
from counterclaim.extract.words.nameless import may_name


@pytest.mark.parametrize(
    "text",
    [
        "They were shot as they fled, and nobody has said who gave the order.",
        "“We don't know who fired,” he said.",
        "The market opens early and closes when the carts have gone.",
    ],
)
def test_a_sentence_of_ordinary_words_holds_no_name(text: str) -> None:
    """Words without a meaning of their own may begin with a capital letter."""
    assert not may_name(text, english_words())


@pytest.mark.parametrize(
    "text",
    [
        "They were shot in Belmor.",
        "Belm said so.",
        "The Front denied it.",
        "Bishop and mayor denied it.",
        "US denies it.",
        "May brought no peace.",
        "They left belmor.",
        "They were shot yesterday.",
        "Two were shot.",
        "Dozens were shot.",
        "They shot 12.",
        "They were shot by syrian soldiers.",
        "It cost them $.",
    ],
)
def test_a_sentence_that_may_hold_a_name_is_looked_through(text: str) -> None:
    """A capital letter, a word that the language does not have, a number or a time is enough."""
    assert may_name(text, english_words())
