"""Web archives packed as one WACZ (webrecorder/specs 1.1.1), for programs that replay pages: the same in, the same out.

The archives lie in it byte for byte. Its list of digests is not signed: what it lies in is.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

from counterclaim.canonical import digest
from counterclaim.records.source import Capture, Report
from counterclaim.settings import VERSION

WARC = "application/warc"
_GZIP = b"\x1f\x8b"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
#: What reads the index of an archive of a name.
Index = Callable[[str, bytes], tuple[str, ...]]


def packed(held: Sequence[tuple[Capture, bytes]], reports: Iterable[Report], index: Index) -> bytes:
    """Give a WACZ of captures with their bytes; its pages are the reports of these that have an address."""
    files: dict[str, bytes] = {}
    rows: list[str] = []
    for capture, data in sorted(held, key=lambda h: h[0].sha256):
        name = f"{capture.sha256[:16]}.warc{'.gz' if data.startswith(_GZIP) else ''}"
        files[f"archive/{name}"] = data
        rows += index(name, data)
    cdx = gzip.compress("".join(f"{row}\n" for row in sorted(rows)).encode(), mtime=0)
    files["indexes/index.cdx.gz"] = cdx
    files["indexes/index.idx"] = _found_by(sorted(rows), cdx)
    taken = {c.sha256: c.taken_at for c, _ in held}
    files["pages/pages.jsonl"] = _pages([r for r in reports if r.capture in taken and r.url], taken)
    package = _package(files, max(taken.values()))
    stated = {"path": "datapackage.json", "hash": f"sha256:{digest(package)}"}
    return _zipped(files | {"datapackage.json": package, "datapackage-digest.json": _json(stated)})


def _json(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def _found_by(rows: Sequence[str], cdx: bytes) -> bytes:
    """Give the index of the index: one block."""
    lines = [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': 'index.cdx.gz'})}"]
    if rows:
        place = {"offset": 0, "length": len(cdx), "digest": f"sha256:{digest(cdx)}", "filename": "index.cdx.gz"}
        lines.append(f"{' '.join(rows[0].split(' ')[:2])} {json.dumps(place)}")
    return "".join(f"{line}\n" for line in lines).encode()


def _pages(reports: Sequence[Report], taken: Mapping[str, str]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Captured pages"}
    rows = [
        {"id": r.id, "url": r.url, "title": r.title or r.url, "ts": taken[r.capture].replace("+00:00", "Z")}
        for r in sorted(reports, key=lambda r: r.id)
    ]
    return b"".join(_json(row) + b"\n" for row in (head, *rows))


def _package(files: Mapping[str, bytes], created: str) -> bytes:
    listed = [
        {
            "name": path.rpartition("/")[2].lower(),
            "path": path,
            "hash": f"sha256:{digest(data)}",
            "bytes": len(data),
        }
        for path, data in sorted(files.items())
    ]
    told = {"profile": "data-package", "wacz_version": "1.1.1", "software": f"counterclaim {VERSION}"}
    return _json(told | {"created": created.replace("+00:00", "Z"), "resources": listed})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Give a ZIP without compression, as the specification asks of archives, and the same bytes everywhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, data)
    return out.getvalue()
