"""Reader and scorer of re3d: spans of five types, exact and overlapping F1."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.canonical import text_digest
from counterclaim.extract.parse import parse
from counterclaim.extract.slots.numbers import quantities
from counterclaim.extract.slots.times import times
from counterclaim.read import passages
from counterclaim.records.source import Report
from counterclaim.settings import Settings
from evals.sets import Missing

#: What the parser calls a span → the set's word for it.
TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
GOLD = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Quantity": "quantity",
    "Temporal": "time",
}
CONFIDENCE_MIN = 0.5
Spans = dict[str, set[tuple[int, int]]]


def gold(rows: Iterable[dict[str, Any]]) -> dict[str, Spans]:
    """Give the marked spans of each document by type; a span marked twice counts once."""
    out: dict[str, Spans] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row["type"] in GOLD and row["confidence"] >= CONFIDENCE_MIN:
            out[row["doc"]][GOLD[row["type"]]].add((row["start"], row["end"]))
    return out


def ours(text: str) -> Spans:
    """Give the spans our readers find in a text by type."""
    report = Report(
        id="r", capture="", locator="", path="", publisher=None, author=None, published=None, language="en",
        title=None, text=text, sha256=text_digest(text),
    )  # fmt: skip
    found: Spans = defaultdict(set)
    for parsed in parse(passages(report, Settings())):
        for ent in parsed.doc.ents:
            if ent.label_ in TYPES:
                found[TYPES[ent.label_]].add((parsed.offset(ent.start_char), parsed.offset(ent.end_char)))
    when = {(w.start, w.end) for w in times(text, None)}
    found["time"] = when
    found["quantity"] = {
        (q.start, q.end) for q in quantities(text) if not any(q.start < b and a < q.end for a, b in when)
    }
    return found


def overlapping(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> int:
    """Count the spans of `one` that can be paired with one of `other` they overlap, each used once, from the left."""
    free, count = sorted(other), 0
    for start, end in sorted(one):
        match = next((s for s in free if s[0] < end and start < s[1]), None)
        if match is not None:
            free.remove(match)
            count += 1
    return count


def f1(hits: int, found: int, wanted: int) -> float:
    """Give the harmonic mean of precision and recall; 0 where there is nothing."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise Missing(f"Expected {path}; there is none. Set COUNTERCLAIM_DATA or --data.")
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score all documents: exact and overlapping F1 by type."""
    if split != "all":
        raise Missing(f"Expected the split `all`, which holds every document; got {split!r}.")
    marked = gold(_lines(data / "entities.jsonl"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for document in _lines(data / "documents.jsonl"):
        found = ours(document["text"])
        for kind in sorted(set(GOLD.values())):
            mine, theirs = found[kind], marked[document["id"]][kind]
            row = (len(mine & theirs), overlapping(mine, theirs), len(mine), len(theirs))
            counts[kind] = [a + b for a, b in zip(counts[kind], row, strict=True)]
    out = {f"exact_f1_{kind}": f1(c[0], c[2], c[3]) for kind, c in sorted(counts.items())}
    return out | {f"overlap_f1_{kind}": f1(c[1], c[2], c[3]) for kind, c in sorted(counts.items())}
