"""What the user says about the items, for those that do not say it themselves."""

from __future__ import annotations

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
