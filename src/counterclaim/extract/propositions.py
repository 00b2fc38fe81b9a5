"""A stub: the slots branch's file of this name wins at merge."""

from collections.abc import Sequence

from counterclaim.extract.parse import Parsed
from counterclaim.extract.proposition import Proposition
from counterclaim.records.source import Report


def propositions(_report: Report, _parsed: Sequence[Parsed]) -> tuple[Proposition, ...]:
    """Give no propositions."""
    return ()
