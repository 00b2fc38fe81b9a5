"""The same picture in two reports: near-equal perceptual hashes, with both files and the distance as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.source import Picture, Report
from counterclaim.records.words import Basis, LineageKind
from counterclaim.trace.case import Case, both, edge

#: Bits of 64 in which two hashes of one picture may differ: resized, recompressed, with another brightness.
DISTANCE_MAX = 8
#: Parts a hash is cut into. Two hashes that differ in fewer bits than parts less one are equal in two parts at least.
PARTS = DISTANCE_MAX + 2
_BITS = 64
#: A picture in more reports is a logo. Of hashes that are equal in two parts each is compared with as many at most.
ALIKE_MAX = 200
#: Two pictures of two reports, and in how many bits they differ.
Near = tuple[Picture, Picture, int]


def edges(case: Case, pictures: Iterable[Picture]) -> Iterator[Lineage]:
    """Give a `same_footage` edge for two reports that carry one picture, and for their claims that rest on images."""
    for found in near(p for p in pictures if p.report in case.reports):
        one, other, _ = found
        between = picture_edge(case.reports[one.report], case.reports[other.report], found)
        yield between
        yield from _claims(case, between)


def picture_edge(a: Report, b: Report, found: Near) -> Lineage:
    """Give the edge of two reports that carry one picture."""
    one, other, apart = found
    text = f"{' and '.join(both(a, b))} carry one picture: {one.name} and {other.name} "
    text += "are equal." if apart == 0 else f"differ in {apart} of {_BITS} bits of their perceptual hashes."
    return edge(LineageKind.SAME_FOOTAGE, (a.id, b.id), None, text, f"{one.name} = {other.name}")


def _claims(case: Case, found: Lineage) -> Iterator[Lineage]:
    """Join the claims of one event that rest on images, in two reports that carry one."""
    seen: dict[str | None, Claim] = {}
    for claim in case.claims[found.a]:
        if claim.basis is Basis.IMAGERY:
            seen.setdefault(claim.event, claim)
    for claim in case.claims[found.b]:
        if claim.basis is Basis.IMAGERY and claim.event is not None and claim.event in seen:
            yield edge(LineageKind.SAME_FOOTAGE, (seen[claim.event].id, claim.id), None, found.evidence, found.words)


def distance(one: str, other: str) -> int:
    """Give in how many bits two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def near(pictures: Iterable[Picture]) -> list[Near]:
    """Give for each two reports that carry one picture its nearest two files, by report."""
    carried: dict[int, list[Picture]] = defaultdict(list)
    for picture in sorted(set(pictures)):
        carried[int(picture.hash, 16)].append(picture)
    shown = {hash_: mine for hash_, mine in carried.items() if len({p.report for p in mine}) <= ALIKE_MAX}
    best: dict[tuple[str, str], tuple[int, Picture, Picture]] = {}

    def meet(first: Iterable[tuple[Picture, Picture]], apart: int) -> None:
        for pair in first:
            one, other = sorted(pair)
            if one.report != other.report:
                ends = (one.report, other.report)
                best[ends] = min(best.get(ends, (apart, one, other)), (apart, one, other))

    for mine in shown.values():
        meet(combinations(mine, 2), 0)
    for a, b, apart in _alike(np.array(sorted(shown), np.uint64)):
        meet(((one, other) for one in shown[a] for other in shown[b]), apart)
    return [(one, other, apart) for _, (apart, one, other) in sorted(best.items())]


def _alike(hashes: npt.NDArray[np.uint64]) -> set[tuple[int, int, int]]:
    """Give the pairs of hashes that differ in few bits, and in how many: such have two equal parts at least."""
    bounds = [part * _BITS // PARTS for part in range(PARTS + 1)]
    masks = [((1 << high) - 1) ^ ((1 << low) - 1) for low, high in pairwise(bounds)]
    found: set[tuple[int, int, int]] = set()
    for one, other in combinations(masks, 2):
        parts = hashes & np.uint64(one | other)
        order = np.argsort(parts, kind="stable")
        part, hash_ = parts[order], hashes[order]
        for step in range(1, min(ALIKE_MAX, hashes.size - 1) + 1):
            equal = part[step:] == part[:-step]
            if not equal.any():
                break
            a, b = hash_[:-step][equal], hash_[step:][equal]
            apart = np.bitwise_count(a ^ b)
            close = apart <= DISTANCE_MAX
            found.update(zip(a[close].tolist(), b[close].tolist(), apart[close].tolist(), strict=True))
    return found
