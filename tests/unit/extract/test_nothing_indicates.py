"""What nothing indicates, nobody has information of or is loath to blame anybody for. All texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings


def _told(text: str) -> set[tuple[str, str, str]]:
    report = a_report(text)
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    return {(c.originator.name, c.stance.value, c.value) for c in found if c.aspect is Aspect.PERPETRATOR}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nothing indicates that the army shelled the school, the envoy said.", ("envoy", "deny", "army")),
        ("The envoy said he had seen nothing to suggest the army shelled the school.", ("envoy", "deny", "army")),
        ("The envoy had no information that the army had shelled the school.", ("envoy", "question", "army")),
        ("Few believe that the army shelled the school.", ("Harbour Post", "question", "army")),
        ("The envoy provided no evidence that the army shelled the school.", ("Harbour Post", "question", "army")),
    ],
)
def test_what_nothing_speaks_for(text: str, told: tuple[str, str, str]) -> None:
    """It is denied or left open, and never told."""
    assert _told(text) == {told}


@pytest.mark.parametrize("words", ["were reluctant to blame", "refused to blame", "failed to blame"])
def test_whom_nobody_blames_did_nothing(words: str) -> None:
    assert _told(f"Officials {words} the army for the shelling of the school.") == set()
