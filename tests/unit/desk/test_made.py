"""What a desk makes for itself and reads instead of the case: damaged or planted, it never changes what is shown."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.case import settle
from counterclaim.desk.index.changed import build_changed
from counterclaim.desk.making import Preparing
from counterclaim.desk.opened import Desk
from counterclaim.desk.working import alone, whole
from counterclaim.errors import Damaged
from counterclaim.ledger import Keys
from counterclaim.progress import Quiet
from counterclaim.records.decision import Decision
from counterclaim.records.words import DecisionKind
from counterclaim.store import CaseFolder, Made, verify
from tests.invented import clock, settled
from tests.unit.desk.conftest import ADDRESS
from tests.unit.store.samples import a_decision
from tests.unit.store.test_journal import forge_row

#: Lies in the words of SQL, by what they are told of.
LIES = {
    "run_*": ("UPDATE events SET reports = 977, origins = 977", "UPDATE reports SET claims = 977"),
    "texts*": ("UPDATE docs SET report = 'r_planted' || n", "DELETE FROM docs"),
    "changed_*": ("DELETE FROM changes", "DELETE FROM titles"),
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Give a case of two runs that a desk has made everything for, closed, and what that desk showed."""
    case = settled(tmp_path_factory.mktemp("made") / "case")
    claim = case.readings(case.runs.run().extractor)[1][0].id
    with case.writing():
        case.add_decision(
            Decision(
                number=0, kind=DecisionKind.REJECT, subject=claim, fields=(), who="A. Tester", at=clock(), reason=""
            )
        )
    settle(case, clock)
    case.close()
    return case.path, shown(case.path)


def shown(path: Path) -> list[str]:
    """Open a desk and give what it says of events, of a search and of what changed."""
    desk = Desk(path)
    desk.prepare(Quiet())
    try:
        client = TestClient(whole(desk, alone("A. Tester")), base_url=ADDRESS)
        asked = ("/events.json", "/reports.json", "/overview.json", "/search.json?q=market", "/compare.json")
        end = time.monotonic() + 120
        while "error" in client.get(asked[-1]).json() and time.monotonic() < end:
            time.sleep(0.2)
        return [client.get(address).text for address in asked]
    finally:
        desk.close()


def failures(path: Path) -> list[str]:
    with closing(CaseFolder.open(path)) as case:
        return [c.subject for c in verify(case) if c.state != "intact"]


