"""Our incidents to MUC-4 templates: the same values, in the form of the task."""

from __future__ import annotations

from datetime import date

from counterclaim.extract.incidents import Incident
from evals.muc.reader import Filler, Template


def template(doc: str, incident: Incident) -> Template:
    """Give the template of one incident of a document."""
    slots: dict[str, list[Filler]] = {}

    def put(slot: str, value: str | None, ref: str | None = None) -> None:
        if value:
            slots.setdefault(slot, []).append(Filler((value,), (ref,) if ref else ()))

    for slot, value in (("type", incident.kind), ("stage", incident.stage), ("incident_category", incident.category)):
        put(slot, value)
    slots |= _when_and_where(incident)
    for words, kind in incident.tools:
        put("instrument_id", words)
        put("instrument_type", kind, words)
    for words in incident.doers:
        put("perp_individual", words)
    for blamed in incident.blamed:
        put("perp_organization", blamed.name)
        put("perp_confidence", blamed.confidence, blamed.name)
    for thing in incident.things:
        put("phys_id", thing.words)
        put("phys_type", thing.kind, thing.words)
        put("phys_number", thing.number, thing.words)
        put("phys_nation", thing.nation, thing.words)
        put("phys_effect", thing.effect, thing.words)
    for person in incident.people:
        ref = person.name or person.description
        put("hum_name", person.name)
        put("hum_description", person.description, person.name)
        put("hum_type", person.kind, ref)
        put("hum_number", person.number, ref)
        put("hum_nation", person.nation, ref)
        put("hum_effect", person.effect, ref)
    return Template(doc, {slot: tuple(fillers) for slot, fillers in slots.items()})


def _when_and_where(incident: Incident) -> dict[str, list[Filler]]:
    out = {}
    if incident.last_day:
        out["date"] = [Filler((_day(incident),), ranges=((incident.first_day, incident.last_day),))]
    if incident.place:
        out["location"] = [Filler((": ".join(incident.place),), paths=(incident.place,))]
    return out


def _day(incident: Incident) -> str:
    """Give a date as the task writes it: `11 JAN 90`, or `- 11 JAN 90` for "on or before"."""
    last = date.fromisoformat(incident.last_day or "")
    words = f"{last.day:02} {last.strftime('%b %y').upper()}"
    return words if incident.first_day else f"- {words}"
