"""Finding: every file under a path is found or named, and no name shows the machine or moves a cursor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from counterclaim.receive import Incoming, found
from counterclaim.records.source import Refusal


def results(*paths: Path) -> dict[str, str]:
    """Give names with `found` or the reason."""
    return {f.name: "found" if isinstance(f, Incoming) else f.reason for f in found(list(paths))}


def test_a_missing_path_is_named_as_given_but_never_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path stays as it was typed; of an absolute one the last part is shown."""
    monkeypatch.chdir(tmp_path)
    assert list(results(Path("in/none.txt"), tmp_path / "gone.txt")) == ["in/none.txt", "gone.txt"]


def test_a_folder_gives_its_files_in_order_and_names_the_rest(tmp_path: Path) -> None:
    """Reports, leftovers and links, each by its name in the folder."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.txt", "sub/a.txt", "._b.txt", ".DS_Store", "columns.yaml"):
        (folder / name).write_text("x")
    (tmp_path / "out.txt").write_text("x")
    (folder / "out.txt").symlink_to(tmp_path / "out.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone").symlink_to(folder / "nowhere")
    given = results(folder)
    assert list(given) == sorted(given)
    assert [n for n, r in given.items() if r == "found"] == ["in/b.txt", "in/columns.yaml", "in/sub/a.txt"]
    assert "operating system" in given["in/._b.txt"]
    assert "operating system" in given["in/.DS_Store"]
    assert "out of its folder" in given["in/out.txt"]
    assert given["in/loop"] == "a link to a folder"
    assert "cannot be opened" in given["in/gone"]


def test_an_empty_folder_is_refused_and_a_dot_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to take is said."""
    (tmp_path / "in").mkdir()
    assert results(tmp_path / "in") == {"in": "an empty folder"}
    monkeypatch.chdir(tmp_path / "in")
    (tmp_path / "in" / "a.txt").write_text("x")
    assert results(Path()) == {"in/a.txt": "found"}


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the file system takes UTF-8 names only")
def test_names_that_are_not_utf8_are_shown_with_escapes(tmp_path: Path) -> None:
    """The name can be written anywhere, and the path still opens."""
    raw = os.fsencode(tmp_path) + b"/caf\xe9\x1b[2J.txt"
    Path(os.fsdecode(raw)).write_text("x")
    (item,) = found([tmp_path])
    assert isinstance(item, Incoming)
    assert item.name == f"{tmp_path.name}/caf\\xe9\\x1b[2J.txt"
    assert item.name.encode()
    assert item.path.read_text() == "x"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is open to this user")
def test_a_closed_folder_is_named(tmp_path: Path) -> None:
    """What cannot be listed is not passed over."""
    closed = tmp_path / "in" / "closed"
    closed.mkdir(parents=True)
    closed.chmod(0)
    try:
        assert "cannot be opened" in results(tmp_path / "in")["in/closed"]
    finally:
        closed.chmod(0o700)


def test_all_refusals_say_what_to_do(tmp_path: Path) -> None:
    """No refusal leaves the reader alone."""
    (tmp_path / ".DS_Store").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    refusals = [f for f in found([tmp_path, tmp_path / "gone"]) if isinstance(f, Refusal)]
    assert len(refusals) == 3
    assert all(r.todo for r in refusals)


def test_a_case_is_no_folder_of_reports(tmp_path: Path) -> None:
    """Given itself or met inside of a folder: one refusal, and nothing in it is read."""
    case = tmp_path / "in" / "case"
    (case / "evidence").mkdir(parents=True)
    for name in ("case/case.json", "case/case.sqlite", "case/evidence/a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("x")
    assert results(tmp_path / "in") == {"in/b.txt": "found", "in/case": "a case, which is no report"}
    assert results(case) == {"case": "a case, which is no report"}
