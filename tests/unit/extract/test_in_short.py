"""Contents as short phrases; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.extract.words.in_short import in_short


@pytest.mark.parametrize(
    ("words", "text", "short"),
    [
        ("the Karran army is barbaric", "He said the Karran army is barbaric.", "the Karran army is barbaric"),
        (
            "Karran fighters are brave",
            "“Karran fighters are brave,” she said of the Karran side.",
            "Karran fighters are brave",
        ),
        ("The siege is over", "“The siege is over,” said Ada Kron.", "the siege is over"),
        ("Marek Tolin is a liar", "She said of Marek Tolin: “Marek Tolin is a liar”.", "Marek Tolin is a liar"),
        ("KNF men are “heroes”, of sorts", "KNF men are “heroes”, of sorts, he said.", "KNF men are heroes of sorts"),
        ("Vesk Mayor Calls Army Barbaric", "Vesk Mayor Calls Army Barbaric", "vesk mayor calls army barbaric"),
    ],
)
def test_names_keep_their_capitals_and_beginnings_do_not(words: str, text: str, short: str) -> None:
    """A capital that only begins a sentence or stands in a headline tells no name."""
    assert in_short(words, text) == short
