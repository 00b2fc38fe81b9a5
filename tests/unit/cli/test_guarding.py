"""What `take` says of protection: what is closed, that it goes on, and where the key lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from tests.unit.receive.test_artifacts import drawn

TEXT = "Orvane, 5 May 2031. Shelling killed three people in Orvane on Monday, a nurse said. (Invented.)"


def test_a_protected_take_tells_of_its_key_and_a_later_one_that_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is told of once, where it is made; each later take says that what it brings is closed too."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    said = []
    for number, asked in enumerate((["--protect", "author"], [], ["--protect", "title"]), start=1):
        (path := tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}", encoding="utf-8")
        done = CliRunner().invoke(main, ["take", str(tmp_path / "case"), str(path), *asked])
        assert done.exit_code == 0, done.output
        said.append(" ".join(done.output.split()))
    assert all("Protected" in words for words in said)
    assert "from now on, in later takes too: author" in said[0]
    assert "keys/cases" in said[0]
    assert "as an earlier take said: author" in said[1]
    assert "from now on, in later takes too: author, title" in said[2]
    assert "keys/cases" not in said[1] + said[2]


def test_what_protects_nothing_says_nothing_of_it(tmp_path: Path) -> None:
    """An open case does not speak of keys."""
    (path := tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(main, ["take", str(tmp_path / "case"), str(path)])
    assert "Protected" not in done.output


def test_a_protected_picture_says_that_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a token of hundreds of letters."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (tmp_path / "market.jpg").write_bytes(drawn(told=True))
    case = str(tmp_path / "case")
    CliRunner().invoke(main, ["take", case, str(tmp_path / "market.jpg"), "--protect", "author"])
    said = " ".join(CliRunner().invoke(main, ["captures", case]).output.split())
    assert "protected: closed" in said
    assert max(map(len, said.split())) < 80
