"""`bundle`: what is given to others of a case, in one file that they can check."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim import durable
from counterclaim.canonical import digest
from counterclaim.cli import show
from counterclaim.cli.common import OutPath, case_argument, expect, opened
from counterclaim.cli.completion import EventId
from counterclaim.cli.exits import honest
from counterclaim.errors import UsageError
from counterclaim.ledger import Keys, bag
from counterclaim.ledger.sized import beginning, bounded
from counterclaim.store import Check, Trust
from counterclaim.store.verify_bundle import verify_bundle

#: A list of names to withhold is written by hand; one that is longer is another file.
_LISTED_BYTES_MAX = 1024 * 1024


@click.command("bundle")
@case_argument
@click.option(
    "--event", "events", type=EventId(), multiple=True, required=True, help="An event's id, or `all`; may be repeated."
)
@click.option("--out", "--to", "to", type=OutPath(), required=True, help="The file to write, such as dossier.zip.")
@click.option(
    "--withhold",
    multiple=True,
    help="A name to withhold, with all that would tell it, or words that describe somebody; may be repeated.",
)
@click.option(
    "--withhold-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Names to withhold, one a line, in UTF-8.",
)
@click.option(
    "--persons-shown/--persons-withheld",
    "persons",
    default=None,
    help="Let persons who are named, and not withheld, be shown; or withhold all whom no decision lets out.",
)
@honest
def bundle(  # noqa: PLR0913 - one for each option
    case: Path, events: tuple[str, ...], to: Path, withhold: tuple[str, ...], withhold_file: Path | None,
    persons: bool | None,
) -> None:  # fmt: skip
    """Write the dossiers of events, with all that proves them, as one file (BagIt in ZIP) for one reader.

    `counterclaim verify FILE` checks it on any machine, and so does the short program that lies in it.
    """
    expect(case)
    from counterclaim.bundling import bundle as made_of

    names = [*withhold, *(_listed(withhold_file) if withhold_file else ())]
    with opened(case) as folder, folder.writing(), show.Bar() as bar:
        made = made_of(folder, events, names, folder.journal.keys.signer(), persons=persons, progress=bar)
        durable.write(to.resolve(), made.data)
        folder.journal.note_bundle(digest(made.data))
    show.say(f"{to}: {len(made.data):,} bytes, entered in the ledger as given to others. What is not in it:")
    for one in made.lost:
        show.say(f"  * {one}")
    if names or persons is False:
        show.say(
            "Names are found with other endings, in other spellings and scripts, but no nicknames or letters alone"
            " (MT), and not always."
            " Look through it before you give it. Words that describe somebody go too where you name them as the text"
            ' has them: --withhold "a seller at the market".'
        )


def checked(file: Path, named: Trust) -> list[Check]:
    """Check a bundle's file under the keys and authorities of this user, or those that were named."""
    if file.stat().st_size > bag.BYTES_MAX:
        most = f"a bundle of at most {bag.BYTES_MAX:,} bytes"
        raise UsageError(most, f"{file.stat().st_size:,}", "Name the file that `counterclaim bundle` wrote.")
    own = Keys.own()
    return list(verify_bundle(file.read_bytes(), Trust(keys=own.known(), roots=own.authorities()), strict=named))


def _listed(file: Path) -> list[str]:
    """Give the names that a file lists. Raises UsageError for one that is too long, or not UTF-8."""
    try:
        data = bounded(beginning(file, _LISTED_BYTES_MAX), _LISTED_BYTES_MAX, "a list of names", ValueError)
        told = data.decode("utf-8-sig")
    except ValueError as bad:
        todo = f"Write {file.name} anew as such a text."
        raise UsageError("a list of names in UTF-8, one a line", str(bad)[:100], todo) from bad
    lines = told.splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
