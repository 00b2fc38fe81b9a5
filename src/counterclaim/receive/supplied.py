"""What the user says about the items, for those that do not say it themselves."""

from __future__ import annotations

from counterclaim.english import counted, listed
from counterclaim.errors import UsageError
from counterclaim.receive.dates import reading
from counterclaim.receive.languages import language_code
from counterclaim.records.source import Supplied


def supplied(published: str | None, publisher: str | None, author: str | None, language: str | None) -> Supplied:
    """Give the user's values. Raises UsageError for a date or a language that cannot be told."""
    when, why = reading(published) if published else (None, "")
    if published and when is None:
        raise UsageError("--published as 2016-03-27, 2016-03 or 2016", why, "Write the date in one of these ways.")
    code = language_code(language) if language else None
    if language and code is None:
        raise UsageError("--language as a code or name, such as `ar` or `Arabic`", f"`{language}`", "Check the name.")
    return Supplied(published=when, publisher=publisher, author=author, language=code)


def unapplied(said: Supplied, already: int) -> str:
    """Say that what the user says did nothing for items that a case had already, and what does; empty where it did."""
    given = [name for name in ("published", "publisher", "author", "language") if getattr(said, name)]
    if not given or not already:
        return ""
    options = listed([f"`{name}`" for name in given])
    return (
        f"{counted(already, 'item was', 'items were')} in the case already: {options} did nothing there, since nothing "
        "is added to a report once it is taken. Take all into a new case with what is said of it; or take a copy of "
        "the text that says it at its head, in lines like `Publisher: …`, and erase the first (`counterclaim erase "
        "CASE REPORT`)."
    )
