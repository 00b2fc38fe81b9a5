"""ECB+ (Cybulska and Vossen 2014; the usual split of topics): event coreference over documents, on gold mentions.

`topic` is a topic's number, `subtopic` its half: two happenings of one kind, near misses by design. Only the sentences
chosen in the usual setup hold mentions. Training topics fitted the kernel's coefficients (`train.py`).
"""

from __future__ import annotations

from pathlib import Path

from evals import alignment
from evals.sets import Beside, Missing

SPLITS = {"train": "development", "dev": "development", "test": "untouched"}
_SOURCE = "same head lemma, same scorer; recomputed in each run as lemma_conll_f1_*"
BESIDE = tuple(
    Beside("same head lemma", split, f"conll_f1_{setting}", value, _SOURCE)
    for split, values in {"dev": (63.7, 71.6, 76.4), "test": (61.3, 72.5, 77.2)}.items()
    for setting, value in zip(alignment.SETTINGS, values, strict=True)
)


def read(split: str, data: Path) -> alignment.Body:
    """Read the documents of one split; `all` takes every document. Raises Missing, naming the splits there are."""
    documents = alignment.rows(data / "documents.jsonl")
    chosen = [d for d in documents if split in {"all", str(d.get("split"))}]
    if not chosen:
        there = sorted({str(d.get("split")) for d in documents})
        raise Missing(f"Expected documents of the split {split!r} in {data}; there are {', '.join(there)} (or `all`).")
    return alignment.body(chosen, alignment.rows(data / "mentions.jsonl"), "topic", "subtopic")


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Give the metrics of one split: CoNLL F1, 0 to 100."""
    return alignment.evaluate(read(split, data))
