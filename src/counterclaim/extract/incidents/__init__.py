"""Incidents of a report, each in one piece: kind, stage, day, place, doers, victims, things, tools, who is blamed."""

from counterclaim.extract.incidents.incident import Blamed, Incident, Person, Thing
from counterclaim.extract.incidents.reading import incidents

__all__ = ["Blamed", "Incident", "Person", "Thing", "incidents"]
