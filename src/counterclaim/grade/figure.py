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
from counterclaim.records.judgement import Answer, Finding, RangeGroup
from counterclaim.records.registry import Same


def widest(finding: Finding, inputs: Inputs) -> RangeGroup | None:
    """Give the group of numbers that counts most broadly those harmed: the first class of `number_of` that is told.

    Numbers of a narrower class are left out where one counts all: children are not added to civilians. So are those
    counted over a wider area or a longer time than the event.
    """
    own = [g for g in finding.ranges if not g.area and not g.period]
    groups = [g for g in own if g.measure == inputs["harm_measures"][0] and PART not in g.unit]
    for victims in inputs["number_of"]:
        for group in groups:
            if (group.victim_class or "unknown") == victims and group.unit == "people":
                return group
    return None


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
    told = [a for q in body.finding.questions for a in q.answers if a.id in group.answers]
    answers = [a for a in told if a.id in group.current] or told
    claims = body.of({c for a in answers for c in a.claims})
    ids = tuple(c.id for c in claims)
    lowest, highest = extremes(answers)
    return {
        "numbers": Fact(value=len(answers), who=tuple(a.words for a in answers), claims=ids),
        "lowest": Fact(value=f"{lowest:,.0f}", claims=ids),
        "highest": Fact(value="open" if highest is None else f"{highest:,.0f}", claims=ids),
        "vague": Fact(value="yes" if any(_vague(c, lowest) for c in claims) else "no"),
    }


def extremes(answers: Sequence[Answer]) -> tuple[float, float | None]:
    """Give the lowest and the highest of some numbers; 0 where no lowest is told, None where a number is open above."""
    ranges = [a.range for a in answers if a.range is not None]
    highs = [r.high for r in ranges if r.high is not None]
    return min((r.low for r in ranges if r.low is not None), default=0.0), (
        max(highs) if highs and len(highs) == len(answers) else None
    )


def _vague(claim: Claim, lowest: float) -> bool:
    """Say whether the lowest figure is the floor of a vague plural in a claim's words."""
    if claim.range is None or claim.range.low != lowest:
        return False
    words = [word for word, (low, _) in lexicon("quantities")["vague"].items() if low == lowest and lowest > 0]
    return any(re.search(rf"\b{re.escape(word)}\b", claim.text, re.IGNORECASE) for word in words)
