"""Protected words appear in nothing that the program writes: each byte is searched for canaries. All is invented."""

from __future__ import annotations

import base64
import json
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from counterclaim.cli import main
from counterclaim.cli.following import SHAPE_NAMES
from counterclaim.desk.opened import Desk
from counterclaim.ledger import bag
from counterclaim.progress import Quiet
from counterclaim.records.source import Report
from counterclaim.store import CaseFolder
from counterclaim.store.protection import MARK
from tests.mutations import ours, theirs
from tests.unit.receive.test_artifacts import drawn

SENDER, CHAT, FILE = "Zelvira Quontrask", "Mirrowden Umbrace Circle", "Fendrithal"
CANARIES = [*SENDER.split(), *CHAT.split()[:2], FILE]
WORDS = (
    f"[07/05/2031, 10:12:00] {SENDER}: Shelling killed 12 people in Orvane on Monday, the harbour council said.\n"
    f"[14/05/2031, 10:13:00] Ana Orlu: {SENDER.upper()} told me that the bridge at Orvane was destroyed. "
    f"{SENDER} was there.\n"
    f"[14/05/2031, 10:14:00] Ana Orlu: {SENDER.replace(' ', chr(10))} said that 3 people were hurt in Orvane. "
    f"Z. {SENDER.split()[1]} wrote from {SENDER.lower().replace(' ', '.')}@orl.example; {SENDER.split()[1]} left.\n"
)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def forms(word: str) -> list[bytes]:
    """Give the forms a word may hide in."""
    coded = [base64.b64encode(b"\0" * pad + word.encode())[4 if pad else 0 : -4] for pad in range(3)]
    return [
        word.lower().encode(),
        *(word.encode(e) for e in ("utf-16-le", "utf-16-be")),
        word.encode().hex().encode(),
        *coded,
    ]


def written(path: Path) -> bytes:
    """Give what a file says; what is packed is read too: rows of tables, records and words of the desk's indexes."""
    if path.suffix == ".parquet":
        return repr(parquet.read_table(path).to_pylist()).encode()
    return path.read_bytes() + (indexed(path) if path.parent.name == "desk" and path.suffix == ".sqlite" else b"")


def indexed(path: Path) -> bytes:
    """Give every cell of an index, unpacked, and every word of what is searched in it: those share their beginnings."""
    out = []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
        made = "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type = 'table'"
        for name, searched in index.execute(made).fetchall():
            if searched:
                index.execute(f"CREATE VIRTUAL TABLE temp.words_of_{name} USING fts5vocab(main, {name}, row)")
                out += [str(term) for (term,) in index.execute(f"SELECT term FROM words_of_{name}")]  # noqa: S608
            else:
                out += [unpacked(cell) for row in index.execute(f"SELECT * FROM {name}") for cell in row]  # noqa: S608
    return "\n".join(out).encode()


def unpacked(cell: object) -> str:
    if not isinstance(cell, bytes):
        return str(cell)
    try:
        return zlib.decompress(cell).decode("utf-8", "replace")
    except zlib.error:
        return cell.decode("utf-8", "replace")


def found_in(data: bytes) -> set[str]:
    return {w for w in CANARIES if any(form in data or form in data.lower() for form in forms(w))}


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """Give the folder where all was written and all that was said, after a protected take and everything on it."""
    given, wrote = tmp_path / "given", tmp_path / "wrote"
    given.mkdir()
    (wrote / "tmp").mkdir(parents=True)
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TMPDIR", str(wrote / "tmp"))
    (given / f"WhatsApp Chat with {FILE}.txt").write_text(WORDS)
    chat = {"name": CHAT, "type": "private_group", "id": 1, "messages": [
        {"id": 1, "type": "message", "date": "2031-05-07T10:00:00", "from": "Ana Orlu", "forwarded_from": SENDER,
         "text": "Twelve people were killed in Orvane on Monday, residents said."}]}  # fmt: skip
    (given / "result.json").write_text(json.dumps(chat, indent=1))
    (given / f"{FILE}.jpg").write_bytes(drawn(told=True))
    (given / f"{FILE}.csv").write_text(f"who,what\n{SENDER},x\n")
    (given / f"{FILE}.json").write_text(f'{{"{SENDER}": ')
    (given / f"{FILE}.exe").write_bytes(b"\0")
    case = wrote / "case"
    said = [
        run("take", case, given, "--protect", "author", "--author", SENDER),
        run("settle", case),
        run("verify", case),
    ]
    said += [run(word, case, "--json") for word in ("reports", "claims", "captures", "events", "decisions")]
    said += [run("reports", case), run("captures", case), run("take", case, given, "--json")]
    said += [run("dossier", case, "all", "--out", wrote / "dossier"), run("claims", case)]
    said += [run("export", case, "--format", form, "--out", wrote / form) for form in ("csv", "json", "md")]
    said += [run("export", case, "--as", shape, "--to", wrote / shape) for shape in SHAPE_NAMES]
    assert [r.exit_code for r in said if r.exit_code] == [], [r.output for r in said if r.exit_code]
    desk = Desk(case)
    desk.prepare(Quiet())
    desk.close()
    return wrote, "".join(r.output for r in said)


