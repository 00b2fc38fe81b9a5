"""The dossier and the case index as pages: each one self-contained file that loads nothing and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.records.claim import Claim
from counterclaim.records.dossier import Dossier
from counterclaim.records.source import Refusal, Report
from counterclaim.render import wording
from counterclaim.render.matrix import matrix
from counterclaim.render.plots import diagram, locator, plots, stacks
from counterclaim.render.runs import runs
from counterclaim.render.visible import visible

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


@cache
def _environment() -> Environment:
    """Give the templates: everything escaped, hidden characters shown, a missing name is an error."""
    found = Environment(
        loader=PackageLoader("counterclaim.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        plain=wording.plain, when=wording.when, where=wording.where, triple=wording.triple, root=wording.root
    )
    found.filters.update(report_name=wording.report_name, steps=wording.steps, distance=wording.distance)
    found.globals.update(triple_words=wording.TRIPLE_WORDS, signs=[(str(k), v) for k, v in wording.SIGNS.items()])
    return found


@cache
def _css() -> str:
    return files("counterclaim.render").joinpath("static/dossier.css").read_text(encoding="utf-8")


def _targets(claims: Sequence[Claim]) -> str:
    """Give the rules that light a claim's words in the text when the claim is the page's target."""
    rule = ".rep:has(:is(#{0},#w_{0}):target) a[data-c~={0}]{{background:var(--lit);outline:2px solid var(--accent)}}"
    return "\n".join(rule.format(claim.id) for claim in claims if _PLAIN_ID.match(claim.id))


def page(dossier: Dossier) -> str:
    """Give the dossier of one event as one HTML file; name it `{event.id}.html`.

    The same dossier gives the same bytes. It needs no script, loads nothing, and says so in its policy.
    """
    claims = wording.numbered(dossier.claims, dossier.reports)
    names = {report.id: wording.report_name(report) for report in dossier.reports}
    names |= {claim.id: f"claim {number}" for number, claim in enumerate(claims, 1)}
    template = _environment().get_template("event.html.j2")
    return template.render(
        d=dossier,
        css=Markup(_css() + _targets(claims)),  # noqa: S704 - our own file, and ids checked by _PLAIN_ID
        matrix=matrix(dossier),
        plots=plots(dossier),
        diagram=diagram(dossier),
        locator=locator(dossier.event.place),
        stacks=stacks(dossier.coverage),
        numbers={claim.id: number for number, claim in enumerate(claims, 1)},
        names=names,
        texts=[(r, runs(r, claims), [c for c in claims if c.report == r.id]) for r in dossier.reports],
    )


def index(
    dossiers: Sequence[Dossier], case_name: str, refusals: Sequence[Refusal], not_read: Sequence[Report], run: str
) -> str:
    """Give the index of a case as one HTML file: its events, what was refused, what is kept but not yet read."""
    template = _environment().get_template("index.html.j2")
    return template.render(
        dossiers=dossiers,
        case_name=case_name,
        refusals=refusals,
        not_read=not_read,
        run=run,
        css=Markup(_css()),  # noqa: S704 - our own file
    )
