"""Which reports on a page not everybody may see, so that who shows it to others knows."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.desk.opened import Opened
from counterclaim.people import Sensitivity, sensitivities

#: Who sees a report of each kind, in words.
WHO = {Sensitivity.RESTRICTED: "all but readers", Sensitivity.SEALED: "only who leads and who keeps"}


def levels(case: Opened, reports: Iterable[str]) -> dict[str, str]:
    """Give the reports of these that are not for everybody, by id, as they are marked now."""
    marked = sensitivities(case.acts())
    return {report: str(marked[report]) for report in reports if report in marked}
