"""The desk: `counterclaim desk CASE` serves a case as web pages on this machine, `unshare` ends sharing it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from counterclaim.cli import show
from counterclaim.cli.common import OutPath, case_argument, expect, opened
from counterclaim.cli.exits import honest
from counterclaim.errors import Damaged, UsageError


@click.command()
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8384, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--open", "show_it", is_flag=True, help="Open it in a browser.")
@click.option("--new", is_flag=True, help="Begin a new case there, where none is; its reports are taken at the desk.")
@click.option("--team", is_flag=True, help="Several people, who sign in: see `people`.")
@click.option(
    "--behind", default="", metavar="NAME", help="With --team: the name that a proxy with TLS serves it under."
)
@click.option(
    "--database",
    "address",
    default="",
    metavar="URL",
    help="With --team: share the case in a PostgreSQL server, for desks on several machines (postgresql://NAME@HOST/DB).",
)
@click.option("--notices", type=OutPath(), help="Write a file for each new answer to a question or changed page.")
@click.option(
    "--files-a-day",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help="With --team: files that each may take.",
)
@click.option(
    "--bytes-a-day",
    type=click.IntRange(1),
    default=20_000_000_000,
    show_default=True,
    help="With --team: bytes that each may take.",
)
@click.option(
    "--alarm-after",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="With --team: failed tries or refusals of one name that are told to who leads and who keeps.",
)
@click.option(
    "--scanner",
    default="",
    metavar="COMMAND",
    help='Look at what is sent before it is taken, for example "clamdscan --fdpass --no-summary".',
)
@honest
def desk(  # noqa: PLR0913
    case: Path,
    port: int,
    host: str,
    show_it: bool,
    new: bool,
    team: bool,
    behind: str,
    address: str,
    notices: Path | None,
    files_a_day: int,
    bytes_a_day: int,
    alarm_after: int,
    scanner: str,
) -> None:
    """Serve CASE as web pages on this machine: take, review, decide; events, reports, who speaks, search, evidence.

    Every page has a twin for programs: its address with `.json`. Nothing is loaded from elsewhere.
    """
    if new:
        with opened(case, create=True):
            show.say(f"The case {case} is there.")
    expect(case)
    from counterclaim import database
    from counterclaim.desk.server import serve
    from counterclaim.desk.work import scanning
    from counterclaim.people import Allowance

    looks = scanning.command(scanner)

    if address and not team:
        raise UsageError("--team with --database", "no --team", "A case that several desks write needs accounts.")
    if address:
        database.use(address)
    if team and database.configured():
        with opened(case) as folder:
            if folder.share():
                show.say("The record of this case is shared now; `counterclaim unshare` brings it home.")

    with opened(case) as folder, suppress(Damaged):
        if hands := folder.journal.hands_over():
            show.say(f"The case was last signed by {hands[0].name}; what is done here is signed by {hands[1].name}.")
    serve(
        case,
        (host, port),
        show=show_it,
        say=show.say,
        bar=show.Bar,
        team=team,
        behind=behind,
        notices=notices,
        allowance=Allowance(files_a_day, bytes_a_day),
        alarm_after=alarm_after,
        scanner=looks,
    )


@click.command()
@case_argument
@honest
def unshare(case: Path) -> None:
    """Bring the record of CASE home from the team's database (COUNTERCLAIM_DATABASE), after all desks are closed.

    Its folder holds everything already; from now on the record is written there. The database keeps its own copy.
    """
    expect(case)
    with opened(case) as folder:
        folder.unshare()
    show.say("The record is written in the case's folder from now on.")
