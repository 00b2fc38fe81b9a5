"""One event: the dossier that the command line writes, its figures leading to the pages of the reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from counterclaim.desk.answer import Page, environment
from counterclaim.desk.asked import Asked
from counterclaim.desk.material import dossier
from counterclaim.desk.opened import Opened
from counterclaim.records.dossier import Dossier
from counterclaim.render import event_object, html
from counterclaim.render.book import Book

#: Of an event in more reports than this, grades and coverage have pages of their own: with all of them its page would
#: be some megabytes.
LARGE = 20
#: The parts that have pages of their own, with their titles.
_PARTS = {"grades": "What published standards give", "coverage": "What the coverage dwells on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The dossier of one event, and the parts that its page draws; `large` where some stand on pages of their own."""

    dossier: Dossier
    drawn: dict[str, Any]

    @property
    def large(self) -> bool:
        """Tell whether it is told by so many that a page cannot hold all."""
        return self.dossier.finding.tally.reports > LARGE


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of an event, on a page of its own."""

    dossier: Dossier
    name: str
    title: str
    drawn: dict[str, Any]

    @property
    def part(self) -> str:
        """Give the template that draws it."""
        return f"{self.name}.html"


def view(case: Opened, asked: Asked) -> View:
    """Give the event that is named. Raises NotInCase when the run has none of this id."""
    event = asked.names["event"]
    return case.kept(("event", event, case.stamp()), lambda: _made(dossier(case, event)))


def _made(found: Dossier) -> View:
    drawn = html.parts(found, Book(found, pages=True), texts=False)

    @cache
    def still(part: str) -> Markup:
        """Draw a part that depends on the dossier alone: once, and not for each reader."""
        return Markup(environment().get_template("still.html").render(part=part, **drawn))  # noqa: S704 - escaped there

    return View(dossier=found, drawn=drawn | {"still": still})


def plain(view: View) -> dict[str, Any]:
    """Give the event as one object of `events --json`, and what is said of it in words."""
    d = view.dossier
    told = event_object(d.event, d.finding, d.grades, d.coverage, d.lineage)
    return {
        "event": told,
        "title": d.event.title,
        "brief": [{"kind": b.kind, "words": b.words, "claims": list(b.claims)} for b in d.brief],
        "can_say": [{"words": s.words, "claims": list(s.claims)} for s in d.can_say],
        "agreed": [{"words": s.words, "claims": list(s.claims)} for s in d.agreed],
        "contested": [{"words": s.words, "claims": list(s.claims)} for s in d.contested],
        "report_ids": [r.id for r in d.reports],
        "claim_ids": [c.id for c in d.claims],
        "decisions": [x.number for x in d.decisions],
    }


def one_part(name: str) -> Page:
    """Give the page of one part of an event."""

    def part(case: Opened, asked: Asked) -> PartView:
        whole = view(case, asked)
        return PartView(dossier=whole.dossier, name=name, title=_PARTS[name], drawn=whole.drawn)

    def told(of: PartView) -> dict[str, Any]:
        d = of.dossier
        found = event_object(d.event, d.finding, d.grades, d.coverage, d.lineage)
        return {"event": d.event.id, "title": d.event.title, name: found[name]}

    path = f"/events/{{event}}/{name}"
    return Page(path=path, section="events", view=part, template="event_part.html", plain=told)


PAGE = Page(path="/events/{event}", section="events", view=view, template="happening.html", plain=plain)
PARTS = tuple(one_part(name) for name in _PARTS)
