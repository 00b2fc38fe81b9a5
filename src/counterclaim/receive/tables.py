"""Step 4 for many reports in one file: JSON Lines, JSON, CSV, feeds. A bad row is refused by number; others go on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import feedparser
import trafilatura

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.decode import decode
from counterclaim.receive.formats import NAMES, put_all
from counterclaim.records.source import Refusal

Columns = tuple[tuple[str, str], ...]


def json_rows(name: str, data: bytes, columns: Columns) -> Iterator[Draft | Refusal]:
    """Read JSON Lines, or one JSON list of objects."""
    text, _ = decode(name, data)
    if text.lstrip().startswith("["):
        try:
            rows = json.loads(text)
        except ValueError as cause:
            raise Refused(name, "a JSON list", f"broken JSON ({cause})", "Save it again, or as JSON Lines.") from cause
        for number, row in enumerate(rows, start=1):
            yield _row(name, f"row {number}", row, columns)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _row(name, f"row {number}", json.loads(line), columns)
            except ValueError as error:
                yield _bad(name, f"row {number}", f"broken JSON ({error})")


def csv_rows(name: str, data: bytes, columns: Columns) -> Iterator[Draft | Refusal]:
    """Read CSV or TSV with a header row."""
    text, _ = decode(name, data)
    csv.field_size_limit(10_000_000)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if None in row or None in row.values():
                yield _bad(name, f"row {number}", "a different number of cells than the header")
            else:
                yield _row(name, f"row {number}", row, columns)
    except csv.Error as error:
        yield _bad(name, f"row {reader.line_num}", f"broken CSV ({error})")


def feed(name: str, data: bytes) -> Iterator[Draft | Refusal]:
    """Read a saved RSS or Atom file."""
    if b"<!ENTITY" in data:
        raise Refused(name, "a feed", "one that defines entities of its own", "Such files can be traps; save it again.")
    parsed = feedparser.parse(io.BytesIO(data))
    if not parsed.entries:
        raise Refused(name, "a feed with entries", "none", "Check that the file was saved whole.")
    for number, entry in enumerate(parsed.entries, start=1):
        html = (entry.get("content") or [{}])[0].get("value") or entry.get("summary") or ""
        body = trafilatura.html2txt(f"<html><body>{html}</body></html>").strip()
        title = (entry.get("title") or "").strip()
        draft = Draft(f"{title}\n\n{body}" if title else body, locator=f"entry {number}", path=name)
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        draft.put("published", f"{when[0]:04d}-{when[1]:02d}-{when[2]:02d}" if when else None, "feed")
        draft.put("publisher", parsed.feed.get("title"), "feed")
        draft.put("language", parsed.feed.get("language"), "feed")
        for field, key in (("title", "title"), ("author", "author"), ("url", "link")):
            draft.put(field, entry.get(key), "feed")
        yield draft


def _row(name: str, locator: str, row: Any, columns: Columns) -> Draft | Refusal:
    if not isinstance(row, dict):
        return _bad(name, locator, f"{type(row).__name__} where an object was expected")
    folded = {str(k).strip().lower(): v for k, v in row.items()}
    keys = [k for k in (dict(columns).get("text", "").lower(), *NAMES["text"]) if k]
    text = next((folded[k] for k in keys if isinstance(folded.get(k), str) and folded[k].strip()), None)
    if text is None:
        return _bad(name, locator, "no text column; columns are " + ", ".join(sorted(folded)[:12]))
    draft = Draft(text.replace("\r\n", "\n"), locator=locator, path=name)
    put_all(draft, row, "column", columns)
    return draft


def _bad(name: str, locator: str, came: str) -> Refusal:
    return Refusal(name=f"{name} {locator}", reason=came, todo="Mend the row, or give `--columns` with a column map.")
