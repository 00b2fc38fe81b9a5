"""What every command on a case shares: its argument, `--json`, and the case opened for as long as the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from counterclaim.cli import show
from counterclaim.errors import UsageError
from counterclaim.remote import Endpoint, endpoint
from counterclaim.store import CaseFolder

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
case_argument = click.argument("case", type=click.Path(path_type=Path))


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[CaseFolder]:
    """Open a case for one command."""
    folder = CaseFolder.open(path, create=create)
    try:
        yield folder
    finally:
        folder.close()


def endpoint_of(extractor: str | None, url: str | None, model: str | None) -> Endpoint | None:
    """Give the model that reads, if one is named, and say on standard error where texts will go."""
    if extractor != "endpoint":
        if url or model:
            raise UsageError("--extractor endpoint with --endpoint and --model", "one of them without it")
        return None
    where = endpoint(url or "", model or "")
    show.say(f"The text of reports not yet read by {where.model} is sent to {where.url}, and nowhere else.")
    return where
