"""What every command on a case shares: its argument, `--json`, and the case opened for as long as the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from counterclaim.cli import show
from counterclaim.errors import UsageError
from counterclaim.remote import Endpoint, endpoint
from counterclaim.store import CaseFolder

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")


class GivenPath(click.Path):
    """A path that somebody wrote: an empty one is refused, for it would mean the folder one happens to be in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path. Fails for an empty or blank one."""
        if not str(value).strip():
            self.fail(
                "expected a path; got an empty one. Name the file or folder; the current folder is `.`.", param, ctx
            )
        return super().convert(value, param, ctx)


case_argument = click.argument("case", type=GivenPath())


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
