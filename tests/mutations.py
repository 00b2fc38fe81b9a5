"""Random damage to a case or a bundle, and what two verifiers say of it.

`python -m tests.mutations COUNT [SEED]` damages a case and bundles COUNT times each, and prints what
goes undetected or where the verifiers disagree: nothing, or it exits with 1.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Table

import counterclaim
from counterclaim import receive
from counterclaim.bundling import bundle
from counterclaim.case import settle, take
from counterclaim.erasing import erase
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Keys, Log, Note, Signer, Verifier, bag
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder, Trust, schema, seals, verify
from counterclaim.store.verify_bundle import verify_bundle
from tests.damage import MORE, Damage, files_of, put, rested
from tests.damage_bundles import inside, more, outside
from tests.invented import NAME, clock, settled, stamped
from tests.unit.receive.test_artifacts import drawn

#: A chat whose sender is protected. All is invented.
CHAT = "[07/05/2031, 10:12:00] Zelvira Quontrask: Shelling killed 12 people in Orvane on Monday, the council said.\n"
#: What is erased again.
GONE = "Orvane, 5 May 2031. Thalquist said that shells had hit a house in Orvane on 3 May 2031.\n"
STANDALONE = Path(counterclaim.__file__).parent / "standalone"


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, STANDALONE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


SECOND = _loaded("verify")
SECOND_CASE = _loaded("verify_case")


def theirs(path: Path, *keys: Verifier) -> list[str]:
    """Give what the second verifier finds wrong."""
    out = io.StringIO()
    check = SECOND_CASE.case if path.is_dir() else SECOND.bundle
    with contextlib.redirect_stdout(out):
        code = SECOND.main([str(path), *map(str, keys)], check)
    found = [line for line in out.getvalue().splitlines() if line.startswith("FAILS")]
    assert code == (1 if found else 0)
    return found


def ours(path: Path, *keys: Verifier) -> list[str]:
    """Give what this program finds wrong."""
    trust = Trust(keys=keys)
    if path.is_file():
        return [c.subject for c in verify_bundle(path.read_bytes(), trust, strict=trust) if c.state != "intact"]
    try:
        case = CaseFolder.open(path)
    except CounterclaimError as damaged:
        return [str(damaged)]
    try:
        return [c.subject for c in verify(case, trust) if c.state != "intact"]
    except CounterclaimError as damaged:
        return [str(damaged)]
    finally:
        case.close()


def content(folder: Path) -> Any:
    """Give what the record of a case says; None for one that cannot be read."""
    try:
        db = sqlite3.connect(f"file:{folder / 'case.sqlite'}?mode=ro", uri=True)
        with contextlib.closing(db):
            made = db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
            names = [n for kind, n, _ in made if kind == "table"]
            return made, [(n, db.execute(f"SELECT * FROM {n}").fetchall()) for n in names]  # noqa: S608 - the record's own
    except sqlite3.Error:
        return None


def flip(drawn: random.Random, folder: Path) -> str:
    """Flip one bit of a file."""
    path = drawn.choice([p for p in files_of(folder) if p.stat().st_size])
    data = bytearray(path.read_bytes())
    at = drawn.randrange(len(data))
    data[at] ^= 1 << drawn.randrange(8)
    put(path, bytes(data))
    return f"flipped a bit of byte {at} of {path.relative_to(folder)}"


def cut(drawn: random.Random, folder: Path) -> str:
    """Cut a file short."""
    path = drawn.choice([p for p in files_of(folder) if p.stat().st_size])
    put(path, path.read_bytes()[: drawn.randrange(path.stat().st_size)])
    return f"cut {path.relative_to(folder)}"


def drop(drawn: random.Random, folder: Path) -> str:
    """Take a file away."""
    path = drawn.choice(files_of(folder))
    path.unlink()
    return f"dropped {path.relative_to(folder)}"


def double(drawn: random.Random, folder: Path) -> str:
    """Put a file in twice, under another name beside it."""
    path = drawn.choice(files_of(folder))
    shutil.copy(path, path.with_name(f"{path.name}x"))
    return f"doubled {path.relative_to(folder)}"


def swap(drawn: random.Random, folder: Path) -> str:
    """Let two files that differ change places."""
    one, other = drawn.sample(files_of(folder), 2)
    a, b = one.read_bytes(), other.read_bytes()
    if a == b:
        return flip(drawn, folder)
    put(one, b)
    put(other, a)
    return f"swapped {one.relative_to(folder)} and {other.relative_to(folder)}"


def edit_row(drawn: random.Random, folder: Path) -> str:
    """Change the record as one who knows SQL: edit, drop, double, swap, back-date, or move a row."""
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as db, db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        told = _edited_row(drawn, db)
        for _, sql in triggers:
            db.execute(sql)
    return told


def _edited_row(drawn: random.Random, db: sqlite3.Connection) -> str:
    tables = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    full = [t for t in tables if db.execute(f"SELECT 1 FROM {t}").fetchone()]  # noqa: S608
    table = drawn.choice(sorted(full))
    columns = [c[1] for c in db.execute(f"PRAGMA table_info({table})")]
    ids = [i for (i,) in db.execute(f"SELECT rowid FROM {table}")]  # noqa: S608
    row, kind = drawn.choice(ids), drawn.choice(("edit", "drop", "double", "swap"))
    told = f"{kind} in {table}, row {row}"
    if kind == "drop":
        db.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])  # noqa: S608
    elif kind == "double":
        values = list(db.execute(f"SELECT * FROM {table} WHERE rowid = ?", [row]).fetchone())  # noqa: S608
        values[0] = 10_000 if isinstance(values[0], int) else f"{values[0]}0"
        db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)  # noqa: S608
    elif kind == "swap" and len(ids) > 1:
        other, column = drawn.choice([i for i in ids if i != row]), columns[-1]
        sql = f"SELECT {column} FROM {table} WHERE rowid = ?"  # noqa: S608
        (a,), (b,) = (db.execute(sql, [i]).fetchone() for i in (row, other))
        if a != b:
            for value, where in ((b, row), (a, other)):
                db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", [value, where])  # noqa: S608
            return told
        return told + _edited(drawn, db, table, columns, row)
    else:
        return told + _edited(drawn, db, table, columns, row)
    return told


def _edited(drawn: random.Random, db: sqlite3.Connection, table: str, columns: list[str], row: int) -> str:
    column = drawn.choice(columns)
    (value,) = db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", [row]).fetchone()  # noqa: S608
    if isinstance(value, str) and value:
        at = drawn.randrange(len(value))
        changed: Any = value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
    else:
        changed = 9_999 if isinstance(value, int) else "x"
    db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", [changed, row])  # noqa: S608
    return f", {column}"


def _resealed(folder: Path, table: Table, changes: dict[str, dict[str, Any]]) -> None:
    """Change rows of a table by their ids and seal them anew under their salts, as one who knows the program."""
    key = next(iter(table.primary_key.columns)).name
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as db, db:
        db.row_factory = sqlite3.Row
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for subject, changed in changes.items():
            row = dict(db.execute(f"SELECT * FROM {table.name} WHERE {key} = ?", [subject]).fetchone()) | changed  # noqa: S608
            sets = ", ".join(f"{column} = ?" for column in changed)
            db.execute(f"UPDATE {table.name} SET {sets} WHERE {key} = ?", [*changed.values(), subject])  # noqa: S608
            where = [table.name, str(subject)]
            salt = db.execute("SELECT salt FROM seals WHERE kind = ? AND subject = ?", where).fetchone()[0]
            made = seals.seal(table, row, salt)
            told = [made["digest"], made.get("sealed"), *where]
            db.execute("UPDATE seals SET digest = ?, sealed = ? WHERE kind = ? AND subject = ?", told)
        for _, sql in triggers:
            db.execute(sql)


def _rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as db:
        return db.execute(sql).fetchall()


def swap_reports(drawn: random.Random, folder: Path) -> str:
    """Let two reports stand under each other's id, sealed anew."""
    (one, a), (other, b) = drawn.sample(_rows(folder, "SELECT id, record FROM reports ORDER BY id"), 2)
    _resealed(folder, schema.REPORTS, {one: {"record": b}, other: {"record": a}})
    return f"swapped the reports {one} and {other}"


