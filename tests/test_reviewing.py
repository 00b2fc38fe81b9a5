"""The review queue: what would change a grade comes first, and what it says would change does."""

from __future__ import annotations

import pytest

from counterclaim import decide, joining, reviewing
from counterclaim.decide import decision
from counterclaim.judging import Laid
from counterclaim.lexicons import registry as shipped
from counterclaim.previewing import preview
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Event, Finding, Grade, Lineage
from counterclaim.reviewing import Body, body, queue
from counterclaim.store import CaseFolder
from tests.conftest import clock

EVENTS = 4


def given(case: CaseFolder) -> Body:
    """Give the demo case's run as a queue reads it."""
    stands = decide.standing(case.decisions())
    table = case.runs.table
    tables = (
        table("events", Event), table("findings", Finding), table("grades", Grade), table("claims", Claim),
        table("lineage", Lineage),
    )  # fmt: skip
    laid = Laid(
        stands,
        decide.over_registry(shipped.beside(case.registry()), stands),
        joining.apart(stands, table("claims", Claim)),
    )
    return body(tables, case.reports(), laid)


def test_what_it_says_would_change_does(demo: CaseFolder) -> None:
    first = queue(given(demo), (), EVENTS)[0]
    assert any(m.leading for m in first.moves)
    made = decision("reject", first.claim, [], ("A. Tester", clock()), "misread")
    shown = {(c.before.split(" (")[0], c.after.split(" (")[0]) for c in preview(demo, made).grades}
    said = {(m.before.split(" (")[0], m.after.split(" (")[0]) for m in first.moves if m.leading}
    assert said <= shown


def test_what_moves_a_leading_grade_comes_before_what_moves_none(demo: CaseFolder) -> None:
    found = queue(given(demo), (), EVENTS)
    counts = [sum(m.leading and bool(m.after) for m in one.moves) for one in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0 == counts[-1]


def test_a_claim_that_somebody_read_waits_no_more(demo: CaseFolder) -> None:
    found = queue(given(demo), (), EVENTS)
    made: list[Decision] = [
        decision(kind, one.claim, fields, ("A. Tester", clock()), "read")
        for one, (kind, fields) in zip(
            found, (("accept", []), ("reject", []), ("correct", [("value", "another")])), strict=False
        )
    ]
    after = queue(given(demo), made, EVENTS)
    assert {one.claim for one in found[:3]}.isdisjoint(one.claim for one in after)


def test_an_event_of_very_many_claims_says_which_were_not_tried(
    demo: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "TRIED", 1)
    found = queue(given(demo), (), 1)
    assert [one.tried for one in found] == [True] + [False] * (len(found) - 1)
    assert len(found) > 1
