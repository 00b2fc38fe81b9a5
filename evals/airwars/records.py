"""An incident's rows as records: each listed source is a report that tells of the harm and of who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.canonical import identifier
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.decision import Decision
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.judgement import Event
from counterclaim.records.naming import agent
from counterclaim.records.source import Report
from counterclaim.records.words import (
    AgentKind,
    Aspect,
    ClaimAct,
    DecisionKind,
    Factuality,
    Measure,
    Speech,
    Stance,
    VictimClass,
)
from evals.airwars.rows import Incident, Row

#: The analyst's strike status as a decision on the action nearby.
STATUS = {"Declared strike": "declared", "Likely strike": "likely"}
UNKNOWN = "Unknown"
#: Parties whose code only describes them, by the name they have in the set.
NAMES = {"coalition": "US-led Coalition", "russia": "Russian Forces"}
_DRONE = re.compile("drone", re.IGNORECASE)
_GROUND = re.compile("artillery|shell|ground", re.IGNORECASE)
#: Words that tell what an outlet is, not which.
_COMMON = re.compile(r"\b(news|agency|network|media|cent(?:er|re)|www|com|net|org|the|tv|press)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """One incident as records, ready to be weighed and graded."""

    event: Event
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...]


def told(incident: Incident, status: bool) -> Told:
    """Give an incident as records; `status` says whether the analyst's strike status is known.

    The set does not say which source names which party: of several parties blamed, the sources name one each, in turn.
    A single source then names one party. “Unknown” beside a party is another cause than that party. A party whose own
    assessment is “credible” accepts the harm in a statement of its own.
    """
    row = incident.row
    act = _act(row)
    outlets = sorted({_outlet(s) for s in incident.sources})
    parties = list(dict.fromkeys(_party(p["party"]) for p in row["parties"]))
    parties = parties if parties != [UNKNOWN] else []
    reports: list[Report] = []
    claims: list[Claim] = []
    for n, outlet in enumerate(outlets):
        report = _report(row, outlet)
        who = agent(outlet, AgentKind.OUTLET, report.id)
        reports.append(report)
        claims += _said(row, report, who, act, parties[n % len(parties)] if parties else None)
    for named in row["parties"]:
        report, who = _statement(row, named)
        if named["own_assessment"] == "credible":
            reports.append(report)
            claims.append(_claim(report, who, act, Aspect.OCCURRENCE, "strike", ClaimAct.ACCEPT_RESPONSIBILITY))
    start, end = row["date"], row["date_end"]
    day = TimeRange(start, end or start, end is None) if start else None
    event = Event(
        id=identifier("e", row["id"]),
        title=row["code"] or row["id"],
        act_types=(act,),
        place=Place(row["place_en"] or "unknown"),
        time=day,
        claims=tuple(sorted(c.id for c in claims)),
        reports=tuple(sorted(r.id for r in reports)),
    )
    return Told(event, tuple(claims), tuple(reports), tuple(_decisions(row, event)) if status else ())


def _decisions(row: Row, event: Event) -> Iterator[Decision]:
    value = STATUS.get(row["strike_status"] or "")
    if value:
        yield Decision(
            number=1,
            kind=DecisionKind.NEAR_ACTION,
            subject=event.id,
            fields=(("value", value),),
            who="Airwars",
            at="",
            reason="strike status of the set",
        )


def _act(row: Row) -> str:
    words = " ".join(row["strike_type"])
    return "drone_strike" if _DRONE.search(words) else "shelling" if words and _GROUND.match(words) else "air_strike"


def _outlet(source: Row) -> str:
    """Give one name for one outlet however it is listed; an account that is nobody's known is told apart."""
    name = source["org"] or source["account"] or source["domain"] or source["url_sha"]
    if source["account"] and not source["org"]:
        return f"account {source['account']}"
    plain = re.sub(r"[\W_]+", " ", name.casefold())
    return " ".join(_COMMON.sub(" ", plain).split()) or plain.strip()


def _party(code: str) -> str:
    """Give the name of a party: one that its code only describes goes by the name it has in the set."""
    return NAMES.get(code) or " ".join(word.capitalize() for word in code.split("_"))


def _report(row: Row, publisher: str) -> Report:
    text = f"{publisher} on {row['id']}"
    return Report(
        id=identifier("r", row["id"], publisher),
        capture="",
        locator="",
        path="",
        publisher=publisher,
        author=None,
        published=None,
        language="en",
        title=None,
        text=text,
        sha256="",
    )


def _statement(row: Row, named: Row) -> tuple[Report, Agent]:
    name = _party(named["party"])
    report = _report(row, name)
    return report, agent(name, AgentKind.ARMED_ACTOR, report.id)


def _said(row: Row, report: Report, who: Agent, act: str, party: str | None) -> Iterator[Claim]:
    """Give what one source says: people killed or injured, and by whom if somebody is blamed."""
    for measure in (Measure.KILLED, Measure.INJURED):
        low, high = row[f"{measure.value}_min"], row[f"{measure.value}_max"]
        if high or measure is Measure.KILLED:
            numbers = NumberRange(low, high) if high else NumberRange(None, None)
            yield _claim(report, who, act, Aspect.COUNT, f"{numbers.words()} {measure.value}", ClaimAct.GIVE_NUMBER,
                         actor=party, measure=measure, range=numbers, victim_class=VictimClass.CIVILIAN)  # fmt: skip
    if party is not None:
        blames = ClaimAct.GIVE_ALTERNATIVE if party == UNKNOWN else ClaimAct.ATTRIBUTE_TO_OTHER
        yield _claim(report, who, act, Aspect.PERPETRATOR, party, blames, actor=party)


def _claim(  # noqa: PLR0913 - what a claim is made of
    report: Report, who: Agent, act: str, aspect: Aspect, value: str, claim_act: ClaimAct, **fields: object
) -> Claim:
    values: dict[str, object] = {
        "id": identifier("c", report.id, aspect.value, value),
        "report": report.id,
        "start": 0,
        "end": len(report.text),
        "text": report.text,
        "chain": (Hop(agent=who, speech=Speech.OWN, factuality=Factuality.CERTAIN),),
        "stance": Stance.ASSERT,
        "claim_act": claim_act,
        "aspect": aspect,
        "value": value,
        "extractor": "rows",
        "act_type": act,
    }
    return Claim(**(values | fields))  # type: ignore[arg-type]
