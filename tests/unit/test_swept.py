"""What killed processes leave: it goes when a desk starts, and what a living one writes never does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from counterclaim import durable
from counterclaim.desk.opened import Desk
from counterclaim.store import CaseFolder

_WRITES = (
    "import sys; from pathlib import Path; from counterclaim import durable; "
    "durable.unfinished(Path(sys.argv[1])).write_bytes(b'half'); "
    "durable.unfinished(Path(sys.argv[1] + '-rows')).mkdir(); print('there', flush=True); sys.stdin.read()"
)


def _writer(path: Path) -> subprocess.Popen[bytes]:
    """Start a process that has begun to write a file and a folder, and waits."""
    told = [sys.executable, "-c", _WRITES, str(path)]
    writer = subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"there\n"
    return writer


def _left(folder: Path) -> set[str]:
    return {p.name for p in folder.glob(f"{durable.UNFINISHED}*")}


def test_a_desk_removes_what_a_killed_build_left(tmp_path: Path) -> None:
    """Files and folders of a process that is gone are removed; those of one that still writes stay."""
    CaseFolder.open(tmp_path / "case", create=True).close()
    place = tmp_path / "case" / "desk"
    place.mkdir()
    killed, living = _writer(place / "one.sqlite"), _writer(place / "two.sqlite")
    with killed, living:
        killed.kill()
        killed.wait()
        assert len(_left(place)) == 4
        desk = Desk(tmp_path / "case")
        assert {name.partition("-two")[1] for name in _left(place)} == {"-two"}
        assert len(_left(place)) == 2
        desk.close()
        living.kill()
        living.wait()
    Desk(tmp_path / "case").close()
    assert not _left(place)


def test_what_another_machine_writes_stays_until_it_is_old(tmp_path: Path) -> None:
    """Which processes run on another machine cannot be seen from here: its files go once nothing came for a day."""
    gone = 2**22 + 1  # above any number of a process
    fresh, old, folder, of_before = (
        tmp_path / f"{durable.UNFINISHED}{gone}-{name}"
        for name in ("elsewhere-a.sqlite", "elsewhere-b.sqlite", "elsewhere-rows", "changed_run_1_run_2.sqlite")
    )
    folder.mkdir()
    inside = folder / "rows"
    for path in (fresh, old, inside, of_before):
        path.write_bytes(b"half")
    long_ago = fresh.stat().st_mtime - durable.ABANDONED - 60
    for path in (old, folder, of_before):
        os.utime(path, (long_ago, long_ago))
    durable.sweep_gone(tmp_path)
    assert _left(tmp_path) == {fresh.name, folder.name}
    for path in (inside, folder):
        os.utime(path, (long_ago, long_ago))
    durable.sweep_gone(tmp_path)
    assert _left(tmp_path) == {fresh.name}


def test_the_machine_is_told_in_the_name(tmp_path: Path) -> None:
    """Two machines that share a place never write under one name."""
    name = durable.unfinished(tmp_path / "a.sqlite").name
    assert name.startswith(f"{durable.UNFINISHED}{os.getpid()}-")
    assert name.endswith("-a.sqlite")
    assert len(name) > len(f"{durable.UNFINISHED}{os.getpid()}--a.sqlite")
