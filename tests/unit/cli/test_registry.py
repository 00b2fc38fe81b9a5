"""A registry with a name that nobody bears: it is told, with what is near to it, and taken. All of it is invented."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from counterclaim.cli import main


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def test_a_misspelt_agent_is_told_and_taken(tmp_path: Path) -> None:
    case, rows = tmp_path / "case", tmp_path / "rows"
    text = "Publisher: Orvane Post\nPublished: 2031-05-05\n\nShelling killed 12 people in Orvane, Thalquist said.\n"
    (tmp_path / "a.txt").write_text(text)
    assert [run("take", case, tmp_path / "a.txt").exit_code, run("settle", case).exit_code] == [0, 0]
    rows.mkdir()
    (rows / "camps.csv").write_text("agent,camp,basis\nThalqist,one,b\nthe Orvane Post,two,b\nVelm Army,two,b\n")
    said = " ".join(run("registry", case, rows).stderr.split())
    assert "3 new rows" in said
    assert "No report of this case names “Thalqist”; like it are: Thalquist." in said
    assert "names “Velm Army”. The row is kept" in said
    assert "Orvane Post" not in said
