"""Reader and scorer of re3d: spans of five types, exact and overlapping F1."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.canonical import text_digest
from counterclaim.extract.named.places import places
from counterclaim.extract.parsed.parse import parse
from counterclaim.extract.words.gazetteer import countries
from counterclaim.extract.words.numbers import quantities
from counterclaim.extract.words.times import times
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
_LEAD = re.compile(
    r"(?:(?:at|in|on|since|by|during|over|about|around|nearly|almost|some|up|more|fewer|less|least|most|than|to|just|only|"
    r"approximately|roughly|early|late|an estimated)\s+)+(?=\S)",
    re.IGNORECASE,
)
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
    context = countries(text)
    for parsed in parse(passages(report, Settings())):
        labels: dict[tuple[int, int], str] = {}
        for ent in parsed.doc.ents:
            if ent.label_ in TYPES:
                start, end = _phrase(ent)
                labels[ent.start_char, ent.end_char] = ent.label_
                found[TYPES[ent.label_]].add((parsed.offset(start), parsed.offset(end)))
        for place in places(parsed.doc.text, labels, context):
            span = (parsed.offset(place.start), parsed.offset(place.end))
            if not any(a < span[1] and span[0] < b for kind in set(TYPES.values()) for a, b in found[kind]):
                found["place"].add(span)
    when = {(w.start, w.end) for w in times(text, None)}
    found["time"] = {_bare(text, a, b) for a, b in when}
    found["quantity"] = {
        _bare(text, q.start, q.end) for q in quantities(text) if not any(q.start < b and a < q.end for a, b in when)
    }
    return found


def _phrase(ent: Any) -> tuple[int, int]:
    """Give a name with what the set's annotators mark with it: a person's titles, an organisation's article."""
    doc, first = ent.doc, ent.start
    while first and ent.label_ == "PERSON" and doc[first - 1].pos_ == "PROPN" and not doc[first - 1].is_punct:
        first -= 1
    if first and ent.label_ in {"ORG", "NORP"} and doc[first - 1].lower_ in {"the", "an", "a"}:
        first -= 1
    return doc[first].idx, ent.end_char


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a number or a time without the word that bounds it, as the set marks it ("over 20", "on Monday")."""
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead is not None else start), end


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
