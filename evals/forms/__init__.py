"""Sentences of the news desk, made from templates written for this project: who says it, how, and of whom.

Each template names what is right: the speaker of the chain's first hop, the relay where there is one, stance, aspect,
words of the value, place; names and places are invented (CC0-1.0). Each is filled with speakers, verbs and parties by a
fixed stride. **The rules were made while looking at these forms**: the figures show that what was read once still is,
not how good the reading of the news is; for that read `claims`, `polnear` and `re3d`.

Shares are of sentences. `right`: all that is asked was found, each by a claim right in every part, and nothing was said
that must not be. `wrong`: a claim of what is asked says the opposite, or is another's or the report's own, or says what
must not be said. `missing`: something asked has no claim of its aspect and value at all. `clean`: right, and nothing
wrong; `clean_…` is that of one family, a file of this folder.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals.claims import extracted
from evals.forms.made import families, report
from evals.forms.score import verdict
from evals.sets import Beside, Missing

SPLITS = {"dev": "development"}
BESIDE: tuple[Beside, ...] = ()
#: The forms lie in this folder; no other data is needed.
OWN_DATA = True


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score the rule extractor on every family of forms in `data`. Raises Missing for another split."""
    if split not in SPLITS:
        raise Missing(f"Expected the split dev of forms; got {split!r}.")
    found: Counter[str] = Counter()
    share: dict[str, float] = {}
    for family, sentences in families(data).items():
        told = [verdict(sentence, extracted(report(sentence.text))) for sentence in sentences]
        clean = sum("right" in words and "wrong" not in words for words in told)
        share[f"clean_{family}"] = clean / len(told)
        found.update(word for words in told for word in words)
        found.update({"clean": clean, "sentences": len(told)})
    total = found["sentences"]
    return (
        {name: found[name] / total for name in ("clean", "right", "wrong", "missing")}
        | share
        | {"sentences": float(total)}
    )
