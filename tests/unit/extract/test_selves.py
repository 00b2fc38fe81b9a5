"""What speakers tell of themselves is theirs: "we", "our forces", "he admitted that he had"."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim.extract import RuleExtractor
from counterclaim.read import passages
from counterclaim.records.words import Aspect, Stance
from counterclaim.settings import Settings


def doers(text: str) -> list[tuple[str, Stance]]:
    """Give who is said to have done something, and how the speaker stands to it."""
    report = a_report(text, day="2031-05-20")
    found = RuleExtractor().claims(report, passages(report, Settings()))
    assert not any("(" in (c.actor or "") for c in found)
    return [(c.value, c.stance) for c in found if c.aspect in {Aspect.PERPETRATOR, Aspect.CONTROL}]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Our forces attacked the barracks at Velno, the Front said in a communique.", ["Front"]),
        ("“We shot down a helicopter near Velno,” the rebels said.", ["rebels"]),
        ("“We took the village of Velno,” a spokesman for the Lom Army said.", ["Lom Army"]),
        # Whose people a lone person means is not said, and a paper's own "we" did nothing.
        ("“We destroyed this country,” the poet Ann Bell said.", []),
        ("We attacked the barracks at Velno.", []),
    ],
)
def test_we(text: str, who: list[str]) -> None:
    """A body that speaks, or is spoken for, is who "we" are."""
    assert [name for name, _ in doers(text)] == who


def test_who_admits_did_it() -> None:
    """A person's own deed is the person's, conceded."""
    assert doers("Ann Bell was tried. She admitted that she had killed six villagers.") == [
        ("Ann Bell", Stance.CONCEDE)
    ]


def test_a_denial_of_ones_own_deed_is_of_who_did_it() -> None:
    """ "We did not bomb it" stays a denial, by its speaker, of the speaker's part."""
    assert doers("“We did not bomb the market,” the army said.") == [("army", Stance.DENY)]
