"""Real reports: the pairs that people labelled, against the edges that the product finds among all articles.

`key.csv` holds ids of the set `reuse` and, for each pair across outlets, what a first and a second reading made of it,
with the label that stands: `reuse` (a reporter's words of the same event), `quotation` (a speaker's words alone) or
`background` (stock phrases and standing paragraphs). The pairs are all that have a 5-gram Jaccard of .2 or more, and
41 of the others, drawn at random.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from counterclaim.receive.dates import period
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.settings import Settings
from counterclaim.tracing import lineage
from evals.sets import HERE, Missing

KEY = HERE / "reuse" / "key.csv"
#: The Jaccard similarity of 5-grams from which on the baseline calls two texts one.
JACCARD = 0.2


def key() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Give for each pair of ids the two readings and the label."""
    with KEY.open(encoding="utf-8", newline="") as lines:
        return {(r["a"], r["b"]): (r["first_pass"], r["second_pass"], r["label"]) for r in csv.DictReader(lines)}


def evaluate(data: Path) -> Mapping[str, float]:
    """Score reuse and quotations on the labelled pairs, the baseline beside. Raises Missing without the articles."""
    folder = data / "reuse"
    if not (folder / "articles.jsonl").is_file():
        raise Missing(f"Expected {folder / 'articles.jsonl'}; there is none.")
    wanted = key()
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        reports = [_report(json.loads(line)) for line in lines]
    found = {frozenset((e.a, e.b)): e.kind for e in lineage(reports, (), Registry(), Settings())}
    with (folder / "candidates.csv").open(encoding="utf-8", newline="") as rows:
        alike = {frozenset((r["a"], r["b"])) for r in csv.DictReader(rows) if float(r["jaccard5"]) >= JACCARD}
    told = {p: found.get(frozenset(p)) for p in wanted}
    labels = {p: label for p, (_, _, label) in wanted.items()}
    text = {p for p, kind in told.items() if kind not in {None, LineageKind.QUOTES, LineageKind.SAME_OWNER}}
    reuse = {p for p, label in labels.items() if label == "reuse"}
    quoted = {p for p, label in labels.items() if label == "quotation"}
    return {
        "pairs": len(wanted),
        "agreement": sum(one == other for one, other, _ in wanted.values()) / len(wanted),
        **_scores("", text, reuse),
        **_scores("jaccard_", {p for p in wanted if frozenset(p) in alike}, reuse),
        "quotations_called_text": len(quoted & text) / max(len(quoted), 1),
        "background_called_text": len(text - reuse - quoted) / max(len(labels) - len(reuse) - len(quoted), 1),
    }


def _scores(name: str, said: set[tuple[str, str]], right: set[tuple[str, str]]) -> dict[str, float]:
    precision, recall = len(said & right) / max(len(said), 1), len(said & right) / max(len(right), 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}precision": precision, f"{name}recall": recall, f"{name}f1": f1}


def _report(row: dict[str, str]) -> Report:
    return Report(
        id=str(row["id"]), capture="", locator="", path=str(row["id"]), publisher=row["outlet_name"], author=None,
        published=period(row["date"]), language="en", title=row["title"], text=row["text"], sha256="",
    )  # fmt: skip
