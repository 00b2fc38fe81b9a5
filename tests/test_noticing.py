"""Pages taken twice, and what is noticed of them: on the command line, and as a folder that holds each once."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main, show

ADDRESS = "https://kesh.example/mill"
TEXT = "An air strike hit the mill of Dalmere on Sunday. {} civilians were killed in the air strike, Mayor Brodek said."


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def page(folder: Path, name: str, number: str) -> Path:
    head = f"---\npublisher: Kesh Courier\npublished: 2016-03-28\nlanguage: en\nurl: {ADDRESS}\n---\n"
    (folder / name).write_text(head + TEXT.format(number), encoding="utf-8")
    return folder / name


def missing(folder: Path) -> Path:
    """Give a web archive in which the server says that the page is not there."""
    answer = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html><body>Not here</body></html>"
    head = (
        "WARC/1.0", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        f"WARC-Target-URI: {ADDRESS}", "WARC-Date: 2016-04-04T12:00:00Z",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(answer)}", "", "",
    )  # fmt: skip
    path = folder / "gone.warc"
    path.write_bytes("\r\n".join(head).encode() + answer + b"\r\n\r\n")
    return path


@pytest.fixture(autouse=True)
def a_minute_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute go by between any two times that are asked: which page came first is told by when it was taken."""
    minutes = count()
    monkeypatch.setattr(show, "now", lambda: f"2026-01-01T00:{next(minutes):02}:00+00:00")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Give a case into which a page was taken, with another number later, and then was not there."""
    case = tmp_path / "case"
    for path in (page(tmp_path, "one.md", "Nine"), page(tmp_path, "two.md", "Twelve"), missing(tmp_path)):
        assert run("take", str(case), str(path)).exit_code == 0
    assert run("settle", str(case)).exit_code == 0
    return case


def test_what_changed_is_told_once_in_a_folder_and_each_time_as_rows(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    done = run("watch", str(case), "--notices", str(folder), "--json")
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    pages = [r for r in rows if r["row"] == "page"]
    assert [(p["kind"], p["silence"]) for p in pages] == [("gone", "gone"), ("edited", "silent")]
    assert len([r for r in rows if r["row"] == "notice"]) == 2
    texts = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()}
    edited = next(text for name, text in texts.items() if "page-edited" in name)
    assert "- Nine" in edited
    assert "+ Twelve" in edited
    again = run("watch", str(case), "--notices", str(folder), "--json")
    assert not [line for line in again.stdout.splitlines() if '"row": "notice"' in line]
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()} == texts
    told = " ".join(run("watch", str(case)).stdout.split())
    assert "Pages seen before" in told
    assert run("verify", str(case)).exit_code == 0


def test_a_protected_name_stands_in_no_notice(tmp_path: Path) -> None:
    """The author of a page is protected, and named in what changed of it."""
    case, folder = tmp_path / "case", tmp_path / "notices"
    for name, number in (("one.md", "Nine"), ("two.md", "Twelve")):
        path = page(tmp_path, name, number)
        words = path.read_text(encoding="utf-8").replace("language: en", "language: en\nauthor: Brisulda Fanwarrick")
        path.write_text(f"{words} Brisulda Fanwarrick counted {number}.", encoding="utf-8")
        assert run("take", str(case), str(path), "--protect", "author").exit_code == 0
    assert run("settle", str(case)).exit_code == 0
    assert run("watch", str(case), "--notices", str(folder)).exit_code == 0
    (told,) = [p.read_text(encoding="utf-8") for p in folder.iterdir()]
    assert "+ Twelve" in told
    assert "Fanwarrick" not in told
