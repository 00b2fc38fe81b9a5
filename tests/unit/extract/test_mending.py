"""Trees that rules put right stay trees. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.extract.mending import order
from counterclaim.settings import Settings

TEXT = "The mayor said that rebels shelled the market in Lom."


def _claims(text: str) -> list[tuple[str, str | None]]:
    report = a_report(text)
    return [(c.originator.name, c.value) for c in RuleExtractor().claims(report, read.passages(report, Settings()))]


def test_rules_that_meet_in_a_circle_leave_the_sentence_as_it_was_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that hangs on itself would be read for ever."""
    wanted = _claims(TEXT)

    def circle(token: Any) -> None:
        if token.lower_ == "shelled":
            token.head.head = token

    monkeypatch.setattr(order, "THEN", (*order.THEN, circle))
    assert _claims(TEXT) == wanted != []


@pytest.mark.parametrize(
    "text",
    [
        "They confirmed a truth that we have been telling: they are murderers of farmers.",
        "This is the question he was asked: several governments have pressed the army to stop the shelling of Lom.",
        "Let me say it again: we have the word of priests who were giving accounts that rebels had shelled Lom.",
        "In the letter we have written: the army, which said so, shelled Lom.",
    ],
)
def test_a_colon_behind_a_verb_of_saying_makes_no_circle(text: str) -> None:
    """What holds the verb of saying is parted from what is said behind the colon."""
    assert isinstance(_claims(text), list)
