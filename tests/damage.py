"""Further damage to a case: by who knows files, SQL, SQLite, the ledger or the program. See `mutations`."""

# ruff: noqa: E501 - tables of damages
from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.ledger import Keys, Log, Note, Signer, sealed, sign
from counterclaim.ledger.tiles import Tiles
from counterclaim.store import seals
from counterclaim.store.journal import entry_of

Damage = Callable[[random.Random, Path], str]
#: What is no evidence: what SQLite keeps beside its file while it is open, and what can be made again.
_PASSED_OVER = ("case.sqlite-wal", "case.sqlite-shm")


def files_of(folder: Path) -> list[Path]:
    """Give the files of a case that are to be as they were."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in _PASSED_OVER and "reuse" not in p.parts)


def put(path: Path, data: bytes) -> None:
    """Write a file that may be for reading only."""
    if path.exists():
        path.chmod(0o644)
    path.write_bytes(data)


def rested(folder: Path) -> None:
    """Note the record's digest anew, as one who knows the program: what is found then is found by rows."""
    put(folder / "lock", b"at rest\n" + digest((folder / "case.sqlite").read_bytes()).encode() + b"\n")


# Files --------------------------------------------------------------------------------------------------------------


def splice(drawn: random.Random, folder: Path) -> str:
    """Put bytes in, take bytes out, blank them, or let two stretches of a file change places."""
    path = drawn.choice([p for p in files_of(folder) if p.stat().st_size > 1])
    data = bytearray(path.read_bytes())
    at, length = drawn.randrange(len(data)), drawn.choice((1, 1, 2, 16, 512))
    kind = drawn.choice(("in", "out", "blank", "twice", "end"))
    part = bytes(data[at : at + length])
    if kind == "in":
        data[at:at] = drawn.randbytes(length)
    elif kind == "out":
        del data[at : at + length]
    elif kind == "blank":
        data[at : at + length] = bytes(len(part))
    elif kind == "twice":
        data[at:at] = part
    else:
        data += drawn.choice((b"\n", b" ", b"\0", b"x"))
    if bytes(data) == path.read_bytes():
        data += b"x"
    put(path, bytes(data))
    return f"{kind}: {length} bytes at {at} of {path.relative_to(folder)}"


def add_file(drawn: random.Random, folder: Path) -> str:
    """Put a file in that was not there, under a name that might be one of ours."""
    data = drawn.randbytes(drawn.choice((0, 1, 40)))
    name = digest(data)
    places = (
        f"evidence/{name[:2]}/{name[2:4]}/{name}", f"evidence/{name}", "evidence/x", ".unfinished-1-x", "x", ".hidden",
        f"evidence/{name[:2]}/.unfinished-1-{name}", "ledger/.unfinished-9-checkpoint", "ledger/x", "ledger/kept/1",
        "ledger/kept/01", f"ledger/stamps/{name}.note", f"ledger/stamps/{name}.tsr", f"ledger/stamps/{name}.pem", "ledger/stamps/x",
        "ledger/tile/0/000", "ledger/tile/0/001.p/1", "ledger/tile/1/000.p/1", "ledger/tile/entries/000.p/1", "ledger/tile/8/000",
        "readings/b_0000000000000000.claims.parquet", "readings/x/y", "runs/run_0000000000000000/run.json", "runs/x", "answers/x",
        f"answers/{name}.json", "answers/a/b.json", "extractor.json", "case.json.bak", "case.sqlite.bak", "runs/CURRENT.old", "team.json",
    )  # fmt: skip
    place = drawn.choice([p for p in places if not (folder / p).exists()])
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_bytes(data)
    return f"added {place}"


def add_in_place(drawn: random.Random, folder: Path) -> str:
    """Put a file, a folder, a link or a pipe beside one of ours."""
    path = drawn.choice(files_of(folder))
    beside = path.with_name(drawn.choice((f".{path.name}", f"{path.name}~", "x", f"{path.name[:-1]}0x")))
    kind = drawn.choice(("file", "link", "pipe", "link to a folder"))
    if kind == "file":
        beside.write_bytes(path.read_bytes())
    elif kind == "link":
        beside.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(beside)
    else:
        beside.symlink_to(folder)
    return f"a {kind} beside {path.relative_to(folder)}"


def rename(drawn: random.Random, folder: Path) -> str:
    """Give a file another name, or put it elsewhere."""
    path = drawn.choice(files_of(folder))
    other = drawn.choice([p for p in folder.rglob("*") if p.is_dir()]) if drawn.random() < 0.4 else path.parent
    to = other / drawn.choice(
        (f"{path.name}0", path.name[:-1] or "x", path.name.upper(), f".unfinished-7-{path.name}", path.name)
    )
    if to.exists():
        to = to.with_name(f"{path.name}-moved")
    path.rename(to)
    return f"{path.relative_to(folder)} is now {to.relative_to(folder)}"


