"""Bundles by a maker who lies and signs: both verifiers say so, and agree on each. All is invented."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import counterclaim.standalone
from counterclaim.bundling import bundle
from counterclaim.canonical import digest
from counterclaim.ledger import Keys, Note, Signer, bag
from counterclaim.store.checks import Trust
from counterclaim.store.verify_bundle import verify_bundle
from tests.invented import NAME, settled

Files = dict[str, bytes]
LIE = "Nobody was killed in Orvane."


def lines(files: Files, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files[name].splitlines()]


def written(rows: list[dict[str, Any]]) -> bytes:
    spelt = [json.dumps(r, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for r in rows]
    return "".join(f"{line}\n" for line in spelt).encode()


def forged_columns(files: Files) -> None:
    """Set forged words beside the parts that prove others."""
    reports, rows = lines(files, "reports.jsonl"), lines(files, "rows.jsonl")
    lied = {r["id"] for r in reports if r["path"].endswith("ministry.txt")}
    for row in rows:
        told = [json.loads(part[1]) for part in row["parts"] if len(part) == 2]
        if told[0] == ["reports"] and (ids := lied & {str(t[-1]) for t in told}):
            record = json.dumps({"id": min(ids), "text": LIE})
            row |= {"table": "reports", "columns": [["id", min(ids)], ["record", record], ["text", LIE]]}
    for report in (r for r in reports if r["id"] in lied):
        report["text"] = LIE
    claims = [c for c in lines(files, "claims.jsonl") if c["report"] not in lied]
    files |= {"reports.jsonl": written(reports), "rows.jsonl": written(rows), "claims.jsonl": written(claims)}


def second_report(files: Files) -> None:
    reports = lines(files, "reports.jsonl")
    files["reports.jsonl"] = written([reports[0] | {"text": LIE}, *reports])


def second_field(files: Files) -> None:
    told = files["reports.jsonl"]
    files["reports.jsonl"] = told.replace(b"{", b'{"text":"' + LIE.encode() + b'",', 1)


def from_behind(files: Files) -> None:
    texts = {r["id"]: r["text"] for r in lines(files, "reports.jsonl")}
    claims = lines(files, "claims.jsonl")
    claims[0]["start"] -= len(texts[claims[0]["report"]])
    claims[0]["end"] -= len(texts[claims[0]["report"]])
    files["claims.jsonl"] = written(claims)


def more(name: str) -> Callable[[Files], None]:
    return lambda files: files.update({name: b"x"})


def other(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], None]:
    return lambda files: files.update({name: change(files[name])})


LIES: dict[str, Callable[[Files], None]] = {
    "forged columns": forged_columns,
    "a report twice": second_report,
    "a field twice": second_field,
    "offsets from behind": from_behind,
    "line ends": other("claims.jsonl", lambda data: data.replace(b"\n", b"\r\n")),
    "byte order": other("rows.jsonl", lambda data: b"\xef\xbb\xbf" + data),
    "half a sign": other("reports.jsonl", lambda data: data.replace(b'"title":null', b'"title":"\\ud800"', 1)),
    "no number": other("claims.jsonl", lambda data: data.replace(b'"start":', b'"start":NaN,"old":', 1)),
    "an index in words": other("ledger/entries.jsonl", lambda data: data.replace(b'"index":0', b'"index":"0"', 1)),
    "an index with a point": other("ledger/entries.jsonl", lambda data: data.replace(b'"index":0', b'"index":0.0', 1)),
    "other lines": more("dossier/x.jsonl"),
    **{f"named {name!r}": more(name) for name in (
        "dossier/../../../x", "/etc/x", "dossier\\..\\x", "dossier/index.html:x", "dossier/INDEX.html", "dossier/x.",
        "dossier/e\u0301", "dossier/\u202elmth", "dossier/a\u2028b", "../fetch.txt", "../manifest-md5.txt",
        "dossier//x",
    )},
}  # fmt: skip
TAGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a line twice": ("manifest-sha256.txt", lambda data: data + data.splitlines(keepends=True)[0]),
    "line ends": ("manifest-sha256.txt", lambda data: data.replace(b"\n", b"\r\n")),
    "one blank": ("manifest-sha256.txt", lambda data: data.replace(b"  ", b" ")),
    "capital digests": ("manifest-sha256.txt", lambda data: data[:64].upper() + data[64:]),
    "another edition": ("bagit.txt", lambda data: data.replace(b"1.0", b"0.97")),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    place = tmp_path_factory.mktemp("lies")
    case = settled(place / "case")
    whole = bundle(case, ["all"], [], Keys.own().signer(), persons=True).data
    redacted = bundle(case, ["all"], [NAME], Keys.own().signer(), persons=True).data
    case.close()
    return whole, redacted


@pytest.fixture(scope="module")
def short() -> ModuleType:
    place = Path(next(iter(counterclaim.standalone.__path__))) / "verify.py"
    spec = importlib.util.spec_from_file_location("short_verifier", place)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def signed(files: Files, signer: Signer) -> bytes:
    text = bag.signed_text(files)
    return bag.zipped(files | {bag.SIGNATURE: bytes(Note(text, (signer.sign(text),)))})


def failing(data: bytes, short: ModuleType, place: Path) -> tuple[bool, bool]:
    place.write_bytes(data)
    nobody = Trust()
    ours = any(c.state != "intact" for c in verify_bundle(data, nobody, strict=nobody))
    return ours, short.main([str(place)], short.bundle) != 0


def lied(data: bytes, lie: Callable[[Files], None], tag: tuple[str, Callable[[bytes], bytes]] | None) -> Files:
    payload = {n.removeprefix(bag.DATA): d for n, d in bag.unzipped(data).items() if n.startswith(bag.DATA)}
    lie(payload)
    files = bag.bagged(payload, [("Source-Organization", "a maker who lies")])
    if tag is not None:
        files[tag[0]] = tag[1](files[tag[0]])
        tags = {n: d for n, d in files.items() if not n.startswith(bag.DATA) and "tagmanifest" not in n}
        files["tagmanifest-sha256.txt"] = "".join(f"{digest(tags[n])}  {n}\n" for n in sorted(tags)).encode()
    return files


@pytest.mark.parametrize("kind", [0, 1])
@pytest.mark.parametrize("lie", [None, *LIES, *(f"list: {name}" for name in TAGS)])
def test_both_verifiers_see_a_maker_who_lies(
    lie: str | None, kind: int, made: tuple[Any, ...], short: ModuleType, tmp_path: Path
) -> None:
    tag = TAGS.get((lie or "").removeprefix("list: ")) if (lie or "").startswith("list: ") else None
    files = lied(made[kind], LIES.get(lie or "", lambda _: None), tag)
    signer = Keys.own().signer()
    assert failing(signed(files, signer), short, tmp_path / "x.zip") == (lie is not None, lie is not None)


def test_a_false_count_of_the_payload_is_named(made: tuple[Any, ...], short: ModuleType, tmp_path: Path) -> None:
    """By our own verifier; the short one holds every file against its digest, and leaves what describes them."""
    files = lied(made[0], lambda _: None, ("bag-info.txt", lambda data: data.replace(b"Oxum: ", b"Oxum: 1")))
    assert failing(signed(files, Keys.own().signer()), short, tmp_path / "x.zip") == (True, False)
