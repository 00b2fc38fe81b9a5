"""Checks a Counterclaim bundle (a ZIP file) without Counterclaim: Python and the library `cryptography` alone.

    python verify.py BUNDLE.zip [PUBLIC-KEY …]          (verify_case.py, beside it, checks a case's folder so)
Prints what fails and what that means; exit 0 when nothing does. Where PUBLIC-KEYs are given, got elsewhere, only they
may have signed. That nothing was changed is shown, never that it is true. RFC 6962, RFC 8493, C2SP tlog, signed-note.
"""

import base64
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
Failure = tuple[str, str]  # what fails, and what that means
BROKEN = (ValueError, LookupError, TypeError, AttributeError, OSError, RuntimeError, zipfile.error, InvalidSignature)
Wrong = type("Wrong", (ValueError,), {})  # in words for a reader; of all other errors the words are Python's
TAGS, INFO = ("manifest-sha256.txt", "tagmanifest-sha256.txt"), ("bag-info.txt", "bagit.txt", "signature.note")


def sha(*data: bytes) -> bytes:
    return sha256(b"".join(data)).digest()


def canonical(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def reached(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:  # by inclusion, RFC 6962 §2.1.1
    if size == 1 and not path and index == 0:
        return leaf
    top, low = path[-1], index < (cut := 1 << ((size - 1).bit_length() - 1))
    below = reached(index - (not low) * cut, cut if low else size - cut, leaf, path[:-1])
    return sha(b"\1", below, top) if low else sha(b"\1", top, below)


def grown(old: int, size: int, root: bytes, path: list[bytes], *, whole: bool = True) -> tuple[bytes, bytes]:
    """Give the old and the new root that a consistency proof leads to (RFC 6962 §2.1.2)."""
    if old == size:
        (found,) = [root, *path] if whole else path
        return found, found
    top, low = path[-1], old <= (cut := 1 << ((size - 1).bit_length() - 1))  # it lies in the lower part alone
    then, now = grown(old - (not low) * cut, cut if low else size - cut, root, path[:-1], whole=whole and low)
    return (then, sha(b"\1", now, top)) if low else (sha(b"\1", top, then), sha(b"\1", top, now))


def signed(raw: bytes, keys: list[str]) -> tuple[list[str], set[str]]:
    """Give a signed note's lines, and which of some keys signed it; a wrong signature of one of them is an error."""
    found, (text, _, lines) = set[str](), raw[:65_536].decode().rpartition("\n\n")
    for dash, name, coded in (line.split(" ") for line in lines.removesuffix("\n").split("\n")):
        blob = base64.b64decode(coded, validate=True)
        if dash != "\u2014" or len(blob) < 68 or base64.b64encode(blob).decode() != coded:
            raise Wrong("a signature line that is none")
        for key in (k for k in keys if k.partition("+")[0] == name):
            public = base64.b64decode(key.split("+", 2)[2], validate=True)[1:]
            for kind, at in ((b"\1", 4), (b"\4", 12)):  # who keeps the ledger; a witness, who signs the time too
                if blob[:4] == sha(f"{name}\n".encode(), kind, public)[:4]:
                    time = f"cosignature/v1\ntime {int.from_bytes(blob[4:12], 'big')}\n" if at == 12 else ""
                    Ed25519PublicKey.from_public_bytes(public).verify(blob[at:], f"{time}{text}\n".encode())
                    found.add(key)
    return text.split("\n"), found


def checkpoint(raw: bytes, entries: dict[int, Any], keys: list[str], *, strict: bool) -> tuple[int, bytes]:
    """Give size and root of a checkpoint that is signed by the key which the ledger names for that time."""
    size = int(raw.split(b"\n", 2)[1])
    own = entries[max(i for i, e in entries.items() if i < size and "key" in e)]["key"]
    if own not in (note := signed(raw, [own, *keys]))[1] or (strict and own not in keys):
        kept = ": a key given kept it before. Did it hand over? `counterclaim verify` tells; then ask for the new one"
        was = own in note[1] and any(e.get("key") in keys for e in entries.values())
        raise Wrong("the ledger is not signed by who should have signed it" + kept * was)
    return size, base64.b64decode(note[0][2], validate=True)


def differing(files: dict[str, bytes], expected: dict[str, str], *under: str) -> Iterator[Failure]:
    for name in sorted({n for n in files if n.startswith(under)} | expected.keys()):
        if name not in files or sha(files[name]).hex() != expected.get(name):
            yield name, "it is missing, changed, or nothing tells of it"


def judged(files: dict[str, bytes], rows: Any, entries: dict[int, Any], texts: dict[str, str]) -> Iterator[Failure]:
    """Hold rows against the ledger, and what they tell of against the files; fills the texts of reports."""
    left, expected = {e["row"]: e for e in entries.values() if "row" in e}, dict[str, str]()
    for row in sorted(rows, key=lambda r: int(r["row"])):
        entry, parts = left.pop(row["row"], {}), row.get("parts")
        if parts:
            plain: list[Any] = [json.loads(p[1]) if len(p) == 2 else None for p in parts]
            digests = [bytes.fromhex(p[0]) if len(p) == 1 else sha(bytes.fromhex(p[0]), p[1].encode()) for p in parts]
            good = entry.get("sealed") == sha(*digests).hex() and row.keys() <= {"row", "parts", "as", "told"}
        else:  # a row that an older version added
            plain = [[row["table"]], *row["columns"]]
            plain += [["", *pair] for c, v in plain[1:] if c == "record" and v for pair in json.loads(v).items()]
            good = len(row) == 3 and entry.get("digest") == sha(canonical([row["table"], *row["columns"]])).hex()
        if not good:
            yield f"row {row['row']} ({plain[0][0]})", "it is not what the ledger has: changed, moved or put in"
        told, field = row.get("told", {}), {p[-2]: p[-1] for p in plain[1:] if p and len(p) < 4}
        pieces = [p[3] if p else told.get(str(n), "") for n, p in enumerate(plain) if not p or len(p) == 4]
        if plain[0][0] == "captures" and "sha256" in field:
            expected["evidence/{0:.2}/{1:.2}/{0}".format(field["sha256"], field["sha256"][2:])] = field["sha256"]
        elif plain[0][0] == "reports":
            texts[row.get("as") or field["id"]] = "".join(pieces) if parts else field["text"]
        elif plain[0][0] == "batches":
            expected |= {f"readings/{field['batch']}.{n}.parquet": field[n] for n in ("passages", "claims")}
        elif plain[0][0] == "runs":
            run = files[(home := f"runs/{field['run']}") + "/run.json"]
            expected |= {f"{home}/{n}.parquet": d for n, d in json.loads(run)["tables"]}
            expected |= {f"{home}/run.json": field["digest"] or sha(run).hex()}
            expected["runs/CURRENT"] = sha(field["run"].encode()).hex()
    yield from ((f"row {number}", "it was taken out: the ledger has it") for number in left)
    yield from differing(files, expected, "evidence/", "readings/", "runs/")


def others(files: dict[str, bytes], entries: dict[int, Any], older: Any, keys: list[str]) -> Iterator[Failure]:
    """Check what others signed; of time stamps only what they are over, the rest is for `openssl ts -verify`."""
    for name in (notes := sorted(n for n in files if n.endswith(".note") or n.startswith("ledger/kept/"))):
        try:
            size, root = checkpoint(files[name], entries, keys, strict=False)
            known = {f"ledger/kept/{size}", f"ledger/stamps/{sha(files[name]).hex()}.note"}
            if name not in known or not older(size, root):
                raise ValueError(name)
        except BROKEN:
            yield name, "the ledger did not grow from it, or it is not signed as it was: history was rewritten"
    expected = {n: sha(files[n]).hex() for n in notes}
    expected |= {f"ledger/kept/{e['kept']}": e["digest"] for e in entries.values() if "kept" in e}
    for e in (e for e in entries.values() if "stamp" in e):
        name, over = f"ledger/stamps/{e['digest']}.{e['stamp']}", f"ledger/stamps/{e['of']}.note"
        expected |= {name: e["digest"], over: e["of"]} | {f"ledger/stamps/{c}.pem": c for c in [e.get("chain")] if c}
        if sha(files.get(over, b"")) not in files.get(name, b""):
            yield name, "it is over other bytes than its checkpoint"
    yield from differing(files, expected, "ledger/stamps/", "ledger/kept/")


def bundle(path: Path, keys: list[str]) -> Iterator[Failure]:
    out, data, files = io.BytesIO(), path.read_bytes(), dict[str, bytes]()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w") as made:
        for e in (e for e in held.infolist() if e.compress_type == 0):
            e.CRC = None  # type: ignore[assignment]  # the lists tell better, below, which file was changed
            files[e.filename.partition("/")[2]] = held.read(e)
        for name in sorted(files):  # the same content, written anew, must be the same bytes
            entry = zipfile.ZipInfo(f"counterclaim-bundle/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, files[name])
    plain = {n.lower() for n in files if re.fullmatch(r"(?:\w[\w-]*/)*\w[\w-]*(?:\.\w[\w-]*)*", n, re.ASCII)}
    listed = {n: d for m in TAGS for d, _, n in (line.partition("  ") for line in files[m].decode().splitlines())}
    exact = "".join(f"{listed[n]}  {n}\n" for n in sorted(listed, key=lambda n: (n[:5] != "data/", n))).encode()
    same = out.getvalue() == data and exact == files[TAGS[0]] + files[TAGS[1]] and files["bagit.txt"] == BAGIT
    if not same or len(plain) < len(files) or {n for n in plain if n[:5] != "data/"} != {*TAGS, *INFO}:
        yield "the ZIP file", "changed, by another program, or with names or lists that lead another program elsewhere"
    text, by = signed(files.pop("signature.note"), [own := files["data/keys.txt"].decode().strip()])
    if not (good := text[1:] == [sha(files.pop(TAGS[1])).hex()] and by) or (keys and own not in keys):
        yield "signature.note", f"{own} signed it, no key given" if good else "another bundle was signed, or by another"
    yield from differing(files, listed, "")
    files, texts = {n[5:]: d for n, d in files.items() if n.startswith("data/")}, dict[str, str]()
    lines = {n: [json.loads(x) for x in d.splitlines()] for n, d in files.items() if n.endswith(".jsonl")}
    for name in (n for n in lines if b"".join(canonical(x) + b"\n" for x in lines[n]) != files[n]):
        yield name, "it is spelt so that another program may read it otherwise"
    entries = {e["index"] | 0: json.loads(e["entry"]) for e in lines["ledger/entries.jsonl"]}
    size, root = checkpoint(files["ledger/checkpoint"], entries, keys, strict=bool(keys))
    for e in lines["ledger/entries.jsonl"]:
        if reached(e["index"], size, sha(b"\0", e["entry"].encode()), [bytes.fromhex(p) for p in e["path"]]) != root:
            yield f"entry {e['index']}", "it did not stand in the ledger that was signed"
    paths = {g["size"]: [bytes.fromhex(p) for p in g["path"]] for g in lines["ledger/growth.jsonl"]}
    yield from others(files, entries, lambda n, r: grown(n, size, r, paths[n]) == (r, root), keys)
    yield from judged(files, lines["rows.jsonl"], entries, texts)
    if sorted(texts.items()) != sorted((r["id"], r["text"]) for r in lines["reports.jsonl"]):
        yield "reports.jsonl", "a report says something else than its row"
    for c in lines["claims.jsonl"]:
        if not 0 <= c["start"] <= c["end"] or texts[c["report"]][c["start"] : c["end"]] != c["text"]:
            yield f"claim {c['id']}", "its words do not stand where it says"


def main(words: list[str], check: Callable[[Path, list[str]], Iterator[Failure]], limits: Any = None) -> int:
    if not words or not Path(words[0]).exists() or Path(words[0]).is_dir() is (check is bundle):
        sys.exit(f"Expected a FILE.zip, or a case's folder (verify_case.py), and PUBLIC-KEYs; got {words[:1]}.")
    path, told = Path(words[0]), list[str]()
    if limits:  # no honest one takes more memory: MemoryError
        most = (1 << 29) + 12 * sum(p.stat().st_size for p in (path, *path.rglob("*")) if p.is_file())
        limits.setrlimit(limits.RLIMIT_AS, (min(most, limits.getrlimit(limits.RLIMIT_AS)[1] % (1 << 63)),) * 2)
    try:
        told.extend(f"FAILS {what}: {means}" for what, means in check(path, words[1:]))
    except (*BROKEN, MemoryError) as bad:
        why = {KeyError: f"there is no {bad}, or a bundle was zipped anew", Wrong: str(bad)}.get(type(bad))
        told.append(f"FAILS {path.name}: {why or 'what it holds or signs was changed, or is too large or deep':.200}")
    told = ["".join(c if c.isprintable() else ascii(c)[1:-1] for c in x) for x in told]  # no name moves the cursor
    stamps = "Time stamps: openssl ts -verify -in X.tsr -data Y.note -CAfile ROOT -untrusted Z.pem (X's entry has Y, Z)"
    by = "whom you named" if words[1:] else "the key in it: whose that is, a PUBLIC-KEY got elsewhere tells"
    print(*told or [f"Nothing fails. It is signed by {by}. Whether it is true is not shown."], stamps, sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], bundle, __import__("resource") if sys.platform == "linux" else None))