def link(drawn: random.Random, folder: Path) -> str:
    """Put a link to the same bytes in the place of a file, or of a folder."""
    path = drawn.choice([*files_of(folder), *(p for p in folder.iterdir() if p.is_dir())])
    aside = folder.with_name(f"{folder.name}-aside")
    if aside.is_dir():
        shutil.rmtree(aside)
    elif aside.exists():
        aside.unlink()
    path.rename(aside)
    path.symlink_to(aside)
    return f"{path.relative_to(folder)} is a link"


def newer(drawn: random.Random, folder: Path) -> str:
    """Let the marker tell another format, or nothing."""
    words = drawn.choice((
        b'{"format":1,"made_by":"counterclaim"}', b'{"format":3,"made_by":"counterclaim"}', b"{}", b"[]", b"", b"null", b"2",
        b'{"format":2,"made_by":"counterclaim"}\n', b'{"format":2}', b'{"format":"2","made_by":"counterclaim"}', b'{"format":-1}',
        b'{"format":2.9,"made_by":"counterclaim"}', b'{"format":null}', b"[" * 5_000, b'{"format":' + b"9" * 5_000 + b"}",
    ))  # fmt: skip
    put(folder / "case.json", words)
    return f"case.json says {words[:40]!r}"


def lock(drawn: random.Random, folder: Path) -> str:
    """Let the lock's file say another thing."""
    words = (folder / "lock").read_bytes()
    other = drawn.choice((b"", b"at rest", b"at rest\n", b"writing", b"AT REST\n", words[:-1], words + b"\n"))
    put(folder / "lock", other)
    return f"lock says {other[:20]!r}"


# Rows ---------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def free(folder: Path) -> Any:
    """Give the record with its triggers out of the way; they are put back, and the lock's digest is made anew."""
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as db, db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        yield db
        for _, sql in triggers:
            db.execute(sql)
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rested(folder)


def _tables(db: sqlite3.Connection) -> list[str]:
    names = sorted(n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return [t for t in names if db.execute(f"SELECT 1 FROM {t}").fetchone()]  # noqa: S608 - the record's own


def odd_value(drawn: random.Random, folder: Path) -> str:
    """Put another kind of value in any column of any table: bytes, nothing, numbers, text that is none, deep JSON."""
    with free(folder) as db:
        table = drawn.choice(_tables(db))
        column = drawn.choice([c[1] for c in db.execute(f"PRAGMA table_info({table})")])
        (row, before), *_ = drawn.sample(db.execute(f"SELECT rowid, {column} FROM {table}").fetchall(), 1)  # noqa: S608
        value, sql = drawn.choice((
            (None, "?"), (b"\xff\xfe", "?"), (b"", "?"), (1.5, "?"), (-1, "?"), (2**62, "?"), ("", "?"), ("x" * 70_000, "?"), ("\0", "?"),
            (b"\xff\xed\xa0\x80", "CAST(? AS TEXT)"), ("[" * 5_000, "?"), ("{}", "?"), ("null", "?"), ('{"a":1}', "?"), ("00" * 32, "?"),
            ('{"a":' * 2_000 + "1" + "}" * 2_000, "?"), ("9" * 5_000, "?"), ("zz", "?"), ("\u0661", "?"), (f" {before}", "?"),
            (f"{before}\n", "?"), (str(before).encode(), "?"), (str(before).upper() + "A", "?"), ('{"id":NaN}', "?"),
        ))  # fmt: skip
        refused = True
        with contextlib.suppress(sqlite3.IntegrityError):  # a number's column takes no other kind
            db.execute(f"UPDATE OR IGNORE {table} SET {column} = {sql} WHERE rowid = ?", [value, row])  # noqa: S608
            refused = False
        kept = db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", [row]).fetchone() if sql == "?" else None  # noqa: S608
        if refused or kept == (before,):
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])  # noqa: S608
    return f"{table}.{column} of row {row} is {str(value)[:20]!r}, lock noted anew"


