"""The local engine: any number of threads, in memory or in a folder, whole or killed and taken up again, one result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from counterclaim.engine import Step, Table, Tables, tables
from counterclaim.engine.forest import components
from counterclaim.settings import Settings
from counterclaim.trace import shingles
from counterclaim.trace.reuse import Text
from counterclaim.tracing import shared_texts
from tests.engines.corpus import Killed, Until, texts

EDGES = pa.schema({"a": pa.int64(), "b": pa.int64()})


def test_threads_and_folders_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread or two, in memory or on disk, in calls of any size: the same pairs, spans and counts."""
    given = texts(300)
    expected = shared_texts(Tables(1), given, Settings())
    assert len(expected) > 100
    assert shared_texts(Tables(2), given, Settings()) == expected
    monkeypatch.setattr(tables, "GROUP_ROWS", 500)
    monkeypatch.setattr(tables, "SUM_ROWS", 500)
    monkeypatch.setattr("counterclaim.tracing.CHARACTERS", 20_000)
    monkeypatch.setattr("counterclaim.tracing.LATER", 40)
    monkeypatch.setattr("counterclaim.tracing.PAIRS", 60)
    assert shared_texts(Tables(2, tmp_path), given, Settings()) == expected


def test_a_killed_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends at any step leaves whole parts alone, and the next one takes them up and gives the same."""
    given = texts(120)
    monkeypatch.setattr("counterclaim.tracing.CHARACTERS", 20_000)
    expected = shared_texts(Tables(1), given, Settings())

    for steps in (1, 4, 9, 17, 22):
        with pytest.raises(Killed):
            shared_texts(Tables(1, tmp_path, Until(steps)), given, Settings())
    done: list[str] = []

    class Heard:
        def step(self, name: str, done_: int, total: int | None) -> None:
            done.append(name)

    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.arrow")}
    assert shared_texts(Tables(1, tmp_path, Heard()), given, Settings()) == expected
    kept = {p for p in before if "candidate" not in str(p) and "ends-to" not in str(p)}
    assert kept
    assert all(p.stat().st_mtime_ns == before[p] for p in kept)
    assert "compare texts" in done


def test_sums_and_groups_have_each_key_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys spread over parts meet in one sum, and in one call of a grouped step."""
    monkeypatch.setattr(tables, "SUM_ROWS", 10)
    engine, draw = Tables(2), np.random.default_rng(1)
    keys = draw.integers(0, 50, 400)
    schema = pa.schema({"key": pa.int64(), "value": pa.int64()})
    rows = engine.keep("rows", [pa.table([part, part * 2], schema=schema) for part in np.split(keys, 8)])
    summed = pa.concat_tables(engine.tables(engine.sum("sum", rows, "key", "value"), ("key", "value")))
    expected = {int(k): int(2 * k * (keys == k).sum()) for k in np.unique(keys)}
    assert dict(zip(summed["key"].to_pylist(), summed["value"].to_pylist(), strict=True)) == expected

    def counted(table: Table) -> Table:
        found, count = np.unique(table["key"].to_numpy(), return_counts=True)
        return pa.table([found, count], schema=schema)

    met = pa.concat_tables(engine.tables(engine.group("group", Step(counted, schema), rows, "key"), ("key", "value")))
    assert met["key"].to_pylist() == sorted(expected)
    assert met["value"].to_pylist() == [int((keys == k).sum()) for k in sorted(expected)]


def test_components_are_named_by_their_least_member() -> None:
    """Edges in any order and part give each number the least it is joined with."""
    edges = np.array([(5, 9), (9, 2), (7, 8), (8, 7), (30, 31)])
    engine = Tables()
    rows = engine.keep("edges", [pa.table(list(part.T), schema=EDGES) for part in (edges[:2], edges[2:])])
    (found,) = engine.tables(engine.components("join", rows), ("n", "component"))
    assert found.to_pydict() == {"n": [2, 5, 7, 8, 9, 30, 31], "component": [2, 2, 7, 7, 2, 30, 30]}
    assert components(edges[:, 1], edges[:, 0])[1].tolist() == [2, 2, 7, 7, 2, 30, 30]


def test_no_texts_are_no_pairs(tmp_path: Path) -> None:
    """No text, and texts without words, give nothing."""
    assert shared_texts(Tables(), [], Settings()) == ()
    empty = [Text(id=str(n), text=" … ", publisher="") for n in range(3)]
    assert shared_texts(Tables(1, tmp_path), empty, Settings()) == ()


def test_a_crowd_is_bounded_and_told() -> None:
    """Words carried by more texts than all meet: the work grows with the crowd, not with its square, and is told."""
    crowd = shingles.CROWD + 50
    entry = (np.uint64(7) << np.uint64(32)) | np.arange(crowd, dtype=np.uint64)
    pairs, crowds = shingles.links(entry, np.zeros(crowd, np.int64), np.empty(0, np.uint64))
    assert crowds == 1
    assert pairs <= shingles.EARLIER_MAX * crowd
    out = np.empty(pairs, np.uint64)
    shingles.links(entry, np.zeros(crowd, np.int64), out)
    last = {int(p) & 0xFFFFFFFF for p in out if int(p) >> 32 == crowd - 1}
    assert last == {0}


def test_crowds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a phrase has more carriers than are all paired, progress says so."""
    told: dict[str, int] = {}

    class Heard:
        def step(self, name: str, done: int, total: int | None) -> None:
            told[name] = done

    same = " ".join(f"word{n}" for n in range(30))
    given = [Text(id=f"t{n:04}", text=same, publisher="") for n in range(shingles.CROWD + 1)]
    found = shared_texts(Tables(progress=Heard()), given, Settings())
    assert {s.b for s in found} == {t.id for t in given[1:]}
    assert told["crowded phrases"] > 0
