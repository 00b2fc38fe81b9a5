"""When a ledger existed: `ledger stamp`, and the authorities whose time stamps a user trusts."""

from __future__ import annotations

from pathlib import Path

import click
from cryptography import x509

from counterclaim import durable
from counterclaim.cli import show
from counterclaim.cli.common import OutPath, case_argument, opened
from counterclaim.cli.exits import honest
from counterclaim.errors import UsageError
from counterclaim.ledger import BadStamp, Keys, timestamp
from counterclaim.ledger.sized import beginning
from counterclaim.remote import answered
from counterclaim.store import CaseFolder

_READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)
roots_option = click.option(
    "--authority-root", "roots", multiple=True, type=_READABLE, help="A root certificate (PEM) that stamps may rest on."
)


def certificates(files: tuple[Path, ...]) -> tuple[x509.Certificate, ...]:
    """Give the certificates in some PEM files. Raises UsageError for a file that has none."""
    found: list[x509.Certificate] = []
    for file in files:
        try:
            found += timestamp.certificates(beginning(file, timestamp.CHAIN_BYTES_MAX))
        except BadStamp as bad:
            raise UsageError(f"certificates in PEM in {file}", str(bad), "Ask the authority for its chain.") from bad
    return tuple(found)


@click.command("stamp")
@case_argument
@click.option("--authority", "urls", multiple=True, help="Ask this address over the network; may be repeated.")
@click.option("--request", type=OutPath(), help="Write a query (RFC 3161) for the checkpoint to this file.")
@click.option("--note", type=OutPath(), help="Write the checkpoint itself to this file, as `ots stamp` takes it.")
@click.option("--response", "responses", multiple=True, type=_READABLE, help="Keep an answer: .tsr or .ots.")
@click.option("--chain", multiple=True, type=_READABLE, help="Certificates of the authority (PEM), up to its root.")
@honest
def stamp(  # noqa: PLR0913 - one for each option
    case: Path,
    urls: tuple[str, ...],
    request: Path | None,
    note: Path | None,
    responses: tuple[Path, ...],
    chain: tuple[Path, ...],
) -> None:
    """Have the time of a case's ledger stamped by others: write what they are asked, keep what they answer.

    Nothing is sent, unless --authority names who is asked: then a digest goes to that address. Without a network, carry
    the query to an authority in your own way (--request), and take its answer in with --response.
    """
    if not (request or note or responses or urls):
        raise UsageError("--authority, --request, --note or --response", "none of them", "Begin with --request FILE.")
    given = certificates(chain)
    with opened(case) as folder, folder.writing():
        roots = folder.journal.keys.authorities()
        for answer in responses:
            _keep(folder, _bounded(answer), given, roots)
        if urls:
            out = folder.journal.hand_out()
            for url in urls:
                show.say(f"A digest of the ledger's checkpoint is sent to {url}, and nothing else.")
                _keep(folder, answered(url, timestamp.query(out)), given, roots)
        if request or note:
            out = folder.journal.hand_out()
            if request:
                durable.write(request, timestamp.query(out))
                show.say(f"{request} asks for a time stamp over the ledger as it is now; it holds a digest alone.")
            if note:
                durable.write(note, out)
                show.say(f"{note} is the ledger's checkpoint: its name, size, root and signature.")


def _keep(
    folder: CaseFolder, answer: bytes, chain: tuple[x509.Certificate, ...], roots: tuple[x509.Certificate, ...]
) -> None:
    entry = folder.journal.stamp(answer, chain, roots)
    show.say(f"Kept as ledger/stamps/{entry['digest']}.{entry['stamp']}; `verify` says what it shows.")


def _bounded(answer: Path) -> bytes:
    """Give an answer's bytes. Raises UsageError for a file that is too long to be one."""
    if answer.stat().st_size > timestamp.TOKEN_BYTES_MAX:
        most = f"at most {timestamp.TOKEN_BYTES_MAX:,} bytes"
        raise UsageError(f"an answer of {most}", f"{answer.stat().st_size:,} in {answer}", "Name the right file.")
    return answer.read_bytes()


@click.command("authority")
@click.argument("root", type=_READABLE)
@click.option("--whose", required=True, help="Whose certificate it is and how you know, for your own record.")
@honest
def keys_authority(root: Path, whose: str) -> None:
    """Trust the time stamps of an authority whose chain ends in the certificate ROOT (PEM)."""
    for one in certificates((root,)):
        if not timestamp.is_root(one):
            raise UsageError("a root certificate, which names itself as issuer", timestamp.name(one), "Take its root.")
        Keys.own().trust_authority(one, " ".join(whose.split()))
        show.say(f"{timestamp.name(one)} is trusted.")
