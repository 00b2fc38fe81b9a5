"""How far two annotation passes agree: `python -m evals.claims.agreement` prints it for the pass in `second/`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals import sets
from evals.claims.key import SECOND, KeyClaim, as_record, keyed
from evals.claims.score import Pair, chain, matched, speaker


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Give Cohen's kappa of two raters; 1 where chance alone would agree fully and they do."""
    if not pairs:
        raise ValueError("Expected at least one pair of ratings; got none.")
    seen = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[v] * right[v] for v in left) / len(pairs) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def agreement(passes: Iterable[tuple[str, str, Sequence[KeyClaim], Sequence[KeyClaim]]]) -> dict[str, float]:
    """Give the agreement over documents, each as (id, text, claims of the one pass, claims of the other).

    `span_f1`: spans that meet, whatever their aspect; `claim_f1`: those of one aspect. Agreement on the aspect is
    counted on spans that meet, on all else on claims that meet; kappa where the values are a closed list.
    """
    spans: list[Pair] = []
    same: list[Pair] = []
    count = 0
    for doc, text, one, other in passes:
        records = [as_record(c, doc, text) for c in other]
        spans += matched(one, records, of_one_aspect=False)
        same += matched(one, records)
        count += len(one) + len(other)
    out = {"span_f1": 2 * len(spans) / count, "claim_f1": 2 * len(same) / count}
    out["aspect_kappa"] = kappa([(k.aspect, f.aspect) for k, f in spans])
    out["originator"] = sum(speaker(k, f) for k, f in same) / len(same)
    out["chain"] = sum(chain(k, f) for k, f in same) / len(same)
    rated = {
        "stance": [(k.stance.value, f.stance.value) for k, f in same],
        "claim_act": [(k.claim_act.value, f.claim_act.value) for k, f in same],
        "factuality": [(k.chain[0].factuality.value, f.chain[0].factuality.value) for k, f in same],
        "act_type": [(str(k.act_type), str(f.act_type)) for k, f in same],
    }
    for name, pairs in rated.items():
        out[name] = sum(a == b for a, b in pairs) / len(pairs)
        out[f"{name}_kappa"] = kappa(pairs)
    return out | {"claims_matched": float(len(same))}


def measured(data: Path) -> dict[str, float]:
    """Give the agreement of the two passes whose keys lie beside this module."""
    first = {d.doc: d for d in keyed(data)}
    return agreement((d.doc, d.text, first[d.doc].claims, d.claims) for d in keyed(data, SECOND))


if __name__ == "__main__":
    try:
        for metric, value in measured(sets.root()).items():
            print(f"{metric:20} {value:.3f}")
    except sets.Missing as why:
        print(why, file=sys.stderr)
        sys.exit(2)
