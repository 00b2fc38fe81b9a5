"""Rows of coders' tables to claims: what a record's cells say, by the table of its kind, on the record's own words.

A record is the last paragraph of such a report's text, one `column: cell` a line. Its claims speak for the project that
coded it, and go back to the one source that the row names; where it names several, nothing tells which said what, so
they are one source that names nobody.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from counterclaim.canonical import identifier
from counterclaim.extract import agents
from counterclaim.extract.authors import author
from counterclaim.extract.slots.gazetteer import nations
from counterclaim.lexicons import lexicon, neighbours
from counterclaim.records import naming
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.source import Passage, Report
from counterclaim.records.words import (
    ActType,
    AgentKind,
    Aspect,
    ClaimAct,
    Factuality,
    Measure,
    Speech,
    Stance,
    VictimClass,
)

#: Under this name a report says which table its record is a row of.
RECORD = "record"
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_SEVERAL = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class _Row:
    """A record: its cells by column, where it stands in its report, and what its table says it claims."""

    report: Report
    start: int
    cells: Mapping[str, str]
    claims: Mapping[str, Any]

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def holds(self, told: Mapping[str, Any]) -> bool:
        """Say whether a part of the table is for a row like this."""
        return all(self.cell(column) == value for column, value in told.get("where", {}).items())


def words_of(report: Report, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the passages of a report that somebody wrote as sentences: all but those of its record."""
    found = _row(report)
    return tuple(passages) if found is None else tuple(p for p in passages if p.start < found.start)


def recorded(report: Report, extractor: str) -> tuple[Claim, ...]:
    """Give the claims of a report's record; none for a report that is no row of a table."""
    row = _row(report)
    return () if row is None else tuple(_claims(row, extractor))


