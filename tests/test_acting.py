"""Several people at one case: nothing that anybody did is lost, and nobody decides on what they have not seen."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim import returning
from counterclaim.acting import Looked, Overtaken, act_on, decide_on, in_turn
from counterclaim.decide import decision, since
from counterclaim.errors import NotInCase
from counterclaim.records.act import Act, ActKind
from counterclaim.records.judgement import Event
from counterclaim.records.returned import own
from counterclaim.store import Busy, CaseFolder, verify
from tests.conftest import clock


@pytest.fixture
def folder(tmp_path: Path, demo_folder: Path) -> Path:
    """Give a copy of the demo case that may be changed."""
    return Path(shutil.copytree(demo_folder, tmp_path / "case"))


def accept(folder: Path, claim: str, who: str, looked: Looked | None = None) -> int:
    case = CaseFolder.open(folder)
    try:
        made = decision("accept", claim, [], (who, clock()), "read beside the text")
        return decide_on(case, made, looked).number
    finally:
        case.close()


def test_many_deciding_at_once_are_all_in_the_log(folder: Path) -> None:
    case = CaseFolder.open(folder)
    claims = case.runs.table("events", Event)[0].claims[:4]
    acts = [(folder, claim, f"Analyst {n}") for n in range(1, 3) for claim in claims]
    with ThreadPoolExecutor(len(acts)) as pool:
        numbers = list(pool.map(lambda one: accept(*one), acts))
    assert sorted(numbers) == list(range(1, len(acts) + 1))
    assert sorted((d.subject, d.who) for d in case.decisions()) == sorted((c, w) for _, c, w in acts)
    assert {c.state for c in verify(case)} == {"intact"}
    case.close()


def test_who_has_not_seen_what_was_decided_is_told_and_may_go_on(folder: Path) -> None:
    case = CaseFolder.open(folder)
    event = case.runs.table("events", Event)[0]
    case.close()
    first, second = event.claims[:2]
    near = frozenset((event.id, *event.claims))
    accept(folder, first, "A. First", Looked(0, near))
    with pytest.raises(Overtaken, match=r"by A\. First") as told:
        accept(folder, second, "B. Second", Looked(0, near))
    assert [d.subject for d in told.value.by] == [first]
    assert accept(folder, second, "B. Second", Looked(1, near)) == 2


def test_what_is_far_from_what_one_looks_at_stops_nobody(folder: Path) -> None:
    case = CaseFolder.open(folder)
    one, other = case.runs.table("events", Event)[:2]
    case.close()
    accept(folder, one.claims[0], "A. First")
    assert accept(folder, other.claims[0], "B. Second", Looked(0, frozenset(other.claims))) == 2


def test_an_undo_is_about_what_it_takes_back(folder: Path) -> None:
    made = [
        decision("accept", "c_1", [], ("A", clock()), "so"),
        decision("undo", "1", [], ("B", clock()), "not so"),
    ]
    from dataclasses import replace

    numbered = [replace(d, number=n) for n, d in enumerate(made, start=1)]
    assert since(numbered, 1, {"c_1"}) == (numbered[1],)
    assert since(numbered, 2, {"c_1"}) == ()


def test_what_was_taken_back_is_not_taken_back_again(folder: Path) -> None:
    """Two who take back the same at once: the second is told. Taking that back makes it stand again."""
    case = CaseFolder.open(folder)
    claim = case.runs.table("events", Event)[0].claims[0]
    for kind, subject in (("accept", claim), ("undo", "1")):
        decide_on(case, decision(kind, subject, [], ("A", clock()), "so"))
    with pytest.raises(NotInCase, match="nobody took back"):
        decide_on(case, decision("undo", "1", [], ("B", clock()), "not so"))
    assert decide_on(case, decision("undo", "2", [], ("B", clock()), "it was right")).number == 3
    assert decide_on(case, decision("undo", "1", [], ("B", clock()), "not so")).number == 4
    case.close()


def test_who_waits_too_long_is_told(folder: Path) -> None:
    case, other = CaseFolder.open(folder), CaseFolder.open(folder)
    waited: list[float] = []
    with case.writing(), pytest.raises(Busy), in_turn(other, waited.append):
        raise AssertionError("nobody writes beside another")
    assert len(waited) > 10
    case.close()
    other.close()


def test_an_act_is_sealed_and_makes_no_other_run(folder: Path) -> None:
    from counterclaim.case import settle

    case = CaseFolder.open(folder)
    run = case.runs.run().id
    event = case.runs.table("events", Event)[0].id
    said = Act(
        number=0, kind=ActKind.COMMENT, subject=event, fields=(), who="A. Tester", at=clock(), words="Look again."
    )
    assert act_on(case, said).number == 1
    assert [a.words for a in case.acts()] == ["Look again."]
    assert settle(case, clock).id == run
    assert {c.state for c in verify(case)} == {"intact"}
    case.close()


def test_an_id_from_pages_without_some_names_is_known_for_one(folder: Path) -> None:
    """A made-up id is merely not there; which claim the other is, is not told: that would undo the withholding."""
    with closing(CaseFolder.open(folder)) as case:
        given = own("c_0123456789abcdef", returning.secret(case))
    with pytest.raises(NotInCase, match="Pages and files without some names have other ids") as told:
        accept(folder, given, "ana")
    assert "`counterclaim claims CASE`" in str(told.value)
    with pytest.raises(NotInCase, match="a claim of this case") as plain:
        accept(folder, "c_0123456789abcdef", "ana")
    assert "other ids" not in str(plain.value)
