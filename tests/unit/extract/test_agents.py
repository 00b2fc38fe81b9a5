"""Names fold to one party; ordinary words do not."""

import pytest

from counterclaim.extract.named.agents import canonical
from counterclaim.extract.words.quotes import quotes


@pytest.mark.parametrize(
    ("name", "expected"), [("Daesh", "ISIS"), ("the Assad regime", "Syrian government"), ("is", "is")]
)
def test_canonical(name: str, expected: str) -> None:
    """A listed form is its party; the verb "is" is no group."""
    assert canonical(name) == expected


def test_quotes() -> None:
    """A mark left open ends with its paragraph."""
    text = '“Open.\n\nHe said "a b".'
    assert [text[q.start : q.end] for q in quotes(text)] == ["Open.", "a b"]
