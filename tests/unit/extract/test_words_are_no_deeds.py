"""What is only said, counted twice, admitted or held: invented texts, and that no deed is made of them."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of, said

from counterclaim.records.words import Aspect

SHELLS = "Shells fell on Lom on Friday, the mayor said. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The toll, which was attributed to the Karran army, was wrong.", []),
        ("The number has been attributed to the Red Harbour.", []),
        ("A video attributed to the Karran army was deleted.", []),
        ("The words attributed to the minister were not his.", []),
        ("The shelling, which was attributed to the Karran army, went on.", ["Karran army"]),
        ("The attack has been attributed to the rebels.", ["rebels"]),
    ],
)
def test_what_was_said_is_attributed_to_who_said_it(text: str, who: list[str]) -> None:
    """Only an act that is attributed to somebody has a doer."""
    assert [c.value for c in of(SHELLS + text, Aspect.PERPETRATOR)] == who


def test_a_figure_attributed_to_somebody_is_theirs() -> None:
    """Nobody unnamed gives it."""
    assert said("The figure of 40 dead, attributed to the Civil Defence, was wrong.", Aspect.COUNT)[0][2] == (
        "Civil Defence"
    )
