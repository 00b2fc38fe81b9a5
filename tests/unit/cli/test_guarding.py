"""What `take` says of protection: what is closed, that it goes on, and where the key lies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.cli.exits import BAD
from tests.unit.receive.test_artifacts import drawn
from tests.unit.store.samples import opened

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


def test_what_came_before_the_protection_is_said_to_lie_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who forgot --protect and takes the same file again with it must not think that it is mended."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (path := tmp_path / "a.txt").write_text(f"Publisher: Harbour Post\nAuthor: Orsa Velin\n\n{TEXT}", encoding="utf-8")
    case, said = str(tmp_path / "case"), []
    for asked in ([], ["--protect", "author"], []):
        done = CliRunner().invoke(main, ["take", case, str(path), *asked])
        assert done.exit_code == 0, done.output
        said.append(" ".join(done.output.split()))
    assert "OPEN" not in said[0]
    assert all("OPEN: 1 capture that came before lies in this case" in words for words in said[1:])


def test_words_kept_for_good_name_nobody_who_is_protected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reason would lie open in the case; the refusal does not repeat the name. Without the key nothing is refused."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (path := tmp_path / "a.txt").write_text(f"Publisher: Harbour Post\nAuthor: Orsa Velin\n\n{TEXT}", encoding="utf-8")
    case = str(tmp_path / "case")
    CliRunner().invoke(main, ["take", case, str(path), "--protect", "author"])
    with opened(tmp_path / "case") as folder:
        (capture,) = folder.captures()
    asked = [
        ["erase", case, capture.sha256, "--reason", "Orsa Velin asked for it", "--yes"],
        ["decide", case, "camp", "a nurse", "camp=none", "--reason", "Velin told me"],
        ["decide", case, "camp", "Orsa Velin", "camp=none", "--reason", "read"],
        ["people", case, "add", "A. Tester", "--role", "reader", "--reason", "Velin trusts them"],
        ["take", case, str(path), "--reason", "given by Velin"],
        ["take", case, str(path), "--collector", "Orsa Velin"],
    ]
    for words in asked:
        done = CliRunner().invoke(main, words)
        assert done.exit_code == BAD, done.output
        assert "naming nobody whom this case protects" in " ".join(done.output.split())
        assert "Velin" not in done.output
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "other"))
    assert CliRunner().invoke(main, asked[1]).exit_code == 0


def test_a_protected_take_tells_where_it_found_no_author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that names the author is one though it stands alone; a name in the words is not, and that is said."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"Author: Orsa Velin\n\n{TEXT} (Orsa Velin)", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(f"{TEXT} Witness: Dara Quist.", encoding="utf-8")
    case = str(tmp_path / "case")
    done = CliRunner().invoke(main, ["take", case, str(tmp_path / "in"), "--protect", "author"])
    assert "1 report names no author, so none is closed there" in " ".join(done.output.split())
    with opened(tmp_path / "case") as folder:
        assert not any("Velin" in r.text for r in folder.reports())


def test_a_protected_take_names_the_ordinary_words_that_stay_in_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If one is what a person is called, nobody but the user knows."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    said = []
    for number, author in enumerate(("Admin", "Orsa Velin")):
        (path := tmp_path / f"{number}.txt").write_text(f"Author: {author}\n\n{TEXT}", encoding="utf-8")
        done = CliRunner().invoke(main, ["take", str(tmp_path / f"case {number}"), str(path), "--protect", "author"])
        said.append(" ".join(done.output.split()))
    assert "OPEN in texts: admin. Signed so" in said[0]
    assert "OPEN" not in said[1]


def test_a_protected_take_names_letters_that_may_be_a_name_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters without points stand for much else, so they stay; what everybody reads otherwise is not told."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    words = f"Author: Orsa Velin\n\n{TEXT} OV saw it, and OVS did not; the UN came."
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    take = ["take", str(tmp_path / "case"), str(tmp_path / "a.txt"), "--protect", "author"]
    assert "OPEN in texts: OV. These may be" in " ".join(CliRunner().invoke(main, take).output.split())
    (key,) = (tmp_path / "keys" / "cases").glob("*.key")
    key.with_suffix(".names").write_text("OV\n", encoding="utf-8")
    assert "OPEN" not in CliRunner().invoke(main, take).output


def test_a_dossier_says_which_file_an_event_went_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a protected case it goes out under another id than `events` gives."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (path := tmp_path / "a.txt").write_text(f"Publisher: Harbour Post\nAuthor: Orsa Velin\n\n{TEXT}", encoding="utf-8")
    case = str(tmp_path / "case")
    CliRunner().invoke(main, ["take", case, str(path), "--protect", "author"])
    CliRunner().invoke(main, ["settle", case])
    event = json.loads(CliRunner().invoke(main, ["events", case, "--json"]).output.splitlines()[-1])["id"]
    done = CliRunner().invoke(main, ["dossier", case, event, "--out", str(tmp_path / "out")])
    (page,) = (p.name for p in (tmp_path / "out").glob("e_*.html"))
    assert page != f"{event}.html"
    said = " ".join(done.output.split())
    assert f"{event} is in {page}, under the id that it has for others" in said