def back_date(drawn: random.Random, folder: Path) -> str:
    """Let a capture, an arrival or a run be of an earlier year, sealed anew."""
    table = drawn.choice((schema.CAPTURES, schema.ARRIVALS, schema.RUNS))
    column = "record" if table is schema.CAPTURES else "at"
    key = next(iter(table.primary_key.columns)).name
    found = _rows(folder, f"SELECT {key}, {column} FROM {table.name} ORDER BY {key}")  # noqa: S608
    subject, words = drawn.choice([row for row in found if "2031-05-05T" in row[1]])
    _resealed(folder, table, {subject: {column: words.replace("2031-05-05T", "2029-05-05T")}})
    return f"back-dated {table.name} {subject}"


def reshape(drawn: random.Random, folder: Path) -> str:
    """Change the tables of the record, not their rows: add or take away a table, index, trigger, column or view."""
    with contextlib.closing(sqlite3.connect(folder / "case.sqlite")) as db, db:
        found = db.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        table = drawn.choice([n for kind, n in found if kind == "table"])
        other = drawn.choice([(kind, n) for kind, n in found if kind != "table"])
        sql = drawn.choice(
            (
                f"CREATE TABLE more{drawn.randrange(9)} (a TEXT)",
                f"CREATE VIEW more AS SELECT * FROM {table}",  # noqa: S608
                f"ALTER TABLE {table} ADD COLUMN more",
                f"CREATE TRIGGER more AFTER INSERT ON {table} BEGIN DELETE FROM readings; END",  # noqa: S608
                f"ALTER TABLE {table} RENAME TO more",
                f"DROP {other[0]} {other[1]}",
                f"DROP TABLE {table}",
                "ANALYZE",
            )
        )
        db.execute(sql)
    return sql


