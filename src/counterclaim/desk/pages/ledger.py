"""The ledger: the signed checkpoint over all that was added to the case, and what a verification found."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked
from counterclaim.desk.opened import Opened
from counterclaim.desk.verifying import Verified
from counterclaim.errors import CounterclaimError


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The checkpoint: the ledger's name, how many entries it is over, their root, who signed, and the note itself."""

    origin: str
    size: int
    root: str
    signed_by: tuple[str, ...]
    kept: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The ledger as it is on disk; `damaged` says why it cannot be read where it cannot."""

    head: Head | None
    damaged: str
    verifying: bool
    verified: Verified | None
    failed: str


def view(case: Opened, asked: Asked) -> View:  # noqa: ARG001 - every page is asked alike
    """Give the ledger. It is verified when a person asks for it, since that reads every byte of the case."""
    head, damaged = None, ""
    try:
        log = case.folder.journal.log()
        if log.checkpoint is not None and log.note is not None:
            head = Head(
                origin=log.checkpoint.origin,
                size=log.checkpoint.size,
                root=log.checkpoint.root.hex(),
                signed_by=tuple(s.name for s in log.note.signatures),
                kept=tuple(name for name, _ in log.kept()),
                note=(case.folder.journal.folder / "checkpoint").read_text(encoding="utf-8"),
            )
    except CounterclaimError as error:
        damaged = str(error)
    verifying, verified, failed = case.desk.verifying.state()
    return View(head=head, damaged=damaged, verifying=verifying, verified=verified, failed=failed)


PAGE = Page(path="/ledger", section="evidence", view=view, template="ledger.html")
