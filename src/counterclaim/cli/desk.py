"""The desk: `counterclaim desk CASE` serves a case as web pages on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli import show
from counterclaim.cli.common import case_argument, expect
from counterclaim.cli.exits import honest


@click.command()
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8384, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--open", "show_it", is_flag=True, help="Open it in a browser.")
@click.option("--team", is_flag=True, help="Several people, who sign in: see `people`.")
@click.option(
    "--behind", default="", metavar="NAME", help="With --team: the name that a proxy with TLS serves it under."
)
@click.option(
    "--notices", type=click.Path(path_type=Path), help="Write a file for each new answer to a question or changed page."
)
@honest
def desk(  # noqa: PLR0913
    case: Path, port: int, host: str, show_it: bool, team: bool, behind: str, notices: Path | None
) -> None:
    """Serve CASE as web pages on this machine: take, review, decide; events, reports, who speaks, search, evidence.

    Every page has a twin for programs: its address with `.json`. Nothing is loaded from elsewhere.
    """
    expect(case)
    from counterclaim.desk.server import serve

    serve(case, (host, port), show=show_it, say=show.say, bar=show.Bar, team=team, behind=behind, notices=notices)
