"""Findings as rows with the claims behind each figure, so that anybody can count them again."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.records.counting import counted_words
from counterclaim.records.judgement import Finding
from counterclaim.render.contract import Plain, agent_object, answer_object, range_object
from counterclaim.settings import SCHEMA_VERSION


def answer_rows(finding: Finding) -> Iterator[Plain]:
    """Give each answer with who stands where, its claims, and for a number what it counts."""
    replaced = {a for group in finding.ranges for a in group.superseded}
    for question in finding.questions:
        for answer in question.answers:
            yield {
                "schema": SCHEMA_VERSION,
                "id": answer.id,
                "event": finding.event,
                "question": question.words,
                "aspect": str(question.aspect),
                "contested": question.contested,
                **answer_object(answer),
                "range": range_object(answer.range),
                "counts": counted_words(answer.group) if answer.group else "",
                "superseded": answer.id in replaced,
                "claims": list(answer.claims),
            }


def range_rows(finding: Finding) -> Iterator[Plain]:
    """Give each range with the answers that make it, and why others are not joined with it."""
    for group in finding.ranges:
        yield {
            "schema": SCHEMA_VERSION,
            "event": finding.event,
            "counts": group.label,
            "measure": group.measure,
            "victim_class": group.victim_class,
            "unit": group.unit,
            "area": group.area,
            "period": group.period,
            "range": range_object(group.range),
            "contested": group.contested,
            "answers": list(group.answers),
            "superseded": list(group.superseded),
            "unheld": list(group.unheld),
            "not_comparable": group.not_comparable,
        }


def origin_rows(finding: Finding) -> Iterator[Plain]:
    """Give each origin of an event with its claims and why they are one voice."""
    for origin in finding.origins:
        yield {
            "schema": SCHEMA_VERSION,
            "id": origin.id,
            "event": finding.event,
            "root": None if origin.root is None else agent_object(origin.root),
            "shown": origin.shown,
            "reports": len(origin.reports),
            "claims": list(origin.members),
            "reasons": list(origin.reasons),
            "perhaps": [{"doubt": p.doubt, "why": p.words} for p in origin.perhaps],
        }
