"""Originals, stored by the SHA-256 of their bytes the moment they arrive, before anything parses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterclaim.canonical import digest
from counterclaim.errors import Damaged
from counterclaim.store import durable


class Evidence:
    """The folder of originals of one case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def keep(self, data: bytes) -> str:
        """Store bytes durably and give their address; bytes already held are not written again."""
        address = digest(data)
        path = self._path(address)
        if not path.exists():
            durable.write(path, data)
            path.chmod(0o444)
        return address

    def read(self, address: str) -> bytes:
        """Give the bytes at an address. Raises Damaged when they are missing or no longer have that digest."""
        path = self._path(address)
        if not path.is_file():
            raise Damaged(f"an original with digest {address}", "no such file", "Restore it from a copy of the case.")
        data = path.read_bytes()
        if (came := digest(data)) != address:
            raise Damaged(f"an original with digest {address}", f"digest {came}", "Restore it from a copy of the case.")
        return data

    def addresses(self) -> Iterator[str]:
        """Give every address held, in order."""
        yield from sorted(p.name for p in self.folder.glob("??/??/*") if not p.name.startswith(durable.UNFINISHED))
