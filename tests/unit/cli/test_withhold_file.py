"""A list of names to withhold that is no list is refused in words, and quotes none of them. All is invented."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from counterclaim.cli.bundle import _listed
from counterclaim.errors import UsageError
from counterclaim.name_matching import Names


@pytest.mark.parametrize(
    ("data", "why"), [("Zelvira Quontrask\n".encode("utf-16"), "utf-8"), (b"Zelvira\n" * 200_000, "1,048,576 bytes")]
)
def test_what_is_no_list_of_names_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes(data)
    with pytest.raises(UsageError, match=why) as refused:
        _listed(tmp_path / "names.txt")
    assert "Zelvira" not in str(refused.value)


def test_a_part_of_sixty_thousand_letters_takes_no_memory_of_its_own() -> None:
    tracemalloc.start()
    try:
        names = Names(["a" * 60_000, "Zelvira Quontrask"])
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 20_000_000
    assert names.spans("Zelvira spoke") == [(0, 7)]
