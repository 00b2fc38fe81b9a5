"""`case.json`, by which a folder is a case, and which format it has."""

from __future__ import annotations

import json
from pathlib import Path

from counterclaim import durable
from counterclaim.canonical import canonical_bytes
from counterclaim.errors import Damaged, UsageError
from counterclaim.ledger.sized import beginning, bounded

#: From 2 on every row of the record is in the ledger.
FORMAT = 2
MARKER = "case.json"
#: It tells two words.
_BYTES_MAX = 4_096


def mark(case: Path) -> None:
    """Write the marker of this version's format."""
    durable.write(case / MARKER, marked(FORMAT))


def marked(number: int) -> bytes:
    """Give what the marker holds in a case of a format."""
    return canonical_bytes({"format": number, "made_by": "counterclaim"})


def told(case: Path) -> bytes:
    """Give what the marker of a case holds; of one that is too long, a beginning."""
    return beginning(case / MARKER, _BYTES_MAX)


def form(case: Path) -> int:
    """Give a case's format. Raises Damaged for a marker that tells none, UsageError for a newer one."""
    try:
        found = int(json.loads(bounded(told(case), _BYTES_MAX, MARKER, ValueError))["format"])
    except (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError) as cause:
        raise Damaged(
            f"{MARKER} that tells the case's format", f"{type(cause).__name__}: {cause}", "Restore it from a copy."
        ) from cause
    if found > FORMAT:
        raise UsageError(f"a case of format {FORMAT} or older", f"format {found}", "Install a newer counterclaim.")
    return found
