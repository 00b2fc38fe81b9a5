"""What those who deny a happening say was there instead; every name is invented."""

from __future__ import annotations

import pytest

from counterclaim.compose.instead import instead
from counterclaim.extract import RuleExtractor
from counterclaim.read import passages
from counterclaim.records.judgement import Event
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import weigh
from tests.unit.builders import a_report


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Velan Front said the army shelled the clinic in Lom. The army denied having shelled it and said "
            "rebels had shelled the clinic.",
            False,
        ),
        (
            "The Velan Front said the army shelled the clinic in Lom. The army denied having shelled it and said "
            "rebels had blown up the clinic.",
            True,
        ),
    ],
)
def test_what_the_accusers_tell_too_is_no_rival_account(text: str, told: bool) -> None:
    """Both sides tell a shelling and only differ in who did it; an explosion is another account."""
    report = a_report(text)
    claims = RuleExtractor().claims(report, passages(report, Settings()))
    ids = tuple(c.id for c in claims)
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=(report.id,))
    found = weigh(event, claims, [report], origins(claims, ()), Settings())
    assert bool(list(instead(found.questions))) is told
