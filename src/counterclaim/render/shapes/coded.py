"""What the tables of coders share: codes that the grades of an event give, numbers, places, and the columns of ours.

A code is written where the standard's own table gives it, and is the same that the dossier shows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from counterclaim.grade.figure import ranges, widest
from counterclaim.lexicons import gazetteer, lexicon
from counterclaim.records.dossier import Dossier
from counterclaim.records.extent import joined
from counterclaim.records.judgement import Event, RangeGroup
from counterclaim.records.words import Take
from counterclaim.render.export import guarded
from counterclaim.render.shapes.given import Given, accused, all_ranges, contested, graded
from counterclaim.render.unconfirmed import banner
from counterclaim.standards import standard

#: Columns of ours behind those of a scheme: what it has no place for, and what leads back to the case.
OWN = (
    "cc_status",
    "cc_event",
    "cc_first_day",
    "cc_last_day",
    "cc_place",
    "cc_place_level",
    "cc_precision_m",
    "cc_ranges",
    "cc_perhaps_one_with",
    "cc_accused",
    "cc_contested",
    "cc_grades",
    "cc_reports",
    "cc_voices",
    "cc_independent",
    "cc_report_ids",
    "cc_originals",
    "cc_run",
)


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Give CSV (RFC 4180) with these columns and ours behind them; a cell that no row gives is blank."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    named = (*columns, *OWN)
    writer.writerow(named)
    writer.writerows([guarded(row.get(name, "")) for name in named] for row in rows)
    return out.getvalue()


def own(dossier: Dossier, given: Given) -> dict[str, str]:
    """Give the cells of our own columns."""
    event, tally, place = dossier.event, dossier.finding.tally, dossier.event.place
    cells = (
        banner([dossier]),
        event.id,
        event.time.start if event.time else "",
        event.time.end if event.time else "",
        place.name if place else "",
        place.level if place else "",
        number(place.precision_m if place else None),
        " | ".join(all_ranges(dossier.finding)),
        " | ".join(perhaps_one(dossier, given)),
        " | ".join(accused(dossier.finding)),
        " | ".join(contested(dossier.finding)),
        " | ".join(graded([g for g in dossier.grades if g.subject == event.id or g.standard == "airwars"])),
        str(tally.reports),
        str(tally.origins),
        str(tally.shown_independent),
        " | ".join(r.id for r in dossier.reports),
        " | ".join(dict.fromkeys(r.capture for r in dossier.reports)),
        given.run,
    )
    return dict(zip(OWN, cells, strict=True))


def perhaps_one(dossier: Dossier, given: Given) -> list[str]:
    """Give the ids of the other events of a place which may be of the same day: to sum their rows may count twice."""
    return [d.event.id for d in given.dossiers if d is not dossier and _near(d.event, dossier.event)]


def _near(one: Event, other: Event) -> bool:
    there = one.place is not None and other.place is not None and one.place.name == other.place.name
    return there and (one.time is None or other.time is None or one.time.days_apart(other.time) == 0)


def code(dossier: Dossier, name: str) -> str:
    """Give the code that a standard keyed by extent gives an event; blank where it is out of the scheme or unknown."""
    found = next((g.value for g in dossier.grades if g.standard == name), "")
    return found if found.isdecimal() else ""


def counted(dossier: Dossier, name: str) -> RangeGroup | None:
    """Give the numbers of dead that a standard keyed by figure reads; None where nobody gives one."""
    return widest(dossier.finding, standard(name)["inputs"])


def some_say_none(dossier: Dossier, name: str) -> bool:
    """Say whether the figure of a standard leaves out a nought that somebody gives, since others give a number."""
    group = counted(dossier, name)
    if group is None or bounds(dossier, group)[0] in {"", "0"}:
        return False
    told = [a.range for q in dossier.finding.questions for a in q.answers if a.id in group.answers]
    return any(r is not None and r.high == 0 for r in told)


def bounds(dossier: Dossier, group: RangeGroup | None) -> tuple[str, str]:
    """Give the lowest and the highest number of a group as cells; blank where unknown or open, never nought for it.

    Who gives only a highest number gives no lowest.
    """
    if group is None:
        return "", ""
    told = joined(ranges(dossier.finding, group))
    return number(told.low), number(told.high)


def act_codes(dossier: Dossier, scheme: str) -> tuple[str, ...]:
    """Give the codes of the first kind of act of an event that a scheme has any for."""
    codes: Mapping[str, Any] = crosswalk()["codes"]
    found = (codes[act][scheme] for act in dossier.event.act_types if act in codes and codes[act][scheme])
    return tuple(code for code, _ in next(found, ()))


def sole_accused(dossier: Dossier) -> str:
    """Give the one who is said to have done it; blank where nobody is, several are, or the question is contested."""
    questions = [q for q in dossier.finding.questions if q.asks_who]
    named = {a.value for q in questions for a in q.answers if any(p.take is Take.ASSERTS for p in a.positions)}
    return named.pop() if len(named) == 1 and not any(q.contested for q in questions) else ""


def point(dossier: Dossier) -> dict[str, str]:
    """Give latitude, longitude, the name of the country and, under the column of its level, the name of the place."""
    place = dossier.event.place
    if place is None:
        return {}
    level = {"governorate": "admin1", "district": "admin2", "country": ""}.get(place.level, "location")
    return {
        "latitude": number(place.lat),
        "longitude": number(place.lon),
        "country": country(place.country),
        **({level: place.name} if level else {}),
    }


@cache
def crosswalk() -> Any:
    """Give the crosswalk of kinds of acts."""
    return lexicon("crosswalk", "neighbours")


@cache
def _countries() -> dict[str, str]:
    return {row[2]: row[0] for row in gazetteer.rows() if row[1] == "country"}


def country(iso2: str) -> str:
    """Give the name of a country; the code where no name is known."""
    return _countries().get(iso2, iso2)


def number(value: float | None) -> str:
    """Give a number as a cell; blank where there is none."""
    return "" if value is None else f"{value:.10g}"
