"""Numbers: ranges join like with like, null-safe, and are never averaged. Source: standards §1.4, §6.5 end, §12.3."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from counterclaim.records.claim import PART
from counterclaim.records.counting import counted_words
from counterclaim.records.extent import NumberRange, joined
from counterclaim.records.judgement import Answer, RangeGroup
from counterclaim.settings import Settings


def radius(ranges: Sequence[NumberRange]) -> float:
    """Give the smallest widening, relative to the numbers, that lets all be true together; 0 when they agree."""
    lows = [r.low for r in ranges if r.low is not None]
    highs = [r.high for r in ranges if r.high is not None]
    if not lows or not highs or max(lows) <= min(highs):
        return 0.0
    low, high = max(lows), min(highs)
    return (low - high) / (max(1.0, low) + max(1.0, high))


def label(low: float | None, high: float | None) -> str:
    """Give the label of a published count (vectors: standards §13.4)."""
    return joined([NumberRange(low, high)]).words() if low is not None or high is not None else "Unknown"


def groups(
    answers: Sequence[Answer],
    settings: Settings,
    gone: Collection[str] = frozenset(),
    unheld: Collection[str] = frozenset(),
) -> tuple[RangeGroup, ...]:
    """Give the joined range of each set of comparable answers, and why each set stands apart from the others.

    `gone` are the answers whose sources have all replaced them or taken them back, `unheld` those that nobody gives,
    since they are only denied or doubted; where nothing else is left, they make the range, since an event without a
    number is not what was said. "None" beside a number stands with these, since it denies it. Each part of a toll
    stands alone.
    """
    by_group: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.range is not None and answer.group:
            # A part is of some people, and another part of others: no two of them join.
            by_group[answer.group, answer.id if PART in answer.group else ""].append(answer)
    out = []
    for (group, _), members in sorted(by_group.items()):
        measure, victims, unit, _, area, period = (*group.split("|"), "", "", "")[:6]
        old = tuple(a.id for a in members if a.id in gone)
        doubted = tuple(a.id for a in members if a.id in unheld)
        held = [a for a in members if a.id not in unheld] or members
        kept = [a for a in held if a.id not in gone] or held
        given = [a.range for a in kept if a.range is not None]
        # Who says that there were none denies every number that somebody gives, and is no lowest estimate.
        some = [r for r in given if r.high != 0] or given
        doubted += tuple(a.id for a in kept if a.range not in some and a.id not in doubted)
        others = sorted({g for g, _ in by_group if g != group})
        out.append(
            RangeGroup(
                label=_label(group),
                measure=measure,
                victim_class=victims,
                unit=unit,
                range=joined(some),
                answers=tuple(a.id for a in members),
                not_comparable=_apart(group, others),
                contested=radius(given) > settings.admit_round_share,
                superseded=old,
                unheld=doubted,
                area=area,
                period=period,
            )
        )
    return tuple(out)


def _label(group: str) -> str:
    """Give what a group counts, and say so where the words do not tell whom."""
    said = group.split("|")[1] not in {"", "unknown"} or "|people" not in group
    return counted_words(group) + ("" if said else ", of whom it is not said whether they were civilians")


#: What a group is made of, in the order it is written, as reasons why two of them do not compare.
_SOME = "one of the two counts a part of a toll"
_PARTS = ("other people", "another unit", "another side", "another area", "another period")


def _apart(group: str, others: Sequence[str]) -> str:
    """Say what the numbers of the same measure count that are not joined with these, and in what each of them differs.

    The injured are another question than the killed: nobody would join them.
    """
    mine = group.partition("|")[0]
    alike = [other for other in others if other.partition("|")[0] == mine]
    told = [f"{counted_words(other)} ({', '.join(_differs(group, other))})" for other in alike]
    return f"the other figures count {'; '.join(told)}" if told else ""


def _differs(one: str, other: str) -> list[str]:
    pairs = zip((*one.split("|"), "", "", "")[1:6], (*other.split("|"), "", "", "")[1:6], _PARTS, strict=True)
    return [_SOME if a.removesuffix(PART) == b.removesuffix(PART) else why for a, b, why in pairs if a != b]
