"""Checks a Counterclaim case (a folder) without Counterclaim; the rest stands in `verify.py`, which lies beside this.

python verify_case.py CASE [PUBLIC-KEY …]
"""

import io
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verify import Failure, Wrong, canonical, checkpoint, differing, judged, main, others, sha, signed

PIECE = re.compile(r".+?(?:[.!?؟۔。…][\"'”’»)\]]*\s+|\n+|\Z)", re.DOTALL)  # a text is committed to in such pieces
#: Digests over the SQL of all tables, indexes and triggers, sorted, by number: who adds a trigger can change rows.
SHAPES = {
    "0005": "311e08c3169da133139bf2fa8be49d93b6059dc9493317bd5df82a2cfe1cec89",
    "0006": "0c5ad2cb895b43c0caf71949ef0b6ab76a5b63d4b7e76cb2880a77542869aaad",
    "0007": "76c67abfb01c454273f4a05ed32167104adf9784dfbe5fa9306ebc21e605bc25",
    "0008": "77cf6e2d3720e1532e6c2adb97d921c12229e2f3b914a5335bf50a15dd8c0da8",
}


def tree(leaves: list[bytes]) -> bytes:
    """Give the root over leaf hashes (RFC 6962 §2.1)."""
    if len(leaves) < 2:
        return bytes(leaves[0] if leaves else sha(b""))
    cut = 1 << ((len(leaves) - 1).bit_length() - 1)
    return bytes(sha(b"\1", tree(leaves[:cut]), tree(leaves[cut:])))


def opened(folder: Path) -> sqlite3.Connection:
    log = folder / "case.sqlite-wal"  # where nothing lies in it, SQLite writes nothing either: read-only disks are fine
    how = "?mode=ro" if log.exists() and log.stat().st_size else "?mode=ro&immutable=1"
    return sqlite3.connect((folder / "case.sqlite").resolve().as_uri() + how, uri=True)


