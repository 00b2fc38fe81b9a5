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
from counterclaim.records.extent import joined
from counterclaim.records.judgement import Answer, Finding, RangeGroup
from counterclaim.records.registry import Same


def widest(finding: Finding, inputs: Inputs) -> RangeGroup | None:
    """Give the group of numbers that counts most broadly those harmed: the first class of `number_of` that is told.

    Numbers of a narrower class are left out where one counts all: children are not added to civilians. So are those
    counted over a wider area or a longer time than the event. A group in which all say "none" gives way to
    one with dead.
    """
    own = [g for g in finding.ranges if not g.area and not g.period]
    groups = [g for g in own if g.measure == inputs["harm_measures"][0] and PART not in g.unit]
    order = list(inputs["number_of"])
    found = [g for g in groups if (g.victim_class or "unknown") in order and g.unit == "people"]
    return min(found, key=lambda g: (g.range.high == 0, order.index(g.victim_class or "unknown")), default=None)


def figures(finding: Finding, group: RangeGroup) -> tuple[Answer, ...]:
    """Give the answers of a group that stand today; "none" only where nobody gives a number of dead."""
    told = [a for q in finding.questions for a in q.answers if a.id in group.answers]
    held = [a for a in told if a.id in group.current] or told
    return tuple([a for a in held if a.range is not None and a.range.high != 0] or held)


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
    number = joined([a.range for a in answers if a.range is not None])
    return {
        "numbers": Fact(value=len(answers), who=tuple(a.words for a in answers), claims=ids),
        "lowest": Fact(value="not told" if number.low is None else f"{number.low:,.0f}", claims=ids),
        "highest": Fact(value="open" if number.high is None else f"{number.high:,.0f}", claims=ids),
        "vague": Fact(value="yes" if any(_vague(c, number.low) for c in claims) else "no"),
    }


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
