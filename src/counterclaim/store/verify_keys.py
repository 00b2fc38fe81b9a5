"""Says who signed a ledger, and of each change of its key whether the key before agreed: of a case, and of a bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def forebears(keys: Sequence[tuple[int, Verifier]], kept: Sequence[bytes], own: Verifier) -> dict[Verifier, int]:
    """Give the keys that handed over to one, in an unbroken line, each with the number of the entry where it did.

    `kept` are checkpoints that are known to be of this ledger.
    """
    found: dict[Verifier, int] = {}
    heir = own
    for (_, before), (index, after) in reversed([*pairwise(keys)]):
        if after == heir and any(_signed_by_both(raw, index, before, after) for raw in kept):
            found[before], heir = index, before
    return found


def who(
    subject: str, own: Verifier, known: Sequence[Verifier], before: Mapping[Verifier, int], *, strict: bool
) -> Check:
    """Say whether the key that signed is among those that count; `before` are those that handed over to it.

    With `strict` only those count that were named. A key that one of them handed over to is no damage, and not passed.
    """
    if own in known:
        return compared(subject, own.name, own.name)
    ask = f"whether it is {own}"
    if gave := next((k for k in known if k in before), None):
        named = "the key that you named" if strict else "which is known here"
        words = f"signed by {own.name}, to which {gave.name}, {named}, handed over in entry {before[gave]}"
        words += f" of the ledger, and signed that too: ask its owner in another way {ask}"
        return Check(subject=subject, state="unexpected" if strict else "intact", expected=gave.name, came=words)
    words = f"{own.name}, a key not known here: ask its owner {ask}"
    if strict:
        return Check(subject=subject, state="damaged", expected=" or ".join(k.name for k in known), came=words)
    return Check(subject=subject, state="intact", expected=words, came=words)


def _signed_by_both(raw: bytes, index: int, before: Verifier, after: Verifier) -> bool:
    """Say whether a kept checkpoint over an entry is signed by both keys; one that is damaged is named elsewhere."""
    try:
        note = Note.parse(raw)
        return Checkpoint.parse(note.text).size > index and {*note.by([before, after])} == {before, after}
    except BadNote:
        return False
