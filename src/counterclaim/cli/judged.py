"""What a run holds, one by one: `claims`, `origins`, `grades`. As JSON Lines whole; for a reader a few lines each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from counterclaim import settings
from counterclaim.cli import show
from counterclaim.cli.common import at_option, case_argument, event_in, json_option, opened, run_at
from counterclaim.cli.completion import EventId
from counterclaim.cli.exits import honest
from counterclaim.english import counted
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Grade, Origin
from counterclaim.store import CaseFolder

#: Characters of a claim's words that an entry shows; `--json` has all.
SHOWN = 160


@click.command()
@case_argument
@click.option("--event", type=EventId(), help="Only the claims of one event.")
@at_option
@json_option
@honest
def claims(case: Path, event: str | None, at: str | None, as_json: bool) -> None:
    """List the claims of the current run: who says what, through whom, how sure."""
    from counterclaim.render import claim_object

    with opened(case) as folder:
        found = folder.runs.table("claims", Claim, run := run_at(folder, at), event_in(folder, event, run))
    if as_json:
        show.lines(claim_object(c) for c in found)
        return
    show.entries((c.id, *_claim(c)) for c in found)


def _claim(claim: Claim) -> Iterator[str]:
    from counterclaim.render.wording import ASPECTS, STANCES

    yield f"{STANCES[claim.stance]}, {ASPECTS[claim.aspect]}: {claim.value}"
    yield " → ".join(hop.agent.name for hop in claim.chain)
    words = " ".join(claim.text.split())
    yield f"“{words if len(words) <= SHOWN else words[:SHOWN].rsplit(' ', 1)[0] + ' …'}”"


@click.command()
@case_argument
@click.option("--event", type=EventId(), help="Only the origins of one event.")
@at_option
@json_option
@honest
def origins(case: Path, event: str | None, at: str | None, as_json: bool) -> None:
    """List the origins of each event: the voices behind its reports, why each is one, and which can be another."""
    from counterclaim.render.findings import origin_rows

    with opened(case) as folder:
        run = run_at(folder, at)
        found = folder.runs.table("findings", Finding, run, event_in(folder, event, run))
        titles = {e.id: e.title for e in folder.runs.table("events", Event, run)}
    if as_json:
        show.lines(row | {"row": "origin"} for finding in found for row in origin_rows(finding))
        return
    for finding in found:
        tally = finding.tally
        triple = f"{tally.reports} / {tally.origins} / {tally.shown_independent}"
        show.heading(finding.event, f"{titles.get(finding.event, '')}: {triple}")
        show.entries((o.id, *_origin(o)) for o in finding.origins)
    show.say("Reports / origins / shown independent. `decide CASE split-origin` and `join-origins` take ids of claims.")


def _origin(origin: Origin) -> Iterator[str]:
    root = "origin unknown" if origin.root is None else origin.root.name
    shown = "" if origin.shown else "; not shown to be independent"
    yield f"{root}: {counted(len(origin.members), 'claim')} in {counted(len(origin.reports), 'report')}{shown}"
    yield from origin.reasons
    yield from (doubt.words for doubt in origin.perhaps)
    yield f"first claim {min(origin.members)}"


@click.command()
@case_argument
@click.option("--event", type=EventId(), help="Only the grades of one event.")
@click.option(
    "--totals", is_flag=True, help="Instead, the dead of all events: headline, alleged and conceded, by party."
)
@at_option
@json_option
@honest
def grades(case: Path, event: str | None, totals: bool, at: str | None, as_json: bool) -> None:
    """List the grades of the current run, each with its id, which `decide CASE grade ID` takes."""
    from counterclaim.cli import sums
    from counterclaim.records.codec import to_plain

    with opened(case) as folder:
        if totals:
            sums.told(folder, run_at(folder, at), as_json)
            show.say(
                "Events that are one happening count twice here: `counterclaim decide CASE join-events` joins them."
            )
            return
        found = folder.runs.table("grades", Grade, run := run_at(folder, at), event_in(folder, event, run))
        if not as_json:
            _graded(folder, found, run)
            return
    show.lines({"schema": settings.SCHEMA_VERSION, "row": "grade"} | to_plain(g) for g in found)


def _graded(folder: CaseFolder, found: tuple[Grade, ...], run: str | None) -> None:
    """Print grades under the events they are of, what they are about in words."""
    from counterclaim.standards import names, standard

    titles = {e.id: e.title for e in folder.runs.table("events", Event, run)}
    about = {
        a.id: f"{q.words} {a.words}"
        for f in folder.runs.table("findings", Finding, run)
        for q in f.questions
        for a in q.answers
    }
    titles_of = {name: str(standard(name)["title"]) for name in names()}
    for event, title in titles.items():
        mine = [g for g in found if g.event == event]
        if not mine:
            continue
        show.heading(event, title)
        show.entries(
            (
                g.id,
                f"{titles_of.get(g.standard, g.standard)}, {g.mode}: {g.label or g.value}",
                about.get(g.subject, "this event" if g.subject == event else g.subject),
                *([f"set by {g.override}"] if g.override else []),
            )
            for g in mine
        )
