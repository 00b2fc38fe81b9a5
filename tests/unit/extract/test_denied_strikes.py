"""Who denies a strike on a thing denies the strike, and not that the thing was hit."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


@pytest.mark.parametrize(
    "words",
    [
        "The Karran army denied the strike on the clinic in Osmer.",
        "Karran denies missile strike on the clinic in Osmer",
        "The Karran army dismissed reports of the attack on the clinic in Osmer as lies.",
    ],
)
def test_a_denied_strike_leaves_open_what_was_hit(words: str) -> None:
    denied = {c.aspect for c in claims_of(words) if c.stance is Stance.DENY}
    assert denied
    assert Aspect.TARGET not in denied


def test_what_is_said_not_to_have_been_hit_is_denied() -> None:
    denied = {c.aspect for c in claims_of("The Karran army denied that the clinic was hit.") if c.stance is Stance.DENY}
    assert Aspect.TARGET in denied
