"""Small factories for records, so that a test says only what it is about. All texts and outlets are invented."""

from __future__ import annotations

from typing import Any

from counterclaim.canonical import identifier, text_digest
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.naming import agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Factuality, Speech, Stance


def a_day(start: str, end: str | None = None) -> TimeRange:
    """Give a day, or the days from `start` to `end`."""
    return TimeRange(start, end or start, end is None)


def a_place(name: str, lat: float | None = None, lon: float | None = None, metres: int | None = None) -> Place:
    """Give a place of town level."""
    return Place(name, lat, lon, metres, "town")


def a_report(text: str, publisher: str | None = "Harbour Post", day: str | None = None, **fields: Any) -> Report:
    """Give a report; its id is a function of publisher, day and text."""
    path = fields.pop("path", f"{publisher}-{day}.txt")
    number = identifier("r", publisher or "", day or "", text, path)
    values: dict[str, Any] = {
        "id": number, "capture": text_digest(text), "locator": "", "path": path, "publisher": publisher,
        "author": None, "published": a_day(day) if day else None, "language": "en", "title": None, "text": text,
        "sha256": text_digest(text),
    }  # fmt: skip
    return Report(**(values | fields))


def an_agent(name: str, kind: AgentKind = AgentKind.OUTLET, report: str = "r_0") -> Agent:
    """Give an agent; generic and unnamed ones are told apart by `report`."""
    return agent(name, kind, report)


def a_hop(who: Agent, speech: Speech = Speech.INDIRECT, factuality: Factuality = Factuality.CERTAIN) -> Hop:
    """Give one hop of a chain."""
    return Hop(agent=who, speech=speech, factuality=factuality)


def chain_of(report: Report, *speakers: Agent) -> tuple[Hop, ...]:
    """Give a chain from the originator to the report's publisher; without speakers, its own voice."""
    kind = AgentKind.OUTLET if report.publisher else AgentKind.GENERIC
    author = agent(report.publisher or f"unnamed author of “{report.path}”", kind, report.id)
    own = Hop(agent=author, speech=Speech.OWN, factuality=Factuality.UNCOMMITTED if speakers else Factuality.CERTAIN)
    return (*(a_hop(s) for s in speakers), own)


def a_claim(report: Report, words: str, aspect: Aspect, value: str, *speakers: Agent, **fields: Any) -> Claim:
    """Give a claim on `words`, which must stand in the report's text; `speakers` come originator first."""
    start = report.text.index(words)
    values: dict[str, Any] = {
        "id": identifier("c", report.id, start, words, aspect.value, value, [s.id for s in speakers]),
        "report": report.id, "start": start, "end": start + len(words), "text": words,
        "chain": chain_of(report, *speakers), "stance": Stance.ASSERT, "claim_act": ClaimAct.REPORT,
        "aspect": aspect, "value": value, "extractor": "hand",
    }  # fmt: skip
    return Claim(**(values | fields))
