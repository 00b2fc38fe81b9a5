"""Events as FollowTheMoney entities, one a line: events, the articles that prove them, who speaks, and notes of claims.

A claim is a `Note` with its article as proof, and a `Documentation` of the event in the article whose role is the kind
of claim: the model has no claim. Nobody is made a party to an event (`involved`): an accusation is not an involvement.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from counterclaim.records.claim import Claim
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import TimeRange
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested, graded, told
from counterclaim.render.unconfirmed import banner

#: Who has a name of their own. Who is unnamed is no entity: two reports' "residents" would be matched as one.
_SCHEMATA: Mapping[AgentKind, str] = MappingProxyType(
    {
        AgentKind.PERSON: "Person",
        AgentKind.OUTLET: "Organization",
        AgentKind.ORGANISATION: "Organization",
        AgentKind.OFFICIAL_BODY: "PublicBody",
        AgentKind.ARMED_ACTOR: "Organization",
    }
)
#: ISO 639-3 codes, which the model asks for, of the languages that texts are read or recognised in.
_LANGUAGES = {"ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "tr": "tur"}

_LOST = (
    "Texts of reports, unless a decision lets every name out: they may name people whom nothing notices.",
    "Stance and chain of a claim: the model has no claim, so both are words of a note.",
    "Speakers without a name (residents, sources): they are words, not entities, lest they be matched with others.",
    "Who is accused, ranges, contested questions and grades: words in the notes of an event.",
    "The point of a place and its precision, and whether a day is exact: only names and days are held.",
    "Lineage, origins and coverage: only the counts of reports, voices and independent voices, in words.",
    "Digests as checksums: the model's are SHA-1, ours are SHA-256 and stand in the notes of an article.",
    "Languages other than Arabic, English, French, German, Russian, Spanish and Turkish.",
)


def written(given: Given) -> str:
    """Give JSON Lines, an entity each: articles, agents, then each event with its claims."""
    rows = [_article(r, whole=given.texts) for r in given.reports]
    rows += [_entity(a.id, _SCHEMATA[a.kind], name=[a.name]) for a in given.agents if a.kind in _SCHEMATA]
    for dossier in given.dossiers:
        rows.append(_event(dossier))
        for claim in dossier.claims:
            rows += _claim(claim, dossier.event.id)
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def _event(dossier: Dossier) -> dict[str, Any]:
    event, finding = dossier.event, dossier.finding
    lists = {
        "Ranges": all_ranges(finding),
        "Accused": accused(finding),
        "Contested": contested(finding),
        "Grades": graded(dossier.grades),
    }
    return _entity(
        event.id,
        "Event",
        name=[event.title],
        location=[event.place.name] if event.place else [],
        country=[event.place.country.lower()] if event.place and event.place.country else [],
        **_days(event.time, "date", "startDate", "endDate"),
        summary=[*filter(None, [banner([dossier])]), finding.tally.words],
        notes=[f"{name}: {'; '.join(words)}" for name, words in lists.items() if words],
        keywords=event.act_types,
        recordId=[event.id],
        proof=[_id(r.id) for r in dossier.reports],
    )


def _article(report: Report, *, whole: bool) -> dict[str, Any]:
    return _entity(
        report.id,
        "Article",
        title=[report.title] if report.title else [],
        bodyText=[report.text] if whole else [],
        author=[report.author] if report.author else [],
        publisher=[report.publisher] if report.publisher else [],
        language=[_LANGUAGES[report.language]] if report.language in _LANGUAGES else [],
        sourceUrl=[report.url] if report.url else [],
        notes=[f"SHA-256 of its text {report.sha256}", f"SHA-256 of its original {report.capture}"],
        **_days(report.published, "publishedAt", "", ""),
    )


def _claim(claim: Claim, event: str) -> list[dict[str, Any]]:
    """Give a claim as a note on its event and speakers, and as what its article documents."""
    named = dict.fromkeys(_id(hop.agent.id) for hop in claim.chain if hop.agent.kind in _SCHEMATA)
    note = _entity(
        claim.id,
        "Note",
        name=[f"{claim.aspect}: {claim.value}"],
        description=[claim.text],
        summary=[told(claim)],
        notes=[f"stance: {claim.stance}", f"characters {claim.start} to {claim.end} of {claim.report}"],
        entity=[_id(event), *named],
        proof=[_id(claim.report)],
    )
    link = _entity(
        f"{claim.id}-d",
        "Documentation",
        document=[_id(claim.report)],
        entity=[_id(event)],
        role=[str(claim.claim_act)],
        summary=[f"{claim.stance}: {claim.value}"],
        recordId=[claim.id],
        proof=[_id(claim.report)],
    )
    return [note, link]


def _days(time: TimeRange | None, one: str, first: str, last: str) -> dict[str, list[str]]:
    """Give a precise day under its name, else the first and last day under theirs, or the part they share."""
    if time is None:
        return {}
    if time.start == time.end:
        return {one: [time.start]}
    if first:
        return {first: [time.start], last: [time.end]}
    shared = time.start[:7] if time.start[:7] == time.end[:7] else time.start[:4]
    return {one: [shared]} if time.end.startswith(shared) else {}


def _id(name: str) -> str:
    """Give an id as the model takes one: without an underscore."""
    return name.replace("_", "-")


def _entity(number: str, schema: str, **properties: Sequence[str]) -> dict[str, Any]:
    return {"id": _id(number), "schema": schema, "properties": {k: list(v) for k, v in properties.items() if v}}


SHAPE = Shape(title="FollowTheMoney entities", file="entities.ftm.json", written=written, lost=_LOST)