def placed(report: Report, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give claims with the place that the report's own record gives for a name the gazetteer does not have."""
    row = _row(report)
    place = _place(row) if row is not None else None
    if place is None or place.lat is None:
        return tuple(claims)
    name = naming.normal_name(place.name)
    lacking = [c.place is not None and c.place.lat is None and naming.normal_name(c.place.name) == name for c in claims]
    return tuple(replace(c, place=place) if lacks else c for c, lacks in zip(claims, lacking, strict=True))


def _row(report: Report) -> _Row | None:
    name = next((words for field, words in report.came_from if field == RECORD), "")
    table = neighbours.tables().get(name)
    if table is None or "claims" not in table:
        return None
    start = report.text.rfind("\n\n") + 2 if "\n\n" in report.text else 0
    cells = dict(line.partition(": ")[::2] for line in report.text[start:].split("\n"))
    return _Row(report, start, cells, table["claims"])


def _claims(row: _Row, extractor: str) -> Iterator[Claim]:
    act, words = _act(row)
    shared = {
        "act_type": act,
        "target": _named(row, "target"),
        "place": _place(row),
        "time": _time(row),
        "time_words": row.cell(row.claims["time"]["from"]) or None,
    }
    chain = _chain(row)

    def claim(aspect: Aspect, value: str, kind: ClaimAct, **told: Any) -> Claim:
        fields = shared | told
        end = len(row.report.text)
        parts = [row.report.id, row.start, end, aspect.value, value, [h.agent.id for h in chain], fields.get("actor")]
        return Claim(
            id=identifier("c", *parts),
            report=row.report.id,
            start=row.start,
            end=end,
            text=row.report.text[row.start : end],
            chain=chain,
            stance=Stance.ASSERT,
            claim_act=kind,
            aspect=aspect,
            value=value,
            extractor=extractor,
            **fields,
        )

    yield claim(Aspect.OCCURRENCE, words, ClaimAct.REPORT)
    for name in _accused(row):
        yield claim(Aspect.PERPETRATOR, name, ClaimAct.ATTRIBUTE_TO_OTHER, actor=name)
    for count in row.claims["counts"]:
        numbers = _numbers(row, count)
        if numbers is not None:
            measure, victims = Measure(count["measure"]), VictimClass(count["victims"])
            value = f"{numbers.words()} {measure} ({victims})"
            told = {"measure": measure, "victim_class": victims, "range": numbers, "unit": "people"}
            yield claim(Aspect.COUNT, value, ClaimAct.GIVE_NUMBER, **told)


def _act(row: _Row) -> tuple[str, str]:
    """Give the kind of act and words for it."""
    told = row.claims["act"]
    if "fixed" in told:
        return told["fixed"], told["words"][""]
    code = row.cell(told["column"])
    act = lexicon("crosswalk", "neighbours")["back"][told["scheme"]].get(code, ActType.OTHER.value)
    known = next((r["words"] for r in lexicon("act_types") if r["act"] == act), "")
    return act, told["words"].get(code) or (code.lower() if act == ActType.OTHER else known)


def _named(row: _Row, part: str) -> str | None:
    told = row.claims.get(part)
    return row.cell(told["column"]) or None if told and row.holds(told) else None


def _accused(row: _Row) -> list[str]:
    """Give who the row says did it: one side of it, or the parties of a list."""
    one = _named(row, "perpetrator")
    found = [one] if one else []
    if "accused" in row.claims and (cell := row.cell(row.claims["accused"]["column"])):
        try:
            listed = json.loads(cell)
        except ValueError:
            listed = _SEVERAL.split(cell)
        names = [v.get("belligerent") if isinstance(v, dict) else v for v in listed] if isinstance(listed, list) else []
        found += [n.strip() for n in names if isinstance(n, str) and n.strip()]
    return list(dict.fromkeys(agents.canonical(n) for n in found))


def _numbers(row: _Row, count: Mapping[str, Any]) -> NumberRange | None:
    """Give a range; none for blanks, nor for a nought where the scheme writes it for what it does not know."""
    low, high = (_number(row.cell(count[side])) for side in ("low", "high"))
    if low is None and high is None:
        return None
    if count.get("raise") and low is not None and high is not None:
        high = max(low, high)
    return None if count["nought"] == "leave" and not high and not low else NumberRange(low, high)


def _number(cell: str) -> float | None:
    return float(cell) if cell.strip() else None


def _place(row: _Row) -> Place | None:
    told = row.claims["place"]
    name = next((row.cell(c) for c in told["name"] if row.cell(c)), "")
    lat, lon = _number(row.cell(told["latitude"])), _number(row.cell(told["longitude"]))
    land = row.cell(told["country"])
    country = nations().get(land, "")
    if not name and lat is None:
        return Place(name=land, level="country", country=country) if land else None
    code = row.cell(told["precision"]) if told["precision"] else ""
    level, metres = told["levels"].get(code) or told.get("others") or ("unknown", None)
    shown = name or f"{lat:.6g}, {lon:.6g}"
    return Place(name=shown, lat=lat, lon=lon, precision_m=metres, level=level, country=country)


def _time(row: _Row) -> TimeRange | None:
    told = row.claims["time"]
    first, last = (_day(row.cell(told[end])) for end in ("from", "to"))
    if first is None or last is None:
        return None
    code = row.cell(told["precision"]) if told["precision"] else ""
    span = told["spans"].get(code, "day")
    if span == "week":
        first = last = first - timedelta(days=first.weekday())
        last += timedelta(days=6)
    elif span == "month":
        first = first.replace(day=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return TimeRange(first.isoformat(), last.isoformat(), first == last and code in {"", "1"})


def _day(cell: str) -> date | None:
    found = _DAY.findall(cell)
    try:
        return date.fromisoformat(found[-1]) if found else None
    except ValueError:
        return None


def _chain(row: _Row) -> tuple[Hop, ...]:
    own = Hop(agent=author(row.report), speech=Speech.OWN, factuality=Factuality.CERTAIN)
    told = row.claims.get("sources")
    cell = row.cell(told["column"]) if told else ""
    who = _source(cell, told["kind"], row) if told and cell else None
    if who is None or who == own.agent:
        return (own,)
    at = row.report.text.index(cell, row.start)
    first = Hop(
        agent=who, speech=Speech.INDIRECT, factuality=Factuality.CERTAIN, cue=cell, cue_start=at, cue_end=at + len(cell)
    )
    return (first, Hop(agent=own.agent, speech=Speech.OWN, factuality=Factuality.UNCOMMITTED))


def _source(cell: str, kind: str, row: _Row) -> Agent:
    """Give the source that a row names; of a kind that the row does not tell, a full name is taken for a person's.

    So taken, it leaves the case by decision only.
    """
    report, names = row.report, [n for n in _SEVERAL.split(cell.strip()) if n]
    if len(names) > 1:
        return naming.agent("; ".join(names), AgentKind.GENERIC, report.id)
    known = agents.known(names[0])
    if known is not None:
        return naming.agent(known.name, known.kind, report.id)
    if kind == "outlet":
        return naming.agent(names[0], AgentKind.OUTLET, report.id)
    noun = agents.kind_of_noun(names[0].split()[-1])
    words, place = names[0].split(), _place(row)
    of_place = place is not None and bool(set(words) & set(place.name.split()))
    person = 1 < len(words) < 5 and all(w[:1].isupper() for w in words) and not of_place
    return naming.agent(names[0], noun or (AgentKind.PERSON if person else AgentKind.ORGANISATION), report.id)
