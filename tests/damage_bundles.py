"""Damage to a bundle by who makes one: what it says, what it proves, and how its ZIP file is written. See `mutations`."""

# ruff: noqa: E501 - tables of damages
from __future__ import annotations

import io
import json
import random
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from counterclaim.canonical import digest

Files = dict[str, bytes]
Line = dict[str, Any]


def inside(drawn: random.Random, files: Files) -> str:
    """Change what a bundle says, as whoever makes one could; only what the ledger, the rows or the words must tell."""
    kind = drawn.choice(("evidence", "entries", "rows", "growth", "checkpoint", "text", "claims", "stamps", "drop"))
    if kind in {"evidence", "stamps", "drop"}:
        found = [n for n in files if f"{kind}/" in n or (kind == "drop" and "dossier" not in n and "data/" in n)]
        name = drawn.choice(sorted(found) or ["data/ledger/checkpoint"])
        if kind == "drop" and not name.endswith(("READ-ME.txt", "verify.py", ".tsr")):
            del files[name]
        else:
            name = name if kind != "drop" else "data/ledger/checkpoint"
            files[name] = files[name][:-2] + b"?" + files[name][-1:]
        return f"{kind} {name}"
    if kind == "checkpoint":
        files["data/ledger/checkpoint"] = files["data/ledger/checkpoint"].replace(b"counterclaim/", b"counterclaim-")
        return kind
    name = {
        "entries": "data/ledger/entries.jsonl", "rows": "data/rows.jsonl", "growth": "data/ledger/growth.jsonl",
        "text": "data/reports.jsonl", "claims": "data/claims.jsonl",
    }[kind]  # fmt: skip
    lines = [json.loads(line) for line in files[name].splitlines()]
    one = drawn.choice(lines) if lines else None
    if one is None or (kind == "growth" and not one["path"]):
        return inside(drawn, files)
    if kind == "rows":
        part = drawn.choice(one["parts"])
        part[0] = ("0" if part[0][0] != "0" else "1") + part[0][1:]
    elif kind == "entries":
        one["index"] += 1
    elif kind == "growth":
        one["path"][0] = "00" * 32
    elif kind == "text":
        one["text"] = one["text"][:-1] + "?!"
    else:
        one["text"] += "?"
    files[name] = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
    return kind


@dataclass(slots=True)
class _Told:
    """What a bundle holds, apart."""

    drawn: random.Random
    files: Files
    reports: list[Line]
    rows: list[Line]
    entries: list[Line]

    @property
    def evidence(self) -> list[str]:
        return sorted(n for n in self.files if n.startswith("data/evidence/"))


def _swapped(told: _Told, lines: list[Line], field: str) -> None:
    one, other = told.drawn.sample(lines, 2)
    one[field], other[field] = other[field], one[field]


def _drop_entry(told: _Told) -> None:
    """Drop an entry of a row: one of the key, or of what others signed, may be left out."""
    told.entries.remove(told.drawn.choice([e for e in told.entries if '"row"' in e["entry"]]))


def _swap_files(told: _Told) -> None:
    one, other = told.drawn.sample(told.evidence, 2)
    told.files[one], told.files[other] = told.files[other], told.files[one]


def _rename(told: _Told) -> None:
    one = told.drawn.choice(told.evidence)
    told.files[f"{one[:-1]}{'0' if one[-1] != '0' else '1'}"] = told.files.pop(one)


def _another_key(told: _Told) -> None:
    for e in told.entries:
        e["entry"] = e["entry"].replace("desk-", "desk_")


def _back_date(told: _Told) -> None:
    parts = [p for r in told.rows for p in r.get("parts", ()) if len(p) == 2 and "2031" in p[1]]
    part = told.drawn.choice(parts)
    part[1] = part[1].replace("2031", "2029")


def _path(told: _Told) -> None:
    e = told.drawn.choice([e for e in told.entries if e["path"]])
    e["path"] = told.drawn.choice((e["path"][:-1], [*e["path"], e["path"][0]], [], [*e["path"][:-1], "00" * 32]))


_MORE: dict[str, Callable[[_Told], Any]] = {
    "swap texts": lambda t: _swapped(t, t.reports, "text"),
    "swap rows": lambda t: _swapped(t, t.rows, "row"),
    "swap entries": lambda t: _swapped(t, t.entries, "index"),
    "drop a row": lambda t: t.rows.remove(t.drawn.choice(t.rows)),
    "drop a report": lambda t: t.reports.remove(t.drawn.choice(t.reports)),
    "drop an entry": _drop_entry,
    "double an entry": lambda t: t.entries.append(t.drawn.choice(t.entries) | {"index": len(t.entries) + 7}),
    "add an original": lambda t: t.files.update({f"data/evidence/00/00/{'0' * 64}": b"x"}),
    "add a true original": lambda t: t.files.update(
        {f"data/evidence/{digest(b'x')[:2]}/{digest(b'x')[2:4]}/{digest(b'x')}": b"x"}
    ),
    "add a run": lambda t: t.files.update({"data/runs/x": b"x"}),
    "add a stamp": lambda t: t.files.update({f"data/ledger/stamps/{digest(b'x')}.tsr": b"x"}),
    "add a kept checkpoint": lambda t: t.files.update({"data/ledger/kept/1": t.files["data/ledger/checkpoint"]}),
    "swap originals": _swap_files,
    "rename an original": _rename,
    "another key": _another_key,
    "back-date": _back_date,
    "another path": _path,
}


def more(drawn: random.Random, files: Files) -> str:
    """Drop, double, swap, move or add what a bundle proves, as whoever makes one could."""
    names = ("reports.jsonl", "rows.jsonl", "ledger/entries.jsonl")
    told = _Told(drawn, files, *([json.loads(line) for line in files[f"data/{n}"].splitlines()] for n in names))
    kind = drawn.choice([k for k in _MORE if len(told.evidence) > 1 or "original" not in k])
    _MORE[kind](told)
    for name, held in zip(names, (told.reports, told.rows, told.entries), strict=True):
        files[f"data/{name}"] = b"".join(json.dumps(e, ensure_ascii=False).encode() + b"\n" for e in held)
    return kind


def outside(drawn: random.Random, data: bytes) -> bytes:
    """Change the ZIP file and not its content: order, comment, times, fields, bytes before it, a file twice, or packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        entries = [(e.filename, held.read(e)) for e in held.infolist()]
    kind, out = (
        drawn.choice(("order", "comment", "time", "field", "before", "twice", "packed", "mode", "names")),
        io.BytesIO(),
    )
    if kind == "before":
        return b"x" + data
    if kind == "order":
        entries = entries[::-1]
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as made:
        warnings.simplefilter("ignore")
        for name, content in [*entries, *([entries[0]] if kind == "twice" else [])]:
            named = name.upper() if kind == "names" and drawn.random() < 0.2 else name
            entry = zipfile.ZipInfo(named, (1980, 1, 1, 0, 0, 2 if kind == "time" else 0))
            entry.create_system, entry.external_attr = 3, (0o755 if kind == "mode" else 0o644) << 16
            entry.extra = b"xx\0\0" if kind == "field" else b""
            made.writestr(entry, content, zipfile.ZIP_DEFLATED if kind == "packed" else zipfile.ZIP_STORED)
        made.comment = b"x" if kind == "comment" else b""
    return out.getvalue() if out.getvalue() != data else data + b"x"
