"""Short ways to receive bytes in a test."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from counterclaim.receive import Incoming, Supplied, capture, reports
from counterclaim.records.source import Found, Refusal, Report
from counterclaim.settings import Settings

STORY = "The harbour at Velm was shut on Monday after two ships collided, the mayor of the town said."


def take(name: str, data: bytes | str, settings: Settings | None = None, **supplied: Any) -> list[Found]:
    """Receive bytes under a name."""
    content = data.encode() if isinstance(data, str) else data
    taken = capture(Incoming(name, Path(name), len(content)), content, "2026-01-01T00:00:00Z")
    found = reports(taken, content, Supplied(**supplied), settings or Settings())
    refused = [f for f in found if isinstance(f, Refusal)]
    assert all(r.name and r.reason and r.todo and r.sha256 == taken.sha256 for r in refused), refused
    return list(found)


def one(name: str, data: bytes | str, **supplied: Any) -> Report:
    """Receive bytes that hold exactly one report."""
    (found,) = take(name, data, **supplied)
    assert isinstance(found, Report), found
    return found


def refused(name: str, data: bytes | str, **supplied: Any) -> Refusal:
    """Receive bytes that hold exactly one thing, which is refused."""
    (found,) = take(name, data, **supplied)
    assert isinstance(found, Refusal), found
    return found


def came(report: Report, field: str) -> str:
    """Give where a field came from; empty when the report does not say."""
    return "; ".join(where for name, where in report.came_from if name == field)


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Give a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def a_pdf(*lines: str) -> bytes:
    """Give a PDF of one page with a line of text for each line."""
    shows = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 40 700 Td {shows} ET".encode()
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def pdf_of(*objects: bytes) -> bytes:
    """Give a PDF of objects, numbered from 1; the first is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, start)
    )