def order_of_rows(drawn: random.Random, folder: Path) -> str:
    """Let two rows of a table change their numbers, seals and all; or move one to the end."""
    with free(folder) as db:
        several = "SELECT count(*) > 1 FROM {}"
        table = drawn.choice(
            [t for t in _tables(db) if t != "readings" and db.execute(several.format(t)).fetchone()[0]]
        )
        column = next(iter(c[1] for c in db.execute(f"PRAGMA table_info({table})")))
        ids = [i for (i,) in db.execute(f"SELECT {column} FROM {table}")]  # noqa: S608
        one, other = drawn.sample(ids, 2)
        hold: Any = 99_999 if isinstance(one, int) else "zzz"
        for old, new in ((one, hold), (other, one), (hold, other)):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", [new, old])  # noqa: S608
            if table != "seals":
                db.execute("UPDATE seals SET subject = ? WHERE kind = ? AND subject = ?", [str(new), table, str(old)])
    return f"{table} {one} and {other} changed numbers, with their seals"


def _fresh_row(db: sqlite3.Connection, drawn: random.Random) -> str:
    """Add a row that no ledger knows, sealed as the program seals."""
    table = drawn.choice([t for t in seals.SEALED if t.name in _tables(db)])
    key = next(iter(table.primary_key.columns)).name
    db.row_factory = sqlite3.Row
    row = dict(drawn.choice(db.execute(f"SELECT * FROM {table.name}").fetchall()))  # noqa: S608
    row[key] = 9_999 if isinstance(row[key], int) else f"{row[key][:-4]}0000"
    db.execute(f"INSERT INTO {table.name} VALUES ({','.join('?' * len(row))})", list(row.values()))  # noqa: S608
    made = seals.seal(table, row, sealed.fresh())
    number = db.execute("SELECT max(number) + 1 FROM seals").fetchone()[0]
    values = [number, *(made[n] for n in ("kind", "subject", "digest", "salt", "sealed"))]
    db.execute("INSERT INTO seals (number, kind, subject, digest, salt, sealed) VALUES (?, ?, ?, ?, ?, ?)", values)
    db.row_factory = None
    return f"{table.name} {row[key]}"


def add_row(drawn: random.Random, folder: Path) -> str:
    """Add a row with its seal."""
    with free(folder) as db:
        told = _fresh_row(db, drawn)
    return f"added {told}"


def last_rows(drawn: random.Random, folder: Path) -> str:
    """Take the last rows away with their seals, as if they had never been."""
    with free(folder) as db:
        count = drawn.choice((1, 2, 5))
        sql = "SELECT number, kind, subject FROM seals WHERE kind != '' ORDER BY number DESC LIMIT ?"
        last = db.execute(sql, [count]).fetchall()
        for number, table, subject in last:
            key = next(iter(c[1] for c in db.execute(f"PRAGMA table_info({table})")))
            db.execute(f"DELETE FROM {table} WHERE CAST({key} AS TEXT) = ?", [subject])  # noqa: S608
            db.execute("DELETE FROM seals WHERE number = ?", [number])
    return f"took the last {count} rows away"


def reading(drawn: random.Random, folder: Path) -> str:
    """Let a report be read by another batch, or not at all; this table is not sealed itself, its batches are."""
    with free(folder) as db:
        rows = db.execute("SELECT rowid, report, extractor, batch FROM readings").fetchall()
        one, report, extractor, batch = drawn.choice(rows)
        others = sorted({r[3] for r in rows} - {batch})
        sql, values = drawn.choice((
            ("DELETE FROM readings WHERE rowid = ?", [one]),
            ("UPDATE readings SET note = 'read in part' WHERE rowid = ?", [one]),
            ("UPDATE readings SET extractor = extractor || 'x' WHERE rowid = ?", [one]),
            ("UPDATE readings SET report = report || 'x' WHERE rowid = ?", [one]),
            ("UPDATE readings SET batch = ? WHERE rowid = ?", [others[0] if others else "b_x", one]),
            ("INSERT INTO readings VALUES (?, ?, ?, NULL)", [f"{report}0", extractor, batch]),
        ))  # fmt: skip
        db.execute(sql, values)
    return f"{sql} {values}"


