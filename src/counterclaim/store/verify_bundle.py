"""Checks a bundle, without the case: that it is whole, who signed it, and that its rows stood in a signed ledger."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from cryptography import x509

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.ledger import COSIGNATURE, BadNote, BadStamp, Checkpoint, Note, Verifier, bag, merkle, sealed
from counterclaim.store.checks import Check, Trust, compared, in_words
from counterclaim.store.stamps import OTS, shown
from counterclaim.store.verify_keys import forebears, handed_over, who
from counterclaim.store.verify_stamps import UNKNOWN, another_root, once, signers_of

Files = Mapping[str, bytes]
_KEPT = "data/ledger/kept/"
_ONE_WAY = "lines as this program writes them"
_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


def verify_bundle(data: bytes, known: Trust, *, strict: Trust) -> Iterator[Check]:
    """Check a bundle's bytes.

    `known` are the keys and authorities of this user; `strict` are those that were named, which alone count then.
    """
    try:
        files = bag.unzipped(data)
    except bag.BadBag as bad:
        yield Check(subject="bundle", state="damaged", expected="a bundle as this program writes it", came=str(bad))
        yield from (Check(subject=n, state=s, expected=e, came=c) for n, s, e, c in bad.failed)
        return
    wrong = [Check(subject=n, state=s, expected=e, came=c) for n, s, e, c in bag.too_long(files) or bag.wrong(files)]
    yield from wrong or [compared("bundle", "all files as listed", "all files as listed")]
    if wrong:
        return
    spelt = [(n, "another spelling, or order") for n in bag.otherwise(files)]
    spelt += [(n, c) for n in sorted(files) if n.endswith(".jsonl") and (c := _otherwise(files[n]))]
    yield from (Check(subject=n.removeprefix("data/"), state="damaged", expected=_ONE_WAY, came=c) for n, c in spelt)
    if spelt:
        return
    keys = strict.keys or known.keys
    keyed, rooted = bool(strict.keys), bool(strict.roots)
    steps: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        (bag.SIGNATURE, partial(_signed, files, keys, strict=keyed)),
        ("ledger", partial(_ledger, files, keys, strict=keyed)),
        ("rows.jsonl", partial(_rows, files)),
        ("originals", partial(_originals, files)),
        ("reports.jsonl", partial(_reports, files)),
        ("claims.jsonl", partial(_claims, files)),
        ("run", partial(_run, files)),
        ("ledger/stamps", partial(_stamps, files, strict.roots or known.roots, strict=rooted)),
    )
    for name, step in steps:
        try:
            yield from step()
        except _BROKEN as bad:
            came = in_words(bad)
            yield Check(subject=name, state="damaged", expected="contents of a bundle", came=came)


def _otherwise(data: bytes) -> str:
    """Say how lines of JSON are written otherwise than in the one way that this program has: nothing if they are not.

    Of two fields of one name, other programs take the one that this does not.
    """
    try:
        same = all(_spelt(json.loads(line)) == line for line in io.BytesIO(data))
    except _BROKEN as bad:
        return in_words(bad)
    return "" if same else "a line that is spelt in another way"


def _spelt(told: Any) -> bytes:
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _lines(files: Files, name: str) -> Iterator[dict[str, Any]]:
    """Give what a list says, line by line: parsed, all of it would take many times its bytes."""
    return (json.loads(line) for line in io.BytesIO(files[f"data/{name}"]))


def _signed(files: Files, known: Sequence[Verifier], *, strict: bool) -> Iterator[Check]:
    note = Note.parse(files[bag.SIGNATURE])
    own = Verifier.parse(files["data/keys.txt"].decode())
    if note.text != bag.signed_text(files) or own not in note.by([own]):
        yield Check(subject="signature of the bundle", state="damaged", expected=own.name, came="none over this bundle")
        return
    yield who("signature of the bundle", own, known, _forebears(files, own), strict=strict)


def _forebears(files: Files, own: Verifier) -> dict[Verifier, int]:
    """Give the keys that handed over to one, as far as the bundle's ledger proves it; nothing where it does not."""
    try:
        now, entries = Checkpoint.parse(Note.parse(files["data/ledger/checkpoint"]).text), _entries(files)
        if not all(merkle.included(n, now.size, merkle.leaf_hash(e), path, now.root) for n, e, path in entries):
            return {}
        kept = [n for n in files if n.startswith(_KEPT) and _older(files, n, entries, ()).state == "intact"]
        return forebears(_keys(entries), [files[n] for n in kept], own)
    except (BadNote, *_BROKEN):
        return {}


def _keys(entries: Sequence[tuple[int, bytes, list[bytes]]]) -> list[tuple[int, Verifier]]:
    """Give the keys that the ledger names, in order, each with the number of its entry."""
    told = sorted((index, plain["key"]) for index, e, _ in entries if "key" in (plain := json.loads(e)))
    return [(index, Verifier.parse(key)) for index, key in told]


