"""Claims and texts, in; lineage and origins, out: which reports are one voice. Must never count a copy as a witness."""

from counterclaim.trace.case import Dated, case_of
from counterclaim.trace.edges import lineage, texts
from counterclaim.trace.origins import origins, report_origins

__all__ = ["Dated", "case_of", "lineage", "origins", "report_origins", "texts"]
