"""Reader and scorer of the factuality set: our certainty of each predicate against the people's mean score."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.extract.cues.certainty import certainty
from counterclaim.extract.parsed.parse import parse
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.records.source import Passage
from counterclaim.records.words import Factuality
from evals.sets import Missing

#: Where each value stands on the scale: about the mean of people's scores for predicates that we read so, on 1,400
#: sentences of the split `train`. People put a negated state ("they do not know") near the middle, not at the low end.
SCALE = {
    Factuality.CERTAIN: 0.75,
    Factuality.PROBABLE: 0.5,
    Factuality.POSSIBLE: -0.5,
    Factuality.UNCOMMITTED: -0.5,
    Factuality.CERTAIN_POLARITY_UNKNOWN: 0.0,
    Factuality.POSSIBLE_NOT: 0.25,
    Factuality.PROBABLE_NOT: 0.25,
    Factuality.CERTAIN_NOT: 0.15,
}
SENTENCES_AT_ONCE = 64


def rows(split: str, data: Path) -> list[dict[str, Any]]:
    """Read the sentences of one split. Raises Missing when there are none."""
    path = data / "sentences.jsonl.gz"
    if not path.is_file():
        raise Missing(f"Expected {path}; there is none. Set COUNTERCLAIM_DATA or --data.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [row for row in map(json.loads, lines) if row["split"] == split]
    if not found:
        raise Missing(f"Expected a split of {path.name}; got {split!r}, which has no sentences.")
    return found


def starts(text: str, tokens: list[str]) -> list[int]:
    """Give where each token starts in its text; a token the text spells otherwise stands where the last one ended."""
    out, at = [], 0
    for token in tokens:
        found = text.find(token, at)
        out.append(found if 0 <= found <= at + 5 else at)
        at = out[-1] + len(token) if 0 <= found <= at + 5 else at
    return out


_MINUS = {
    Factuality.CERTAIN: Factuality.CERTAIN_NOT,
    Factuality.PROBABLE: Factuality.PROBABLE_NOT,
    Factuality.POSSIBLE: Factuality.POSSIBLE_NOT,
}


def read(token: Any) -> Factuality:
    """Give our value of a predicate: what a clause's own words make of it, whoever says it."""
    sure = certainty(token).level
    if unreal(token) and sure is Factuality.CERTAIN:
        sure = Factuality.UNCOMMITTED
    return _MINUS.get(sure, sure) if negated(token) else sure


def pairs(found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any], Factuality]]:
    """Give (sentence, predicate, our value) for every annotated predicate."""
    for first in range(0, len(found), SENTENCES_AT_ONCE):
        some = found[first : first + SENTENCES_AT_ONCE]
        passages = [
            Passage(id=r["id"], report=r["id"], index=0, paragraph=0, start=0, end=len(r["text"]), text=r["text"])
            for r in some
        ]
        for row, parsed in zip(some, parse(passages), strict=True):
            offsets = starts(row["text"], row["tokens"])
            for predicate in row["predicates"]:
                at = offsets[predicate["token"]]
                token = next((t for t in parsed.doc if t.idx <= at < t.idx + len(t)), None)
                yield row, predicate, read(token) if token is not None else Factuality.CERTAIN_POLARITY_UNKNOWN


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score one split: Pearson correlation and mean absolute error over its predicates."""
    scored = [(float(p["value"]), SCALE[ours]) for _, p, ours in pairs(rows(split, data))]
    gold, ours = np.array(scored).T
    return {"pearson_r": float(np.corrcoef(gold, ours)[0, 1]), "mae": float(np.abs(gold - ours).mean())}
