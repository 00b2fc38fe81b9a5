"""Two commands that hand on what a case holds: `watch` its standing questions, `export` its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterclaim.cli import show
from counterclaim.cli.common import OutPath, case_argument, json_option, opened
from counterclaim.cli.exits import honest
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.records.codec import to_plain
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.watch import Answered

Plain = dict[str, Any]


@click.command()
@case_argument
@click.option("--notices", type=OutPath(), help="Write a file for each new answer or change there.")
@json_option
@honest
def watch(case: Path, notices: Path | None, as_json: bool) -> None:
    """List the standing questions that reports raise and people ask, what answers them, and pages that changed.

    A page that was taken before and comes again with other words, or as gone, is told with what changed. `--notices`
    writes one small Markdown file for each answer and each changed page into a folder, and each once, without the names
    that the case protects.
    """
    from counterclaim import noticing
    from counterclaim.tabling import watched

    today = show.now()[:10]
    with opened(case) as folder:
        found = watched(folder)
        asked, pages = noticing.answers(folder, today), noticing.changed_pages(folder)
        new = noticing.write(folder, today, notices) if notices is not None else ()
    if as_json:
        show.lines(found)
        show.lines({"schema": SCHEMA_VERSION, "row": "asked"} | _answered(one) for one in asked)
        show.lines({"schema": SCHEMA_VERSION, "row": "page", "silence": one.silence} | to_plain(one) for one in pages)
        show.lines({"schema": SCHEMA_VERSION, "row": "notice", "path": str(path)} for path in new)
        return
    rows = []
    for w in found:
        answer = ", ".join(m["report"] for m in w["matches"]) or w["state"]
        rows.append((w["id"], ", ".join(w["act_types"]), w["target"], w["place"], str(w["days"]), answer, w["words"]))
    show.table("", ("id", "acts", "target", "place", "days", "matched by", "words"), rows)
    if asked:
        told = [(str(a.question.number), a.question.words, _by(a), _rise(a)) for a in asked]
        show.table("Asked by people", ("no", "question", "answered by", "against what was usual"), told)
    if pages:
        changed = [(p.again[:10], p.address, noticing.page_words(p), p.earlier, p.later or p.status) for p in pages]
        show.table("Pages seen before", ("on", "address", "what", "before", "after"), changed)
    if notices is not None:
        show.say(f"{len(new)} new notices in {notices}")


def _by(one: Answered) -> str:
    return ", ".join(report for report, _, _ in one.matches) or "nothing yet"


def _rise(one: Answered) -> str:
    return f"{one.rise.state} ({one.rise.since}; {one.rise.expected:.1f} would be as before)"


def _answered(one: Answered) -> Plain:
    """Give a question that people ask, with what answers it, as the contract's object."""
    told: Plain = to_plain(one.question)
    return told | {
        "last": one.question.last,
        "over": one.over,
        "usual_a_day": one.usual,
        "now_a_day": one.now,
        "rise": to_plain(one.rise),
        "matches": [{"report": r, "day": day, "claims": list(c)} for r, day, c in one.matches],
    }


#: The shapes of neighbours, written here too so that `--help` need not load them; a test holds them together.
SHAPE_NAMES = ("geojson", "hxl", "stix", "ftm", "jsonld", "ucdp", "acled", "airwars", "timemap")


