"""What every command on a case shares: its argument, `--json`, and the case opened for as long as the command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

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
