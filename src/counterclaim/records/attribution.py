"""Which claims of a report have their speaker by the same words: one "X said" gives several claims one speaker."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.claim import Claim

#: A report, who speaks in it, and where the words stand that signal it; where none do, where the claim's own stand.
Attribution = tuple[str, str, int, int]


def attribution(claim: Claim) -> Attribution:
    """Give the words by which somebody is the speaker of a claim."""
    first = claim.chain[0]
    start, end = first.cue_start, first.cue_end
    if start is None or end is None:
        start, end = claim.start, claim.end
    return (claim.report, first.agent.id, start, end)


def attributed_alike(subject: str, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the ids of the claims that have their speaker by the same words as one of them, itself among them.

    Takes the id of that one; none where it is not among the claims.
    """
    by = {c.id: attribution(c) for c in claims}
    return tuple(c for c, words in by.items() if words == by.get(subject))
