"""A case holds its own files: what only points elsewhere is lost with the next copy of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.store import CaseFolder, verify


def test_a_link_in_the_place_of_an_original_is_named(tmp_path: Path) -> None:
    """The bytes are the same; that they are not in the case is said."""
    case = CaseFolder.open(tmp_path / "case", create=True)
    with case.writing():
        case.evidence.keep(b"words")
    (kept,) = (p for p in (tmp_path / "case" / "evidence").rglob("*") if p.is_file())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(kept.read_bytes())
    kept.unlink()
    try:
        kept.symlink_to(elsewhere)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    named = {c.subject for c in verify(case) if c.came == "a link to elsewhere"}
    case.close()
    assert named == {kept.relative_to(tmp_path / "case").as_posix()}
