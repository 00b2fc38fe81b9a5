"""The identity kernel: how likely two mentions name one happening, from what tells happenings apart in news.

A logistic model over few features, each a number from 0 to 1, with coefficients from `fitted`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp

from counterclaim.align.fitted import ANY, FEATURES, Fitted
from counterclaim.align.meaning import akin_in_meaning
from counterclaim.align.mention import STEM, Mention
from counterclaim.align.topics import Topics, dot
from counterclaim.lexicons import lexicon

#: A probability below this is taken for none.
NEGLIGIBLE = 0.02
#: Mentions of one document that are compared; those past it stand alone.
MENTIONS_MAX = 100
#: Letters that two words of one family share at least.
_AKIN_LETTERS = 4
_AKIN_SHARE = 0.6
#: How alike a document counts as being to itself: as two reports of one happening are.
_SELF_ALIKE = 0.6
#: Sentences apart from which two mentions of one document count as far from each other.
_FAR_SENTENCES = 10


class Kernel:
    """Compares the mentions of one body of documents, with figures fitted for such a body."""

    def __init__(self, mentions: Sequence[Mention], topics: Topics, fitted: Fitted = ANY) -> None:
        self.mentions = sorted(mentions, key=lambda m: m.id)
        self.fitted = fitted
        self._topics = topics
        self._vectors = [
            (topics.vector(m.around), topics.vector(m.near), topics.vector(m.names)) for m in self.mentions
        ]

    def pairs(self, group: Mapping[str, str] | None = None) -> Iterator[tuple[int, int]]:
        """Give the pairs worth comparing: of one document or of two alike, within the bound of each document.

        With `group`, which names the group of each document, those of one group alone.
        """
        of_document: dict[str, list[int]] = defaultdict(list)
        for i, m in enumerate(self.mentions):
            if len(of_document[m.document]) < MENTIONS_MAX:
                of_document[m.document].append(i)
        for a, mine in sorted(of_document.items()):
            for b in sorted(b for b in self._topics.near(a) if b >= a and (not group or group[a] == group[b])):
                yield from ((i, j) for i in mine for j in of_document.get(b, ()) if a != b or i < j)

    def features(self, i: int, j: int) -> tuple[float, ...]:
        """Give the features of a pair, in the order of FEATURES."""
        a, b = self.mentions[i], self.mentions[j]
        sentence, near, names = (dot(x, y) for x, y in zip(self._vectors[i], self._vectors[j], strict=True))
        one_document = a.document == b.document
        alike = _SELF_ALIKE if one_document else self._topics.alike(a.document, b.document)
        same = float(a.head == b.head)
        meaning = 0.0 if same else akin_in_meaning(a.head, b.head)
        said = _telling(a.head) * _telling(b.head)
        said_again = same * said
        return (
            same,
            same * self._topics.share(a.head[:STEM]),
            float(not same and akin(a.head, b.head)),
            float(not same and bool(_acts(a.head) & _acts(b.head))),
            sentence,
            near,
            names,
            alike,
            alike * alike,
            float(one_document),
            float(one_document and a.sentence == b.sentence),
            same * sentence,
            same * near,
            same * alike,
            one_document * min(1.0, abs(a.sentence - b.sentence) / _FAR_SENTENCES),
            same * one_document,
            same * one_document * self._topics.share(a.head[:STEM]),
            same * one_document * near,
            meaning,
            meaning * meaning,
            said,
            said_again,
            said_again * names,
            said_again * near,
            said_again * one_document,
        )

    def probability(self, i: int, j: int) -> float:
        """Give how likely the pair is one happening, 0 to 1."""
        found = zip(FEATURES, self.features(i, j), strict=True)
        weights = self.fitted.coefficients
        return 1 / (1 + exp(-self.fitted.intercept - sum(weights[name] * value for name, value in found)))

    def scores(self, group: Mapping[str, str] | None = None) -> dict[tuple[int, int], float]:
        """Give the pairs, with `group` those of one group of documents, whose probability is not negligible."""
        scored = ((pair, self.probability(*pair)) for pair in self.pairs(group))
        return {pair: p for pair, p in scored if p >= NEGLIGIBLE}


@cache
def akin(a: str, b: str) -> bool:
    """Say whether two words look like one family (announce, announcement): by a long common beginning."""
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    short, long = sorted((len(a), len(b)))
    whole = shared == short and long - short <= _AKIN_LETTERS
    return shared >= _AKIN_LETTERS and (whole or shared >= _AKIN_SHARE * long)


@cache
def _telling(head: str) -> float:
    """Say (1 or 0) whether a word tells that somebody says something: two of them are often two sayings."""
    return float(head in lexicon("telling"))


@cache
def _acts(head: str) -> frozenset[str]:
    """Give the acts a word can name: families of the act types, lines of the lexicon of same acts."""
    return _table().get(head, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for row in lexicon("act_types"):
        for word in (*row["verbs"], *row["nouns"]):
            out[word].add(row["family"])
    for number, line in enumerate(lexicon("same_acts")):
        for word in line:
            out[word].add(str(number))
    return {word: frozenset(acts) for word, acts in out.items()}
