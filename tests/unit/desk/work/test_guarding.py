"""Words written into the desk's forms name nobody whom the case protects: they lie open in it for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.desk.opened import Desk
from counterclaim.records.judgement import Event
from tests.unit.desk.work.conftest import At

TEXT = "Publisher: Harbour Post\nAuthor: Orsa Velin\n\nShelling killed three people in Orvane. (Invented.)"


def test_no_form_takes_a_protected_name_and_the_refusal_does_not_repeat_it(
    worked: Desk, idle: Callable[[str], At], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reasons, values, comments, questions, assigning and what is said of files; without the key nothing is refused."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (path := tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(main, ["take", str(worked.folder.path), str(path), "--protect", "author"])
    assert done.exit_code == 0, done.output
    me = idle("A. Tester")
    event = worked.folder.runs.table("events", Event)[0]
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "other"))
    assert me.send("/comment", subject=event.id, words="ask Velin")["status"] == 200
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    claim = {"subject": event.claims[0], "event": event.id, "seen": "0"}
    asked = {"subject": event.id, "acts": "looting", "from": "2016-04-01", "days": "30"}
    forms = [
        ("/decide", {**claim, "kind": "accept", "reason": "Orsa Velin told me"}),
        ("/decide", {**claim, "kind": "correct", "f.speaker": "O. Velin", "reason": "read"}),
        ("/decide", {**claim, "kind": "camp", "subject": "Orsa Velin", "f.camp": "none", "reason": "read"}),
        ("/undo/1", {"reason": "Velin says so"}),
        ("/comment", {"subject": event.id, "words": "ask VELIN"}),
        ("/assign", {"subject": event.id, "to": "Orsa Velin"}),
        ("/assign", {"subject": event.id, "to": "B. Second", "words": "knows Velin"}),
        ("/watch", {**asked, "words": "Is Velin safe?"}),
        ("/watch", {**asked, "words": "More?", "place": "Velin's house"}),
        ("/watch/2/end", {"words": "Velin left"}),
    ]
    assert me.send("/decide", **{**claim, "kind": "accept", "reason": "read"})["status"] == 200
    assert me.send("/watch", **{**asked, "words": "More?"})["status"] == 200
    for path_, fields in forms:
        told = me.send(path_, **fields)
        assert told["status"] == 400, (path_, fields, told)
        assert "naming nobody whom this case protects" in str(told["error"])
        assert "velin" not in str(told).casefold()
    files = [("files", ("b.txt", b"Invented."))]
    for field, status in (("publisher", 400), ("author", 200)):
        data = {"token": me.token(), field: "Orsa Velin"}
        answer = me.client.post("/take", data=data, files=files, headers={"Accept": "application/json"})
        assert answer.status_code == status, answer.text