def drop_one_kept(drawn: random.Random, folder: Path) -> str:
    """Take away what others signed or stamped, or what was read: each is of few files, and seldom drawn by `drop`."""
    places = ("ledger/kept", "ledger/stamps", "readings", "runs", "evidence")
    place = drawn.choice(places)
    path = drawn.choice(sorted(p for p in (folder / place).rglob("*") if p.is_file()))
    path.unlink()
    return f"dropped {path.relative_to(folder)}"


def drop_place(drawn: random.Random, folder: Path) -> str:
    """Take a whole folder away."""
    place = drawn.choice(("ledger/kept", "ledger/stamps", "ledger/tile", "ledger", "readings", "runs", "evidence"))
    shutil.rmtree(folder / place)
    return f"dropped all of {place}"


def another_key(_: random.Random, folder: Path) -> str:
    """Sign the checkpoint with another key of the same name."""
    log, own = Log(folder / "ledger"), Keys.own().signer()
    assert log.note is not None
    thief = Signer(own.name, Ed25519PrivateKey.generate())
    (folder / "ledger/checkpoint").write_bytes(bytes(Note(log.note.text, (thief.sign(log.note.text),))))
    return "replaced the key"


CASE: tuple[Damage, ...] = (
    flip,
    flip,
    flip,
    cut,
    drop,
    double,
    swap,
    edit_row,
    edit_row,
    edit_row,
    swap_reports,
    back_date,
    reshape,
    drop_one_kept,
    drop_place,
    another_key,
)
#: What changes rows: half of the time the digest of the record's bytes is made anew, so that the rows must tell.
_OF_ROWS = (edit_row, swap_reports, back_date, reshape)
ALL = {damage.__name__: damage for damage in (*CASE, *MORE)}


def damaged_cases(
    whole: Path, count: int, seed: int, chosen: Sequence[Damage] = CASE
) -> Iterator[tuple[str, list[str], list[str], bool]]:
    """Give (what was done, what ours finds, what theirs finds, whether it means anything) of damaged copies."""
    drawn, own, before = random.Random(seed), Keys.own().signer().verifier, content(whole)
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(count):
            copy = Path(scratch) / "case"
            shutil.copytree(whole, copy)
            damage = drawn.choice(chosen)
            told, means = damage(drawn, copy), True
            if damage in _OF_ROWS and drawn.random() < 0.5:
                rested(copy)
                means, told = content(copy) != before, f"{told}, lock noted anew"
            second = theirs(copy, own)
            yield f"{damage.__name__}: {told}", ours(copy, own), second, means
            shutil.rmtree(copy)


