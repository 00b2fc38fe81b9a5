"""How long work tells how far it is: a port that the command line, pages and tests each fill in their own way."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Whoever shows progress."""

    def step(self, name: str, done: int, total: int | None) -> None:
        """Say that `done` of `total` items of the step called `name` are finished; `total` is None when unknown."""


class Quiet:
    """Shows nothing."""

    def step(self, name: str, done: int, total: int | None) -> None:
        """Say nothing."""
