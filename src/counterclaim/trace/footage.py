"""The same picture in two reports: near-equal perceptual hashes, with both files and the distance as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.source import Picture
from counterclaim.records.words import Basis, LineageKind
from counterclaim.trace.case import Case, edge, who

#: Bits of 64 in which two hashes of one picture may differ: resized, recompressed, with another brightness.
DISTANCE_MAX = 8
#: Parts a hash is cut into. Two hashes that differ in fewer bits than parts are equal in one part at least.
PARTS = DISTANCE_MAX + 1
_BITS = 64
#: Pictures that share a part are compared pair by pair up to this many; a picture in more reports is a logo.
ALIKE_MAX = 200


def edges(case: Case, pictures: Sequence[Picture]) -> Iterator[Lineage]:
    """Give a `same_footage` edge for two reports that carry one picture, and for their claims that rest on images."""
    best: dict[tuple[str, str], tuple[int, Picture, Picture]] = {}
    for one, other in sorted(_near([p for p in sorted(set(pictures)) if p.report in case.reports])):
        apart = distance(one.hash, other.hash)
        ends = (one.report, other.report)
        if one.report != other.report and apart <= DISTANCE_MAX:
            best[ends] = min(best.get(ends, (apart, one, other)), (apart, one, other))
    for (a, b), (apart, one, other) in sorted(best.items()):
        text = f"{who(case.reports[a])} and {who(case.reports[b])} carry one picture: {one.name} and {other.name} "
        text += "are equal." if apart == 0 else f"differ in {apart} of {_BITS} bits of their perceptual hashes."
        words = f"{one.name} = {other.name}"
        yield edge(LineageKind.SAME_FOOTAGE, (a, b), None, text, words)
        yield from _claims(case, (a, b), text, words)


def _claims(case: Case, reports: tuple[str, str], text: str, words: str) -> Iterator[Lineage]:
    """Join the claims of one event that rest on images, in two reports that carry one."""
    seen: dict[str | None, Claim] = {}
    for claim in case.claims[reports[0]]:
        if claim.basis is Basis.IMAGERY:
            seen.setdefault(claim.event, claim)
    for claim in case.claims[reports[1]]:
        if claim.basis is Basis.IMAGERY and claim.event is not None and claim.event in seen:
            yield edge(LineageKind.SAME_FOOTAGE, (seen[claim.event].id, claim.id), None, text, words)


def distance(one: str, other: str) -> int:
    """Give in how many bits two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _near(pictures: Sequence[Picture]) -> set[tuple[Picture, Picture]]:
    """Give the pairs that can be near: equal in one of the parts of their hashes."""
    alike: dict[tuple[int, int], list[Picture]] = defaultdict(list)
    for picture in pictures:
        bits, low = int(picture.hash, 16), 0
        for part in range(PARTS):
            high = (part + 1) * _BITS // PARTS
            alike[part, (bits >> low) & ((1 << (high - low)) - 1)].append(picture)
            low = high
    return {pair for group in alike.values() if len(group) <= ALIKE_MAX for pair in combinations(group, 2)}
