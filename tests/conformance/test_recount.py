"""Figures and grades of cases counted again by `evals.recount`, which shares no counting with the product.

What it finds in the invented cases it finds nothing wrong with; what is made wrong on purpose it finds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.recount import recounting
from evals.recount.given import Case, opened

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder
from tests.conftest import clock

CASES = Path(__file__).parents[1] / "cases"
#: Invented, as are the names: a figure is withdrawn, a party names itself, its ministry denies, a count is raised.
TEXTS = {
    "post": "Orvane, 4 May 2031. An air strike hit the bus station in Orvane on 3 May 2031. The Velmar Rescue Service "
    "said 14 civilians were killed in the air strike. The Karran air force said it had struck the station.",
    "desk": "Orvane, 5 May 2031. The Velmar Rescue Service withdrew its figure of 14 dead in the air strike on the bus "
    "station in Orvane. The Orvane health office said nine civilians were killed. Mayor Selim Varda blamed the air "
    "force.",
    "echo": "Orvane, 7 May 2031. The Karran defence ministry denied that civilians were killed in the air strike on "
    "the bus station in Orvane on 3 May 2031. At least 11 civilians were killed, the Orvane health office said.",
}


def settled(folder: Path, source: Path) -> Path:
    case = CaseFolder.open(folder / "case", create=True)
    take(case, [source], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    case.close()
    return folder / "case"


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawn")
    (folder / "in").mkdir()
    for day, (name, text) in enumerate(TEXTS.items(), start=4):
        head = f"---\npublisher: Orvane {name}\npublished: 2031-05-0{day}\nlanguage: en\n---\n"
        (folder / "in" / f"{name}.md").write_text(head + text, encoding="utf-8")
    return settled(folder, folder / "in")


@pytest.mark.parametrize("name", ["denied", "camp", "narrow", "revises"])
def test_small_cases_are_counted_alike(name: str, tmp_path: Path) -> None:
    found = recounting.recount(settled(tmp_path, CASES / name))
    assert found.differ == []
    assert found.compared["asserts"]
    assert found.compared["shown"] > 1


@pytest.mark.parametrize(
    "text",
    [
        "The Orvane health office said the death toll was 14, not 17.",
        "The Orvane health office initially said that 17 people were killed. It now says 14.",
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_source_that_corrects_itself_is_counted_alike(text: str, alone: bool, tmp_path: Path) -> None:
    """Invented: an office corrects its number in words, with and without an earlier report that has the old one."""
    head = "Shells hit the market in Orvane on 3 May 2031. "
    (tmp_path / "in").mkdir()
    first = "" if alone else "The Orvane health office said that 17 people were killed."
    for name, told in (("first", first), ("second", text)):
        (tmp_path / "in" / f"{name}.txt").write_text(head + told, encoding="utf-8")
    found = recounting.recount(settled(tmp_path, tmp_path / "in"))
    assert found.differ == []
    assert found.compared["high"] == 1


def test_the_demo_is_counted_alike(demo_folder: Path) -> None:
    found = recounting.recount(demo_folder)
    assert found.differ == []
    assert {"airwars", "huridocs_28", "huridocs_41", "ibc", "every_casualty", "low", "high"} <= set(found.compared)


def test_a_withdrawn_figure_and_a_denial_are_counted_alike(withdrawn: Path) -> None:
    found = recounting.recount(withdrawn)
    assert found.differ == []
    assert found.compared["admiralty_digit"]


def test_what_is_wrong_is_found(withdrawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grade, a count, a range and a name that are not what the claims make them are each told."""

    def wrong(folder: Path) -> Case:
        case = opened(folder)
        event = max(case.events, key=lambda e: len(case.of(e)))
        case.events[event]["shown_independent"] += 1
        case.answers[event][0]["asserts"] = []
        case.ranges[event][0]["range"] = [1.0, 99.0]
        next(g for g in case.grades[event] if g["standard"] == "airwars")["value"] = "discounted"
        case.first[event] = ["Nobody"]
        return case

    monkeypatch.setattr(recounting, "opened", wrong)
    told = " ".join(recounting.recount(withdrawn).differ)
    for kind in ("shown of", "asserts of", "low of", "high of", "airwars of", "first of"):
        assert kind in told
