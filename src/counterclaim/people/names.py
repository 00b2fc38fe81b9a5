"""What somebody with an account can be called: what is seen, and nothing that stands for others."""

from __future__ import annotations

from counterclaim.errors import UsageError
from counterclaim.records.naming import FILLERS

#: Letters of a name, and of what somebody calls a token.
LETTERS_MAX = 80
#: Stands for whoever decided what may not be seen; nobody is called so.
NOBODY = "withheld"


def expect_name(name: str) -> None:
    """Raise UsageError for a name that nobody can be given."""
    told = " ".join(name.split())
    seen = name.isprintable() and not FILLERS & {*name}
    if not told or told != name or len(name) > LETTERS_MAX or not seen or told.casefold() == NOBODY:
        raise UsageError(
            f"a name of 1 to {LETTERS_MAX} letters in one line, and not “{NOBODY}”", repr(name),
            "Write it as it is shown.",
        )  # fmt: skip
