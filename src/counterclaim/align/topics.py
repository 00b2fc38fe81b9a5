"""How alike documents are, by the rarity of the words they share: which documents can tell of one happening at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log, sqrt

Vector = Mapping[str, float]
#: Documents less alike than this (cosine of tf-idf) are not compared.
ALIKE_MIN = 0.05
#: A word that more than this many documents hold finds no candidates, however large the body.
CARRIERS_MAX = 400
#: Each document is compared with at most this many others, the most alike; the rest is reached through them.
NEIGHBOURS_MAX = 200


class Topics:
    """Weights of words over a body of documents, and the documents alike to each."""

    def __init__(self, documents: Mapping[str, Iterable[str]]) -> None:
        counts = {d: Counter(words) for d, words in sorted(documents.items())}
        spread = Counter(w for bag in counts.values() for w in bag)
        self._count = len(counts)
        self._rarity = {w: log((self._count + 1) / (n + 0.5)) for w, n in spread.items()}
        self._vectors = {
            d: unit({w: (1 + log(n)) * self.rarity(w) for w, n in sorted(bag.items())}) for d, bag in counts.items()
        }
        self._near = self._neighbours(spread)

    def rarity(self, word: str) -> float:
        """Give the weight of a word, larger the fewer documents hold it; a word of none weighs most."""
        return self._rarity.get(word, log(self._count + 1))

    def share(self, word: str) -> float:
        """Give the rarity of a word from 0 (in every document) to 1 (in none)."""
        return max(0.0, self.rarity(word)) / log(self._count + 1)

    def vector(self, words: Iterable[str]) -> Vector:
        """Give the unit vector of some words by rarity."""
        return unit({w: self.rarity(w) for w in sorted(words)})

    def alike(self, a: str, b: str) -> float:
        """Give the cosine of two documents; 0 where they are not compared."""
        return self._near[a].get(b, 0.0)

    def near(self, document: str) -> Mapping[str, float]:
        """Give the documents compared with one, itself among them, and how alike they are."""
        return self._near[document]

    def _neighbours(self, spread: Mapping[str, int]) -> dict[str, dict[str, float]]:
        holders: dict[str, list[str]] = defaultdict(list)
        for document, vector in self._vectors.items():
            for word in vector:
                if 1 < spread[word] <= CARRIERS_MAX:
                    holders[word].append(document)
        kept: dict[str, dict[str, float]] = {d: {d: 1.0} for d in self._vectors}
        for a, vector in self._vectors.items():
            sums: dict[str, float] = defaultdict(float)
            for word, weight in vector.items():
                for b in holders.get(word, ()):
                    sums[b] += weight * self._vectors[b][word]
            best = sorted(((-v, b) for b, v in sums.items() if v >= ALIKE_MIN and b != a))[:NEIGHBOURS_MAX]
            for value, b in best:
                kept[a][b] = kept[b][a] = -value
        return kept


def unit(weights: Mapping[str, float]) -> Vector:
    """Give weights scaled to length one; without any, as they are."""
    length = sqrt(sum(v * v for v in weights.values()))
    return {w: v / length for w, v in weights.items()} if length else dict(weights)


def dot(a: Vector, b: Vector) -> float:
    """Give the product of two vectors: their cosine when both have length one."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(v * large[w] for w, v in small.items() if w in large)