def _ledger(files: Files, known: Sequence[Verifier], *, strict: bool) -> Iterator[Check]:
    note = Note.parse(files["data/ledger/checkpoint"])
    checkpoint = Checkpoint.parse(note.text)
    entries = _entries(files)
    for index, entry, path in entries:
        leaf = merkle.leaf_hash(entry)
        holds = merkle.included(index, checkpoint.size, leaf, path, checkpoint.root)
        told = f"an entry among {checkpoint.size} with the root {checkpoint.root.hex()}"
        yield compared(f"entry {index} of the ledger", told, told if holds else "another entry, or another place")
    own = _in_force(entries, checkpoint.size)
    if own is None or own not in note.by([own]):
        expected = own.name if own else "a key that the ledger names"
        yield Check(subject="signature of the ledger", state="damaged", expected=expected, came="none of it")
        return
    yield who("signature of the ledger", own, known, _forebears(files, own), strict=strict)
    witnesses = [Verifier(k.name, k.key, COSIGNATURE) for k in known]
    plain = [json.loads(entry) for _, entry, _ in entries]
    named = {f"{_KEPT}{e['kept']}": str(e["digest"]) for e in plain if "kept" in e}
    for name in sorted(named.keys() | {n for n in files if n.startswith(_KEPT)}):
        came = digest(files[name]) if name in files else "no file"
        if named.get(name, came) != came:
            yield compared(name.removeprefix("data/"), named[name], came)
        else:
            yield _older(files, name, entries, [*known, *witnesses])
    kept = [data for name, data in files.items() if name.startswith(_KEPT)]
    yield from handed_over(_keys(entries), kept)


def _entries(files: Files) -> list[tuple[int, bytes, list[bytes]]]:
    return [
        (e["index"], e["entry"].encode(), [bytes.fromhex(step) for step in e["path"]])
        for e in _lines(files, "ledger/entries.jsonl")
    ]


def _in_force(entries: Sequence[tuple[int, bytes, list[bytes]]], size: int) -> Verifier | None:
    told = [(index, json.loads(entry)) for index, entry, _ in entries if index < size]
    named = [(index, plain["key"]) for index, plain in told if "key" in plain]
    return Verifier.parse(max(named)[1]) if named else None


def _older(files: Files, name: str, entries: Any, known: Sequence[Verifier]) -> Check:
    """Check an older checkpoint: that the ledger grew from it, and who signed it."""
    subject = name.removeprefix("data/")
    expected = "an older checkpoint of this ledger, signed by the key in force then"
    words = expected
    try:
        note = Note.parse(files[name])
        then = Checkpoint.parse(note.text)
        now = Checkpoint.parse(Note.parse(files["data/ledger/checkpoint"]).text)
        grown = {g["size"]: [bytes.fromhex(step) for step in g["path"]] for g in _lines(files, "ledger/growth.jsonl")}
        own = _in_force(entries, then.size)
        holds = merkle.consistent(then.size, now.size, then.root, grown[then.size], now.root)
        signed = note.by([own, *known]) if own is not None else ()
        holds = holds and own in signed
        words = signers_of(note, then.size, signed)
        holds = holds and (name.endswith(".note") or name == f"{_KEPT}{then.size}")
    except (BadNote, KeyError) as bad:
        return Check(subject=subject, state="damaged", expected=expected, came=str(bad))
    return compared(subject, words if holds else expected, words if holds else "another")


def _rows(files: Files) -> Iterator[Check]:
    """Check each row against its entry."""
    told = (json.loads(entry) for _, entry, _ in _entries(files))
    by_row = {e["row"]: e for e in told if "row" in e}
    for row in _lines(files, "rows.jsonl"):
        if row.keys() - {"row", "parts", "as", "told"} and row.keys() != {"row", "table", "columns"}:
            yield Check(subject=f"row {row['row']}", state="damaged", expected="parts or columns", came="both, or more")
            return
        entry = by_row.pop(row["row"])
        subject = f"row {row['row']}, {_table(row)}"
        if "parts" in row:
            yield compared(subject, entry["sealed"], sealed.of_shown(row["parts"]))
        else:
            yield compared(subject, entry["digest"], digest(canonical_bytes([row["table"], *row["columns"]])))
    for number in by_row:
        yield Check(subject=f"row {number}", state="missing", expected="a row for its entry", came="none")


