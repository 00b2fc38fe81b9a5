"""Header lines at the head of a text ("Publisher: …", "Published: …"), in whatever format the text came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterclaim.receive.build import Draft
from counterclaim.receive.columns import NAMES, put_all

_SOURCE = "header lines"
_KNOWN = frozenset(name for field, names in NAMES.items() if field != "text" for name in names)
#: One such line alone may be a title, but not with these names: an author may have to be protected, and the others are
#: those that `take` advises.
_ALONE = frozenset({*NAMES["author"], "publisher", "published"})
#: A longer value is a paragraph of the text.
_VALUE_MAX = 300


def headed(text: str, *, spaced: bool = False) -> tuple[Mapping[str, str], str]:
    """Give the header lines that a text begins with, by name, and what follows them; none, and the text as it is.

    A blank line ends them. With `spaced` each is a paragraph or line of a document, blank lines may stand between, and
    the first line that is none ends them.
    """
    found: dict[str, str] = {}
    end = 0
    for line, after in _lines(text):
        name, sign, value = (part.strip() for part in line.partition(":"))
        name = name.lower()
        fits = sign and name in _KNOWN and name not in found and (not spaced or 0 < len(value) <= _VALUE_MAX)
        if fits:
            found[name], end = value, after
        elif not line.strip() and not spaced and found:
            break
        elif line.strip() and not spaced:
            return {}, text
        elif line.strip():
            break
    enough = len(found) > 1 or found.keys() & _ALONE
    return (found, text[end:].lstrip("\n")) if enough and text[end:].strip() else ({}, text)


def put_head(draft: Draft, head: Mapping[str, str]) -> None:
    """Fill a draft from header lines: they count before what else its file says, but for who wrote it.

    An author whom the file names stays its author, so that a name which has to be protected is not lost sight of.
    """
    said, own = Draft(""), draft.fields.get("author")
    put_all(said, head, _SOURCE)
    if "published" in said.fields:
        draft.minute = ""  # it was that of another day
    draft.fields |= said.fields
    if own is not None and (line := draft.fields["author"][0]) != own[0]:
        draft.fields["author"] = own
        draft.notes.append(f"its header lines name as author: {line}")


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Give each line of the head with where the next begins: as many as there are names to find, and blanks between."""
    at = 0
    for _ in range(2 * len(_KNOWN) + 2):
        if at >= len(text):
            return
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end], end
        at = end
