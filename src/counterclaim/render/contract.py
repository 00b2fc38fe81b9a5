"""The machine contract (design §9): records as plain objects that other programs rely on.

Named states stay words; what no report says is null. The schemas stand in `docs/reference/*.schema.json`.
"""

from __future__ import annotations

from typing import Any

from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.counting import counted_words
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.dossier import Dossier, elsewhere, not_read
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.judgement import Answer, Grade, History
from counterclaim.records.source import Report
from counterclaim.records.words import Take
from counterclaim.render import gauge
from counterclaim.settings import SCHEMA_VERSION, Settings
from counterclaim.weigh.gauge import Gauge, Opinion, gauges

Plain = dict[str, Any]


def agent_object(agent: Agent) -> Plain:
    """Give an agent as `{id, name, kind}`."""
    return {"id": agent.id, "name": agent.name, "kind": str(agent.kind)}


def time_object(time: TimeRange | None) -> Plain | None:
    """Give a range of days as `{from, to, precise}`, or None when the words give none."""
    return None if time is None else {"from": time.start, "to": time.end, "precise": time.precise}


def place_object(place: Place | None) -> Plain | None:
    """Give a place as `{name, lat, lon, precision_m}`, or None when the words give none."""
    if place is None:
        return None
    return {"name": place.name, "lat": place.lat, "lon": place.lon, "precision_m": place.precision_m}


def range_object(numbers: NumberRange | None) -> list[float | None] | None:
    """Give a range as `[lo, hi]`; null on a side means that the words leave it open."""
    return None if numbers is None else [numbers.low, numbers.high]


def report_object(report: Report, note: str = "") -> Plain:
    """Give a report as one object of `reports --json`; `note` says how reading it was bounded."""
    return {
        "schema": SCHEMA_VERSION,
        "id": report.id,
        "path": report.path,
        "publisher": report.publisher,
        "author": report.author,
        "published": time_object(report.published),
        "language": report.language,
        "title": report.title,
        "text": report.text,
        "sha256": report.sha256,
        "read": report.read,
        "notes": [*(words for name, words in report.came_from if name == "note"), *([note] if note else [])],
    }


def _hop_object(hop: Hop) -> Plain:
    return {
        "agent": agent_object(hop.agent),
        "cue": hop.cue,
        "cue_start": hop.cue_start,
        "cue_end": hop.cue_end,
        "speech": str(hop.speech),
        "factuality": str(hop.factuality),
    }


def claim_object(claim: Claim) -> Plain:
    """Give a claim as one object of `claims --json`."""
    return {
        "schema": SCHEMA_VERSION,
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "chain": [_hop_object(hop) for hop in claim.chain],
        "stance": str(claim.stance),
        "claim_act": str(claim.claim_act),
        "aspect": str(claim.aspect),
        "act_type": claim.act_type,
        "actor": claim.actor,
        "target": claim.target,
        "place": place_object(claim.place),
        "time": time_object(claim.time),
        "measure": None if claim.measure is None else str(claim.measure),
        "victim_class": None if claim.victim_class is None else str(claim.victim_class),
        "range": range_object(claim.range),
        "unit": claim.unit,
        "asset": claim.asset,
        "label": claim.label,
        "hedges": list(claim.hedges),
        "loaded": list(claim.loaded),
        "against_interest": claim.against_interest,
        "event": claim.event,
        "extractor": claim.extractor,
    }


def answer_object(answer: Answer) -> Plain:
    """Give an answer with who stands where on it, and its counts."""

    def takers(take: Take) -> list[Plain]:
        agents = {p.agent for p in answer.positions if p.take is take}
        return [agent_object(agent) for agent in sorted(agents)]

    return {
        "value": answer.value,
        "wordings": [{"value": words, "claims": list(claims)} for words, claims in answer.wordings],
        "asserts": takers(Take.ASSERTS),
        "denies": takers(Take.DENIES),
        "hedges": takers(Take.HEDGES),
        "relays": takers(Take.RELAYS),
        "reports": answer.tally.reports,
        "origins": answer.tally.origins,
        "shown_independent": answer.tally.shown_independent,
        "parties": answer.tally.parties,
        "against_interest": answer.against_interest,
    }


def _history_object(history: History) -> Plain:
    stages = [
        {
            "value": stage.words,
            "take": str(stage.take),
            "claims": list(stage.claims),
            "said": time_object(stage.said),
            "last": time_object(stage.last),
        }
        for stage in history.stages
    ]
    return {
        "agent": agent_object(history.agent),
        "camp": history.camp or None,
        "kind": history.kind,
        "words": history.words,
        "stages": stages,
    }


