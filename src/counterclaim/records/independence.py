"""How many voices are shown to be independent: arithmetic over origins, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.judgement import Origin
from counterclaim.records.words import AgentKind


def named_or_typed(origin: Origin) -> bool:
    """Say whether an origin goes back to somebody: a name, or a kind of people such as residents."""
    return origin.root is not None and origin.root.kind is not AgentKind.GENERIC


def shown_roots(origins: Sequence[Origin]) -> int:
    """Give how many different roots the origins go back to that are `shown` (no generic or missing hop)."""
    return len({o.root.id for o in origins if o.shown and o.root is not None and named_or_typed(o)})


def rooted(origins: Sequence[Origin]) -> int:
    """Give 1 when some origin goes back to somebody named or typed, else 0."""
    return 1 if any(named_or_typed(o) for o in origins) else 0


def shown_independent(origins: Sequence[Origin]) -> int:
    """Give the size of the largest set of origins that are pairwise shown independent.

    Two origins are when both are `shown` (no generic or missing hop) and their roots differ; a set of one needs
    only a named or typed root. Zero means that nothing is shown, not that all is copied. Source: standards §12.1.
    """
    return max(shown_roots(origins), rooted(origins))
