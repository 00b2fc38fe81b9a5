"""Taking at the desk: what is dropped is kept as it came, under a name that leads nowhere. All texts are invented."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from starlette.datastructures import UploadFile
from starlette.testclient import TestClient

from counterclaim import receive
from counterclaim.desk.opened import Desk
from counterclaim.desk.work import scanning, taking
from counterclaim.desk.work.taking import _set_down, inside
from counterclaim.desk.working import alone, whole
from counterclaim.errors import UsageError
from counterclaim.people import Allowance
from counterclaim.people.allowance import DAY
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder
from tests.unit.desk.work.conftest import ADDRESS, At
from tests.unit.desk.work.test_door import Team, token

By = Callable[[str], At]
HEAD = "---\npublisher: Kesh Courier\npublished: 2016-03-28\nlanguage: en\n---\n"
TEXT = f"{HEAD}Nine civilians were killed in Basra on Sunday, the army said."


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        ("a/b.md", "a/b.md"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\a.md", "a.md"),
        ("C:\\a\\b.md", "C:/a/b.md"),
        ("..", "file-3"),
        ("\0", "file-3"),
        ("x" * 999, "x" * 200),
        ("تقرير/خبر.md", "تقرير/خبر.md"),
    ],
)
def test_a_name_that_was_sent_leads_nowhere_but_down(sent: str, path: str) -> None:
    assert inside(sent, 3) == PurePosixPath(path)


def test_a_folder_is_taken_into_a_new_case_and_settled(tmp_path: Path) -> None:
    CaseFolder.open(tmp_path / "new", create=True).close()
    desk = Desk(tmp_path / "new")
    me = At(whole(desk, alone("A. Tester")))
    token = me.token("/take")
    parts = [
        ("files", ("one.md", TEXT.encode())),
        ("files", ("one.md", TEXT.replace("Nine", "Ten").encode())),
        ("files", ("n.bin", b"\0")),
    ]
    data = {"token": token, "paths": ["set/one.md", "../set/one.md", "set/n.bin"]}
    answer = me.client.post("/take", data=data, files=parts, headers={"Accept": "application/json"})
    assert answer.json()["files"] == 3
    me.app.state.jobs.wait()
    job = me.client.get("/work.json").json()["jobs"][0]
    assert job["state"] == "done", job
    assert len(desk.folder.reports()) == 2
    assert {c.name for c in desk.folder.captures()} >= {"set/one.md"}
    assert "events" in me.get("/")
    assert not any((desk.place / "incoming").iterdir())
    assert "Taking reports" in me.get("/work")
    desk.close()


LOOKS = """import pathlib, sys
found = [p for p in pathlib.Path(sys.argv[1]).rglob("*") if p.is_file() and b"EVIL" in p.read_bytes()]
for p in found: print(f"{p}: Invented.Test FOUND")
sys.exit(1 if found else 0)"""


def test_a_scanner_that_the_keeper_names_looks_first(worked: Desk, idle: By, tmp_path: Path) -> None:
    """What it finds is named as it was sent; nothing of a sending is taken in which it finds something, or that it
    could not look at."""
    me, told = idle("A. Tester"), {"Accept": "application/json"}

    def sent(scanner: tuple[str, ...], *words: bytes) -> tuple[int, str, str]:
        me.app.state.jobs.scanner = scanner
        files = [("files", (f"-set/{n}.md", one)) for n, one in enumerate(words)]
        paths = {"token": me.token(), "paths": [name for _, (name, _) in files]}
        answer = me.client.post("/take", data=paths, files=files, headers=told)
        error = answer.json().get("error", {})
        return answer.status_code, error.get("came", ""), error.get("todo", "")

    looks = (sys.executable, "-c", LOOKS)
    status, came, todo = sent(looks, TEXT.encode(), b"EVIL")
    assert (status, came) == (400, "-set/1.md: Invented.Test FOUND")
    assert "on the command line" in todo
    for broken in ((str(tmp_path / "nothing"),), (sys.executable, "-c", "raise SystemExit(2)")):
        assert sent(broken, TEXT.encode())[0] == 400
    assert not any((worked.place / "incoming").iterdir())
    assert sent(looks, TEXT.encode())[0] == 200
    assert len([*(worked.place / "incoming").iterdir()]) == 2, "the files, and the note of who sent them"
    for wrong in ("no-such-scanner --fast", "'open"):
        with pytest.raises(UsageError):
            scanning.command(wrong)
    assert scanning.command(f"{sys.executable} -c 'a b'")[1:] == ("-c", "a b")


def test_nothing_is_set_down_for_who_sends_no_token(worked: Desk, idle: By) -> None:
    client = TestClient(idle("A. Tester").app, base_url=ADDRESS, headers={"Origin": ADDRESS})
    answer = client.post("/take", data={"token": "x"}, files=[("files", ("a.md", b"a"))])
    assert answer.status_code == 403
    assert not (worked.place / "incoming").exists()
    told = idle("A. Tester").send("/take")
    assert told["status"] == 400


def test_names_that_stand_in_one_anothers_way_are_all_taken(tmp_path: Path) -> None:
    names = ["a", "a/b", "a/b/c", "1-x", "x", "x", "3/x", "x/y"]
    files = [UploadFile(io.BytesIO(str(n).encode()), filename="f") for n in range(len(names))]
    _set_down(tmp_path / "in", names, files)
    found = sorted(p.read_bytes() for p in (tmp_path / "in").rglob("*") if p.is_file())
    assert found == sorted(str(n).encode() for n in range(len(names)))


def test_a_file_that_is_too_large_is_refused_by_name_and_the_rest_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "Settings", lambda: Settings(capture_bytes_max=4_000))
    files = [UploadFile(io.BytesIO(data), filename="f") for data in (b"x" * 9_000_000, TEXT.encode())]
    _set_down(tmp_path / "in", ["big.md", "one.md"], files)
    told = list(receive.found(sorted((tmp_path / "in").iterdir()), Settings(capture_bytes_max=4_000)))
    assert [(type(t).__name__, t.name) for t in told] == [("Refusal", "big.md"), ("Incoming", "one.md")]
    assert "9 MB, over the bound" in str(told[0])
    assert (tmp_path / "in" / "big.md").stat().st_blocks * 512 <= 8_192, "its bytes are not kept"


def test_each_of_a_team_takes_so_much_a_day_and_nothing_of_more_is_kept(worked: Desk, tmp_path: Path) -> None:
    """By files and by bytes, told with what was allowed and what came; what was not taken is not counted."""
    team = Team(worked, tmp_path / "keys", Allowance(files=3, size=2_000))
    client, form = team.inside("Ada Tester"), "/take"
    other = team.inside("Ben Tester")

    def sent(who: TestClient, *sizes: int, **more: str) -> tuple[int, str]:
        files = [("files", (f"{n}.md", b"a" * size)) for n, size in enumerate(sizes)]
        answer = who.post(form, data={"token": token(who), **more}, files=files, headers={"Accept": "application/json"})
        return answer.status_code, answer.text

    status, words = sent(client, 1, 1, 1, 1)
    assert (status, "3 files and 2,000 bytes" in words, "4 files and 4 bytes" in words) == (413, True, True)
    status, words = sent(client, 5_000)
    assert (status, "where 3 and 2,000 are left" in words) == (413, True)
    assert sent(client, 1, published="no day at all")[0] == 400
    assert not any((worked.place / "incoming").glob("*"))
    assert "3 more files and 2.0 kB more" in client.get("/take").text, "nothing was taken, so nothing is counted"
    assert sent(client, 900, 100)[0] == 200
    assert "1 more file and 1.0 kB more" in client.get("/take").text
    assert sent(client, 10, 10)[0] == 413
    assert sent(other, 10, 10)[0] == 200
    team.now += DAY
    assert "3 more files and 2.0 kB more" in team.inside("Ada Tester").get("/take").text
    team.accounts.close()


def test_what_has_no_room_or_no_length_is_refused_before_it_is_read(
    worked: Desk, idle: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = idle("A. Tester")
    headers = {"Accept": "application/json", "X-Form-Token": me.token()}
    unmeasured = me.client.post("/take", content=iter([b"a", b"b"]), headers=headers)
    assert (unmeasured.status_code, "says how long it is" in unmeasured.text) == (400, True)
    both = me.client.post(
        "/take", content=iter([b"a", b"b"]), headers={**headers, "Content-Length": "2", "Transfer-Encoding": "chunked"}
    )
    assert (both.status_code, "says how long it is" in both.text) == (400, True)
    monkeypatch.setattr(taking, "FREE_MIN", 1 << 62)
    full = me.client.post("/take", files=[("files", ("a.md", b"a"))], headers=headers)
    assert (full.status_code, "has room on this machine's disk" in full.text) == (413, True)
    monkeypatch.setattr(taking, "WHOLE_MAX", 10)
    assert (
        "at most 10 bytes at once" in me.client.post("/take", files=[("files", ("a", b"a" * 9))], headers=headers).text
    )
    assert not (worked.place / "incoming").exists()
