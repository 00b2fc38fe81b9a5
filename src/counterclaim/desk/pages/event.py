"""One event: the dossier that the command line writes, its figures leading to the pages of the reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from counterclaim.cautions import disagreements
from counterclaim.desk.answer import ACTS, Page, environment, written
from counterclaim.desk.asked import Asked
from counterclaim.desk.index.shape import packed
from counterclaim.desk.levels import levels
from counterclaim.desk.material import dossier, laid
from counterclaim.desk.opened import Opened
from counterclaim.errors import NotInCase
from counterclaim.records.act import Act, ActKind
from counterclaim.records.codec import to_plain
from counterclaim.records.dossier import Dossier
from counterclaim.render import event_object, html
from counterclaim.render.book import Book

#: Of an event in more reports than this, some parts have pages of their own: with all of them its page would be some
#: megabytes.
LARGE = 12
#: So have those of an event of which there are more grades, or more rows of coverage, than this.
GRADES, COVERAGE = 50, 300
#: The parts that have pages of their own, with their titles.
_PARTS = {
    "numbers": "Numbers",
    "origins": "Voices and copies",
    "timeline": "Timeline",
    "coverage": "What the coverage dwells on",
    "grades": "What published standards give",
    "gauge": "A gauge beside the grades",
}
#: What else than its page is kept of a large event, and asked for most.
REST = ("page.json", *_PARTS)
#: What is laid out for them, where that has another name than the part.
_LAID = {"numbers": ("ranges",), "timeline": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One event. What is drawn of it is the same for every reader of a desk: once drawn it is kept, made small."""

    case: Opened
    event: str
    title: str

    @property
    def dossier(self) -> Dossier:
        """Give the dossier; it is composed where it is needed, which is not where all was drawn before."""
        return dossier(self.case, self.event)

    @property
    def large(self) -> bool:
        """Tell whether there is so much of it that one page cannot hold all."""
        d = self.dossier
        return d.finding.tally.reports > LARGE or len(d.grades) > GRADES or len(d.coverage) > COVERAGE

    def kept(self, name: str) -> str:
        """Give a text that depends on the dossier alone, as it was drawn before or as it is drawn now."""
        return self.case.drawn(
            (name, self.event, laid(self.case)), lambda: self.case.apart(text, self.event, name, long=True)
        )

    @property
    def told(self) -> Markup:
        """Give the page but for what depends on its reader, which stands in place of `ACTS`."""
        return Markup(self.kept("page"))  # noqa: S704 - escaped where it is drawn

    @property
    def twin(self) -> str:
        """Give what its twin says of it."""
        return self.kept("page.json")

    @property
    def disagreed(self) -> tuple[Act, ...]:
        """Give what second readers said against decisions on this event."""
        acts = [a for a in self.case.acts() if a.kind is ActKind.REVIEW]
        return disagreements(acts, self.dossier.decisions) if acts else ()

    @property
    def levels(self) -> dict[str, str]:
        """Give which of its reports not everybody may see."""
        rows = self.case.index.rows("SELECT DISTINCT report FROM claims WHERE event = ?", (self.event,))
        return levels(self.case, (row[0] for row in rows))

    @property
    def seen_as(self) -> dict[str, int]:
        """Give how many of them are marked in each way."""
        return dict(Counter(self.levels.values()))

    @property
    def now(self) -> dict[str, Any]:
        """Give what its twin says that is not of the run: it is told anew each time."""
        return {"sensitivity": self.levels, "disagreed": [to_plain(a) for a in self.disagreed]}

    def drawn(self) -> str:
        """Draw the page, to be kept."""
        d = self.dossier
        return self._drawn("happening.html", html.parts(d, Book(d, pages=True), texts=False, apart=self.large))

    def part(self, name: str) -> str:
        """Draw one part of the page, to be kept."""
        d = self.dossier
        values = html.part(d, Book(d, pages=True), *_LAID.get(name, (name,)))
        return self._led_back(self._drawn("still.html", values | {"part": f"{name}.html"}))

    def _led_back(self, part: str) -> str:
        """Let links to what stands on the page of the event lead there."""

        def led(link: re.Match[str]) -> str:
            return link[0] if f'id="{link[1]}"' in part else f'href="/events/{self.event}#{link[1]}"'

        return re.sub(r'href="#([^"]+)"', led, part)

    def _drawn(self, template: str, values: dict[str, Any]) -> str:
        about = {"frame": "bare.html", "view": self, "acts": ACTS, "case_name": self.case.name}
        return environment().get_template(template).render(**values, **about)


