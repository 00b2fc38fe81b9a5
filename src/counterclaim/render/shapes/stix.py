"""Events as a STIX 2.1 bundle: incidents, notes with what is said of them, identities who say it, one report each.

Nothing custom is added: what STIX has no place for is in labels, in words, or lost. `confidence` is left out, since in
STIX it is a producer's trust in its own object, and what others say is not ours to trust or doubt.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Origin
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested, doubts, graded, numbers, told
from counterclaim.render.unconfirmed import banner, unconfirmed

Plain = dict[str, Any]
#: When objects were made and when changed: a later run gives a later version of the same object.
Times = tuple[str, str]
#: Our own namespace: ids are the same for the same content. (STIX keeps its own namespace for observables.)
_SPACE = uuid.UUID("6a1d6d6c-9a1f-5d0e-8a57-3f3f0c6c2b11")
_CLASSES: Mapping[AgentKind, str] = MappingProxyType(
    {
        AgentKind.PERSON: "individual",
        AgentKind.OUTLET: "organization",
        AgentKind.ORGANISATION: "organization",
        AgentKind.OFFICIAL_BODY: "organization",
        AgentKind.ARMED_ACTOR: "group",
        AgentKind.UNNAMED_GROUP: "class",
        AgentKind.GENERIC: "unknown",
    }
)
#: The tags of MISP's taxonomy for the two axes.
_AXES = {"admiralty_letter": "source-reliability", "admiralty_digit": "information-credibility"}

_REPORT = "What is said of one event, by whom, and what it comes to. Not a finding of fact."
_LOST = (
    "Place, time and numbers of an event: STIX has no field for them on an incident; its description says them.",
    "The chain of a claim: its originator and last carrier are authors, the whole chain is words.",
    "Stance, aspect, kind and number of a claim are labels; a denial is a note too, for an opinion would be ours.",
    "Lineage and coverage: only which claims are one voice, and whether it is shown independent; counts of voices.",
    "Grades other than Admiralty are words; an Admiralty tag carries no trace, and stands only where both texts agree.",
    "The texts of reports: their ids, addresses and digests are external references.",
)


def written(given: Given) -> str:
    """Give one bundle; each object once, ordered by id."""
    at = (_time(given.began), _time(given.at))
    maker = _object("identity", at, ("maker",), name="Counterclaim", identity_class="system")
    found: dict[str, Plain] = {maker["id"]: maker}
    people = {a.id: _identity(a, at, maker["id"]) for a in given.agents}
    for dossier in given.dossiers:
        of_event = _of_event(dossier, people, at, maker["id"])
        found |= {one["id"]: one for one in of_event}
    found |= {one["id"]: one for one in people.values()}
    whole = {"type": "bundle", "id": f"bundle--{uuid.uuid5(_SPACE, given.run)}"}
    return json.dumps(whole | {"objects": [found[k] for k in sorted(found)]}, ensure_ascii=False, indent=1) + "\n"


def _of_event(dossier: Dossier, people: Mapping[str, Plain], at: Times, maker: str) -> list[Plain]:
    """Give an incident, a note for each claim on it, and the report that holds them together."""
    event = dossier.event
    by_id = {r.id: r for r in dossier.reports}
    incident = _object(
        "incident",
        at,
        (event.id,),
        created_by_ref=maker,
        name=event.title,
        description=_description(dossier),
        labels=[*event.act_types, *(["unconfirmed"] if unconfirmed(dossier) else [])] or None,
        external_references=[_reference(event.id, "event"), *(_source(r) for r in dossier.reports)],
    )
    tags = _tags(dossier)
    voices = {c: o for o in dossier.finding.origins for c in o.members}
    counted = {c: [f"{part}:{word}" for part, word in told_.items()] for c, told_ in numbers(dossier).items()}
    about = incident["id"], maker, at
    notes = [
        _note(c, by_id.get(c.report), about, [*counted.get(c.id, ()), *tags[c.id]], voices.get(c.id))
        for c in dossier.claims
    ]
    who = sorted({people[hop.agent.id]["id"] for c in dossier.claims for hop in c.chain})
    report = _object(
        "report",
        at,
        ("report", event.id),
        created_by_ref=maker,
        name=event.title,
        description=f"{banner([dossier])} {_REPORT}".strip(),
        published=at[1],
        object_refs=[incident["id"], *sorted(n["id"] for n in notes), *who],
        external_references=[_reference(event.id, "event")],
    )
    return [incident, *notes, report]


def _description(dossier: Dossier) -> str:
    event, finding = dossier.event, dossier.finding
    place = event.place
    time = f"{event.time.start} to {event.time.end}" if event.time else "not known"
    where = place.words if place else "not known"
    if place and place.precision_m is not None:
        where += f" ({place.lat}, {place.lon}, within {place.precision_m} m)"
    lines = [*filter(None, [banner([dossier])]), f"Place: {where}", f"Days: {time}", f"Sources: {finding.tally.words}"]
    lists = {
        "Ranges": all_ranges(finding),
        "Accused": accused(finding),
        "Contested": contested(finding),
        "Grades": graded(dossier.grades),
    }
    return "\n".join([*lines, *(f"{name}: {'; '.join(v)}" for name, v in lists.items() if v)])


def _note(
    claim: Claim, report: Report | None, about: tuple[str, str, Times], tags: Sequence[str], voice: Origin | None
) -> Plain:
    incident, maker, at = about
    references = [_reference(claim.id, "claim"), _reference(claim.originator.id, "originator")]
    references += [*([_reference(voice.id, "voice")] if voice else []), *([_source(report)] if report else [])]
    references += [_reference(one, "doubt") for one in (doubts(voice) if voice else ())]
    names = dict.fromkeys([claim.originator.name, claim.chain[-1].agent.name])
    return _object(
        "note",
        at,
        (claim.id,),
        created_by_ref=maker,
        abstract=f"{told(claim)}: {claim.aspect} — {claim.value}",
        content=claim.text,
        authors=list(names),
        object_refs=[incident],
        labels=[f"stance:{claim.stance}", f"aspect:{claim.aspect}", f"act:{claim.claim_act}", *tags],
        external_references=references,
    )


def _tags(dossier: Dossier) -> Mapping[str, list[str]]:
    """Give the Admiralty tags of each claim: the digit of its answer and the letter of its originator."""
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in dossier.grades:
        if one.standard in _AXES:
            values[one.standard, one.subject].add(one.value.lower())
    digits: dict[str, set[str]] = defaultdict(set)
    for question in dossier.finding.questions:
        for answer in question.answers:
            for name in answer.claims:
                digits[name] |= values.get(("admiralty_digit", answer.id), set())
    found: dict[str, list[str]] = {}
    for claim in dossier.claims:
        axes = {
            "admiralty_letter": values.get(("admiralty_letter", claim.originator.name), set()),
            "admiralty_digit": digits[claim.id],
        }
        found[claim.id] = [f'admiralty-scale:{_AXES[a]}="{min(v)}"' for a, v in axes.items() if len(v) == 1]
    return found


def _identity(agent: Agent, at: Times, maker: str) -> Plain:
    return _object(
        "identity",
        at,
        (agent.id,),
        created_by_ref=maker,
        name=agent.name,
        identity_class=_CLASSES[agent.kind],
        external_references=[_reference(agent.id, "agent")],
    )


def _source(report: Report) -> Plain:
    """Give a report as an external reference; digests are words, since what lies at its address may have changed."""
    digests = f"SHA-256 of its text {report.sha256}, of its original {report.capture}"
    if days := report.published:
        digests += f"; published {days.start}" + (f" to {days.end}" if days.end != days.start else "")
    found = {"source_name": report.publisher or "no publisher known", "external_id": report.id, "description": digests}
    return found | ({"url": report.url} if report.url else {})


def _reference(name: str, kind: str) -> Plain:
    return {"source_name": "counterclaim", "external_id": name, "description": f"{kind} of the case"}


def _object(kind: str, at: Times, of: tuple[str, ...], **fields: Any) -> Plain:
    number = uuid.uuid5(_SPACE, "|".join((kind, *of)))
    head = {"type": kind, "spec_version": "2.1", "id": f"{kind}--{number}", "created": at[0], "modified": at[1]}
    return head | {name: value for name, value in fields.items() if value is not None}


def _time(at: str) -> str:
    """Give a time as STIX writes it, in UTC with milliseconds."""
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


SHAPE = Shape(title="STIX 2.1", file="bundle.stix.json", written=written, lost=_LOST)
