"""The pictures of the documentation: those that the script takes, small, of a fixed size, shown somewhere, bare."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
TOOL = runpy.run_path(str(ROOT / "tools/pictures.py"))
THERE = sorted((ROOT / "docs/pictures").glob("*"))


def test_each_picture_is_taken_by_the_script() -> None:
    assert [p.name for p in THERE] == sorted(f"{name}.png" for name in TOOL["SHOTS"])


@pytest.mark.parametrize("path", THERE, ids=lambda p: p.name)
def test_a_picture_is_small_and_holds_nothing_beside_itself(path: Path) -> None:
    assert path.stat().st_size < TOOL["BYTES_MAX"]
    with Image.open(path) as picture:
        assert picture.size == TOOL["SHOTS"][path.stem].size
        assert set(picture.info) <= {"transparency"}


def test_each_picture_is_shown_with_words_for_who_does_not_see_it() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for alt, where in re.findall(r"!\[([^\]]*)\]\(([^)]+\.png)\)", text):
            shown[(page.parent / where).resolve()] = alt
        for where in re.findall(r'<(?:img|source)[^>]*(?:src|srcset)="([^"]+\.png)"', text):
            shown.setdefault((page.parent / where).resolve(), "beside one that has them")
        assert all('alt="' in one for one in re.findall(r"<img[^>]*>", text)), page
    assert all(path.exists() for path in shown)
    assert set(THERE) == set(shown)
    assert all(len(alt) > 20 for alt in shown.values())