def _table(row: Mapping[str, Any]) -> str:
    return str(row["table"] if "table" in row else json.loads(row["parts"][0][1])[0])


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a row shows, by column or field; pieces of a text by number."""
    found: dict[str, Any] = {}
    if "columns" in row:
        for column, value in row["columns"]:
            found |= {column: value} | (json.loads(value) if column == "record" and value else {})
        return found
    for part in row["parts"][1:]:
        if len(part) == 2:
            told = json.loads(part[1])
            found[str(told[-2])] = told[-1]
    return found


def _originals(files: Files) -> Iterator[Check]:
    held = {n.rpartition("/")[2]: n for n in files if n.startswith("data/evidence/")}
    for address, name in sorted(held.items()):
        expected = f"data/evidence/{address[:2]}/{address[2:4]}/{address} with its digest"
        came = expected if expected.startswith(f"{name} ") and digest(files[name]) == address else name
        yield compared(f"original {address}", expected, came)
    rows = (row for row in _lines(files, "rows.jsonl") if _table(row) == "captures")
    told = {str(f["sha256"]) for f in map(_fields, rows) if "sha256" in f}
    for address in sorted(held.keys() ^ told):
        state = "missing" if address in told else "unexpected"
        yield Check(subject=f"original {address}", state=state, expected="an original for each capture", came=state)


def _reports(files: Files) -> Iterator[Check]:
    """Check that each report's text is what its row says, piece by piece."""
    rows: dict[str, str] = {}
    for row in _lines(files, "rows.jsonl"):
        if _table(row) == "reports":
            rows[str(row.get("as") or _fields(row)["id"])] = digest(_text(row).encode())
    for report in _lines(files, "reports.jsonl"):
        subject = f"text of report {report['id']}"
        if report["id"] not in rows:
            yield Check(subject=subject, state="unexpected", expected="a row for it", came="none")
            continue
        yield compared(subject, rows.pop(report["id"]), digest(report["text"].encode()))
    for left in rows:
        yield Check(subject=f"report {left}", state="missing", expected="a report for its row", came="none")


def _text(row: Mapping[str, Any]) -> str:
    if "columns" in row:
        return str(_fields(row)["text"])
    out, told = [], row.get("told", {})
    for number, part in enumerate(row["parts"]):
        plain = json.loads(part[1]) if len(part) == 2 else None
        if plain is not None and len(plain) == 4 and plain[1] == "text":
            out.append(plain[3])
        elif plain is None and str(number) in told:
            out.append(told[str(number)])
    return "".join(out)


def _claims(files: Files) -> Iterator[Check]:
    texts = {r["id"]: r["text"] for r in _lines(files, "reports.jsonl")}
    for claim in _lines(files, "claims.jsonl"):
        words = texts[claim["report"]][claim["start"] : claim["end"]] if 0 <= claim["start"] <= claim["end"] else ""
        yield compared(f"words of claim {claim['id']}", digest(claim["text"].encode()), digest(words.encode()))


def _run(files: Files) -> Iterator[Check]:
    """Check the run, if it is there, against the rows that note it."""
    noted = (f for f in map(_fields, _lines(files, "rows.jsonl")) if "run" in f and "digest" in f)
    expected: dict[str, str] = {}
    for row in noted:
        home = f"data/runs/{row['run']}"
        expected |= {f"{home}/run.json": row["digest"], "data/runs/CURRENT": digest(str(row["run"]).encode())}
        expected |= {f"{home}/{n}.parquet": d for n, d in json.loads(files[f"{home}/run.json"])["tables"]}
    held = {n for n in files if n.startswith("data/runs/")}
    for name in sorted(held | expected.keys()):
        came = digest(files[name]) if name in held else "no file"
        yield compared(name.removeprefix("data/"), expected.get(name, "no such file"), came)


def _stamps(files: Files, roots: Sequence[x509.Certificate], *, strict: bool) -> Iterator[Check]:
    place, known = "data/ledger/stamps/", set[str]()
    yield from once(_entered(files, place, known, roots, strict=strict))
    for name in sorted(n for n in files if n.startswith(place)):
        if digest(files[name]) != name.rpartition("/")[2].partition(".")[0]:
            yield Check(subject=name.removeprefix("data/"), state="damaged", expected="its own digest", came="another")
        if name not in known and not name.endswith(".note"):
            yield Check(subject=name.removeprefix("data/"), state="unexpected", expected="an entry for it", came="none")


def _entered(
    files: Files, place: str, known: set[str], roots: Sequence[x509.Certificate], *, strict: bool
) -> Iterator[Check]:
    """Check every stamp that an entry names; fills `known` with its files."""
    entries = _entries(files)
    for _, raw, _ in entries:
        entry = json.loads(raw)
        if "stamp" not in entry:
            continue
        names = [f"{place}{entry['digest']}.{entry['stamp']}", f"{place}{entry['of']}.note"]
        names += [f"{place}{entry['chain']}.pem"] if "chain" in entry else []
        known.update(names)
        older = _older(files, names[1], entries, ())
        if older.state != "intact":
            yield older
            continue
        yield _stamp(files, entry["stamp"], names, roots, strict=strict)


def _stamp(files: Files, kind: str, names: Sequence[str], roots: Sequence[x509.Certificate], *, strict: bool) -> Check:
    subject = names[0].removeprefix("data/")
    note = files[names[1]]
    try:
        words, known = shown(kind, files[names[0]], note, files[names[2]] if len(names) > 2 else b"", roots)
    except BadStamp as bad:
        return Check(subject=subject, state="damaged", expected="a time stamp that holds", came=str(bad))
    told = f"the first {Checkpoint.parse(Note.parse(note).text).size} entries {words}"
    if kind != OTS and not known and strict:
        return another_root(subject, told)
    if kind != OTS and not known:
        told += UNKNOWN
    return Check(subject=subject, state="intact", expected=told, came=told)
