"""What is far from certain, too early to say or not found out is left open: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of

OPEN = [
    "It is not certain that the army shelled Aleppo.",
    "It is far from clear that the army shelled Aleppo.",
    "It is by no means certain that the army shelled Aleppo.",
    "It is questionable whether the army shelled Aleppo.",
    "It remains to be seen whether the army shelled Aleppo.",
    "It remains uncertain whether the army shelled Aleppo.",
    "It is too early to say whether the army shelled Aleppo.",
    "It would be premature to say that the army shelled Aleppo.",
    "The mission was unable to conclude that the army shelled Aleppo.",
    "The mission failed to establish that the army shelled Aleppo.",
    "The mission spoke of progress but stopped short of saying that the army had shelled Aleppo.",
]


@pytest.mark.parametrize("words", OPEN)
def test_it_is_left_open(words: str) -> None:
    """Who did it is asked, and not said."""
    assert {r[2] for r in rows_of(words) if r[3] == "perpetrator"} == {"question"}


@pytest.mark.parametrize(
    "words",
    [
        "The blast was not caused by the rebels, the army said.",
        "The inquiry ruled out rebel shelling of Aleppo.",
        "UN inspectors said the blast was not caused by rockets launched by rebels.",
        "The blast did not come from a rebel rocket, the army said.",
        "It was not rebels who caused the blast, the army said.",
        "The blast was not caused by a rebel rocket, the army said.",
    ],
)
def test_what_did_not_cause_it_did_not_do_it(words: str) -> None:
    """Whom words rule out is not said to have done it."""
    assert not [r for r in rows_of(words) if r[3] == "perpetrator" and r[2] != "deny"]
