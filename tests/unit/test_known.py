"""Across reports: what a case takes as known joins the act that several reports tell; all claims are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.align import align
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import ActType, Aspect, Measure, VictimClass
from counterclaim.settings import Settings
from tests.unit.builders import a_claim, a_day, a_place, a_report

CLASH, KILLING = ActType.CLASH.value, ActType.MASSACRE_EXECUTION.value
MONDAY = "2031-03-03"
MAY = "2031-05-10"


def told(words: str, act: str = CLASH, day: str = MAY, text: str = "", **fields: Any) -> Claim:
    """Give a report's claim that an act happened, in some words of its text."""
    report = a_report(f"{words}. {text}", f"{words} Post", day)
    value = "offensive" if act == CLASH else "killing"
    return a_claim(report, words, Aspect.OCCURRENCE, value, act_type=act, **fields)


def together(*claims: Claim, texts: dict[str, str] | None = None) -> list[set[str]]:
    """Give the texts of the claims of each event, the largest first."""
    extra = texts or {}
    reports = {c.report: replace(a_report(c.text + extra.get(c.text, ""), "P", MAY), id=c.report) for c in claims}
    _, homed = align(list(claims), list(reports.values()), Settings())
    by: dict[str | None, set[str]] = {}
    for claim in homed:
        by.setdefault(claim.event, set()).add(claim.text)
    return sorted(by.values(), key=lambda one: (-len(one), sorted(one)))


def campaign() -> list[Claim]:
    """Give three reports' claims of the rebels' offensive on Lom."""
    common: dict[str, Any] = {"place": a_place("Lom"), "time": a_day(MONDAY), "actor": "rebels"}
    return [told(f"the offensive on Lom {n}", day="2031-03-05", **common) for n in ("began", "goes on", "ended")]


def test_offensive_known() -> None:
    """A later report that only says "the offensive" means the one that three reports tell of, by whatever name."""
    later = told("the guerrilla offensive", actor="guerrillas")
    vague = told("a general offensive in March", actor="insurgents", time=a_day("2031-03-01", "2031-03-31"))
    assert {later.text, vague.text} <= together(*campaign(), later, vague)[0]


def test_another_offensive() -> None:
    """One of another side, day or town, and several that nobody takes as known, are others."""
    others = [
        told("the army's offensive", actor="army"),
        told("the April offensive", actor="rebels", time=a_day("2031-04-20")),
        told("the offensive in Dessin", actor="rebels", place=a_place("Dessin", 10.0, 10.0, 1000)),
        told("several offensives", actor="rebels"),
    ]
    events = together(*campaign(), *others)
    assert not any(c.text in events[0] for c in others)


def killing() -> list[Claim]:
    """Give three reports' claims of the killing of monks, and with them of two cooks."""
    common: dict[str, Any] = {"place": a_place("Lom"), "time": a_day(MONDAY), "target": "monks"}
    claims = [told(f"the killing of the monks {n}", KILLING, "2031-03-05", **common) for n in ("was", "has", "had")]
    for claim in claims[:2]:
        report = replace(a_report(claim.text, "P", "2031-03-05"), id=claim.report)
        claims.append(
            a_claim(report, claim.text, Aspect.OCCURRENCE, "killing", act_type=KILLING, **{**common, "target": "cooks"})
        )
    return claims


def test_killing_known() -> None:
    """ "The massacre" is the one whose victims the report names elsewhere; who died beside them is of it too."""
    bare = told("those who committed the massacre", KILLING)
    assert bare.text in together(*killing(), bare, texts={bare.text: " The monks were friends of all."})[0]
    assert bare.text not in together(*killing(), bare, texts={bare.text: " The war goes on."})[0]


def test_killing_in_general() -> None:
    """What names other victims, a number, or no single killing stays apart."""
    number = told("the murder of 90", KILLING)
    number = replace(number, range=NumberRange(90.0, 90.0), measure=Measure.KILLED, victim_class=VictimClass.UNKNOWN)
    others = [number, told("the murder of the mayor", KILLING, target="mayor"), told("commits massacres", KILLING)]
    monks = {c.text: " The monks were friends of all." for c in others}
    events = together(*killing(), *others, texts=monks)
    assert not any(c.text in events[0] for c in others)
