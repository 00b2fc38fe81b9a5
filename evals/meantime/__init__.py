"""MEANTIME (Minard et al. 2016): events in 120 news articles of Wikinews and their translations, on gold mentions.

A split is a language: `en`, `es`, `it`, `nl`. `corpus` is everything, `topic` within one of the four parts, `subtopic`
within one document. The same kernel as for ECB+, with the figures fitted there (one subject: a document);
its lexicons and the vectors of words are English, so that other languages go by letters, names and surroundings.
"""

from __future__ import annotations

from pathlib import Path

from evals import alignment
from evals.sets import Beside

SPLITS = {"en": "development", "es": "development", "it": "development", "nl": "untouched"}
_SOURCE = "same head lemma, same scorer; recomputed in each run as lemma_conll_f1_*"
BESIDE = tuple(
    Beside("same head lemma", split, f"conll_f1_{setting}", value, _SOURCE)
    for split, values in {"en": (56.1, 62.7, 75.8), "es": (47.5, 55.2, 71.2), "it": (57.7, 62.8, 74.7)}.items()
    for setting, value in zip(alignment.SETTINGS, values, strict=True)
)


def read(split: str, data: Path) -> alignment.Body:
    """Read one language. Raises Missing when its files are not there."""
    documents = alignment.rows(data / f"documents_{split}.jsonl")
    return alignment.body(documents, alignment.rows(data / f"mentions_{split}.jsonl"), "part", "id")


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Give the metrics of one language: CoNLL F1, 0 to 100."""
    return alignment.evaluate(read(split, data))
