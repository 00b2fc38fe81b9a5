"""To be written."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Grade
from counterclaim.records.registry import Registry


def grade(event: Event, finding: Finding, claims: Sequence[Claim], registry: Registry) -> tuple[Grade, ...]:  # noqa: ARG001
    """Give no grade yet."""
    return ()
