"""The review queue: what would change a grade comes first, and what it says would change does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterclaim import decide, joining, receive
from counterclaim.case import settle, take
from counterclaim.decide import decision
from counterclaim.judging import Laid
from counterclaim.lexicons import registry as shipped
from counterclaim.previewing import preview
from counterclaim.progress import Quiet
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Grade, Lineage
from counterclaim.reviewing import TRIED, Body, ToReview, body, weight, without
from counterclaim.store import CaseFolder
from tests.conftest import clock

#: Invented, as are the names.
TWO = {
    "Hill Post": "The Orvane health office said that the Karran air force bombed the market in Orvane on 3 May 2031 "
    "and killed five civilians.",
    "Vale Post": "The Velmar Rescue Service said that the Karran air force bombed the market in Orvane on 3 May 2031. "
    "It said that six civilians were killed in the attack.",
}


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


def queue(given: Body) -> tuple[ToReview, ...]:
    """Give the claims of the first event in the order of the queue."""
    event = given.events[0]
    return tuple(sorted((without(given, event, claim) for claim in event.claims[:TRIED]), key=weight))


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFolder]:
    """A case of two invented reports of two voices that accuse one air force: with one of them, the grade is weaker."""
    folder = tmp_path_factory.mktemp("fair")
    (folder / "in").mkdir()
    for day, (name, text) in enumerate(TWO.items(), start=4):
        head = f"---\npublisher: {name}\npublished: 2031-05-0{day}\nlanguage: en\n---\n"
        (folder / "in" / f"{day}.md").write_text(head + text, encoding="utf-8")
    case = CaseFolder.open(folder / "case", create=True)
    take(case, [folder / "in"], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    yield case
    case.close()


def test_what_it_says_would_change_does(fair: CaseFolder) -> None:
    first = queue(given(fair))[0]
    assert any(m.leading for m in first.moves)
    made = decision("reject", first.claim, [], ("A. Tester", clock()), "misread")
    shown = {(c.before.split(" (")[0], c.after.split(" (")[0]) for c in preview(fair, made).grades}
    said = {(m.before.split(" (")[0], m.after.split(" (")[0]) for m in first.moves if m.leading}
    assert said <= shown


def test_what_moves_a_leading_grade_comes_before_what_moves_none(fair: CaseFolder) -> None:
    found = queue(given(fair))
    counts = [sum(m.leading and bool(m.after) for m in one.moves) for one in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0 == counts[-1]
