"""Linear models over named features: how the weights are kept, and how they give probabilities."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Model:
    """One model: a weight per feature for each label; labels exclude one another unless `each` is true."""

    labels: tuple[str, ...]
    each: bool
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Give each label's probability; features that the model does not know count nothing."""
        totals = list(self.bias)
        for feature in sorted(features):
            for i, weight in enumerate(self.weights.get(feature, ())):
                totals[i] += weight
        if self.each:
            grown = [1 / (1 + math.exp(-max(-30.0, min(30.0, t)))) for t in totals]
            return dict(zip(self.labels, grown, strict=True))
        grown = [math.exp(t - max(totals)) for t in totals]
        return {label: g / sum(grown) for label, g in zip(self.labels, grown, strict=True)}

    def best(self, features: Iterable[str]) -> str:
        """Give the most probable label."""
        found = self.probabilities(features)
        return max(self.labels, key=lambda label: found[label])


@dataclass(frozen=True, slots=True)
class Learned:
    """All that is learned: models by name, groups of names of one organisation, and paths of places (widest first)."""

    models: Mapping[str, Model]
    organisations: tuple[tuple[str, ...], ...]
    places: Mapping[str, tuple[str, ...]]


def load(packed: bytes) -> Learned:
    """Read what `dump` wrote."""
    data = json.loads(gzip.decompress(packed))
    models = {
        name: Model(tuple(m["labels"]), m["each"], tuple(m["bias"]), {f: tuple(w) for f, w in m["weights"].items()})
        for name, m in data["models"].items()
    }
    places = {name: tuple(path) for name, path in data["places"].items()}
    return Learned(models, tuple(tuple(g) for g in data["organisations"]), places)


def dump(learned: Learned) -> bytes:
    """Write what is learned; the same values give the same bytes."""
    models = {
        name: {
            "labels": m.labels,
            "each": m.each,
            "bias": [round(b, 3) for b in m.bias],
            "weights": {f: [round(v, 3) for v in w] for f, w in m.weights.items() if any(round(v, 3) for v in w)},
        }
        for name, m in learned.models.items()
    }
    data = {"models": models, "organisations": learned.organisations, "places": learned.places}
    return gzip.compress(json.dumps(data, sort_keys=True, separators=(",", ":")).encode("utf-8"), mtime=0)


@cache
def shipped() -> Learned:
    """Give the weights that come with the package."""
    return load((files("counterclaim.lexicons") / "en" / "incidents.json.gz").read_bytes())
