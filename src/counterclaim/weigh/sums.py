"""Whether published numbers add up: parts against their whole.

Source: standards §13.5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from counterclaim.records.claim import PART, Agent, Claim
from counterclaim.records.counting import counted_words
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import Measure, Stance, VictimClass

#: Classes that no person is in twice: together they are everybody.
_DISJOINT = frozenset({VictimClass.CIVILIAN, VictimClass.COMBATANT})
#: A class that is a part of every whole it is counted with.
_PARTS = frozenset({VictimClass.CHILDREN, VictimClass.WOMEN})


def within(part: NumberRange, whole: NumberRange) -> bool:
    """Say whether a part can be no more than its whole; an open side leaves it possible."""
    return part.low is None or whole.high is None or part.low <= whole.high


def notes(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give one sentence for each whole that a source gives with its parts: whether they add up, and the numbers.

    Only numbers of one source, in one report, of one measure and unit are compared, and only where the whole is one
    number: nothing else shows that the parts are parts of it.
    """
    told: dict[tuple[str, Agent, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.range is not None and claim.measure is not None and claim.stance is Stance.ASSERT:
            unit = (claim.unit or "people").removesuffix(PART)
            told[claim.report, claim.originator, claim.measure.value, unit].append(claim)
    found = {words for key in sorted(told) for words in _of_one(key[1], told[key])}
    return tuple(sorted(found))


def _of_one(agent: Agent, claims: Sequence[Claim]) -> Iterator[str]:
    wholes = {c.range: c for c in claims if c.victim_class in {None, VictimClass.UNKNOWN} and not _is_part(c)}
    if len(wholes) != 1:
        return
    (whole,) = wholes.values()
    split = {c.victim_class: c for c in claims if c.victim_class in _DISJOINT and not _is_part(c)}
    if set(split) == _DISJOINT:
        yield _split(agent, whole, [split[v] for v in sorted(_DISJOINT)])
    for part in claims:
        if part is not whole and (_is_part(part) or part.victim_class in _PARTS):
            yield _part(agent, whole, part)


def _is_part(claim: Claim) -> bool:
    return (claim.unit or "").endswith(PART)


def _split(agent: Agent, whole: Claim, parts: Sequence[Claim]) -> str:
    exact = [c.range.low for c in parts if c.range is not None and c.range.low == c.range.high]
    numbers = [n for n in exact if n is not None]
    words = f"{agent.name}: {' and '.join(_words(c) for c in parts)}, of {_words(whole)}"
    if len(numbers) < len(parts) or whole.range is None or whole.range.low != whole.range.high:
        return f"{words}: cannot be judged, since not every number is exact."
    total = whole.range.low or 0.0
    if sum(numbers) == total:
        return f"{words}: the parts add up."
    return f"{words}: the parts make {sum(numbers):,g}, not {total:,g}."


def _part(agent: Agent, whole: Claim, part: Claim) -> str:
    fits = part.range is None or whole.range is None or within(part.range, whole.range)
    end = "a part of the whole, not a rival of it" if fits else "the part is more than the whole"
    return f"{agent.name}: {_words(part)}, of {_words(whole)}: {end}."


def _words(claim: Claim) -> str:
    group = "|".join((str(claim.measure or Measure.OTHER), str(claim.victim_class or ""), claim.unit or "people"))
    number = claim.range or NumberRange(None, None)
    return f"{number.words()} {counted_words(group, number.low == number.high == 1).removesuffix(_TAIL)}"


_TAIL = " (a part of a larger number)"
