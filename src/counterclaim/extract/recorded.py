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
from counterclaim.extract.named import agents
from counterclaim.extract.named.authors import author
from counterclaim.extract.words.gazetteer import nations
from counterclaim.lexicons import lexicon, neighbours
from counterclaim.records import naming
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.extent import WRITTEN_MAX, NumberRange, Place, TimeRange
from counterclaim.records.returned import GIVEN_UP, returned
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
_LISTED = re.compile(r"[;|]")
_COUNTRY = re.compile(r"[A-Z]{2}")
#: A line of a record; what stands in brackets is the name that the column has in its file.
_LINE = re.compile(r"(?P<column>[^:]*?)(?: \[(?:(?!: ).)*\])?: (?P<cell>.*)")


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
    lines = (_LINE.match(line) for line in report.text[start:].split("\n"))
    return _Row(report, start, {m["column"]: m["cell"] for m in lines if m}, table["claims"])


def _claims(row: _Row, extractor: str) -> Iterator[Claim]:
    acts = _acts(row)
    shared = {
        "stance": Stance.ASSERT,
        "act_type": acts[0][0] if acts else ActType.OTHER.value,
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
            claim_act=kind,
            aspect=aspect,
            value=value,
            extractor=extractor,
            **fields,
        )

    numbers = {f"{r.words()} {m} ({v})": _counting(m, v, r) for m, v, r in _counts(row)}
    accused = _accused(row)
    if (stated := _stated(row)) is not None:
        aspect, kind, stance = stated
        told = (_number_told(row) or next(iter(numbers.values()), {})) if aspect is Aspect.COUNT else {}
        # A number that its source gave up says nothing of today, whoever has it without the words that tell so.
        stance = Stance.RETRACT if stance is Stance.ASSERT and row.cell("number") == GIVEN_UP else stance
        actor = accused[0] if accused and aspect is Aspect.PERPETRATOR else None
        yield claim(aspect, row.cell("value") or str(aspect), kind, stance=stance, actor=actor, **told)
        return
    for act, words in acts:
        yield claim(Aspect.OCCURRENCE, words, ClaimAct.REPORT, act_type=act)
    for name in accused:
        yield claim(Aspect.PERPETRATOR, name, ClaimAct.ATTRIBUTE_TO_OTHER, actor=name)
    for value, told in numbers.items():
        yield claim(Aspect.COUNT, value, ClaimAct.GIVE_NUMBER, **told)


def _counting(measure: Measure, victims: VictimClass | None, numbers: NumberRange) -> dict[str, Any]:
    return {"measure": measure, "victim_class": victims, "range": numbers, "unit": "people"}


def _number_told(row: _Row) -> dict[str, Any]:
    """Give the number of a record that is one claim, and what it counts; nothing where it does not tell them so."""
    try:
        low, high, named = (_number(row.cell(c)) for c in ("lowest", "highest", "named"))
        held = [n for n in (low, high, named) if n is not None]
        measure = Measure(row.cell("measure"))
        victims = VictimClass(row.cell("counted")) if row.cell("counted") else None
    except ValueError:
        return {}
    if (low is None and high is None) or not all(0 <= n <= WRITTEN_MAX for n in held):
        return {}
    if low is not None and high is not None and low > high:
        return {}
    told = _counting(measure, victims, NumberRange(low, high, named)) | {"unit": row.cell("unit") or "people"}
    return told | ({"target": row.cell("side")} if row.cell("side") else {})


def _counts(row: _Row) -> Iterator[tuple[Measure, VictimClass, NumberRange]]:
    """Give the numbers of people: of the columns that the table names, or of every measure and class it can name."""
    told = row.claims["counts"]
    # Elsewhere a nought may be what is not known; what this program writes is what somebody says.
    keep = {"nought": "keep"} if returned(row.report) is not None else {}
    every = (
        {"measure": m, "victims": v, "low": f"{m} {v} low", "high": f"{m} {v} high", "nought": "leave"}
        for m in Measure
        for v in VictimClass
    )
    for count in every if told == "every" else told:
        if (numbers := _numbers(row, {**count, **keep})) is not None:
            yield Measure(count["measure"]), VictimClass(count["victims"]), numbers


def _stated(row: _Row) -> tuple[Aspect, ClaimAct, Stance] | None:
    """Give the aspect, the kind and the stance of a record that is one claim; None for a record of a happening."""
    if "stated" not in row.claims:
        return None
    try:
        aspect, stance = Aspect(row.cell("aspect")), Stance(row.cell("stance") or Stance.ASSERT)
        return aspect, ClaimAct(row.cell("claim act") or ClaimAct.REPORT), stance
    except ValueError:
        return None


def _acts(row: _Row) -> list[tuple[str, str]]:
    """Give the kinds of act that a row names, with words for each; none where an open table names none."""
    told = row.claims["act"]
    if "fixed" in told:
        return [(told["fixed"], told["words"][""])]
    cell = row.cell(told["column"])
    if told["scheme"] == "ours":
        return list(dict.fromkeys(_called(one.strip()) for one in _LISTED.split(cell) if one.strip()))
    act = lexicon("crosswalk", "neighbours")["back"][told["scheme"]].get(cell, ActType.OTHER.value)
    return [(act, told["words"].get(cell) or (cell.lower() if act == ActType.OTHER else _words_of_act(act)))]


def _called(words: str) -> tuple[str, str]:
    """Give the kind of act that somebody's own words name, or an act that is none of ours, in their words."""
    plain = " ".join(words.casefold().replace("_", " ").split())
    own = plain.replace(" ", "_")
    return neighbours.act_of(words) or (own if own in set(ActType) else ActType.OTHER.value, plain)


def _words_of_act(act: str) -> str:
    return next((str(r["words"]) for r in lexicon("act_types") if r["act"] == act), "")


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
    country = nations().get(land, land if _COUNTRY.fullmatch(land) else "")
    if not name and lat is None:
        return Place(name=land, level="country", country=country) if land else None
    code = row.cell(told["precision"]) if told["precision"] else ""
    level, metres = told["levels"].get(code) or told.get("others") or ("unknown", None)
    if "level" in told:
        under = next((c for c in told["name"] if row.cell(c)), "")
        level = row.cell(told["level"]) or (under if under != told["name"][0] else "") or level
        within = _number(row.cell(told["metres"]))
        metres = metres if within is None else round(within)
    shown = name or f"{lat:.6g}, {lon:.6g}"
    return Place(name=shown, lat=lat, lon=lon, precision_m=metres, level=level, country=country)


def _time(row: _Row) -> TimeRange | None:
    told = row.claims["time"]
    first, last = (_day(row.cell(told[end])) for end in ("from", "to"))
    last = first if told.get("alone") and not row.cell(told["to"]) else last
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
    stated = _stated(row)
    sure = Factuality.CERTAIN_NOT if stated is not None and stated[2] is Stance.DENY else Factuality.CERTAIN
    own = Hop(agent=author(row.report), speech=Speech.OWN, factuality=sure)
    told = row.claims.get("sources")
    cell = row.cell(told["column"]) if told else ""
    who = _source(cell, told["kind"], row) if told and cell else None
    if who is None or who == own.agent:
        return (own,)
    at = row.report.text.index(cell, row.start)
    first = Hop(agent=who, speech=Speech.INDIRECT, factuality=sure, cue=cell, cue_start=at, cue_end=at + len(cell))
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
