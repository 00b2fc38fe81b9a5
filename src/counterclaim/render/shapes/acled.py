"""Events as a table shaped like those of the Armed Conflict Location and Event Data project, one event a row."""

from __future__ import annotations

from datetime import datetime

from counterclaim.lexicons import lexicon
from counterclaim.records.dossier import Dossier
from counterclaim.render.shapes import coded
from counterclaim.render.shapes.given import Given, Shape, accused, all_ranges, contested

_LOST = (
    "`fatalities` is blank where nobody gives a least number. ACLED writes 0: in its tables, 0 is unknown or none.",
    "Numbers: the one lowest above nought of those that count the same; nought, highest, other classes: `cc_ranges`.",
    "`actor1` is who alone is accused, else blank: the scheme says not who attacks whom. Actor codes are blank.",
    "An event of several days stands under its first, one of over a month under none: `cc_` columns have both ends.",
    "Kinds of acts without one code of their own are blank: which of several holds is a coder's decision.",
    "Who says what of whom, denials, lineage and coverage: only names of outlets, and ids in the `cc_` columns.",
    "Rows are a run's: the scheme overwrites a row, here a later run gives other ids where an event changed.",
)


def written(given: Given) -> str:
    """Give CSV with the scheme's columns and ours."""
    return coded.table(lexicon("acled", "neighbours")["columns"], (_row(d, given) for d in given.dossiers))


def _row(dossier: Dossier, given: Given) -> dict[str, str]:
    event, codes = dossier.event, coded.act_codes(dossier, "acled")
    precision = coded.code(dossier, "acled_time_precision")
    kind = codes[0] if len(codes) == 1 else ""
    event_type, disorder = coded.crosswalk()["kinds"].get(kind, ("", ""))
    return (
        coded.own(dossier, given)
        | coded.point(dossier)
        | {
            "event_id_cnty": event.id,
            "event_date": event.time.start if event.time and precision else "",
            "year": event.time.start[:4] if event.time and precision else "",
            "time_precision": precision,
            "disorder_type": disorder,
            "event_type": event_type,
            "sub_event_type": kind,
            "actor1": coded.sole_accused(dossier),
            "geo_precision": coded.code(dossier, "acled_geo_precision"),
            "source": "; ".join(dict.fromkeys(r.publisher for r in dossier.reports if r.publisher)),
            "notes": _notes(dossier, given),
            "fatalities": coded.bounds(dossier, coded.counted(dossier, "acled_fatalities"))[0],
            "timestamp": str(int(datetime.fromisoformat(given.at).timestamp())),
        }
    )


def _notes(dossier: Dossier, given: Given) -> str:
    """Say in words what has no column: who is accused, what is contested, which numbers there are."""
    lists = {
        "Accused": accused(dossier.finding),
        "Contested": contested(dossier.finding),
        "Numbers": all_ranges(dossier.finding),
    }
    told = [f"{name}: {'; '.join(words)}." for name, words in lists.items() if words]
    if coded.some_say_none(dossier, "acled_fatalities"):
        told.append("Some say that nobody was killed: `fatalities` is the lowest number above nought.")
    if others := coded.perhaps_one(dossier, given):
        told.append(f"May be one attack with {', '.join(others)}: to sum the rows may count the dead twice.")
    return " ".join([f"{dossier.event.title}.", dossier.finding.tally.words, *told])


SHAPE = Shape(
    title="CSV shaped like ACLED's tables",
    file="events.acled.csv",
    written=written,
    lost=_LOST,
    neighbour="acled",
)
