"""Checks a Counterclaim case (a folder) or bundle (a ZIP file) without Counterclaim: Python and `cryptography` alone.

    python verify.py CASE-OR-BUNDLE [PUBLIC-KEY …]

Prints what fails and what that means; exit 0 when nothing does. With PUBLIC-KEYs (name+id+key, got in another way than
with the file) only they may have signed. It shows that nothing was changed since it was signed, never that it is true.
Formats: RFC 6962 hashes, C2SP tlog-tiles, tlog-checkpoint, signed-note and tlog-cosignature, RFC 8493 (BagIt).
"""  # fmt: skip

import base64
import io
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Failure = tuple[str, str]
Entries = dict[int, dict[str, Any]]
BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, sqlite3.Error, zipfile.BadZipFile)


def sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def canonical(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def included(index: int, size: int, found: bytes, path: list[bytes], root: bytes) -> bool:
    """RFC 9162 §2.1.3.2: does an entry whose hash is `found` stand at `index` under `root`?"""
    last = size - 1
    for other in path:
        if last == 0:
            return False
        if index % 2 or index == last:
            found = node(other, found)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node(found, other)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def grew(old: int, size: int, old_root: bytes, path: list[bytes], root: bytes) -> bool:
    """RFC 9162 §2.1.4.2: did the tree of `old` entries grow into the one of `size`?"""
    if old == size:
        return not path and old_root == root
    steps = path if old & (old - 1) else [old_root, *path]
    at, last = old - 1, size - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    then = now = steps[0]
    for other in steps[1:]:
        if at % 2 or at == last:
            then, now = node(other, then), node(other, now)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node(now, other)
        at, last = at >> 1, last >> 1
    return 0 < old < size and last == 0 and then == old_root and now == root


def signers(raw: bytes, keys: list[str]) -> tuple[list[str], list[str]]:
    """Give the lines of a signed note's text and which of some keys signed it; a wrong signature is a ValueError."""
    text, _, lines = raw.decode().rpartition("\n\n")
    text, found = text + "\n", []
    for line in lines.removesuffix("\n").split("\n"):
        dash, name, coded = line.split(" ")
        blob = base64.b64decode(coded, validate=True)
        if dash != "\u2014" or base64.b64encode(blob).decode() != coded:
            raise ValueError("a signature line in another form")
        for key in keys:
            own, _, rest = key.partition("+")
            public = base64.b64decode(rest.partition("+")[2], validate=True)
            for kind in (1, 4):  # 1 who keeps the ledger, 4 a witness, who signs the time too
                if name == own and blob[:4] == sha256(f"{own}\n".encode() + bytes([kind]) + public[1:]).digest()[:4]:
                    stamp = f"cosignature/v1\ntime {int.from_bytes(blob[4:12], 'big')}\n" if kind == 4 else ""
                    verifier = Ed25519PublicKey.from_public_bytes(public[1:])
                    verifier.verify(blob[12 if kind == 4 else 4 :], (stamp + text).encode())
                    found.append(key)
    return text.split("\n"), found


def checkpoint(raw: bytes, entries: Entries, keys: list[str], *, strict: bool) -> tuple[int, bytes]:
    """Give size and root of a signed checkpoint, once the key that the ledger names for it has signed it."""
    size = int(raw.decode().split("\n")[1])
    own = entries[max(i for i, e in entries.items() if i < size and "key" in e)]["key"]
    text, signed = signers(raw, [own, *keys])
    if own not in signed or (strict and own not in keys):
        raise ValueError(f"signed by {own.partition('+')[0]}, which is not enough")
    return size, base64.b64decode(text[2], validate=True)


def committed(parts: list[list[str]]) -> str:
    """Give the digest over the parts of a row: (salt, part), or the digest alone of one that is withheld."""
    digests = [bytes.fromhex(p[0]) if len(p) == 1 else sha256(bytes.fromhex(p[0]) + p[1].encode()).digest() for p in parts]
    return sha(b"".join(digests))


# A bundle ---------------------------------------------------------------------------------------------------------------


def bundle(data: bytes, keys: list[str]) -> Iterator[Failure]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        files = {e.filename.partition("/")[2]: held.read(e) for e in held.infolist() if e.compress_type == 0}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:  # the same content, written anew, must be the same bytes
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"counterclaim-bundle/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, files[name])
    if out.getvalue() != data:
        yield "the ZIP file", "it was changed, or written by another program"
    listed = {}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in files[manifest].decode().splitlines():
            listed[line.partition("  ")[2]] = line.partition("  ")[0]
    for name in sorted((files.keys() | listed) - {"tagmanifest-sha256.txt", "signature.note"}):
        if name not in files or listed.get(name) != sha(files[name]):
            yield name, "it is not the file that was listed, or is listed and not there"
    own = files["data/keys.txt"].decode().strip()
    text, signed = signers(files["signature.note"], [own])
    if text[1] != sha(files["tagmanifest-sha256.txt"]) or own not in signed or (keys and own not in keys):
        yield "signature.note", "it is not this bundle that was signed, or by nobody who was named"
    yield from contents({n.removeprefix("data/"): d for n, d in files.items()}, keys)


def contents(files: dict[str, bytes], keys: list[str]) -> Iterator[Failure]:
    def lines(name: str) -> list[Any]:
        return [json.loads(line) for line in files[name].splitlines()]

    told = lines("ledger/entries.jsonl")
    entries = {e["index"]: json.loads(e["entry"]) for e in told}
    size, root = checkpoint(files["ledger/checkpoint"], entries, keys, strict=bool(keys))
    for e in told:
        path = [bytes.fromhex(step) for step in e["path"]]
        if not included(e["index"], size, sha256(b"\0" + e["entry"].encode()).digest(), path, root):
            yield f"entry {e['index']}", "it did not stand in the ledger that was signed"
    grown = {g["size"]: [bytes.fromhex(step) for step in g["path"]] for g in lines("ledger/growth.jsonl")}
    for name in sorted(n for n in files if n.startswith("ledger/kept/") or n.endswith(".note") and "/" in n):
        old, then = checkpoint(files[name], entries, keys, strict=False)
        if not grew(old, size, then, grown[old], root):
            yield name, "the ledger did not grow from it: something before it was rewritten"
    yield from stamps({n.rpartition("/")[2]: d for n, d in files.items() if "ledger/stamps/" in n}, entries.values())
    yield from rows(lines("rows.jsonl"), entries, files, lines("reports.jsonl"))
    texts = {r["id"]: r["text"] for r in lines("reports.jsonl")}
    for claim in lines("claims.jsonl"):
        if texts[claim["report"]][claim["start"] : claim["end"]] != claim["text"]:
            yield f"claim {claim['id']}", "its words do not stand in its report where it says"


def rows(found: list[Any], entries: Entries, files: dict[str, bytes], reports: list[Any]) -> Iterator[Failure]:
    """Hold rows against their entries, and originals, reports and the run against rows."""
    sealed = {e["row"]: e for e in entries.values() if "row" in e}
    texts, originals, runs = {}, set(), set()
    for row in found:
        entry, parts = sealed.pop(row["row"]), row.get("parts", [])
        plain = [json.loads(p[1]) if len(p) == 2 else None for p in parts]
        came = committed(parts) if parts else sha(canonical([row["table"], *row["columns"]]))
        if came != entry["sealed" if parts else "digest"]:
            yield f"row {row['row']}", "it is not the row that the ledger has"
        if not parts:
            plain = [[row["table"]], *row["columns"]]
            plain += [["record", *pair] for c, v in row["columns"] if c == "record" for pair in json.loads(v).items()]
        fields = {p[-2]: p[-1] for p in plain[1:] if p and len(p) < 4}
        kind, given = plain[0][0], row.get("told", {})
        if kind == "captures" and "sha256" in fields:
            originals.add(f"originals/{fields['sha256']}")
        if kind == "runs":
            runs.add(fields["digest"])
        if kind == "reports":
            pieces = [p[3] if p else given.get(str(n), "") for n, p in enumerate(plain) if not p or len(p) == 4]
            texts[row.get("as") or fields["id"]] = "".join(pieces) if parts else fields["text"]
    for number in sealed:
        yield f"row {number}", "it is not there, and its entry is"
    for name in sorted(originals ^ {n for n in files if n.startswith("originals/")}):
        yield name, "no row tells of it, or it is not there"
    for name in sorted(n for n in files if n.startswith("originals/")):
        if sha(files[name]) != name.partition("/")[2]:
            yield name, "its bytes are not those that were received"
    if texts != {r["id"]: r["text"] for r in reports}:
        yield "reports.jsonl", "a text is not what its row says"
    run = files.get("run/run.json")
    if runs != ({sha(run)} if run else set()):
        yield "run/run.json", "it is not the run that was noted"
    tables = {f"run/{name}.parquet": digest for name, digest in (json.loads(run)["tables"] if run else ())}
    for name in sorted(tables.keys() | {n for n in files if n.endswith(".parquet")}):
        if name not in files or tables.get(name) != sha(files[name]):
            yield name, "it is not the table of the run"


def stamps(files: dict[str, bytes], entries: Any) -> Iterator[Failure]:
    """Hold time stamps against their entries. Their signatures are for `openssl ts -verify`: see the last lines."""
    named = {f"{e['digest']}.{e['stamp']}": f"{e['of']}.note" for e in entries if "stamp" in e}
    chains = {f"{e['chain']}.pem" for e in entries if "chain" in e}
    for name in sorted(files.keys() | named.keys() | set(named.values()) | chains):
        if name not in files or sha(files[name]) != name.partition(".")[0]:
            yield f"ledger/stamps/{name}", "its bytes are others than the entry says, or it is not there"
        elif name not in named and name not in chains and not name.endswith(".note"):
            yield f"ledger/stamps/{name}", "no entry tells of it"
        elif name in named and sha256(files.get(named[name], b"")).digest() not in files[name]:
            yield f"ledger/stamps/{name}", "it is over other bytes than the checkpoint"


