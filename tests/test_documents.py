"""Each document is found from the index of all, and each link between documents leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def links(page: Path) -> set[Path]:
    """Give the files that a page leads to, without addresses elsewhere."""
    found = _LINK.findall(re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    return {(page.parent / one).resolve() for one in found if "://" not in one and not one.startswith("mailto:")}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_link_leads_to_a_file(page: Path) -> None:
    assert sorted(str(one) for one in links(page) if not one.exists()) == []


def test_a_newcomer_finds_each_document() -> None:
    """From README.md to the index, and from the index to each page; decisions are read in their folder."""
    index = ROOT / "docs/README.md"
    assert index in links(ROOT / "README.md")
    told = links(index)
    lost = [p for p in PAGES if p not in told and p.parent.name != "decisions"]
    assert {p.name for p in lost} == {"README.md", "SECURITY.md"}
    assert (ROOT / "docs/decisions") in told