def erasure(drawn: random.Random, folder: Path) -> str:
    """Change what was erased, or call more erased: bytes or a salt put back, the act taken away or made to name more."""
    kind = drawn.choice(("bytes", "salt", "no act", "kind", "more rows", "other words", "another original"))
    with free(folder) as db:
        number, record = db.execute("SELECT number, record FROM acts WHERE record LIKE '%\"erase\"%'").fetchone()
        act = json.loads(record)
        rows = act["fields"][0][1].split(",")
        if kind == "salt":
            db.execute("UPDATE seals SET salt = ? WHERE number = ?", ["00" * 16, int(drawn.choice(rows))])
        elif kind == "kind":
            db.execute("UPDATE seals SET kind = 'reports' WHERE number = ?", [int(drawn.choice(rows))])
        elif kind == "no act":
            db.execute("DELETE FROM acts WHERE number = ?", [number])
            db.execute("DELETE FROM seals WHERE kind = 'acts' AND subject = ?", [str(number)])
        elif kind == "more rows":
            seal, report = db.execute(
                "SELECT number, subject FROM seals WHERE kind = 'reports' AND salt > ''"
            ).fetchone()
            db.execute("DELETE FROM reports WHERE id = ?", [report])
            db.execute("UPDATE seals SET digest = '', salt = NULL WHERE number = ?", [seal])
            act["fields"][0][1] += f",{seal}"
        elif kind == "other words":
            act[drawn.choice(("who", "at", "words"))] += "x"
        elif kind == "another original":
            act["subject"] = db.execute("SELECT sha256 FROM captures WHERE sha256 <> ?", [act["subject"]]).fetchone()[0]
        db.execute("UPDATE acts SET record = ? WHERE number = ?", [canonical_bytes(act).decode(), number])
    if kind == "bytes":
        place = folder / "evidence" / act["subject"][:2] / act["subject"][2:4]
        place.mkdir(parents=True, exist_ok=True)
        (place / act["subject"]).write_bytes(b"x")
    return f"of what was erased: {kind}"


# The ledger ---------------------------------------------------------------------------------------------------------


def checkpoint(drawn: random.Random, folder: Path) -> str:
    """Change the signed checkpoint: its name, size, root, lines, signatures, or take an older one."""
    path = folder / "ledger/checkpoint"
    raw = path.read_bytes()
    text, _, lines = raw.decode().partition("\n\n")
    name, size, root = text.split("\n")[:3]
    thief = Signer("desk-000000000000", Ed25519PrivateKey.generate())
    extra = Note(text + "\n", (thief.sign(text + "\n"),))
    older = [
        p.read_bytes()
        for p in sorted((folder / "ledger").glob("*/*"))
        if p.parent.name == "kept" or p.suffix == ".note"
    ]
    kind, made = drawn.choice((
        ("no signature", f"{text}\n\n".encode()), ("another size", raw.replace(f"\n{size}\n".encode(), f"\n{int(size) - 1}\n".encode())),
        ("a longer size", raw.replace(f"\n{size}\n".encode(), f"\n0{size}\n".encode())), ("another name", raw.replace(name.encode(), b"a/b", 1)),
        ("one more line", f"{text}\nmore\n\n{lines}".encode()), ("its signature twice", raw + lines.encode()),
        ("a stranger's signature too", raw + bytes(extra).rpartition(b"\n\n")[2]), ("a line that ends otherwise", raw.replace(b"\n", b"\r\n")),
        ("another root", raw.replace(root.encode(), root[:-3].encode() + b"AA=")), ("an older one", drawn.choice(older or [b"x"])),
        ("a stranger's only", bytes(extra)), ("no last line end", raw[:-1]), ("size in other digits", raw.replace(size.encode(), "\u0661".encode(), 1)),
        ("a huge size", raw.replace(f"\n{size}\n".encode(), b"\n" + b"9" * 5_000 + b"\n")), ("no UTF-8", raw + b"\xff"),
    ))  # fmt: skip
    put(path, made if made != raw else b"")
    return f"the checkpoint has {kind}"


def _again(folder: Path, entries: Sequence[bytes], signers: Sequence[Signer]) -> None:
    """Write the tiles and checkpoint anew over other entries, under the same name."""
    ledger = folder / "ledger"
    held = Log(ledger).checkpoint
    assert held is not None
    shutil.rmtree(ledger / "tile")
    (ledger / "checkpoint").unlink()
    Log(ledger).append(held.origin, entries, signers)


def rewrite(drawn: random.Random, folder: Path) -> str:
    """Drop, double, swap, edit or add entries, hash all anew, and sign with another key of the same name or the old note."""
    log = Log(folder / "ledger")
    entries, note = list(log.entries()), bytes(log.note or b"")
    at, other = drawn.sample(range(len(entries)), 2)
    kind = drawn.choice(("drop", "double", "swap", "edit", "add", "same"))
    if kind == "drop":
        del entries[at]
    elif kind == "double":
        entries.insert(at, entries[at])
    elif kind == "swap":
        entries[at], entries[other] = entries[other], entries[at]
    elif kind == "edit":
        entries[at] = entries[at][:-3] + bytes([entries[at][-3] ^ 1]) + entries[at][-2:]
    elif kind == "add":
        entries.append(canonical_bytes({"bundle": "00" * 32}))
    thief = Signer(Keys.own().signer().name, Ed25519PrivateKey.generate())
    _again(folder, entries, [thief])
    signed = drawn.choice(("by another key", "with the old checkpoint"))
    if signed == "with the old checkpoint" and kind != "same":
        put(folder / "ledger/checkpoint", note)
    return f"entries: {kind} {at}, signed {signed}"


