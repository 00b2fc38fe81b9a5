"""How many voices are shown to be independent: arithmetic over origins, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from counterclaim.records.judgement import Origin
from counterclaim.records.words import AgentKind


def named_or_typed(origin: Origin) -> bool:
    """Say whether an origin goes back to somebody: a name, or a kind of people such as residents."""
    return origin.root is not None and origin.root.kind is not AgentKind.GENERIC


def independent(origins: Iterable[Origin]) -> frozenset[str]:
    """Give the roots, by id, of a largest set of origins that are pairwise shown to be independent.

    They are `shown` (no generic or missing hop), their roots differ, and no two share a doubt. Roots with the fewest
    doubts are taken first, of equals the first by id: never more than the largest set.
    """
    doubts: dict[str, set[str]] = {}
    sharing: dict[str, set[str]] = {}
    for origin in origins:
        if origin.shown and origin.root is not None and named_or_typed(origin):
            doubts.setdefault(origin.root.id, set()).update(p.doubt for p in origin.perhaps)
    for root, found in doubts.items():
        for doubt in found:
            sharing.setdefault(doubt, set()).add(root)

    def others(root: str) -> set[str]:
        return set[str]().union(*(sharing[d] for d in doubts[root])) - {root}

    chosen = {root for root in doubts if not others(root)}
    left = doubts.keys() - chosen
    while left:
        first = min(left, key=lambda root: (len(others(root)), root))
        chosen.add(first)
        for gone in {first, *others(first)}:
            left.discard(gone)
            for doubt in doubts[gone]:
                sharing[doubt].discard(gone)
    return frozenset(chosen)


def shown_roots(origins: Sequence[Origin]) -> int:
    """Give how many roots of origins are pairwise shown to be independent."""
    return len(independent(origins))


def parties_among(origins: Sequence[Origin], parties: Collection[str]) -> int:
    """Give how many of the roots that are counted as shown independent are among some agents, by id."""
    chosen = independent(origins)
    if not chosen:
        # One voice that goes back to somebody is counted: whichever of several it is.
        roots = {o.root.id for o in origins if o.root is not None and named_or_typed(o)}
        return 1 if roots and roots <= set(parties) else 0
    return len(chosen.intersection(parties))


def rooted(origins: Sequence[Origin]) -> int:
    """Give 1 when some origin goes back to somebody named or typed, else 0."""
    return 1 if any(named_or_typed(o) for o in origins) else 0


def shown_independent(origins: Sequence[Origin]) -> int:
    """Give the size of the largest set of origins that are pairwise shown independent.

    Two origins are when both are `shown` (no generic or missing hop), their roots differ and neither is perhaps the
    other; a set of one needs only a named or typed root. Zero means that nothing is shown, not that all is copied.
    Source: standards §12.1.
    """
    return max(shown_roots(origins), rooted(origins))
