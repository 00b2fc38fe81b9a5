"""What any method comes to: what it believes, and who adds how much to which value."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from counterclaim.weigh.table.claims import Bools, Floats, Ints


class Belief(NamedTuple):
    """What a method gives: per value its `probability`, per object the `best` value, and whether it came to rest.

    One entry a voice and value: `weight` is what `voice` adds to the score of `value`, in votes, weights or logarithms
    as the method counts; `stance` is 1 of who says it, 0 of who says something more general, and −1 of who denies it
    or, where the method takes that for a denial, leaves it out. `again` gives probability and best where only the
    entries it is told to keep are counted, with what was learnt of each source kept.
    """

    probability: Floats
    best: Ints
    converged: bool
    value: Ints
    voice: Ints
    weight: Floats
    stance: Ints
    again: Callable[[Bools], tuple[Floats, Ints]]