def recorded(folder: Path) -> Iterator[dict[str, Any] | Failure]:
    """Give the rows of a case's record, with the seal of each opened."""
    db = opened(folder)
    made = [" ".join(sql.split()) for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
    now = sha("\n".join(sorted(made)).encode()).hex()  # first: SQLite runs what stands there when more is asked of it
    numbers = db.execute("SELECT version_num FROM alembic_version") if now in SHAPES.values() else ()
    if [now] != [SHAPES.get(n) for (n,) in numbers] or db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise Wrong("case.sqlite is broken, or a table, index, trigger or column was added, taken out or changed")
    found = db.execute("SELECT * FROM seals")  # older records have no column for salts
    told = [dict(zip([c[0] for c in found.description], row)) for row in found]
    tables = [t for (t,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    gone = {n for rows in erased(db).values() for n in rows}
    seals = {(s["kind"], s["subject"]): s for s in told if s["number"] not in gone}
    for table in (t for t in tables if t not in {"seals", "readings", "alembic_version"}):
        found = db.execute(f"SELECT * FROM {table}")
        for row in found:
            columns = [[c[0], v] for c, v in zip(found.description, row) if c[0] != "readings" or v is not None]
            seal = seals.pop((table, str(row[0])), {})
            number, digest, salt, sealed = (seal.get(n) for n in ("number", "digest", "salt", "sealed"))
            parts: list[list[Any]] = [[table]]
            for name, value in columns:
                plain: Any = json.loads(value) if str(value)[:1] == "{" and is_plain(value) else None
                parts += [[name, value]] if plain is None else []
                for key in sorted(plain or ()):
                    cut = PIECE.findall(plain[key]) or [plain[key]] if key == "text" else []
                    parts += [[name, key, n, piece] for n, piece in enumerate(cut)] or [[name, key, plain[key]]]
            salts = [sha(bytes.fromhex(salt or ""), n.to_bytes(4, "big")).hex() for n in range(len(parts))]
            spelt = [json.dumps(part, separators=(",", ":"), sort_keys=True) for part in parts]
            commitment = sha(*(sha(bytes.fromhex(s), p.encode()) for s, p in zip(salts, spelt))).hex()
            if digest != sha(canonical([table, *columns])).hex() or (salt and sealed != commitment):
                yield f"{table} {row[0]}", "it is not as it was added"
            shown = {"parts": list(zip(salts, spelt))} if salt else {"table": table, "columns": columns}
            yield {"row": number or 0} | shown
    yield from ((" ".join(one), "it was taken out") for one in seals)
    read = set(db.execute("SELECT report, extractor, batch, coalesce(note, '') FROM readings"))
    batches = [(b, json.loads(r)) for b, r in db.execute("SELECT batch, readings FROM batches") if r]
    batched = {(r, b["extractor"], name, note or "") for name, b in batches for r, note in b["reports"].items()}
    if not read <= batched or {r[:2] for r in read} != {b[:2] for b in batched}:
        yield "readings", "they are others than their batches say"


def erased(db: sqlite3.Connection) -> dict[str, set[int]]:
    """Give the numbers of the rows that went with each original which was erased: an act, a row itself, tells of it."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'acts'").fetchone()
    told = [json.loads(record) for (record,) in db.execute("SELECT record FROM acts")] if there else []
    acts = [a for a in told if a["kind"] == "erase"]
    return {a["subject"]: {int(n) for n in dict(a["fields"])["rows"].split(",") if n} for a in acts}


def is_plain(value: str) -> bool:
    """Say whether a column holds a record in canonical JSON."""
    try:
        return bool(canonical(json.loads(value)) == value.encode())
    except ValueError:
        return False


def tile(level: str, number: int, width: int) -> str:
    """Give where a file of the ledger lies (C2SP tlog-tiles)."""
    name = f"{number % 1000:03d}"
    while number := number // 1000:
        name = f"x{number % 1000:03d}/{name}"
    return f"ledger/tile/{level}/{name}" + (f".p/{width}" if width < 256 else "")


def beside(files: dict[str, bytes], asked: list[Any]) -> Iterator[Failure]:
    """Check what is no row's: what a model answered, the marker, the lock, and that nothing else lies there."""
    kept_by = {f"answers/{name}.json" for names in asked for name in names}
    told = {(f"answers/{n}.json", names[n]) for names in asked if isinstance(names, dict) for n in names}
    yield from ((name, "it is missing: a report was read by it") for name in sorted(kept_by - files.keys()))
    for name in (n for n in files if n.startswith("answers/")):
        kept = json.loads(files[name])
        if (
            name != f"answers/{sha(canonical(kept['asked'])).hex()}.json"
            or sha(kept["answer"].encode()).hex() != kept["sha256"]
            or (name in dict(told) and (name, sha(files[name]).hex()) not in told)
        ):
            yield name, "it is not as the model's answer was kept"
    if not re.fullmatch(rb'\{"format":2,"made_by":"counterclaim"\}', files["case.json"]):
        yield "case.json", "it was changed"
    lock = ".lock" if ".lock" in files and "lock" not in files else "lock"  # older versions hid it
    rest = re.fullmatch(rb"at rest\n(?:([0-9a-f]{64})\n| {64}\n)?", files.get(lock, b""))
    if rest is None or (lock == "lock" and len(files[lock]) < 73):  # older versions wrote a short one
        yield lock, "it is missing or was changed, or a writer is at work or was stopped"
    elif rest[1] and (rest[1].decode() != sha(files["case.sqlite"]).hex() or files.get("case.sqlite-wal")):
        yield "case.sqlite", "its bytes are others than the last writer left"
    shared = re.fullmatch(rb'\{"schema":"(case_[0-9a-z]+)"\}', files.get("team.json", b""))
    number = int.from_bytes(sha(shared[1])[:4], "big") & 0x7FFFFFFF if shared else 0  # the record bears it
    odd = "team.json" in files and not (shared and files["case.sqlite"][18:20] == b"\1\1")  # shared, it is one file
    if odd or int.from_bytes(files["case.sqlite"][60:64], "big") not in {0, number}:  # older versions set none
        yield "team.json", "it was put there, changed or taken away"
    known = r"(evidence|readings|runs|answers|reuse|desk|ledger/(tile|kept|stamps))/.+|ledger/checkpoint"
    known += rf"|{re.escape(lock)}|case\.json|team\.json|extractor\.json|case\.sqlite(-wal|-shm)?"
    yield from ((n, "it is no file of a case") for n in files if not re.fullmatch(known, n, re.DOTALL))


def case(folder: Path, keys: list[str]) -> Iterator[Failure]:
    if odd := [p for p in sorted(folder.rglob("*")) if p.is_symlink() or not (p.is_file() or p.is_dir())]:
        yield from ((p.name, "it is a link to elsewhere, or no file") for p in odd)
        return
    empty = [p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_dir() and not any(p.iterdir())]
    fine = r"evidence(/[0-9a-f]{2}){0,2}|ledger(/(kept|stamps|tile(/(\d|entries)(/x\d{3})*(/\d{3}\.p)?)?))?"
    fine += "|readings|runs|answers|((reuse|desk)(/.*)?)"
    yield from ((n, "no writer leaves an empty folder there") for n in empty if not re.fullmatch(fine, n, re.DOTALL))
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    size = int(files["ledger/checkpoint"].split(b"\n")[1])
    counts = [(n, min(256, size - 256 * n)) for n in range(-(-size // 256))]
    raw, expected = [], {}
    for place in (tile("entries", n, width) for n, width in counts):
        stream, expected[place] = io.BytesIO(files[place]), sha(files[place]).hex()
        while length := stream.read(2):
            raw.append(stream.read(int.from_bytes(length, "big")))
    leaves = nodes = [sha(b"\0", entry) for entry in raw]
    for level in range(8):
        held = range(-(-len(nodes) // 256))
        expected |= {
            tile(str(level), n, len(part)): sha(*part).hex() for n in held if (part := nodes[256 * n : 256 * n + 256])
        }
        nodes = [tree(nodes[at : at + 256]) for at in range(0, len(nodes) - 255, 256)]
    yield from differing(files, expected, "ledger/tile/")
    entries = {n: json.loads(entry) for n, entry in enumerate(raw)}
    if checkpoint(files["ledger/checkpoint"], entries, keys, strict=bool(keys)) != (len(leaves), tree(leaves)):
        yield "ledger/checkpoint", "its root is not that of the entries"
    named = [e["key"] for e in entries.values() if "key" in e]
    below = files["ledger/checkpoint"].rpartition(b"\n\n")[2]
    if len(signed(files["ledger/checkpoint"], named)[1]) != below.count(b"\n"):
        yield "ledger/checkpoint", "a signature stands under it that is not its keeper's"
    rows = [e["row"] for e in entries.values() if "row" in e]
    if rows != list(range(1, 1 + len(rows))):
        yield "ledger", "rows are not in order"
    yield from others(files, entries, lambda n, root: n <= size and tree(leaves[:n]) == root, keys)
    try:
        found, gone = list(recorded(folder)), erased(db := opened(folder))
        asked = [json.loads(row).get("answers", ()) for (row,) in db.execute("SELECT readings FROM batches") if row]
    except sqlite3.Error as bad:
        raise Wrong(f"case.sqlite is no record: {bad}") from bad
    yield from (f for f in found if isinstance(f, tuple))
    left = {n: e for n, e in entries.items() if all(e.get("row") not in rows for rows in gone.values())}
    places = {f"evidence/{one:.2}/{one[2:]:.2}/{one}" for one in gone}
    told = list(judged(files, [r for r in found if isinstance(r, dict)], left, {}))
    yield from (f for f in told if f[0] not in places)
    yield from ((name, "it is there, and was to be erased") for name in places & files.keys())
    entered = {e["row"]: e for e in entries.values() if "row" in e}
    for n in sorted(n for rows in gone.values() for n in rows):
        kind, subject, digest, salt, sealed = db.execute(
            "SELECT kind, subject, digest, salt, sealed FROM seals WHERE number = ?", [n]
        ).fetchone()
        plain = {"row": n, "kind": kind, "subject": subject, "digest": digest}
        if entered.get(n) != ({"row": n, "sealed": sealed} if sealed else plain) or (
            sealed and (kind, subject, digest, salt) != ("", "", "", None)
        ):
            yield f"row {n}", "it was erased, and its seal is not as that leaves it"
    yield from beside(files, asked)
    if "extractor.json" in files and not any("columns" in r for r in found if isinstance(r, dict)):
        yield "extractor.json", "it is no file of a case"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], case, __import__("resource") if sys.platform == "linux" else None))
