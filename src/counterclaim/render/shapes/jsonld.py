"""A run as JSON-LD: PROV-O for what came from what, schema.org for articles, claims and published verdicts.

The context is inline, so that nothing is fetched. What neither vocabulary has stands under `cc:`, our own terms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import TimeRange
from counterclaim.records.judgement import Grade, Lineage, Origin
from counterclaim.records.naming import agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, LineageKind
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested, doubts, numbers
from counterclaim.render.unconfirmed import banner

Plain = dict[str, Any]
#: Every name used below, so that a reader without a network knows what it means.
_CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "cc": "urn:counterclaim:terms:1:",
        "id": "@id",
        "type": "@type",
        **{
            f"prov:{name}": {"@id": f"prov:{name}", "@type": "@id"}
            for name in ("wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo", "wasGeneratedBy", "used", "alternateOf")
        },
        **{
            f"schema:{name}": {"@id": f"schema:{name}", "@type": "@id"}
            for name in ("appearance", "author", "publisher", "about", "itemReviewed")
        },
        "cc:chain": {"@id": "cc:chain", "@type": "@id", "@container": "@list"},
        "cc:subject": {"@id": "cc:subject", "@type": "@id"},
        "cc:sameOwner": {"@id": "cc:sameOwner", "@type": "@id"},
        "prov:endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    }
)
_PEOPLE: Mapping[AgentKind, list[str]] = MappingProxyType(
    {
        AgentKind.PERSON: ["prov:Person", "schema:Person"],
        AgentKind.UNNAMED_GROUP: ["prov:Agent"],
        AgentKind.GENERIC: ["prov:Agent"],
    }
)
#: Lineage that says which text came from which; the rest only says that two share an origin.
_DERIVED: Mapping[LineageKind, str] = MappingProxyType(
    {
        LineageKind.QUOTES: "prov:wasQuotedFrom",
        LineageKind.WIRE_COPY: "prov:wasDerivedFrom",
        LineageKind.TRANSLATION: "prov:wasDerivedFrom",
        LineageKind.SAME_TEXT: "prov:wasDerivedFrom",
    }
)

_LOST = (
    "Texts of reports: only their digests; the words of each claim are there.",
    "How claims stand to each other, their stance and their chains: under our own terms, which others will not know.",
    "Offsets, cues, hedges and how sure each speaker of a chain is.",
    "The trace of a grade, and coverage.",
    "Verdicts: a ClaimReview stands only where a person set a grade of an answer; grades by rule are plain entities.",
    "Days of publication that are a range: under our own terms.",
)


def written(given: Given) -> str:
    """Give one document: a context and a graph of nodes ordered by id, each node once."""
    run = _id(given.run)
    reports = {r.id for r in given.reports}
    nodes: dict[str, Plain] = {
        run: {
            "id": run,
            "type": "prov:Activity",
            "prov:endedAtTime": given.at,
            "prov:used": [_id(name) for name in sorted(reports)],
        }
    }
    for one in _nodes(given, run):
        nodes.setdefault(one["id"], one)
    for edge in {e.id: e for d in given.dossiers for e in d.lineage}.values():
        _join(nodes, edge)
    graph = [nodes[name] for name in sorted(nodes)]
    return json.dumps({"@context": dict(_CONTEXT), "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _nodes(given: Given, run: str) -> Iterator[Plain]:
    yield from (_agent(a) for a in given.agents)
    for report in given.reports:
        yield from _report(report)
    for dossier in given.dossiers:
        yield _event(dossier, run)
        voices = {c: o for o in dossier.finding.origins for c in o.members}
        counted = numbers(dossier)
        yield from (
            _claim(c, dossier.event.id, voices.get(c.id)) | {f"cc:{k}": v for k, v in counted.get(c.id, {}).items()}
            for c in dossier.claims
        )
        answers = {a.id: a.claims for q in dossier.finding.questions for a in q.answers}
        yield from (_grade(g, answers.get(g.subject, ()), run) for g in dossier.grades)


def _agent(one: Agent) -> Plain:
    types = _PEOPLE.get(one.kind, ["prov:Organization", "schema:Organization"])
    return {"id": _id(one.id), "type": types, "schema:name": one.name, "cc:kind": str(one.kind)}


def _report(report: Report) -> Iterator[Plain]:
    """Give a report, the original it came from, and its publisher."""
    original = f"urn:sha256:{report.capture}"
    yield {"id": original, "type": "prov:Entity", "cc:sha256": report.capture}
    node: Plain = {
        "id": _id(report.id),
        "type": ["prov:Entity", "schema:Article"],
        "prov:wasDerivedFrom": [original],
        "schema:inLanguage": report.language,
        "cc:textSha256": report.sha256,
        **_day("schema:datePublished", report.published),
    }
    if report.publisher:
        outlet = agent(report.publisher, AgentKind.OUTLET, report.id)
        yield _agent(outlet)
        node |= {"schema:publisher": _id(outlet.id), "prov:wasAttributedTo": _id(outlet.id)}
    given = {"schema:headline": report.title, "schema:url": report.url}
    yield node | {name: value for name, value in given.items() if value}


def _event(dossier: Dossier, run: str) -> Plain:
    event, tally = dossier.event, dossier.finding.tally
    node: Plain = {
        "id": _id(event.id),
        "type": ["prov:Entity", "schema:Event"],
        "schema:name": event.title,
        "prov:wasGeneratedBy": run,
        "cc:actType": list(event.act_types),
        "cc:reports": tally.reports,
        "cc:origins": tally.origins,
        "cc:shownIndependent": tally.shown_independent,
        "cc:range": all_ranges(dossier.finding),
        "cc:accused": accused(dossier.finding),
        "cc:contested": contested(dossier.finding),
    }
    if notice := banner([dossier]):
        node["cc:notice"] = notice
    if event.time:
        node |= {"schema:startDate": event.time.start, "schema:endDate": event.time.end}
    if event.place:
        place: Plain = {"type": "schema:Place", "schema:name": event.place.name}
        if event.place.lat is not None:
            place["schema:geo"] = {
                "type": "schema:GeoCoordinates",
                "schema:latitude": event.place.lat,
                "schema:longitude": event.place.lon,
                "cc:precisionMetres": event.place.precision_m,
            }
        node["schema:location"] = place
    return node


def _claim(claim: Claim, event: str, voice: Origin | None) -> Plain:
    told: Plain = {"cc:voice": voice.id} if voice else {}
    if voice and (why := doubts(voice)):
        told["cc:notShownIndependent"] = why
    return {
        "id": _id(claim.id),
        "type": ["prov:Entity", "schema:Claim"],
        "schema:text": claim.text,
        "schema:author": _id(claim.originator.id),
        "schema:appearance": _id(claim.report),
        "schema:about": _id(event),
        "prov:wasQuotedFrom": [_id(claim.report)],
        "cc:chain": [_id(hop.agent.id) for hop in claim.chain],
        "cc:stance": str(claim.stance),
        "cc:aspect": str(claim.aspect),
        "cc:value": claim.value,
        "cc:claimAct": str(claim.claim_act),
    } | told


def _grade(grade: Grade, claims: tuple[str, ...], run: str) -> Plain:
    """Give a grade; one that a person set on an answer is a published verdict on its claims too."""
    node: Plain = {
        "id": _id(grade.id),
        "type": ["prov:Entity"],
        "cc:subject": _id(grade.event),
        "cc:of": grade.subject,
        "cc:standard": grade.standard,
        "cc:reading": grade.mode,
        "cc:label": grade.label,
        "cc:needsReview": list(grade.needs_review),
        "prov:wasGeneratedBy": run,
    }
    if grade.override and claims:
        rating = {"type": "schema:Rating", "schema:alternateName": grade.label}
        node["type"].append("schema:ClaimReview")
        node |= {"schema:itemReviewed": [_id(c) for c in claims], "schema:reviewRating": rating}
        node["schema:reviewBody"] = grade.override
    return node


def _join(nodes: dict[str, Plain], edge: Lineage) -> None:
    """Write one edge of lineage on the later of its two, or on the first named where nothing shows which is later."""
    a, b = _id(edge.a), _id(edge.b)
    if a not in nodes or b not in nodes:
        return
    later, earlier = (a, b) if edge.first != edge.a else (b, a)
    shown = edge.first is not None and edge.kind in _DERIVED
    name = _DERIVED[edge.kind] if shown else "prov:alternateOf"
    if edge.kind is LineageKind.SAME_OWNER:
        name = "cc:sameOwner"
    nodes[later] = nodes[later] | {name: sorted({*nodes[later].get(name, []), earlier})}


def _day(name: str, time: TimeRange | None) -> Plain:
    """Give a day as a date; a range of days under our own terms."""
    if time is None:
        return {}
    return (
        {name: time.start} if time.start == time.end else {"cc:publishedFrom": time.start, "cc:publishedTo": time.end}
    )


def _id(name: str) -> str:
    return f"urn:counterclaim:{name}"


SHAPE = Shape(title="JSON-LD (PROV-O, schema.org)", file="run.jsonld", written=written, lost=_LOST)
