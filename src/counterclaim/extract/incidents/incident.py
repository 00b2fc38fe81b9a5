"""One incident of a report, as the reader of incidents gives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """People harmed or aimed at: a name or a description, what kind they are, how many, what became of them.

    `nation` is the country they are of, where the report says it and it is another than the incident's.
    """

    name: str | None
    description: str | None
    kind: str
    number: str
    effect: str | None
    nation: str | None


@dataclass(frozen=True, slots=True)
class Thing:
    """A building, vehicle or network that was aimed at; fields as for `Person`."""

    words: str
    kind: str
    number: str
    effect: str | None
    nation: str | None


@dataclass(frozen=True, slots=True)
class Blamed:
    """An organisation named in connection with an incident, and how sure the report is of it, and by whose word."""

    name: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One act of violence: `kind` and `stage` in the words of the MUC-4 task; days are ISO, None for an open start.

    `place` holds names from the country down; `probability` says how sure the reader is that the report tells of it.
    """

    kind: str
    stage: str
    category: str | None
    first_day: str | None
    last_day: str | None
    place: tuple[str, ...]
    tools: tuple[tuple[str | None, str], ...]
    doers: tuple[str, ...]
    blamed: tuple[Blamed, ...]
    things: tuple[Thing, ...]
    people: tuple[Person, ...]
    probability: float
