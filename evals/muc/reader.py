"""The documents and key templates of MUC-3/4, read from the data's folder into frozen values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.canonical import identifier, text_digest
from counterclaim.read import passages
from counterclaim.records.extent import TimeRange
from counterclaim.records.source import Passage, Report
from counterclaim.settings import Settings
from evals.sets import Missing

#: The slots that count, in the order of the official template; the first two of its rows are indices and do not count.
SLOTS = (
    *("date", "location", "type", "stage", "instrument_id", "instrument_type", "incident_category"),
    *("perp_individual", "perp_organization", "perp_confidence"),
    *("phys_id", "phys_type", "phys_number", "phys_nation", "phys_effect", "phys_total"),
    *("hum_name", "hum_description", "hum_type", "hum_number", "hum_nation", "hum_effect", "hum_total"),
)


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler: `values` and `refs` are alternatives (a response has one of each); `optional` may be left out.

    `ranges` gives a date's (first, last) ISO days, None for an open end; `paths` a location's names, widest first.
    """

    values: tuple[str, ...]
    refs: tuple[str, ...] = ()
    optional: bool = False
    ranges: tuple[tuple[str | None, str | None], ...] = ()
    paths: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One incident; a slot that is not in `slots` is empty."""

    doc: str
    slots: dict[str, tuple[Filler, ...]] = field(default_factory=dict)
    optional: bool = False

    def fillers(self, slot: str) -> tuple[Filler, ...]:
        """Give the fillers of a slot."""
        return self.slots.get(slot, ())


@dataclass(frozen=True, slots=True)
class Document:
    """One text; `text` is as received, `date` is its dateline as an ISO day or None."""

    id: str
    text: str
    date: str | None = None


def report(doc: Document) -> tuple[Report, tuple[Passage, ...]]:
    """Give a document as a report of no outlet, and its sentences."""
    sha, when = text_digest(doc.text), TimeRange(doc.date, doc.date, True) if doc.date else None
    made = Report(
        id=identifier("r", doc.text), capture=sha, locator="", path=f"{doc.id}.txt", publisher=None, author=None,
        published=when, language="en", title=None, text=doc.text, sha256=sha,
    )  # fmt: skip
    return made, passages(made, Settings())


def _rows(data: Path, name: str, split: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a split: from one file with a `split` field, or from a file of the split's own.

    A file `SPLIT.jsonl` may hold both kinds of rows: documents have a `text`, templates have `slots`.

    Raises Missing when no file holds the split.
    """
    places = (data / f"{name}.jsonl", data / split / f"{name}.jsonl", data / f"{split}.{name}.jsonl")
    tried = [*places, data / f"{name}-{split}.jsonl", data / f"{name}.{split}.jsonl", data / f"{split}-{name}.jsonl"]
    tried.append(data / f"{split}.jsonl")
    mark = {"documents": "text", "templates": "slots"}[name]
    found = False
    for path in tried:
        if not path.is_file():
            continue
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else None
            if row is not None and mark in row and str(row.get("split") or split).lower() == split.lower():
                found = True
                yield row
        if found:
            return
    if not found:
        raise Missing(f"Expected {name}.jsonl with rows of split {split!r} in {data.name}; found none.")


def documents(data: Path, split: str) -> tuple[Document, ...]:
    """Give the documents of a split in order. Raises Missing when there are none."""
    return tuple(Document(r["id"], r["text"], r.get("date")) for r in _rows(data, "documents", split))


def templates(data: Path, split: str) -> tuple[Template, ...]:
    """Give the key templates of a split in order. Raises Missing when there are none."""
    return tuple(template(row) for row in _rows(data, "templates", split))


def template(row: dict[str, Any]) -> Template:
    """Give one key template from its row; slots that do not apply (null) are empty."""
    slots = {s: tuple(_filler(f) for f in row["slots"].get(s) or ()) for s in SLOTS}
    kept = {s: tuple(f for f in fillers if f.values) for s, fillers in slots.items()}
    return Template(row["doc"], {s: fillers for s, fillers in kept.items() if fillers}, bool(row.get("optional")))


def _filler(row: dict[str, Any]) -> Filler:
    """Give one filler; a null among its values means that an empty slot is right too."""
    values = tuple(str(v) for v in row["values"] if v is not None)
    refs = tuple(str(r) for r in row.get("refs") or () if r not in (None, "-"))
    ranges = tuple((r[0], r[1]) for r in row.get("ranges") or () if r is not None)
    paths = tuple(tuple(str(p["name"]) for p in path) for path in row.get("paths") or () if path)
    return Filler(values, refs, bool(row.get("optional")) or None in row["values"], ranges, paths)
