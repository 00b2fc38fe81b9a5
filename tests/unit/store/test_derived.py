"""What was derived: readings by report, runs that never lie about their digests, tables asked by column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from counterclaim.canonical import digest
from counterclaim.errors import Damaged, NotInCase, UsageError
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.words import LineageKind
from counterclaim.store import CaseFolder, parquet
from tests.unit.store.samples import EXTRACTOR, NOON, a_reading, a_run, fill, not_intact, opened, stopped, take


@dataclass(frozen=True)
class _Row:
    id: str
    about: str | None
    size: int
    share: float | None
    sure: bool
    words: tuple[str, ...] = ()
    record: str = ""


ROWS = [_Row("a", None, 1, 0.5, True), _Row("b", "mill", 2, None, False), _Row("c", "mill", 1, None, True)]


def test_a_report_read_twice_counts_once(tmp_path: Path) -> None:
    """Batches that overlap give each report's passages and claims once, from the later reading."""
    with opened(tmp_path) as case:
        one, two, three = (take(case, f"The {what} at Orvane stands.") for what in ("mill", "gate", "bridge"))
        case.save_readings(EXTRACTOR, a_reading(one) | a_reading(two))
        later = a_reading(three) | {two.id: (a_reading(two)[two.id][0], [])}
        case.save_readings(EXTRACTOR, later)
        case.save_readings("other", a_reading(one))
        passages, claims = case.readings(EXTRACTOR)
        assert [p.report for p in passages] == sorted([one.id, two.id, three.id])
        assert [c.report for c in claims] == sorted([one.id, three.id])
        assert case.read_already(EXTRACTOR) == {one.id, two.id, three.id}
        assert not_intact(case) == []


def test_readings_that_are_gone_are_made_again(tmp_path: Path) -> None:
    """A changed file is Damaged, never read; removed, its reports count as unread, and reading them again mends it."""
    with opened(tmp_path) as case:
        report = fill(case)
        file = next((tmp_path / "readings").glob("*.claims.parquet"))
        file.write_bytes(b"x")
        with pytest.raises(Damaged, match=file.name):
            case.readings(EXTRACTOR)
        file.unlink()
        with pytest.raises(Damaged, match=file.name):
            case.readings(EXTRACTOR)
        assert case.read_already(EXTRACTOR) == set()
        case.save_readings(EXTRACTOR, a_reading(report))
        assert len(case.readings(EXTRACTOR)[1]) == 1
        assert not_intact(case) == []


def test_readings_filed_under_another_report_are_refused(tmp_path: Path) -> None:
    """A slip of the caller does not lose passages in silence."""
    with opened(tmp_path) as case:
        report = take(case, "The mill at Orvane stands.")
        with pytest.raises(UsageError, match="r_other"):
            case.save_readings(EXTRACTOR, {"r_other": a_reading(report)[report.id]})


def test_a_run_saved_twice_changes_nothing(tmp_path: Path) -> None:
    """The same rows give the same run; the digests are those of the bytes on disk."""
    with opened(tmp_path) as case:
        fill(case)
        tables = {"claims": case.readings(EXTRACTOR)[1], "empty": ()}
        first = case.save_run(a_run("run_2"), tables, NOON)
        again = case.save_run(a_run("run_2"), tables, NOON)
        assert first == again == case.runs.run()
        for name, expected in again.tables:
            assert digest((tmp_path / "runs" / "run_2" / f"{name}.parquet").read_bytes()) == expected
        assert [run for run, _ in case.run_times()] == ["run_1", "run_2", "run_2"]
        assert not_intact(case) == []


@pytest.mark.parametrize("other", [{"rows": ROWS[:2]}, {"rows": []}, {"rows": ROWS, "more": []}, {}])
def test_a_run_with_other_rows_is_not_swapped_for_the_first(tmp_path: Path, other: dict[str, Any]) -> None:
    """The same id with other rows or tables raises, and what was believed stays."""
    with opened(tmp_path) as case:
        first = case.save_run(a_run(), {"rows": ROWS}, NOON)
        with pytest.raises(Damaged, match="run_1"):
            case.save_run(a_run(), other, NOON)
        with pytest.raises(Damaged, match="run_1"):
            case.runs.save(replace(a_run(), settings="other"), {"rows": ROWS})
        assert case.runs.run() == first
        assert case.runs.table("rows", _Row) == tuple(ROWS)
        assert not_intact(case) == []


