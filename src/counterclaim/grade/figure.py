"""The facts about the number of dead of one event, for schemes that code one figure or three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.grade.body import Body
from counterclaim.grade.evaluator import Fact
from counterclaim.grade.harm import Inputs
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import PART, Claim
from counterclaim.records.extent import NumberRange, joined
from counterclaim.records.judgement import Answer, Finding, RangeGroup
from counterclaim.records.registry import Same
from counterclaim.records.words import VictimClass

#: Classes that are a part of the dead, and never all of them: their number is the least that were killed.
_SOME_OF_ALL = (VictimClass.CHILDREN, VictimClass.WOMEN, VictimClass.DETAINEES)


def widest(finding: Finding, inputs: Inputs) -> RangeGroup | None:
    """Give the group of numbers that counts most broadly those harmed: the first class of `number_of` that is told.

    Numbers of a narrower class are left out where one counts all: children are not added to civilians. Where none does,
    the most of a narrower class, or of a part of a toll, is the least that were killed. Left out are those
    counted over a wider area or a longer time than the event. A group in which all say "none" gives way to
    one with dead.
    """
    own = [g for g in finding.ranges if not g.area and not g.period and g.measure == inputs["harm_measures"][0]]
    order = list(inputs["number_of"])
    people = [g for g in own if g.unit.removesuffix(PART) == "people"]
    whole = [g for g in people if not _partial(g) and (g.victim_class or "unknown") in order]
    told = min(whole, key=lambda g: (g.range.high == 0, order.index(g.victim_class or "unknown")), default=None)
    if told is not None and told.range.high != 0:
        return told
    some = [g for g in people if _partial(g) and (g.victim_class or "unknown") in (*order, *_SOME_OF_ALL)]
    least = {g: joined(ranges(finding, g)).low or 0.0 for g in some if ranges(finding, g)}
    return max((g for g in least if least[g]), key=lambda g: least[g], default=None) or told


def _partial(group: RangeGroup) -> bool:
    """Say whether a group counts some of the dead only: children, or a part of a toll."""
    return PART in group.unit or group.victim_class in _SOME_OF_ALL


def figures(finding: Finding, group: RangeGroup) -> tuple[Answer, ...]:
    """Give the answers of a group that stand today; "none" only where nobody gives a number of dead."""
    told = [a for q in finding.questions for a in q.answers if a.id in group.answers]
    held = [a for a in told if a.id in group.current] or told
    return tuple([a for a in held if a.range is not None and a.range.high != 0] or held)


def ranges(finding: Finding, group: RangeGroup) -> tuple[NumberRange, ...]:
    """Give what the standing figures of a group say of all the dead: of some of them counted, no more than a least."""
    told = [a.range for a in figures(finding, group) if a.range is not None]
    return tuple(NumberRange(r.low, None) if _partial(group) else r for r in told)


def facts(body: Body, inputs: Inputs) -> dict[str, Fact]:
    """Give every fact that a table keyed by figure can name; `lowest` and `highest` are words: a side may be open."""
    return _facts(Same(body), Same(inputs))


@lru_cache(maxsize=64)
def _facts(of: Same[Body], read: Same[Inputs]) -> dict[str, Fact]:
    """Look once for all schemes that read alike."""
    body, inputs = of.value, read.value
    group = widest(body.finding, inputs)
    if group is None:
        return {name: Fact(value="unknown") for name in ("lowest", "highest")} | {
            "numbers": Fact(value=0),
            "vague": Fact(value="no"),
        }
    answers = figures(body.finding, group)
    claims = figured(body, answers)
    ids = tuple(c.id for c in claims)
    number = joined(ranges(body.finding, group))
    return {
        "numbers": Fact(value=len(answers), who=tuple(a.words for a in answers), claims=ids),
        "lowest": Fact(value="not told" if number.low is None else f"{number.low:,.0f}", claims=ids),
        "highest": Fact(value="open" if number.high is None else f"{number.high:,.0f}", claims=ids),
        "vague": Fact(value="yes" if any(_vague(c, number.low) for c in claims) else "no"),
    }


def total(finding: Finding, group: RangeGroup | None) -> NumberRange | None:
    """Give the dead of an event for a sum of events; None where nobody gives a number, which is not nought."""
    if group is None:
        return None
    # Figures that exclude each other have no range, as where nobody gives a number.
    whole = joined(ranges(finding, group)) if _partial(group) else group.range
    return None if whole == NumberRange(None, None) else whole


def figured(body: Body, answers: Sequence[Answer]) -> tuple[Claim, ...]:
    """Give the claims that give some figures today."""
    told = {c for a in answers for c in a.claims}
    return body.asserted(told) or body.of(told)


def _vague(claim: Claim, lowest: float | None) -> bool:
    """Say whether the lowest figure is the floor of a vague plural in a claim's words."""
    if not lowest or claim.range is None or claim.range.low != lowest:
        return False
    words = [word for word, (low, _) in lexicon("quantities")["vague"].items() if low == lowest]
    return any(re.search(rf"\b{re.escape(word)}\b", claim.text, re.IGNORECASE) for word in words)