def damaged_bundles(whole: bytes, count: int, seed: int) -> Iterator[tuple[str, list[str], list[str], bool]]:
    """Give the same of damaged bundles: bytes changed, content changed, content changed and signed again."""
    drawn, own = random.Random(seed), Keys.own().signer()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "bundle.zip"
        for _ in range(count):
            kind = drawn.choice(("flip", "cut", "behind", "outside", "inside", "signed", "more", "thief"))
            data = bytearray(whole)
            if kind == "flip":
                data[drawn.randrange(len(data))] ^= 1 << drawn.randrange(8)
            elif kind == "cut":
                data = data[: drawn.randrange(len(data))]
            elif kind == "behind":
                data += b"x"
            elif kind == "outside":
                data = bytearray(outside(drawn, whole))
            else:
                files = bag.unzipped(whole)
                signature = files.pop(bag.SIGNATURE)
                payload = {n: d for n, d in files.items() if n.startswith(bag.DATA)}
                if kind == "more":
                    kind += f" {more(drawn, payload)}"
                elif kind != "thief":
                    kind += f" {inside(drawn, payload)}"
                made = bag.bagged({n.removeprefix(bag.DATA): d for n, d in payload.items()}, [])
                text = bag.signed_text(made)
                signer = Signer(own.name, Ed25519PrivateKey.generate()) if kind == "thief" else own
                if not kind.startswith("inside"):
                    signature = bytes(Note(text, (signer.sign(text),)))
                data = bytearray(bag.zipped(made | {bag.SIGNATURE: signature}))
            path.write_bytes(data)
            yield kind, ours(path, own.verifier), theirs(path, own.verifier), True


def wrong(found: tuple[str, list[str], list[str], bool]) -> str:
    """Say what is wrong with two verdicts on one damage: nothing when both see it, or that it means nothing."""
    told, one, other, means = found
    if means and not (one and other):
        return f"{told}: undetected by {'both' if not one and not other else 'ours' if not one else 'the second'}"
    return f"{told}: they disagree, {one} and {other}" if bool(one) != bool(other) else ""


def made(place: Path) -> tuple[Path, list[bytes]]:
    """Make a whole case, closed, with all that a case can hold, and two bundles of it: one without a name."""
    case = settled(place / "case")
    stamped(case, place)
    Keys.own().rotate()
    # What others keep of a source, and what is no text: a picture, a refusal, names under the case's key.
    (place / "more").mkdir()
    (place / "more" / "chat.txt").write_text(CHAT, encoding="utf-8")
    (place / "more" / "market.jpg").write_bytes(drawn(told=True))
    (place / "more" / "empty.exe").write_bytes(b"\0")
    (place / "more" / "gone.txt").write_text(GONE, encoding="utf-8")
    supplied = replace(receive.supplied(None, None, None, None), protect=("author",))
    take(case, [place / "more"], supplied, clock, Quiet())
    settle(case, clock)
    (gone,) = {r.capture for r in case.reports() if "Thalquist" in r.text}
    erase(case, gone, ("desk", clock()), "its author asked for it")
    settle(case, clock)
    signer = Keys.own().signer()
    bundles = [bundle(case, ["all"], names, signer, persons=True).data for names in ([], [NAME])]
    case.close()
    return place / "case", bundles


def main(count: int, seed: int) -> int:
    """Damage a case and bundles many times."""
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        os.environ["COUNTERCLAIM_KEYS"] = f"{place}/keys"
        case, bundles = made(Path(place))
        runs = [("case", damaged_cases(case, count, seed, (*CASE, *MORE)))]
        named = zip(("whole", "redacted"), bundles, strict=True)
        runs += [(name, damaged_bundles(data, count, seed + 1)) for name, data in named]
        for name, verdicts in runs:
            found = list(verdicts)
            told = [wrong(v) for v in found]
            bad += sum(map(bool, told))
            means = sum(v[3] for v in found)
            print(
                f"{name}: {len(told)} damages, {means} of them mean something",
                *sorted({t for t in told if t}),
                sep="\n  ",
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