@click.command()
@case_argument
@click.option("--format", "kind", type=click.Choice(["csv", "json", "md"]), help="How to write tables.  [default: csv]")
@click.option("--as", "shape", type=click.Choice(SHAPE_NAMES), help="Instead: events in the shape of another tool.")
@click.option("--persons-shown", is_flag=True, help="In tables, let persons who are named be shown.")
@click.option("--out", "--to", "out", type=OutPath(), required=True, help="Folder to write to.")
@json_option
@honest
def export(  # noqa: PLR0913 - one for each option
    case: Path, kind: str | None, shape: str | None, persons_shown: bool, out: Path, as_json: bool
) -> None:
    """Write the tables of the current run, one file each, or its events in the shape of another tool.

    What is written cannot hold all that a case holds: what it loses is said beside it. Names of persons are withheld
    until a decision lets them out; --persons-shown writes tables with them, for your own work. What the case protects
    is withheld from all.
    """
    if kind and shape:
        raise UsageError("--format or --as", "both", "A shape has a format of its own: leave --format out.")
    if persons_shown and shape:
        todo = "`decide CASE show-name NAME` lets a name out, `decide CASE show-name all` every name."
        raise UsageError("--persons-shown with tables", "with a shape of others", todo)
    if shape:
        _shape(case, shape, out, as_json=as_json)
    else:
        _tables(case, kind or "csv", out, persons=persons_shown, as_json=as_json)


def _tables(case: Path, kind: str, out: Path, *, persons: bool, as_json: bool) -> None:
    """Write the tables, and say what was withheld."""
    from counterclaim.tabling import tabled

    with opened(case) as folder, show.Bar() as bar:
        made = tabled(folder, kind, bar, persons=persons)
    _write(out, made.files)
    if as_json:
        show.lines(
            {"schema": SCHEMA_VERSION, "row": "file", "name": name, "path": str(out / f"{name}.{made.suffix}")}
            | {"rows": rows, "withheld": made.withheld}
            for name, (_, rows) in made.tables.items()
        )
        return
    show.table("", ("table", "rows"), [(name, str(rows)) for name, (_, rows) in made.tables.items()])
    show.say(f"Written to {out}; what tables do not hold is said in the READ-ME.")
    _said(made.notice, made.withheld)


def _said(notice: str, withheld: int) -> None:
    """Say the banner and what was withheld."""
    if notice:
        show.say(notice)
    if withheld:
        show.say(
            f"Names withheld: {withheld}. `counterclaim decide CASE show-name NAME --reason WORDS` lets one stand;"
            " what the case protects stays withheld."
        )


def _shape(case: Path, shape: str, out: Path, *, as_json: bool) -> None:
    """Write the files of one shape, and say what it loses and what was withheld."""
    from counterclaim.exporting import shaped

    with opened(case) as folder, show.Bar() as bar:
        made = shaped(folder, shape, bar)
    _write(out, made.files)
    entered = _entered(case, made.files)
    if as_json:
        show.lines(
            {"schema": SCHEMA_VERSION, "row": "file", "name": name, "path": str(out / name), "rows": made.events}
            | {"lost": list(made.lost), "left_out": list(made.left_out), "withheld": made.withheld}
            for name in made.files
        )
        return
    show.table("", ("written to " + str(out), "events"), [(name, str(made.events)) for name in made.files])
    if made.notice:
        show.say(made.notice)
    show.say("This shape does not hold, and the case does:")
    for line in made.lost:
        show.say(f"  {line}")
    if made.left_out:
        show.say(
            f"Left out, since the shape has no place for them: {len(made.left_out)} events; the READ-ME names them."
        )
    for line in made.openly:
        show.say(line)
    if not entered:
        show.say("Not entered in the ledger as given to others, since the case is not yours to write, or in use.")
        show.say("So the case does not know these files again: taken into it, they are read like anybody's.")
    _said("", made.withheld)


def _entered(case: Path, files: dict[str, str]) -> bool:
    """Enter in the ledger what is given to others, where this user keeps it and the case can be written."""
    from counterclaim.returning import given

    with opened(case) as folder:
        try:
            with folder.writing():
                return folder.journal.note_given([given(folder, text.encode()) for text in files.values()])
        except (CounterclaimError, OSError):
            return False


def _write(out: Path, files: dict[str, str]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (out / name).write_text(text, encoding="utf-8", newline="")
    except OSError as cause:
        raise CounterclaimError(f"to write to {out}", str(cause.strerror), "Choose another --out.") from cause
