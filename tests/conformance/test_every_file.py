"""Every file that a case can hold, with a bit flipped or taken away: it is named, or the reference says that it is made
again. The table in docs/reference/case-folder.md is held against a case that has all of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from counterclaim.case import settle
from counterclaim.desk.opened import Desk
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder, shared
from tests.invented import clock
from tests.mutations import made, ours, theirs

DOC = Path(__file__).parents[2] / "docs" / "reference" / "case-folder.md"
_ROW = re.compile(r"^\| `(?P<file>[^`]+)` \| [^|]+ \| (?P<change>[^|]+) \| (?P<loss>[^|]+) \|$", re.MULTILINE)
#: Of each file: the pattern of the table, whether both verifiers notice a change, and whether anybody its loss.
TABLE = {m["file"]: (m["change"].startswith("both"), m["loss"].startswith("both")) for m in _ROW.finditer(
    DOC.read_text(encoding="utf-8")
)}  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a case with all that a case can hold, shared and indexed, closed."""
    place = tmp_path_factory.mktemp("all")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        patch.setattr("counterclaim.reuse_index.settled.TEXTS_MIN", 2)
        path, _ = made(place)
        with closing(CaseFolder.open(path)) as held:
            _answered(held)
            settle(held, clock)
        desk = Desk(path)
        desk.prepare(Quiet())
        desk.close()
        with closing(CaseFolder.open(path)) as held, held._lock.hold(lambda: None):  # as `share` does, without a server
            held._home.in_one_file()
            shared.mark(path, "case_0123456789abcdef")
            held._home.marked(shared.number_of("case_0123456789abcdef"))
        yield path


def _answered(case: CaseFolder) -> None:
    """Keep an answer of a model, and a reading by it."""
    by = case.runs.run().extractor
    passages, claims = case.readings(by)
    report = passages[0].report
    mine = [p for p in passages if p.report == report], [c for c in claims if c.report == report]
    with case.writing():
        case.answers.keep("a model", (("user", "What is said? (Invented.)"),), "Nothing.")
        (answer,) = (case.path / "answers").glob("*.json")
        case.save_readings("a model", {report: mine}, answers=[answer.stem])


def files(case: Path) -> list[str]:
    return [p.relative_to(case).as_posix() for p in sorted(case.rglob("*")) if p.is_file()]


def pattern_of(name: str) -> str:
    """Give the one row of the table that a file belongs to."""
    (found,) = {
        row for row in TABLE
        if (PurePosixPath(name).match(row) and len(name.split("/")) == len(row.split("/")) and "**" not in row)
        or (row.endswith("/**") and name.startswith(row.removesuffix("**")))
    }  # fmt: skip
    return found


def test_the_case_is_whole_and_the_table_tells_of_each_file(case: Path) -> None:
    assert ours(case) == theirs(case) == []
    rows = {pattern_of(name) for name in files(case)}
    assert rows == TABLE.keys()
    assert any(name.startswith("reuse/state-") for name in files(case))
    assert shutil.which("openssl") is None or any(name.endswith(".tsr") for name in files(case))


def said_of(name: str, found: list[str]) -> bool:
    """Tell whether something is said of a file itself: by its name, or by that of what it holds."""
    path = PurePosixPath(name)
    told = {name, path.stem.split(".")[0], path.name, path.name.removesuffix(".signed"), *path.parts[1:-1]}
    told |= {"ledger"} if name.startswith("ledger/") else set()
    return bool(found) if name == "case.sqlite" else any(one in words for words in found for one in told)


def test_a_bit_of_each_file_is_missed(case: Path) -> None:
    wrong = []
    for number, name in enumerate(files(case)):
        path, by_both = case / name, TABLE[pattern_of(name)][0]
        before = path.read_bytes()
        at = (number * 7919) % len(before) if before else 0
        path.write_bytes(before[:at] + bytes([before[at] ^ (1 << number % 8)]) + before[at + 1 :])
        mine, second = ours(case), theirs(case)
        path.write_bytes(before)
        if not said_of(name, mine) or bool(second) is not by_both:
            wrong.append((name, at, mine, second))
    assert wrong == []
    assert ours(case) == []


def test_each_file_is_missed_or_made_again(case: Path) -> None:
    wrong = []
    for name in files(case):
        path, missed = case / name, TABLE[pattern_of(name)][1]
        before = path.read_bytes()
        path.unlink()
        mine, second = ours(case), theirs(case)
        path.write_bytes(before)
        for beside in ("case.sqlite-wal", "case.sqlite-shm"):
            (case / beside).unlink(missing_ok=True)
        named = said_of(name, mine) if missed else mine == [] or name.startswith("reuse/")
        if not named or bool(second) is not missed:
            wrong.append((name, mine, second))
    assert wrong == []
    assert ours(case) == theirs(case) == []


def test_a_blanked_lock_is_told(case: Path) -> None:
    """It may be one that a writer left while others read: see the reference."""
    path = case / "lock"
    before = path.read_bytes()
    path.write_bytes(b"at rest\n" + b" " * 64 + b"\n")
    with closing(CaseFolder.open(case)) as held:
        from counterclaim.store import verify

        told = {c.came for c in verify(held) if c.subject == "bytes of case.sqlite"}
    path.write_bytes(before)
    assert any("no digest of them was noted" in words for words in told)
