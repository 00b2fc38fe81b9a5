"""The founding document alone: of its annotated claims, how many are found, and with what right.

The key is that of `evals.claims` (offsets and values, never the text); its rules stand in `evals/guidelines.md`. Each
share is of all the key's claims, so that a claim that is not found is wrong in every part.
"""

from __future__ import annotations

from pathlib import Path

from evals.claims import documents, extracted, report
from evals.claims.score import chain, matched
from evals.sets import Beside, Missing

SPLITS = {"dev": "development"}
BESIDE: tuple[Beside, ...] = ()
#: The text lies beside the folder of all data.
OVER_ALL = True


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score the rule extractor on the founding document. Raises Missing for another split or an absent text."""
    if split not in SPLITS:
        raise Missing(f"Expected the split dev of founding; got {split!r}.")
    (document,) = [d for d in documents("dev", data) if d.source == "seeds"]
    key = document.claims
    pairs = matched(key, extracted(report(document)), of_one_aspect=False)
    tests = [(chain(k, f), k.stance is f.stance, k.aspect is f.aspect) for k, f in pairs]
    right = {
        "claims_found": len(pairs),
        "chain_right": sum(t[0] for t in tests),
        "stance_right": sum(t[1] for t in tests),
        "aspect_right": sum(t[2] for t in tests),
        "all_right": sum(all(t) for t in tests),
    }
    return {name: count / len(key) for name, count in right.items()}
