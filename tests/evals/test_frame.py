"""The frame of the evaluations, tried with a set made up here: what is scored, kept, printed and gated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from evals.__main__ import main as score_one

from counterclaim.settings import VERSION
from evals import gate, results, sets, table

STAMP = ("2026-01-02", VERSION)


class Invented(ModuleType):
    """A set that counts how often each split was looked at."""

    SPLITS: Mapping[str, str] = {"dev": "development", "test": "untouched", "gone": "development"}
    BESIDE = (sets.Beside("rival", "test", "f1", 0.5, "a paper"), sets.Beside("people", "dev", "f1", 0.9, "a study"))

    def __init__(self) -> None:
        super().__init__("evals.invented", "An invented set. More is better.")
        self.looks: list[str] = []

    def evaluate(self, split: str, data: Path) -> dict[str, float]:
        if split == "gone":
            raise sets.Missing("Expected gone.jsonl; there is none.")
        self.looks.append(split)
        return {"mae": 0.5, "f1": 0.71239}  # not in the order that figures are kept in


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Invented:
    made = Invented()
    monkeypatch.setattr(sets, "names", lambda: ("invented",))
    monkeypatch.setattr(sets, "module", lambda name: made)
    monkeypatch.setattr(sets, "folder", lambda name, given=None: tmp_path)
    return made


def test_untouched_splits_are_looked_at_once_per_version(invented: Invented, tmp_path: Path) -> None:
    assert table.main([], tmp_path) == 0
    assert invented.looks == ["dev"]
    table.main(["--untouched"], tmp_path)
    table.main(["--untouched"], tmp_path)
    assert invented.looks.count("test") == 1
    table.main(["--untouched", "--again"], tmp_path)
    assert invented.looks.count("test") == 2


def test_a_missing_split_is_said_and_keeps_its_old_figure(invented: Invented) -> None:
    old: results.Results = {"invented": {"gone": results.Seen("2026-01-01", "0", {"f1": 0.4})}}
    said: list[str] = []
    new = results.refresh(old, [("invented", "gone"), ("invented", "dev")], STAMP, said.append)
    assert new["invented"]["gone"] == old["invented"]["gone"]
    assert new["invented"]["dev"].metrics == {"f1": 0.7124, "mae": 0.5}
    assert any("Expected gone.jsonl" in line for line in said)


def test_the_page_is_a_function_of_the_figures(invented: Invented, tmp_path: Path) -> None:
    table.main([], tmp_path)
    first = (tmp_path / "quality.md").read_bytes()
    table.main(["--only-write"], tmp_path)
    assert (tmp_path / "quality.md").read_bytes() == first
    text = first.decode()
    assert "An invented set. More is better." in text
    assert "| `f1` | 0.712 | 0.900 |" in text
    assert "### invented test: untouched (not scored here)" in text
    assert "| `f1` | — | 0.500 |" in text
    assert "* rival: a paper" in text


def test_figures_survive_being_written_and_read(tmp_path: Path) -> None:
    kept: results.Results = {"b": {"dev": results.Seen(*STAMP, {"x": 0.25})}, "a": {}}
    results.save(kept, tmp_path / "r.json")
    assert results.load(tmp_path / "r.json") == kept
    assert results.load(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    ("floors", "code", "words"),
    [
        ({"f1": 0.7, "mae": 0.5}, 0, "2 of 2 floors met"),
        ({"f1": 0.72}, 1, "NOT MET  invented dev f1: 0.7124, at least 0.72"),
        ({"mae": 0.4}, 1, "NOT MET  invented dev mae: 0.5000, at most 0.4"),
        ({"f2": 0.1}, 1, "f2: no such metric"),
    ],
)
def test_the_gate_says_what_was_measured_against_which_floor(
    invented: Invented,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    floors: Mapping[str, float],
    code: int,
    words: str,
) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"invented": {"dev": floors}}))
    assert gate.main([], file) == code
    assert words in capsys.readouterr().out


def test_the_gate_skips_what_has_no_data(
    invented: Invented, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"invented": {"gone": {"f1": 0.9}}}))
    assert gate.main([], file) == 0
    assert "skipped  invented gone: Expected gone.jsonl" in capsys.readouterr().out


@pytest.mark.parametrize("main", [gate.main, table.main])
def test_a_set_that_is_not_there_is_bad_usage(main: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-set"]) == 2  # type: ignore[operator]
    assert "got no-such-set" in capsys.readouterr().err


def test_one_split_prints_one_json_object(
    invented: Invented, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evals", "invented", "--split", "dev", "--json"])
    assert score_one() == 0
    out = json.loads(capsys.readouterr().out)
    assert out == {"set": "invented", "split": "dev", "metrics": {"f1": 0.7124, "mae": 0.5}}


def test_floors_stand_on_development_splits_of_sets_that_exist() -> None:
    for name, splits in json.loads(gate.FILE.read_text()).items():
        for split in splits:
            assert sets.kind(name, split) == "development"


@pytest.mark.parametrize("name", sorted(results.load()))
def test_the_quality_page_is_the_one_the_figures_give(name: str) -> None:
    expected = "\n".join(table.section(name, results.load()[name]))
    assert expected.strip() in table.PAGE.read_text(encoding="utf-8"), "run `make eval-page`"


@pytest.mark.parametrize("name", sets.names())
def test_every_set_says_how_to_read_it(name: str) -> None:
    module = sets.module(name)
    assert (module.__doc__ or "").strip()
    assert set(module.SPLITS.values()) <= {"development", "untouched"}
    assert all(isinstance(row, sets.Beside) and row.source for row in module.BESIDE)
