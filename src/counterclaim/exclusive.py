"""Two answers in words → whether both can be so: as the lexicons of questions and of deaths say."""

from __future__ import annotations

from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.judgement import Answer
from counterclaim.records.words import Aspect, VictimClass


def incompatible(aspect: Aspect, a: str, b: str) -> bool:
    """Say whether two values of one aspect cannot both be so; of two parties or numbers others decide."""
    rows = lexicon("questions")["incompatible"].get(aspect.value, ())
    if any({a, b} == set(row) for row in rows):
        return True
    return aspect is Aspect.MANNER and of_death(a) and of_death(b) and not _kinds()[a] & _kinds()[b]


def of_death(value: str) -> bool:
    """Say whether a value of `manner` tells how people died, and not how a place changed hands."""
    return value in _kinds()


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {str(row["value"]): frozenset(row["kinds"]) for row in lexicon("deaths")["rows"]}


#: Whom a class holds: nobody killed is nobody of any class.
_AMONG = {
    VictimClass.UNKNOWN.value: frozenset(v.value for v in VictimClass),
    VictimClass.CIVILIAN.value: frozenset({"civilian", "children", "women"}),
}


def none_of(none: Answer, some: Answer) -> bool:
    """Say whether one number says that none were killed of whom another counts some: children are civilians."""
    if none.range is None or some.range is None or none.range.high != 0 or not some.range.low:
        return False
    (_, whom, unit, *_), (_, who, people, *_) = none.group.split("|"), some.group.split("|")
    return people.startswith(unit) and who in _AMONG.get(whom or "unknown", frozenset({whom}))