def new_history(drawn: random.Random, folder: Path) -> str:
    """Edit a row with its seal, make the ledger anew over all rows, and sign it with a key that names itself there."""
    with free(folder) as db:
        told = _fresh_row(db, drawn)
        db.row_factory = sqlite3.Row
        rows = [entry_of(row) for row in db.execute("SELECT * FROM seals ORDER BY number")]
    thief = Signer(Keys.own().signer().name, Ed25519PrivateKey.generate())
    _again(folder, [canonical_bytes(e) for e in ({"key": str(thief.verifier), "state": "begins"}, *rows)], [thief])
    if drawn.random() < 0.5:
        for place in ("kept", "stamps"):
            shutil.rmtree(folder / "ledger" / place, ignore_errors=True)
    return f"a new history with {told}"


def tile(drawn: random.Random, folder: Path) -> str:
    """Let two hashes of a tile change places, or put others, longer or shorter ones, in."""
    log = Log(folder / "ledger")
    held = [
        p for p in Tiles(folder / "ledger", log.size).files() if p.parts[-3] != "entries" and "entries" not in p.parts
    ]
    path = drawn.choice(held)
    data = path.read_bytes()
    hashes = [data[at : at + 32] for at in range(0, len(data), 32)]
    if len(hashes) > 1 and drawn.random() < 0.5:
        one, other = drawn.sample(range(len(hashes)), 2)
        hashes[one], hashes[other] = hashes[other], hashes[one]
    else:
        hashes[drawn.randrange(len(hashes))] = drawn.choice((bytes(32), drawn.randbytes(32), b"", bytes(64)))
    put(path, b"".join(hashes))
    return f"hashes of {path.relative_to(folder)}"


def kept_note(drawn: random.Random, folder: Path) -> str:
    """Change a checkpoint that was kept or stamped: its signatures, its time, or which one it is."""
    found = [p for p in (folder / "ledger").glob("*/*") if p.parent.name == "kept" or p.suffix == ".note"]
    if not found:
        return tile(drawn, folder)
    path = drawn.choice(sorted(found))
    note = Note.parse(path.read_bytes())
    stranger = sign(note.text, "a.example/witness", Ed25519PrivateKey.generate(), at=1_900_000_000)
    one, *rest = note.signatures
    made = drawn.choice((
        Note(note.text, (one, *rest, stranger)), Note(note.text, (*rest, one)) if rest else Note(note.text, (stranger,)),
        Note(note.text, (*rest, stranger)), Note(note.text, (one, one, *rest)), Note(note.text, (one,)),
    ))  # fmt: skip
    data = bytes(made)
    if data == path.read_bytes():
        data = bytes(Note(note.text, (stranger,)))
    put(path, data)
    return f"signatures of {path.relative_to(folder)}"


def stamp(drawn: random.Random, folder: Path) -> str:
    """Let a time stamp stand under another name, with other certificates, over another checkpoint, or be cut in its DER."""
    found = sorted((folder / "ledger/stamps").glob("*"))
    if not found:
        return tile(drawn, folder)
    path = drawn.choice(found)
    data = bytearray(path.read_bytes())
    at = drawn.randrange(len(data))
    data[at : at + 2] = drawn.choice((b"\x30\x82", b"\x30\x80", b"\x00\x00", b"", b"\xff\xff\xff"))
    if bytes(data) == path.read_bytes():
        data += b"\0"
    named = path.with_name(f"{digest(bytes(data))}{path.suffix}") if drawn.random() < 0.5 else path
    put(path, bytes(data))
    if named != path:
        path.rename(named)
    return f"{path.relative_to(folder)} was changed" + (", and named by its digest" if named != path else "")


def empty_folder(drawn: random.Random, folder: Path) -> str:
    """Put an empty folder where none belongs."""
    home = drawn.choice(
        [
            p
            for p in (folder, *folder.rglob("*"))
            if p.is_dir() and not {"reuse", "desk"} & {*p.relative_to(folder).parts}
        ]
    )
    made = home / drawn.choice(("zz", "spare", "of 2031"))
    made.mkdir()
    return f"made the empty folder {made.relative_to(folder)}"


MORE: tuple[Damage, ...] = (
    splice, add_file, add_in_place, rename, link, newer, lock, odd_value, odd_value, order_of_rows, add_row, last_rows,
    reading, erasure, checkpoint, rewrite, new_history, tile, kept_note, stamp, empty_folder,
)  # fmt: skip
