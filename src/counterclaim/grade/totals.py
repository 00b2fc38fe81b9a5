"""Sums over events, apart as a standard keeps them apart: what it stands behind, what is alleged, what was conceded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.grade.figure import total, widest
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Finding, Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One event as graded for one party: the grade's value, its range of dead, and what the party itself conceded.

    None is no number, which is not nought.
    """

    event: str
    value: str
    number: NumberRange | None
    conceded: NumberRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One sum: from lowest to highest, over how many events, and how many of these give no number.

    `low` and `high` are None where no event gives a number, which is not nought.
    """

    name: str
    low: float | None
    high: float | None
    events: int
    without_number: int

    @property
    def words(self) -> str:
        """Give the sum for a reader."""
        if self.low is None:
            return "no number" if self.events else "no event"
        return NumberRange(self.low, self.high).words()


def counted(grade: Grade, finding: Finding, claims: Sequence[Claim], table: Mapping[str, Any]) -> Counted:
    """Give one grade of a party with the dead of its event, and with what the party conceded where it accepted harm.

    Where a rule of the standard's `conceded` values fired, the claims by which the party accepted stand in its trace;
    the numbers of those who made them are its own. A person's signature concedes nothing for a party.
    """
    inputs = table["inputs"]
    accepting = {r["id"] for r in table["rules"] if r["gives"] in table["totals"]["conceded"]}
    told = {text for s in grade.trace if s.outcome == "fired" and s.rule in accepting for text in s.inputs}
    speakers = {c.originator.id for c in claims if c.id in told}
    own = [
        c.range
        for c in claims
        if c.originator.id in speakers and c.measure == inputs["harm_measures"][0] and c.range is not None
    ]
    conceded = NumberRange(min(r.low or 0.0 for r in own), max(r.high or r.low or 0.0 for r in own)) if own else None
    number = total(finding, widest(finding, inputs))
    return Counted(event=grade.event, value=grade.value, number=number, conceded=conceded)


def totals(table: Mapping[str, Any], rows: Sequence[Counted]) -> tuple[Total, ...]:
    """Give the sums that a standard's `totals` ask for, in its order. Source: standards §1.4.

    An event that stands in two rows counts once. A number open above adds what is sure. `conceded` sums what parties
    conceded in their own word, never what others say.
    """
    out = []
    for name, values in table["totals"].items():
        chosen = {row.event: row for row in rows if row.value in values}.values()
        numbers = [row.conceded if name == "conceded" else row.number for row in chosen]
        known = [n for n in numbers if n is not None]
        low = sum(n.low or 0.0 for n in known) if known else None
        high = sum(n.high if n.high is not None else n.low or 0.0 for n in known) if known else None
        out.append(Total(name=name, low=low, high=high, events=len(numbers), without_number=len(numbers) - len(known)))
    return tuple(out)