def test_the_same_rows_from_another_writer_of_parquet_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a library's new version gives other bytes for the same rows, the digests given are those held."""
    with opened(tmp_path) as case:
        first = case.save_run(a_run(), {"rows": ROWS}, NOON)
        real = pq.write_table
        monkeypatch.setattr(pq, "write_table", lambda *a, **k: real(*a, **(k | {"compression": "none"})))
        assert case.save_run(a_run(), {"rows": ROWS}, NOON) == first
        assert not_intact(case) == []


@pytest.mark.parametrize("broken", ["rows.parquet", "run.json"])
def test_a_damaged_run_is_mended_by_settling_again(tmp_path: Path, broken: str) -> None:
    """A file that was changed or lost is written anew from the same rows."""
    with opened(tmp_path) as case:
        first = case.save_run(a_run(), {"rows": ROWS}, NOON)
        for damage in (lambda p: p.write_bytes(b"{"), lambda p: p.unlink()):
            damage(tmp_path / "runs" / "run_1" / broken)
            assert not_intact(case) != []
            assert case.save_run(a_run(), {"rows": ROWS}, NOON) == first
            assert not_intact(case) == []


def test_tables_are_asked_by_any_flat_column(tmp_path: Path) -> None:
    """Texts, numbers, truth values and gaps can be asked for; an empty table gives nothing and no error."""
    with opened(tmp_path) as case:
        case.save_run(a_run(), {"rows": ROWS, "none": []}, NOON)

        def ids(table: str = "rows", **where: parquet.Value) -> str:
            return "".join(r.id for r in case.runs.table(table, _Row, where=where))

        assert [ids(about="mill"), ids(about=None), ids(size=1), ids(size=1, about="mill")] == ["bc", "a", "ac", "c"]
        assert [ids(share=0.5), ids(share=None), ids(sure=True), ids(sure=False)] == ["a", "bc", "ac", "b"]
        assert [ids(), ids("none"), ids("none", about="mill"), ids(about="none such")] == ["abc", "", "", ""]
        for where in ({"words": "x"}, {"nowhere": "x"}, {"record": "x"}, {'id" OR 1=1 --': "x"}, {"size": "1"}):
            for table in ("rows", "none"):
                with pytest.raises(UsageError):
                    ids(table, **where)
        with pytest.raises(NotInCase, match="rows"):
            ids("elsewhere")


def test_columns_of_real_records_do_not_hang_on_the_first_row(tmp_path: Path) -> None:
    """A column that is empty in every row is there, and a value of a closed list is asked by its word."""
    edge = Lineage(id="l_1", kind=LineageKind.QUOTES, a="r_1", b="r_2", first=None, evidence="it says so")
    with opened(tmp_path) as case:
        case.save_run(a_run(), {"lineage": [edge]}, NOON)
        for where in ({"first": None}, {"kind": LineageKind.QUOTES}, {"kind": "quotes", "a": "r_1"}):
            assert case.runs.table("lineage", Lineage, where=where) == (edge,)
        assert case.runs.table("lineage", Lineage, where={"first": "r_1"}) == ()


def test_a_table_of_another_kind_or_no_table_is_damaged(tmp_path: Path) -> None:
    """Bytes that match their digest but hold something else are named, not a library's error."""
    with opened(tmp_path) as case:
        case.save_run(a_run(), {"rows": ROWS}, NOON)
        with pytest.raises(Damaged, match="rows"):
            case.runs.table("rows", Claim)
    with pytest.raises(Damaged, match="this thing"):
        parquet.lines(b"PAR1 no PAR1", "this thing")


@pytest.mark.parametrize("name", ["../up", "", ".", "a/b", "CURRENT", ".hidden"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    """A run's id and a table's name stay inside the folder of runs, for writing and for reading."""
    with opened(tmp_path) as case:
        with pytest.raises(UsageError):
            case.runs.save(a_run(name), {})
        with pytest.raises(UsageError):
            case.runs.save(a_run(), {name: []})
        with pytest.raises(NotInCase):
            case.runs.run(name)


def test_a_run_stored_but_not_noted_is_noted_by_the_next_writer(tmp_path: Path) -> None:
    """A kill between storing and noting loses no settlement: it is believed, as it was about to be."""

    def settle(case: CaseFolder) -> None:
        case.save_run(a_run(), {"rows": ROWS}, NOON)
        case.runs.store(a_run("run_2"), {"rows": ROWS})
        assert not_intact(case) == [("run run_2", "unexpected")]

    stopped(tmp_path, settle)
    with opened(tmp_path) as case:
        assert [run for run, _ in case.run_times()] == ["run_1", "run_2"]
        assert case.runs.current() == "run_2"
        assert not_intact(case) == []