def lied(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(sql).rowcount


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(bytes(data))


def test_a_desk_makes_these_and_signs_each(seen: tuple[Path, list[str]]) -> None:
    """A test that damages nothing would show nothing."""
    names = sorted(p.name for p in (seen[0] / "desk").iterdir())
    assert sum(n.endswith(".signed") for n in names) == len(names) / 2, names
    assert {n.split("_")[0].split(".")[0] for n in names} == {"run", "texts", "changed"}
    assert not any('"error"' in one for one in seen[1]), seen[1]
    assert failures(seen[0]) == []
    assert shown(seen[0]) == seen[1]


@pytest.mark.parametrize(("which", "sql"), [(k, sql) for k, lies in LIES.items() for sql in lies])
def test_a_lie_that_reads_well_is_named_and_not_told(
    which: str, sql: str, seen: tuple[Path, list[str]], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    shutil.copytree(seen[0], case)
    (path,) = [p for p in (case / "desk").glob(f"{which}.sqlite") if p.suffix == ".sqlite"][:1]
    lied(path, sql)
    assert f"desk/{path.name}" in failures(case)
    assert shown(case) == seen[1]
    assert failures(case) == []


def _stranger(path: Path, place: Path) -> None:
    lied(path, "UPDATE events SET reports = 977")
    with closing(CaseFolder.open(path.parents[1])) as case:
        other = Made.of(case.journal)
    other._keys = Keys(place / "stranger")
    shutil.copy(path, place / "copy")
    other.put(place / "copy", path)


def _unsigned(path: Path, _: Path) -> None:
    lied(path, "UPDATE events SET reports = 977")
    path.with_name(f"{path.name}.signed").unlink()


@pytest.mark.parametrize("plant", [_stranger, _unsigned])
def test_one_that_somebody_else_signed_or_nobody_is_made_anew(
    plant: Callable[[Path, Path], None], seen: tuple[Path, list[str]], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    shutil.copytree(seen[0], case)
    for path in sorted((case / "desk").glob("run_*.sqlite")):
        plant(path, tmp_path)
    with closing(CaseFolder.open(case)) as opened:
        told = [c.came for c in verify(opened) if c.subject == "desk/"]
    assert "nothing is read from them" in told[0]
    assert shown(case) == seen[1]


def test_each_file_flipped_or_gone_is_made_anew(seen: tuple[Path, list[str]], tmp_path: Path) -> None:
    for n, name in enumerate(sorted(p.name for p in (seen[0] / "desk").iterdir())):
        for harm in (flipped, Path.unlink):
            case = tmp_path / f"{n}-{harm.__name__}"
            shutil.copytree(seen[0], case)
            harm(case / "desk" / name)
            if harm is flipped:
                assert failures(case) == [f"desk/{name.removesuffix('.signed')}"]
            assert shown(case) == seen[1]
            shutil.rmtree(case)


def test_the_index_of_another_case_is_not_believed(seen: tuple[Path, list[str]], tmp_path: Path) -> None:
    """Even one that this user made and signed."""
    with closing(settled(tmp_path / "other")) as other:
        made, run = Made.of(other.journal), other.runs.current()
    (tmp_path / "other" / "desk").mkdir()
    target = tmp_path / "other" / "desk" / f"{run}.sqlite"
    found = next(iter(sorted((seen[0] / "desk").glob("run_*.sqlite"))))
    shutil.copy(found, target)
    shutil.copy(found.with_name(f"{found.name}.signed"), target.with_name(f"{target.name}.signed"))
    assert not made.own(target)


def test_what_was_changed_while_it_was_made_is_not_shown(
    seen: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case"
    shutil.copytree(seen[0], case)
    desk = Desk(case)
    monkeypatch.setattr(desk.made, "own", lambda path: False)
    run = desk.folder.runs.current()
    assert run is not None
    with pytest.raises(Preparing):
        desk.changed(run, run)
    desk.close()


def test_nothing_is_made_and_signed_from_a_run_that_was_changed(seen: tuple[Path, list[str]], tmp_path: Path) -> None:
    """Else, with the run put back, an index of what it said meanwhile would be left, and believed."""
    case = tmp_path / "case"
    shutil.copytree(seen[0], case)
    shutil.rmtree(case / "desk")
    with closing(CaseFolder.open(case)) as opened:
        held, run = opened.runs.run_file(opened.runs.current() or ""), opened.runs.current()
    held.write_bytes(held.read_bytes().replace(b'"extractor":"', b'"extractor":" '))
    desk = Desk(case)
    with pytest.raises(Damaged, match="as it was settled"):
        desk.prepare(Quiet())
    desk.close()
    assert not (case / "desk" / f"{run}.sqlite").exists()


def test_nothing_is_made_and_signed_from_rows_that_the_ledger_has_not(
    seen: tuple[Path, list[str]], tmp_path: Path
) -> None:
    """Else who has a copy of a case forged opened once has an index that is believed in the case itself."""
    copy = tmp_path / "copy"
    shutil.copytree(seen[0], copy)
    forge_row(copy)
    for gone in ("run_*", "texts*", "changed_*"):
        for path in (copy / "desk").glob(gone):
            path.unlink()
        desk = Desk(copy)
        with pytest.raises(Damaged, match="as the ledger has it"):
            desk.prepare(Quiet())
        desk.close()
    with closing(CaseFolder.open(copy)) as case:
        runs = case.runs.held()
    with pytest.raises(Damaged, match="as the ledger has it"):
        build_changed(copy, copy / "desk", runs[0], runs[1])
    assert not list((copy / "desk").glob("*.sqlite"))


def test_what_was_signed_in_a_copy_that_went_on_by_itself_is_not_believed(
    seen: tuple[Path, list[str]], tmp_path: Path
) -> None:
    """Nor what was signed later than a case that was put back; what was signed before it grew is."""
    copy, case = tmp_path / "copy", tmp_path / "case"
    for one in (copy, case):
        shutil.copytree(seen[0], one)
    with closing(CaseFolder.open(copy)) as opened, opened.writing():
        opened.add_decision(a_decision())
    shutil.rmtree(copy / "desk")
    assert shown(copy)
    with closing(CaseFolder.open(copy)) as grown, closing(CaseFolder.open(case)) as here:
        for path in (copy / "desk").glob("*.sqlite"):
            assert Made.of(grown.journal).own(path)
            assert not Made.of(here.journal).own(path)
        for path in (case / "desk").glob("run_*.sqlite"):
            for twin in (path, path.with_name(f"{path.name}.signed")):
                shutil.copy(twin, copy / "desk" / twin.name)
            assert Made.of(grown.journal).own(copy / "desk" / path.name)
