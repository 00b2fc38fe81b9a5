"""Originals, stored by the SHA-256 of their bytes the moment they arrive, before anything parses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from counterclaim import durable
from counterclaim.canonical import digest
from counterclaim.errors import CounterclaimError, Damaged


class Evidence:
    """The folder of originals of one case; `allow` raises unless the case is held for writing."""

    def __init__(self, folder: Path, allow: Callable[[], None] = lambda: None) -> None:
        self.folder = folder
        self._allow = allow

    def path(self, sha256: str) -> Path:
        """Give the place of an original."""
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def keep(self, data: bytes) -> str:
        """Store bytes durably and give their address.

        Bytes already held are not written again, unless what is held no longer has its digest.
        """
        self._allow()
        address = digest(data)
        if not self.intact(address):
            durable.write(self.path(address), data, mode=0o444)
        return address

    def intact(self, address: str) -> bool:
        """Tell whether the bytes at an address are there and have their digest."""
        try:
            self.read(address)
        except CounterclaimError:
            return False
        return True

    def read(self, address: str) -> bytes:
        """Give the bytes at an address. Raises Damaged when they are missing, unreadable or have another digest."""
        path = self.path(address)
        todo = "Restore it from a copy of the case, or take the same file again."
        if not path.is_file():
            raise Damaged(f"an original with digest {address}", "no such file", todo)
        try:
            data = path.read_bytes()
        except OSError as cause:
            raise Damaged(f"an original with digest {address}", str(cause.strerror), todo) from cause
        if (came := digest(data)) != address:
            raise Damaged(f"an original with digest {address}", f"digest {came}", todo)
        return data

    def astray(self) -> Iterator[Path]:
        """Give every file that is named by a digest and does not lie where one of that name belongs, in order."""
        found = (p for p in self.folder.rglob(f"{'[0-9a-f]' * 64}") if not p.is_dir())
        yield from sorted(p for p in found if p != self.path(p.name))

    def addresses(self) -> Iterator[str]:
        """Give the name of everything held, in order."""
        found = self.folder.rglob("*")
        yield from sorted(p.name for p in found if not p.is_dir() and not p.name.startswith(durable.UNFINISHED))
