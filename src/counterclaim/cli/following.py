"""Two commands that hand on what a case holds: `watch` its standing questions, `export` its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from counterclaim.cli import show
from counterclaim.cli.common import case_argument, json_option, opened
from counterclaim.cli.exits import honest
from counterclaim.errors import CounterclaimError
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Lineage, WatchCandidate
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder

Plain = dict[str, Any]


def watched_objects(folder: CaseFolder) -> list[Plain]:
    """Give each standing question of the current run as the contract's object, with the reports that matched it."""
    from counterclaim.records.claim import Claim
    from counterclaim.watch import matched

    questions = folder.runs.table("watch", WatchCandidate)
    found = matched(questions, folder.reports(), folder.runs.table("claims", Claim))
    return [
        {"schema": SCHEMA_VERSION, "row": "watch"}
        | to_plain(w.question)
        | {"state": w.state, "matches": [{"report": r, "claims": list(c)} for r, c in w.matches]}
        for w in found
    ]


@click.command()
@case_argument
@json_option
@honest
def watch(case: Path, as_json: bool) -> None:
    """List the standing questions that reports raise, and which reports match them."""
    with opened(case) as folder:
        found = watched_objects(folder)
    if as_json:
        show.lines(found)
        return
    rows = []
    for w in found:
        answer = ", ".join(m["report"] for m in w["matches"]) or w["state"]
        rows.append((w["id"], ", ".join(w["act_types"]), w["target"], w["place"], str(w["days"]), answer, w["words"]))
    show.table("", ("id", "acts", "target", "place", "days", "matched by", "words"), rows)


@click.command()
@case_argument
@click.option("--format", "kind", type=click.Choice(["csv", "json", "md"]), default="csv", help="How to write them.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@json_option
@honest
def export(case: Path, kind: str, out: Path, as_json: bool) -> None:
    """Write the tables of the current run, one file each: reports, claims, events, answers, grades and the rest."""
    from counterclaim.render.export import FORMATS

    suffix, written = FORMATS[kind]
    with opened(case) as folder:
        tables = dict(_tables(folder))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            (out / f"{name}.{suffix}").write_text(written(rows), encoding="utf-8", newline="")
    except OSError as cause:
        raise CounterclaimError(f"to write to {out}", str(cause.strerror), "Choose another --out.") from cause
    if as_json:
        files = {name: str(out / f"{name}.{suffix}") for name in tables}
        show.lines(
            {"schema": SCHEMA_VERSION, "row": "file", "name": n, "path": files[n], "rows": len(r)}
            for n, r in tables.items()
        )
    else:
        show.table("", ("table", "rows"), [(name, str(len(rows))) for name, rows in tables.items()])
        show.say(f"Written to {out}")


def _tables(folder: CaseFolder) -> Iterator[tuple[str, list[Plain]]]:
    """Give each table by name, its rows as the contract's objects where it has them."""
    from counterclaim.case import dossiers
    from counterclaim.records.claim import Claim
    from counterclaim.render import claim_object, event_object, report_object
    from counterclaim.render.findings import answer_rows, origin_rows, range_rows

    schema: Plain = {"schema": SCHEMA_VERSION}
    reports = folder.reports()
    found = list(dossiers(folder))
    yield "reports", [report_object(r) for r in reports]
    yield "values", [schema | {"report": r.id, "field": f, "came_from": s} for r in reports for f, s in r.came_from]
    yield "claims", [claim_object(c) for c in folder.runs.table("claims", Claim)]
    events = [event_object(d.event, d.finding, d.grades, d.coverage, d.lineage) for d in found]
    nested = ("questions", "grades", "coverage", "lineage")
    yield "events", [{name: value for name, value in e.items() if name not in nested} for e in events]
    yield "answers", [row for d in found for row in answer_rows(d.finding)]
    yield "ranges", [row for d in found for row in range_rows(d.finding)]
    yield "origins", [row for d in found for row in origin_rows(d.finding)]
    yield "grades", [schema | to_plain(g) for d in found for g in d.grades]
    yield "coverage", [schema | {"event": e["id"]} | row for e in events for row in e["coverage"]]
    yield "lineage", [schema | to_plain(edge) for edge in folder.runs.table("lineage", Lineage)]
    yield "watch", watched_objects(folder)
    yield "decisions", [schema | to_plain(d) for d in folder.decisions()]
    yield "refusals", [schema | to_plain(r) for r in folder.refusals()]
