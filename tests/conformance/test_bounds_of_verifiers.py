"""What a verifier takes of memory and time is bounded by the size of what it is given. All is invented."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.bundling import bundle
from counterclaim.errors import Damaged
from counterclaim.ledger import Keys, bag
from counterclaim.store.shared import SHARED, schema_of
from tests.invented import settled
from tests.mutations import STANDALONE, ours


def view(table: str, column: str, where: str) -> str:
    """Give SQL that puts a view without end in a table's place."""
    endless = "WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r)"
    return f"DROP TABLE {table}; CREATE VIEW {table} AS {endless} SELECT a AS {column} FROM r {where}"  # noqa: S608 - its own words


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    place = tmp_path_factory.mktemp("bounds")
    case = settled(place / "case")
    data = bundle(case, ["all"], [], Keys.own().signer(), persons=True).data
    case.close()
    return place / "case", data


def short(subject: Path, before: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """Run the short verifier as somebody would; give how it ends, and what it prints."""
    program = STANDALONE / ("verify_case.py" if subject.is_dir() else "verify.py")
    done = subprocess.run(
        [sys.executable, program, subject], capture_output=True, text=True, check=False, timeout=120, preexec_fn=before
    )
    return done.returncode, done.stdout, done.stderr


def directory(count: int) -> bytes:
    """Give a ZIP file that is a list of files and nothing else."""
    one = struct.pack("<4sBBHHHHHLLLHHHHHLL", b"PK\1\2", 20, 3, 20, 0, 0, 0, 33, *(0,) * 3, 1, *(0,) * 6) + b"a"
    data, far = one * count, 2**32 - 1
    long = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(data), 0)
    at = struct.pack("<4sLQL", b"PK\6\7", 0, len(data), 1)
    return data + long + at + struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, 65_535, 65_535, far, far, 0)


def test_a_list_of_files_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(bag.BadBag, match="more than 200,000 files need"):
        bag.unzipped(directory(1_000_000))
    with pytest.raises(bag.BadBag, match="does not end as one"):
        bag.unzipped(directory(3) + b"x")


def test_the_short_verifier_takes_no_more_memory_than_an_honest_file_needs(
    whole: tuple[Path, bytes], tmp_path: Path
) -> None:
    files = bag.unzipped(whole[1]) | {"data/rows.jsonl": b"{}\n" * 7_000_000}
    (tmp_path / "hostile.zip").write_bytes(bag.zipped(files))
    code, out, err = short(tmp_path / "hostile.zip")
    assert (code, "too large" in out, err) == (1, True, "")


def test_where_less_is_allowed_it_asks_for_no_more(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    (tmp_path / "whole.zip").write_bytes(whole[1])

    def less() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))

    for subject in (tmp_path / "whole.zip", whole[0]):
        assert short(subject, less)[::2] == (0, "")


@pytest.mark.parametrize(
    "sql",
    [
        view("alembic_version", "version_num", "WHERE a < 0"),
        view("seals", "number", ""),
        view("acts", "record", "WHERE a < 0"),
        "CREATE INDEX more ON captures(length(hex(zeroblob(100000000))))",
    ],
)
def test_nothing_that_stands_in_the_record_is_run(sql: str, whole: tuple[Path, bytes], tmp_path: Path) -> None:
    """A view without end, or an index over what fills the memory, is named by both verifiers and never asked."""
    shutil.copytree(whole[0], tmp_path / "case")
    with closing(sqlite3.connect(tmp_path / "case/case.sqlite", isolation_level=None)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.executescript(sql)
    code, out, err = short(tmp_path / "case")
    assert (code, "a table, index, trigger or column was added" in out, err) == (1, True, "")
    assert ours(tmp_path / "case")


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"schema":"case_' + b"a" * 5_000 + b'"}', b'{"schema":["a"]}'])
def test_what_names_no_schema_is_refused_in_words(data: bytes, tmp_path: Path) -> None:
    (tmp_path / SHARED).write_bytes(data)
    with pytest.raises(Damaged, match="names a schema"):
        schema_of(tmp_path)


@pytest.mark.parametrize("name", ["case.json", "lock", "runs/CURRENT", f"answers/{'a' * 64}.json", "runs/*/run.json"])
def test_a_small_file_of_a_case_that_is_huge_is_read_no_further_than_its_kind(
    name: str, whole: tuple[Path, bytes], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """In a process that could not hold it; it is named, and the program does not call itself at fault."""
    shutil.copytree(whole[0], tmp_path / "case")
    place = next(iter(sorted((tmp_path / "case").glob(name))), tmp_path / "case" / name)
    with place.open("ab") as file:
        file.truncate(8 << 30)
    words = [sys.executable, "-m", "counterclaim", "verify", str(tmp_path / "case")]
    limits = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))}
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120, **limits)
    assert done.returncode == 1, done.stderr
    assert "fault of this program" not in done.stderr