def view(case: Opened, asked: Asked) -> View:
    """Give the event that is named. Raises NotInCase when the run has none of this id."""
    event = asked.names["event"]
    found = case.index.one("SELECT title FROM events WHERE id = ?", (event,))
    if found is None:
        raise NotInCase("an event of this run", event, "The list of events has them all.")
    return View(case=case, event=event, title=found[0])


def plain(view: View) -> dict[str, Any]:
    """Give the event as one object of `events --json`, and what is said of it in words."""
    d = view.dossier
    return {
        "event": _object(d),
        "title": d.event.title,
        "brief": [{"kind": b.kind, "words": b.words, "claims": list(b.claims)} for b in d.brief],
        "can_say": [{"words": s.words, "claims": list(s.claims)} for s in d.can_say],
        "agreed": [{"words": s.words, "claims": list(s.claims)} for s in d.agreed],
        "contested": [{"words": s.words, "claims": list(s.claims)} for s in d.contested],
        "report_ids": [r.id for r in d.reports],
        "claim_ids": [c.id for c in d.claims],
        "decisions": [x.number for x in d.decisions],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of an event, on a page of its own."""

    whole: View
    name: str
    title: str

    @property
    def part(self) -> Markup:
        """Give what is drawn of it."""
        return Markup(self.whole.kept(self.name))  # noqa: S704 - escaped where it is drawn

    @property
    def twin(self) -> str:
        """Give what its twin says of it, which depends on the dossier and the part alone."""
        return self.whole.kept(f"{self.name}.json")

    @property
    def now(self) -> dict[str, Any]:
        """Give what its twin says that is not of the run."""
        return {"sensitivity": self.whole.levels}


#: What the twin of a part holds of the dossier, where it is not what the contract calls so.
_TOLD: dict[str, Callable[[Dossier], Any]] = {
    "numbers": lambda d: [to_plain(r) for r in d.finding.ranges],
    "origins": lambda d: [to_plain(o) for o in d.finding.origins],
    "timeline": lambda d: [to_plain(t) for t in d.timeline],
    "coverage": lambda d: _object(d)["coverage"],
    "grades": lambda d: _object(d)["grades"],
    "gauge": lambda d: [{"question": q["aspect"], "answers": q["answers"]} for q in _object(d)["questions"]],
}


def _object(d: Dossier) -> dict[str, Any]:
    return event_object(d)


def one_part(name: str) -> Page:
    """Give the page of one part of an event."""

    def part(case: Opened, asked: Asked) -> PartView:
        return PartView(whole=view(case, asked), name=name, title=_PARTS[name])

    def told(of: PartView) -> dict[str, Any]:
        return _part_plain(of.whole.dossier, name)

    path = f"/events/{{event}}/{name}"
    return Page(path=path, section="events", view=part, template="event_part.html", plain=told)


def _part_plain(d: Dossier, name: str) -> dict[str, Any]:
    return {"event": d.event.id, "title": d.event.title, name: _TOLD[name](d)}


def text(case: Opened, event: str, name: str) -> bytes:
    """Draw a text of an event and make it small: its page, one of its parts, or with `.json` after that its twin."""
    whole = view(case, Asked(names={"event": event}))
    of, twin, _ = name.partition(".json")
    if twin:
        return packed(written(plain(whole) if of == "page" else _part_plain(whole.dossier, of)))
    return packed(whole.drawn() if of == "page" else whole.part(of))


PAGE = Page(path="/events/{event}", section="events", view=view, template="event_page.html", plain=plain)
PARTS = tuple(one_part(name) for name in _PARTS)
