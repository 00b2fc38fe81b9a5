"""Parts of a dossier as HTML for one cell of a notebook: the same templates and drawings as its page, without a script.

Style is bound to the cell (`@scope`), so that nothing around it changes; where a notebook takes style away, as it does
before it is trusted, the tables stay. Text of reports is escaped and its hiding characters are written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Event, Finding, Run
from counterclaim.render.book import Book
from counterclaim.render.html import environment, parts

#: Events of a case that its table shows; the case has them all.
EVENTS_MAX = 40
#: The parts that can be shown alone: what the page's template is called, and what must be there for it.
NEEDED: Mapping[str, Callable[[dict[str, Any]], object]] = MappingProxyType(
    {
        "questions": lambda p: p["d"].finding.questions,
        "numbers": lambda p: p["ranges"] or p["d"].finding.sums or p["d"].finding.histories,
        "origins": lambda p: p["origins"].origins or p["d"].lineage,
        "coverage": lambda p: p["coverage"].tables,
        "grades": lambda p: p["grades"],
        "gauge": lambda p: p["gauge"],
    }
)
_ID, _WITHIN = re.compile(r' id="([^"]+)"'), re.compile(r' href="#([^"]*)"')
NOTICE = "This is not a verdict: it shows who says what, who copied whom, and what a named standard allows one to say."


def dossier_cell(dossier: Dossier, names: Sequence[str], *, headed: bool = False) -> str:
    """Give parts of a dossier by name, those of which there is anything; `headed` begins with the finding in words."""
    made = parts(dossier, Book(dossier), texts=False)
    there = [name for name in names if NEEDED[name](made)]
    return _drawn(
        "notebook.html", made, event=dossier.event, parts=there, there=there, headed=headed, run=dossier.run,
        nothing=f"Of this event there is nothing under {', '.join(names)}.",
    )  # fmt: skip


def case_cell(name: str, rows: Sequence[tuple[Event, Finding]], reports: int, run: Run) -> str:
    """Give the table of a case's events, the most reported first."""
    return _drawn(
        "notebook_case.html", {}, name=name, rows=rows[:EVENTS_MAX], total=len(rows), reports=reports, run=run.id
    )


def _drawn(template: str, made: dict[str, object], **values: object) -> str:
    given = {"css": scoped(), "notice": NOTICE}
    drawn = environment().get_template(template).render(**made, **given, **values)
    # A part that is shown alone leads to nothing that only the whole page has.
    there = set(_ID.findall(drawn))
    return _WITHIN.sub(lambda link: link[0] if link[1] in there else "", drawn)


@cache
def scoped() -> Markup:
    """Give the dossier's style as it stands inside the scope of a cell: what is of the whole page is of the cell."""
    css = str(environment().globals["css"])
    for whole, cell in ((":root {", ":scope {"), ("html {", ":scope {"), ("body {", ":scope {")):
        css = css.replace(whole, cell)
    own = ":scope { padding: 1rem 1.2rem; } .matrix thead { position: static; } section { padding-block: 1rem; }"
    own += " a:not([href]) { color: inherit; text-decoration: none; }"
    return Markup(css + own)  # noqa: S704 - our own file
