"""A case in a notebook: the how-to's own code is run, cell after cell, and what a cell shows is what the page draws."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.cli import main
from counterclaim.errors import CounterclaimError, NotInCase, UsageError
from counterclaim.notebook import Case
from counterclaim.progress import Quiet
from counterclaim.render import cell
from counterclaim.store import CaseFolder
from tests.conftest import clock

HOW_TO = Path(__file__).parents[1] / "docs/how-to/look-at-a-case-in-a-notebook.md"
PARTS = ("questions", "numbers", "origins", "coverage", "grades", "gauge")


def played(cells: list[str]) -> tuple[dict[str, Any], list[Any]]:
    """Run cells as a notebook does: each in what the last left; give what stands at the end, and what each shows."""
    names: dict[str, Any] = {}
    shown = []
    for text in cells:
        body = ast.parse(text)
        last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
        exec(compile(body, "cell", "exec"), names)  # noqa: S102 - the code of our own page
        shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None)  # noqa: S307
    return names, shown


@pytest.fixture
def case(demo_folder: Path) -> Any:
    with Case(demo_folder) as found:
        yield found


def test_the_how_to_runs_as_it_stands(demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo-out").mkdir()
    shutil.copytree(demo_folder, tmp_path / "demo-out/palmyra-2016")
    monkeypatch.chdir(tmp_path)
    cells = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(cells) == 5
    names, shown = played(cells)
    assert "Change of control, Palmyra" in shown[0]._repr_html_()
    assert names["contested"] == ["How did control change?"]
    assert names["denied"]
    assert names["claims"].num_rows == sum(1 for _ in names["claims"].to_pylist()) > 100


def test_a_cell_stands_by_itself(case: Case) -> None:
    """No script, nothing from elsewhere, no link that leads nowhere; its style holds for the cell alone."""
    event = case.event(case.events[0].id)
    for shown in (case, event, *(getattr(event, name) for name in PARTS)):
        html = shown._repr_html_()
        assert "<script" not in html
        assert "javascript:" not in html
        assert re.findall(r'(?:src|href)="(?!#)[^"]*"', html) == []
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r' id="([^"]+)"', html))
        assert html.count("@scope (.counterclaim)") == 1
        assert ":root" not in html.replace(":root:has", "")
        assert repr(shown).startswith("<")


def test_a_cell_draws_what_the_page_draws(case: Case) -> None:
    """The rows of the matrix and the drawings of the coverage are those of the event's page."""
    from counterclaim.render.html import page

    event = case.event(case.events[0].id)
    whole = page(event.dossier)
    for name, mark in (
        ("questions", r'<span class="m m-[a-z]+"'),
        ("coverage", r"<svg "),
        ("grades", r'class="verdict"'),
    ):
        part = whole.split(f'<section id="{name}"')[1].split("</section>")[0]
        drawn = getattr(event, name)._repr_html_().split(f'<section id="{name}"')[1].split("</section>")[0]
        assert len(re.findall(mark, drawn)) == len(re.findall(mark, part)) > 0


def test_a_part_of_which_there_is_nothing_says_so(case: Case) -> None:
    bare = next(e for e in map(case.event, (e.id for e in reversed(case.events))) if not e.dossier.finding.ranges)
    assert "there is nothing under numbers" in bare.numbers._repr_html_() or "<h2" in bare.numbers._repr_html_()


def test_hostile_words_stay_words_and_protected_ones_are_withheld(tmp_path: Path) -> None:
    text = (
        "Publisher: <b onclick=x>Kesh</b>\nPublished: 2031-05-12\n"
        "Author: Ilse Varnholt\nTitle: <script>alert(1)</script>\n\n"
        "Shells killed two people in Kesh on Monday, </style><script>alert(2)</script> residents said.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    folder = CaseFolder.open(tmp_path / "case", create=True)
    given = receive.Supplied(protect=("author",))
    take(folder, [tmp_path / "a.txt"], given, clock, Quiet())
    settle(folder, clock)
    folder.close()
    with Case(tmp_path / "case") as case:
        event = case.event(case.events[0].id)
        shown = [case._repr_html_(), event._repr_html_(), *(getattr(event, n)._repr_html_() for n in PARTS)]
        rows = str([case.frame(name).to_pylist() for name in ("reports", "claims", "answers")])
    assert all("<script" not in one and "<b onclick" not in one and "Varnholt" not in one for one in shown)
    assert "Varnholt" not in rows


def test_what_is_not_there_is_said(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="claims"):
        case.frame("nothing")
    with pytest.raises(NotInCase):
        case.event("e_none")
    with pytest.raises(CounterclaimError):
        Case(tmp_path / "none")


def test_a_long_list_of_events_is_cut_and_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell, "EVENTS_MAX", 2)
    html = case._repr_html_()
    assert html.count('<th scope="row"') == 2
    assert f"{len(case.events) - 2} more" in html


def test_what_a_case_protects_is_drawn_nowhere(tmp_path: Path) -> None:
    """The author of one report is protected, and speaks in another."""
    said = "Shelling killed {} civilians in Aleppo on 5 May 2031, {} said."
    for name, number, who in (("a.md", 9, "residents"), ("b.md", 10, "Brisulda Fanwarrick")):
        author = "author: Brisulda Fanwarrick\n" if name == "a.md" else ""
        head = f"---\npublisher: Coast Radio {number}\n{author}published: 2031-05-08\n---\n"
        (tmp_path / name).write_text(head + said.format(number, who), encoding="utf-8")
    where = str(tmp_path / "case")
    for words in (("take", "a.md", "--protect", "author"), ("take", "b.md"), ("settle",)):
        more = [str(tmp_path / w) if w.endswith(".md") else w for w in words[1:]]
        assert CliRunner().invoke(main, [words[0], where, *more]).exit_code == 0
    with Case(tmp_path / "case") as case:
        event = case.event(case.events[0].id)
        drawn = [case, event, *(getattr(event, name) for name in PARTS)]
        assert "withheld" in event._repr_html_()
        assert not [shown for shown in drawn if "Fanwarrick" in shown._repr_html_()]
        assert "Fanwarrick" not in str(case.frame("claims").to_pylist())
