"""Which program this is: a digest of its code and data, for two programs may call themselves by one version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from counterclaim.canonical import canonical_bytes, digest

_KINDS = frozenset({".py", ".yaml", ".csv", ".gz", ".npz", ".html", ".css"})


@cache
def program() -> str:
    """Give the digest of every file of code and data of this package, by name."""
    folder = Path(__file__).parent
    found = sorted(p for p in folder.rglob("*") if p.suffix in _KINDS and p.is_file())
    return digest(canonical_bytes([[p.relative_to(folder).as_posix(), digest(p.read_bytes())] for p in found]))
