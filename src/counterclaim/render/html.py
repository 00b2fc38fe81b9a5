"""A dossier as one self-contained HTML file, and the index of all dossiers of a case.

Nothing is loaded from anywhere and no script runs; every text from a report is escaped and its hiding characters are
written out, so that a hostile text stays a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim import english
from counterclaim.records.dossier import Dossier
from counterclaim.records.source import Refusal, Report
from counterclaim.records.words import Take
from counterclaim.render import drawing, gauge, grades, matrix, sections, wording
from counterclaim.render.book import Book, publisher_of, short
from counterclaim.render.coverage import FEW, UNITS_MAX, coverage
from counterclaim.render.visible import finalize, name_of, pieces, sign_of
from counterclaim.standards import titled

#: A sentence links at most this many claims of one report; the report itself leads to the rest.
REFS_MAX = 6
#: Reports on which no event draws and that stand on the index with their text; the others are counted.
UNUSED_MAX = 50
#: Rows of a list that stand open; the others are folded behind their number.
LIST_MAX = 8
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def page(dossier: Dossier, banner: str = "", beside: Collection[str] = ()) -> str:
    """Give the page of one event; `banner` stands above all else on it, the pages of the events `beside` next to it."""
    drawn = parts(dossier, Book(dossier))
    return environment().get_template("event.html").render(banner=banner, beside=beside, **drawn)


def parts(dossier: Dossier, book: Book, texts: bool = True, apart: bool = False) -> dict[str, Any]:
    """Give what the template of an event draws; without `texts`, the reports stand on pages of their own.

    Where its longest parts stand `apart`, the page only says that there are some: they are not laid out.
    """
    whole = sections.reports(book, dossier.coverage) if texts else []
    last = {"coverage": {"tables": dossier.coverage}, "grades": dossier.grades, "gauge": True}
    return {
        "matrix": matrix.build(dossier.finding, dossier.siblings, dossier.coverage),
        "locator": drawing.locator(dossier.event.place, sections.places(dossier)),
        "taken_back": sections.taken_back(dossier.decisions),
        "texts": whole,
        "targets": [claim for claim in sections.split_ids(whole) if _ID.fullmatch(claim)],
        **part(dossier, book, "ranges", "origins", *(() if apart else last)),
        **(last if apart else {}),
    }


#: What some parts of an event are drawn from.
_LAID: dict[str, Callable[[Dossier, Book], Any]] = {
    "ranges": sections.ranges,
    "origins": sections.origins,
    "coverage": lambda d, _: coverage(d.coverage),
    "grades": lambda d, _: grades.grades(d.grades, d.grades_then),
    "gauge": lambda d, _: gauge.view(d.finding),
}


def part(dossier: Dossier, book: Book, *names: str) -> dict[str, Any]:
    """Give what the templates of some parts of an event draw."""
    return {"d": dossier, "book": book, **{name: _LAID[name](dossier, book) for name in names}}


def index(  # noqa: PLR0913 - what stands on the page
    dossiers: Sequence[Dossier], case_name: str, refusals: Sequence[Refusal], not_read: Sequence[Report], run: str,
    banner: str = "", idle: Sequence[tuple[int, str]] = (),
) -> str:  # fmt: skip
    """Give the page that lists a case's events, what was refused, and what was kept and no event draws on.

    `not_read` are reports that were not read, and those that were and out of which no claim of an event was read;
    `idle` the decisions that stand and change nothing, with why.
    """
    drawn = {report for d in dossiers for report in d.event.reports}
    alone = [d for d in dossiers if not d.contested and d.finding.tally.reports <= 1 and len(drawn) > 1]
    return (
        environment()
        .get_template("index.html")
        .render(
            dossiers=dossiers,
            banner=banner,
            drawn=len(drawn),
            many=[d for d in dossiers if d not in alone],
            few=alone,
            case_name=case_name,
            refusals=refusals,
            not_read=[r for r in not_read if r.read != "yes"],
            unused=[r for r in not_read if r.read == "yes"],
            run=run,
            idle=idle,
        )
    )


@cache
def environment(above: str = "", home: str = "index.html") -> Environment:
    """Give the templates with autoescape on, unknown names an error, and the words they may use.

    Those of the package `above` are found before ours; `home` is where the list of all events stands.
    """
    packages = [name for name in (above, "counterclaim.render") if name]
    found = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    css = files("counterclaim.render").joinpath("static/dossier.css").read_text(encoding="utf-8")
    found.globals |= {"w": wording, "en": english, "Take": Take, "ORDER": matrix.ORDER, "css": Markup(css)}  # noqa: S704
    found.globals["HOME"] = home
    found.globals |= {"gauge_words": gauge, "UNITS": UNITS_MAX, "FEW": FEW}
    found.globals["ANCHORS"] = {"voices": "origins", "grade": "grades", "number": "numbers"}
    found.globals |= {
        "REFS": REFS_MAX,
        "UNUSED": UNUSED_MAX,
        "LIST": LIST_MAX,
        "CARRIERS": matrix.CARRIERS_MAX,
        "MAP": (drawing.MAP_WIDTH, drawing.MAP_HEIGHT),
    }
    found.filters |= {
        "pieces": pieces, "name_of": name_of, "sign_of": sign_of, "short": short, "publisher": publisher_of,
        "plain": wording.plain, "standard": titled, "valued": wording.value_words,
        "before_quote": wording.before_quote, "capital": english.capital,
    }  # fmt: skip
    return found
