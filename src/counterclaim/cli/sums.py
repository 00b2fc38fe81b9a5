"""`grades --totals`: the dead of all events, by standard that keeps sums, reading and party."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict

from counterclaim.cli import show
from counterclaim.grade.totals import Counted, counted, totals
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding, Grade
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.standards import names, standard
from counterclaim.store import CaseFolder

#: The row of all parties together, in which an event counts once.
ALL = "all parties"


def told(folder: CaseFolder, run: str | None, as_json: bool) -> None:
    """Print the sums of a run: for each party what a standard stands behind, what is alleged and what was conceded."""
    findings = {f.event: f for f in folder.runs.table("findings", Finding, run)}
    claims: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in folder.runs.table("claims", Claim, run):
        claims[claim.event].append(claim)
    # A number of a whole war or year is no event's: it would count the dead of the others once more.
    happened = {e.id for e in folder.runs.table("events", Event, run) if e.act_types}
    rows: dict[tuple[str, str, str], list[Counted]] = defaultdict(list)
    summed = {name: standard(name) for name in names() if "totals" in standard(name)}
    for grade in folder.runs.table("grades", Grade, run):
        if grade.standard in summed and grade.subject != grade.event and grade.event in happened:
            row = counted(grade, findings[grade.event], claims[grade.event], summed[grade.standard])
            for party in (grade.subject, ALL):
                rows[grade.standard, grade.mode, party].append(row)
    found = [(*key, total) for key, members in sorted(rows.items()) for total in totals(summed[key[0]], members)]
    if as_json:
        base = {"schema": SCHEMA_VERSION, "row": "total"}
        show.lines(base | {"standard": s, "mode": m, "party": p, "words": t.words} | asdict(t) for s, m, p, t in found)
        return
    head = ("standard", "reading", "party", "sum", "dead", "events", "no number")
    show.table("", head, [(s, m, p, t.name, t.words, str(t.events), str(t.without_number)) for s, m, p, t in found])
    show.say("Headline, alleged and conceded are three sums and never one; an event without a number adds nothing.")