def test_no_canary_is_in_anything_that_was_written(taken: tuple[Path, str]) -> None:
    """Not in originals, tables, indexes, dossiers, exports, temporary files, names of files, screens or errors."""
    wrote, said = taken
    leaks = {str(p): hit for p in wrote.rglob("*") if (hit := found_in(str(p.relative_to(wrote)).encode()))}
    leaks |= {str(p): hit for p in wrote.rglob("*") if p.is_file() and (hit := found_in(written(p)))}
    assert leaks == {}
    desk = [indexed(p) for p in (wrote / "case" / "desk").glob("*.sqlite")]
    assert len(desk) == 2
    assert all(b"protected" in data for data in desk), "what is shown in its place is found there"
    assert found_in(said.encode()) == set()
    assert "Protected source" in said
    with sqlite3.connect(wrote / "case" / "case.sqlite") as record:
        assert record.execute("SELECT count(*) FROM reports").fetchone()[0] == 4
    record.close()


def test_who_has_the_key_sees_it_and_nobody_else(taken: tuple[Path, str], tmp_path: Path) -> None:
    """One sender is one tag in every report; without the keys the case still verifies, and nothing opens."""
    wrote, _ = taken
    case = wrote / "case"
    reports = [json.loads(line) for line in run("reports", case, "--json").stdout.splitlines()]
    sent = next(r for r in reports if r["text"].startswith("Shelling"))
    told = next(r for r in reports if "bridge" in r["text"])
    assert told["text"].count(sent["author"]) == 2
    assert SENDER in run("reveal", case, sent["id"]).output
    captures = [json.loads(line) for line in run("captures", case, "--json").stdout.splitlines()]
    chat = next(c for c in captures if c["row"] == "capture" and c["name"].endswith(".txt"))
    assert run("copy", case, chat["sha256"], "--out", tmp_path / "work").exit_code == 0
    (copied,) = (tmp_path / "work").iterdir()
    assert copied.read_text() == WORDS
    shutil.rmtree(tmp_path / "keys" / "cases")
    assert run("verify", case).exit_code == 0
    assert run("reveal", case, sent["id"]).exit_code == 2
    assert run("copy", case, chat["sha256"], "--out", tmp_path / "more").exit_code == 2


def test_what_is_protected_is_withheld_from_a_bundle_wherever_else_it_is_written(
    taken: tuple[Path, str], tmp_path: Path
) -> None:
    """A report that came before the protection, or from elsewhere, has the name in the clear; its bundle has not."""
    wrote, _ = taken
    case, inbox, file = wrote / "case", tmp_path / "inbox", tmp_path / "bundle.zip"
    words = f"Orvane, 8 May 2031. {SENDER} said that shelling killed 12 people in Orvane on 7 May 2031.\n"
    inbox.mkdir()
    (inbox / "elsewhere.txt").write_text(words)
    assert run("take", case, inbox).exit_code == run("settle", case).exit_code == 0
    assert found_in("".join(run("reports", case, "--json").output).encode() + run("claims", case).output.encode())
    done = run("bundle", case, "--event", "all", "--persons-shown", "--to", file)
    assert done.exit_code == 0, done.output
    assert found_in(done.output.encode()) == set()
    files = bag.unzipped(file.read_bytes())
    assert {name: hit for name, data in files.items() if (hit := found_in(name.encode() + data))} == {}
    assert b"[withheld]" in files["data/reports.jsonl"]
    assert not any(name.startswith("data/evidence") and data.startswith(MARK) for name, data in files.items())
    tokens = [w for r in reports_of(case) for name, w in r.came_from if name == "protected"]
    assert tokens
    assert not any(token.encode() in data for token in tokens for data in files.values())
    assert ours(file) == theirs(file) == []
    shutil.rmtree(tmp_path / "keys" / "cases")
    assert run("bundle", case, "--event", "all", "--persons-shown", "--to", tmp_path / "b.zip").exit_code == 2


def reports_of(case: Path) -> tuple[Report, ...]:
    """Give the reports of a case as it keeps them."""
    folder = CaseFolder.open(case)
    try:
        return folder.reports()
    finally:
        folder.close()


def test_the_search_finds_what_is_not_protected(tmp_path: Path) -> None:
    """The same chat taken without protection is full of canaries, so the search can fail."""
    (tmp_path / "a.txt").write_text(WORDS)
    run("take", tmp_path / "case", tmp_path / "a.txt")
    hits = set().union(*(found_in(written(p)) for p in (tmp_path / "case").rglob("*") if p.is_file()))
    assert set(SENDER.split()) <= hits
