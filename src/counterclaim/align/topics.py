"""How alike documents are, by the rarity of the words they share: which documents can tell of one happening at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from math import log, sqrt

Vector = Mapping[str, float]
#: Documents less alike than this (cosine of tf-idf) are not compared.
ALIKE_MIN = 0.05
#: A word that more than this many documents hold finds no candidates, however large the body.
CARRIERS_MAX = 400
#: Each document is compared with at most this many others, the most alike; the rest is reached through them.
NEIGHBOURS_MAX = 200
#: Vectors kept in memory; past it they are made again when needed.
VECTORS_HELD_MAX = 20_000


class Topics:
    """Weights of words over a body of documents, and the documents alike to each.

    Takes the documents' ids and a function that gives the words of one; it is called again rather than that every
    document's words are held at once.
    """

    def __init__(self, documents: Collection[str], words: Callable[[str], Iterable[str]]) -> None:
        self._documents, self._words = sorted(documents), words
        self._spread = Counter(w for d in self._documents for w in set(words(d)))
        self._unseen = log(len(self._documents) + 1)
        self._held: dict[str, Vector] = {}
        self._near: dict[str, dict[str, float]] = {}

    def rarity(self, word: str) -> float:
        """Give the weight of a word, larger the fewer documents hold it; a word of none weighs most."""
        found = self._spread.get(word)
        return log((len(self._documents) + 1) / (found + 0.5)) if found else self._unseen

    def share(self, word: str) -> float:
        """Give the rarity of a word from 0 (in every document) to 1 (in none)."""
        return max(0.0, self.rarity(word)) / self._unseen

    def vector(self, words: Iterable[str]) -> Vector:
        """Give the unit vector of some words by rarity."""
        return unit({w: self.rarity(w) for w in sorted(words)})

    def alike(self, a: str, b: str) -> float:
        """Give the cosine of two documents by the words they share."""
        return dot(self._vector(min(a, b)), self._vector(max(a, b)))

    def near(self, document: str) -> Mapping[str, float]:
        """Give the documents worth comparing with one, itself among them, and how alike they are."""
        if not self._near:
            self._near = self._neighbours()
        return self._near[document]

    def _vector(self, document: str) -> Vector:
        found = self._held.get(document)
        if found is None:
            if len(self._held) >= VECTORS_HELD_MAX:
                self._held.clear()
            bag = Counter(self._words(document))
            found = unit({w: (1 + log(n)) * self.rarity(w) for w, n in sorted(bag.items())})
            self._held[document] = found
        return found

    def _neighbours(self) -> dict[str, dict[str, float]]:
        holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for document in self._documents:
            for word, weight in self._vector(document).items():
                if 1 < self._spread[word] <= CARRIERS_MAX:
                    holders[word].append((document, weight))
        kept: dict[str, dict[str, float]] = {d: {d: 1.0} for d in self._documents}
        for a in self._documents:
            sums: dict[str, float] = defaultdict(float)
            for word, weight in self._vector(a).items():
                for b, other in holders.get(word, ()):
                    sums[b] += weight * other
            best = sorted((-v, b) for b, v in sums.items() if v >= ALIKE_MIN and b != a)[:NEIGHBOURS_MAX]
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