def _opinion_object(opinion: Opinion | None) -> Plain | None:
    if opinion is None:
        return None
    names = ("belief", "disbelief", "uncertainty", "probability")
    return {name: round(getattr(opinion, name), 4) for name in names}


def _gauge_object(found: Gauge) -> Plain:
    """Give the advisory gauge of one question; no grade reads it."""
    answers = [
        {
            "value": one.answer.value,
            "voices": len(one.voices),
            "supports": _opinion_object(one.reading.supports),
            "opposes": _opinion_object(one.reading.opposes),
            "conflict": round(one.reading.conflict, 4),
            "fused": _opinion_object(one.reading.fused),
            "if_independent": _opinion_object(one.reading.if_independent),
            "word": gauge.word(one.reading.fused),
            "without": [
                {
                    "origin": w.origin,
                    "conflict": round(w.reading.conflict, 4),
                    "fused": _opinion_object(w.reading.fused),
                }
                for w in one.without
            ],
        }
        for one in found.answers
    ]
    numbers = [
        {"counts": counted_words(n.group), "origins": n.origins, "radius": round(n.radius, 4), "verdict": n.verdict}
        for n in found.numbers
    ]
    return {"answers": answers, "numbers": numbers}


def _question_object(found: Gauge, dossier: Dossier) -> Plain:
    question, siblings, histories = found.question, dossier.siblings, dossier.finding.histories
    unread = dict(not_read(dossier.coverage, question))
    return {
        "aspect": str(question.aspect),
        "answers": [answer_object(answer) for answer in question.answers],
        "silent": [agent_object(agent) for agent in question.silent if agent not in unread],
        "not_read": [
            {"agent": agent_object(agent), "sentences": row.count, "spans": _spans(row)}
            for agent, row in unread.items()
        ],
        "elsewhere": [
            {"event": s.event, "title": s.title, "agents": [agent_object(agent) for agent in agents]}
            for s, agents in elsewhere(siblings, question)
        ],
        "contested": question.contested,
        "histories": [_history_object(h) for h in histories if h.question == question.id],
        "gauge": _gauge_object(found),
    }


def _grade_object(grade: Grade) -> Plain:
    steps = [
        {
            "rule": step.rule,
            "words": step.words,
            "outcome": step.outcome,
            "inputs": list(step.inputs),
            "missing": list(step.missing),
        }
        for step in grade.trace
    ]
    return {
        "standard": grade.standard,
        "mode": grade.mode,
        "subject": grade.subject,
        "value": grade.value,
        "rule": grade.rule,
        "trace": steps,
        "would_change": list(grade.would_change),
    }


def _coverage_object(row: CoverageRow) -> Plain:
    return {
        "holder": row.holder,
        "holder_kind": row.holder_kind,
        "measure": row.measure,
        "item": row.item,
        "count": row.count,
        "total": row.total,
        "spans": _spans(row),
    }


def _spans(row: CoverageRow) -> list[Plain]:
    return [{"report": s.report, "start": s.start, "end": s.end, "words": s.words} for s in row.spans]


def event_object(dossier: Dossier) -> Plain:
    """Give an event with its findings as one object of `events --json`.

    It holds only what belongs to this event, and which events may be this one; `reports` is a count, as `origins` and
    `shown_independent` are.
    """
    event, finding, siblings = dossier.event, dossier.finding, dossier.siblings
    edges = [{"kind": str(e.kind), "a": e.a, "b": e.b, "evidence": e.evidence} for e in dossier.lineage]
    return {
        "schema": SCHEMA_VERSION,
        "id": event.id,
        "act_types": list(event.act_types),
        "place": place_object(event.place),
        "time": time_object(event.time),
        "reports": finding.tally.reports,
        "origins": finding.tally.origins,
        "shown_independent": finding.tally.shown_independent,
        "parties": [agent_object(agent) for agent in finding.parties],
        "may_be_the_same": [{"event": s.event, "title": s.title} for s in siblings],
        "questions": [_question_object(found, dossier) for found in gauges(finding, Settings())],
        "grades": [_grade_object(grade) for grade in dossier.grades],
        "coverage": [_coverage_object(row) for row in dossier.coverage],
        "lineage": edges,
    }
