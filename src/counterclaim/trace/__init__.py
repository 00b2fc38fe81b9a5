"""Claims and texts, in; lineage and origins, out: which reports are one voice. Must never count a copy as a witness."""

from counterclaim.trace.case import Around, Dated, case_of, day_of
from counterclaim.trace.edges import between, lineage, ordered, texts
from counterclaim.trace.origins import by_event, origins, report_origins
from counterclaim.trace.spokespeople import spoken_for

__all__ = [
    "Around",
    "Dated",
    "between",
    "by_event",
    "case_of",
    "day_of",
    "lineage",
    "ordered",
    "origins",
    "report_origins",
    "spoken_for",
    "texts",
]
