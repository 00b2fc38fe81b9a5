"""Says of each change of a ledger's key whether the key before agreed: of a case, and of a bundle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from counterclaim.ledger import BadNote, Checkpoint, Note, Verifier
from counterclaim.store.checks import Check, compared


def handed_over(keys: Sequence[tuple[int, Verifier]], kept: Sequence[bytes]) -> Iterator[Check]:
    """Say of each change of the key whether the one before signed it too.

    `keys` are those that the ledger names, each with the number of its entry; `kept` the checkpoints that others signed
    too. It is no failure where the one before did not: the key may have been stolen, the case may have gone to another
    desk, or an older version kept what both signed without an entry.
    """
    for (_, before), (index, after) in pairwise(keys):
        both = any(_signed_by_both(raw, index, before, after) for raw in kept)
        words = f"{before.name} hands over to {after.name} in entry {index}, "
        words += (
            "and signed it too"
            if both
            else "and nothing over that change that it signed is here: whether it agreed is not shown"
        )
        yield compared(f"key of entry {index} of the ledger", words, words)


def _signed_by_both(raw: bytes, index: int, before: Verifier, after: Verifier) -> bool:
    """Say whether a kept checkpoint over an entry is signed by both keys; one that is damaged is named elsewhere."""
    try:
        note = Note.parse(raw)
        return Checkpoint.parse(note.text).size > index and {*note.by([before, after])} == {before, after}
    except BadNote:
        return False
