"""What was collected and how: captures with what they lack, artifacts with what they say; working copies of both."""

from __future__ import annotations

import getpass
from pathlib import Path, PurePosixPath

import click

from counterclaim import settings
from counterclaim.cli import show
from counterclaim.cli.common import OutPath, case_argument, json_option, opened
from counterclaim.cli.exits import NO, honest


@click.command()
@case_argument
@json_option
@honest
def captures(case: Path, as_json: bool) -> None:
    """List the captures of a case and the artifacts in them: how they came, what they say, and what is not known."""
    from counterclaim.records.codec import to_plain
    from counterclaim.records.source import told_openly

    with opened(case) as folder:
        found, artifacts = folder.captures(), folder.artifacts()
    if as_json:
        schema = {"schema": settings.SCHEMA_VERSION}
        show.lines(schema | {"row": "capture"} | to_plain(told_openly(c)) for c in found)
        show.lines(schema | {"row": "artifact"} | to_plain(told_openly(a)) for a in artifacts)
        return
    rows = [(c.sha256[:12], c.name, c.media_type, c.taken_at, c.collector or "—", ", ".join(c.missing)) for c in found]
    show.table("Captures", ("sha256", "name", "kind", "taken at", "collector", "not supplied"), rows)
    told = [
        (a.sha256[:12], a.path, f"{a.role}, {a.media_type}", "\n".join(f"{name}: {words}" for name, words in a.told))
        for a in artifacts
    ]
    if told:
        show.table("Artifacts", ("sha256", "name", "what", "what it says"), told)


@click.command()
@case_argument
@click.argument("subject")
@click.option("--out", type=OutPath(), required=True, help="Folder to write to.")
@honest
def copy(case: Path, subject: str, out: Path) -> None:
    """Write a working copy of a capture (SUBJECT: its digest, or a report's id) into a folder; the original stays.

    A digest may be cut short.

    Work on the copy: the original in the case is evidence, and is only ever read. The copy has the original's digest.
    """
    from counterclaim import durable
    from counterclaim.erasing import capture_of
    from counterclaim.errors import NotInCase, UsageError
    from counterclaim.store import protection

    with opened(case) as folder:
        found = capture_of(folder, subject)
        if (act := folder.erasures.of(found.sha256)) is not None:
            raise NotInCase("a capture that is there", f"one that {act.who} erased on {act.at}: {act.words}", "")
        data = protection.opened(folder.evidence.read(found.sha256))
    place = out / f"{found.sha256[:12]}-{PurePosixPath(found.name).name}"
    if place.exists() and place.read_bytes() != data:
        raise UsageError(f"no other {place.name} in {out}", "one that was changed", "Name another folder.")
    durable.make_folder(out)
    durable.write(place, data)
    show.say(f"Working copy: {place}")


@click.command()
@case_argument
@click.argument("report")
@honest
def reveal(case: Path, report: str) -> None:
    """Show on this screen what is protected of REPORT (an id), with the case's key; nothing is written."""
    from counterclaim.errors import NotInCase
    from counterclaim.protecting import revealed
    from counterclaim.store.protection import Protection

    with opened(case) as folder:
        found = next((r for r in folder.reports() if r.id == report), None)
        if found is None or not any(name == "protected" for name, _ in found.came_from):
            raise NotInCase("the id of a protected report", report, "`counterclaim reports CASE` lists them.")
        told = revealed(Protection.named(folder.supplied().key), found)
    show.table("", ("what", "words"), sorted(told.items()))


@click.command()
@case_argument
@click.argument("subject")
@click.option("--reason", required=True, help="On what ground; `verify` shows it for good.")
@click.option("--who", default=None, help="Who erases; by default the name of this account.")
@click.option("--yes", is_flag=True, help="Do it. Without this, only what would go is told.")
@honest
def erase(case: Path, subject: str, reason: str, who: str | None, yes: bool) -> int:
    """Erase a capture (SUBJECT: its digest, or a report's id) for good, and all that was made from it.

    A digest may be cut short.

    The original goes, its reports and what was read from them, and every run since: `settle` makes a new one. What
    stays is that it came, under which name, that it was erased, by whom and why; the rest of the case verifies.
    Bundles and copies that you gave away are not reached.
    """
    from counterclaim import erasing
    from counterclaim.english import counted
    from counterclaim.protecting import names_nobody

    with opened(case) as folder:
        names_nobody(folder, "a --reason", reason)
        told = erasing.going(folder, subject)
        if yes:
            erasing.erase(folder, told.capture.sha256, (who or getpass.getuser(), show.now()), reason)
    counts = [(told.reports, "report", ""), (told.artifacts, "artifact", ""), (told.batches, "batch", "batches")]
    gone = ", ".join(counted(*one) for one in [*counts, (told.runs, "run", "")] if one[0]) or "nothing made from it"
    show.say(f"{'Erased' if yes else 'Would go'}: {told.capture.name} ({told.capture.sha256}), and with it {gone}.")
    if told.same:
        show.say(f"The same text stands in reports of other captures: {', '.join(told.same)}.")
    if told.returned:
        show.say(f"Exports of this case were taken into it and may tell of it: erase {', '.join(told.returned)} too.")
    if told.decided:
        many = len(told.decided) > 1
        stay = (
            f"{counted(len(told.decided), 'decision')} about it {'stay' if many else 'stays'}, with what people wrote"
        )
        show.say(f"{stay}: number{'s' if many else ''} {', '.join(map(str, told.decided))} of `decisions`.")
    show.say(f"`counterclaim settle {case}` makes the run anew." if yes else "Nothing was changed. Add --yes to do it.")
    return 0 if yes else NO
