"""PolNeAR: who said what in US campaign news, in the splits of its authors; the test split is for once a release.

The texts have no stated licence: the shipped weights have seen none of them. Other weights are used where
COUNTERCLAIM_ATTRIBUTION_WEIGHTS names them (`python -m evals.polnear.train`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.extract.attribution.saying import Saying
from evals import attributing
from evals.sets import Beside, Missing

SPLITS = {"train": "development", "dev": "development", "test": "untouched"}


def rows(split: str, data: Path) -> Iterator[Mapping[str, Any]]:
    """Give the articles of a split. Raises Missing when its file is not there."""
    path = data / f"{split}.jsonl"
    if not path.is_file():
        raise Missing(f"Expected the split {split!r} of polnear in {path}; there is no such file.")
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def sayings(marked: list[Mapping[str, Any]]) -> tuple[Saying, ...]:
    """Give one annotator's attributions, those without content left out."""
    found = (Saying(*attributing.spans([one[role] for role in attributing.ROLES])) for one in marked)
    return tuple(one for one in found if one.content)


def sheets(split: str, data: Path) -> list[attributing.Sheet]:
    """Give a sheet for each annotator of each article, as the published measurements count them."""
    found = []
    for row in rows(split, data):
        others = [other["attributions"] for _, other in sorted((row.get("other_annotators") or {}).items())]
        found += [attributing.Sheet(row["text"], sayings(marked)) for marked in (row["attributions"], *others)]
    return found


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score one split; see `attributing.score` for the metrics."""
    held = sheets(split, data)
    return attributing.score(held, attributing.run(held, attributing.find))


_TEST = "published on the test lines (sentences with an attribution only)"
BESIDE: tuple[Beside, ...] = tuple(
    Beside(system, "test", f"exact_f1_{role}", value, f"CofeNet, COLING 2022, {_TEST}")
    for system, values in {
        "rules": (0.107, 0.228, 0.056),
        "CRF": (0.506, 0.534, 0.286),
        "BiLSTM-CRF": (0.696, 0.667, 0.590),
        "BiLSTM + CofeNet": (0.712, 0.670, 0.622),
        "BERT-CRF (GPU)": (0.822, 0.749, 0.710),
        "BERT + CofeNet (GPU)": (0.832, 0.753, 0.729),
    }.items()
    for role, value in zip(attributing.ROLES, values, strict=True)
)
_HERE = "measured with this scorer, once; pattern of ours for quotations and a verb of saying nearby"
_EARLIER = "measured on the stand-off spans of the test split before this project, small spaCy model"
BESIDE += tuple(
    Beside(system, split, metric, value, source)
    for system, split, source, values in (
        ("regular expression", "dev", _HERE, (0.534, 0.869, 0.963)),
        ("regular expression", "test", _EARLIER, (0.576, 0.891, 0.959)),
        ("textacy 0.13", "test", _EARLIER, (0.391, 0.853, 0.581)),
        ("GenderGapTracker quote extractor", "test", _EARLIER, (0.635, 0.882, 0.729)),
    )
    for metric, value in zip(("chars_f1", "speaker_on_matched", "direct_recall"), values, strict=True)
)
_TRACKER = "measured with this scorer, once, small spaCy model"
BESIDE += tuple(
    Beside("GenderGapTracker quote extractor", "dev", metric, value, _TRACKER)
    for metric, value in {"chars_f1": 0.607, "speaker_on_matched": 0.850, "direct_recall": 0.656}.items()
)
BESIDE += tuple(
    Beside(system, "dev", f"exact_f1_{role}", value, source)
    for system, source, values in (
        ("regular expression", _HERE, (0.220, 0.0, 0.305)),
        ("GenderGapTracker quote extractor", _TRACKER, (0.509, 0.457, 0.207)),
    )
    for role, value in zip(attributing.ROLES, values, strict=True)
)
#: One learner of the present tagger with weights from a third of PolNeAR train, which were never shipped.
BESIDE += tuple(
    Beside(
        "one learner of ours, weights from 280 articles of PolNeAR train (not shipped)",
        "dev",
        metric,
        value,
        "measured with this scorer, once; articles by lot, four rounds",
    )
    for metric, value in {
        "exact_f1_source": 0.728,
        "exact_f1_cue": 0.666,
        "exact_f1_content": 0.592,
        "chars_f1": 0.868,
        "speaker_on_matched": 0.91,
        "direct_recall": 0.98,
    }.items()
)
