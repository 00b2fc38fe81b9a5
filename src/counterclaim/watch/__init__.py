"""To be written."""

from typing import Any

from counterclaim.records.judgement import WatchCandidate


def candidates(*given: Any) -> tuple[WatchCandidate, ...]:  # noqa: ARG001
    """Give nothing yet."""
    return ()
