"""The development key: reports annotated with the full claim record, against the product's own extractor.

`evals/guidelines.md` says how it was annotated, `evals/claims/README.md` how good that is and how to read each number.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from counterclaim.canonical import digest
from counterclaim.extract import RuleExtractor
from counterclaim.read import passages
from counterclaim.receive import Supplied, reports
from counterclaim.records.claim import Claim
from counterclaim.records.source import Capture, Report
from counterclaim.settings import Settings
from evals.claims.key import Keyed, keyed
from evals.claims.score import score
from evals.sets import Beside, Missing

SPLITS = {"dev": "development", "check": "untouched"}
BESIDE: tuple[Beside, ...] = ()
#: The key lies here and its texts in several sets, so this set reads the folder of all data.
OVER_ALL = True
#: A third of the documents, drawn by lot (eight, four and two of the three larger sources) before any was scored.
CHECK = frozenset(
    {
        *("DEV-MUC3-0782", "DEV-MUC3-0785", "DEV-MUC3-0803", "DEV-MUC3-0924"),
        *("DEV-MUC3-0955", "DEV-MUC3-1046", "DEV-MUC3-1056", "DEV-MUC3-1272"),
        *("108A8CFC05CC3139A6E65B7A4239F5C6", "1563238E6CF89746FDD44909F11EE319"),
        *("31E63458C6BF8F6F1D50D7041E5B89C9", "B2E5F55F5D7E31B291D9F76E8E4AC75D"),
        *("battle_of_al-bab#Offensive slows", "siege_of_eastern_ghouta#United Nations"),
    }
)


def documents(split: str, data: Path) -> tuple[Keyed, ...]:
    """Give the annotated documents of a split. Raises Missing for another split or an absent or different text."""
    if split not in SPLITS:
        raise Missing(f"Expected one of the splits {', '.join(SPLITS)} of claims; got {split!r}.")
    return tuple(d for d in keyed(data) if (d.doc in CHECK) == (split == "check"))


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score the rule extractor on one split; `data` is the folder of all sets."""
    return score((d.claims, extracted(report(d))) for d in documents(split, data))


def report(document: Keyed) -> Report:
    """Build a document's report as `take` would, from its text under a front matter of what its source says of it."""
    names = {"outlet": "publisher", "by": "author", "date": "published", "title": "title"}
    front = {names[k]: v for k, v in document.about.items() if k in names}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    data = (f"---\n{head}---\n\n" if head else "").encode() + f"{document.text}\n".encode()
    name = f"{document.source}/{document.doc.replace('#', ' ')}.md"
    sha = digest(data)
    capture = Capture(
        sha256=sha, byte_count=len(data), name=name, media_type="text/markdown", method="file", taken_at="", tool=""
    )
    (made,) = reports(capture, data, Supplied(language="en"), Settings())
    if not isinstance(made, Report) or made.text != document.text:
        raise Missing(f"Expected {document.doc} to be taken with its text unchanged; got {made!r:.300}")
    return made


@lru_cache(maxsize=1)
def _extractor() -> RuleExtractor:
    return RuleExtractor()


def extracted(one: Report) -> tuple[Claim, ...]:
    """Give the claims that the product's extractor finds in a report."""
    return _extractor().claims(one, passages(one, Settings()))
