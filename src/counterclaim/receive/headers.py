"""How mails and pages saved as mails are parsed: as Python's own library does, but a broken date loses no letter.

The library reads a header anew each time it is asked for, in a time that grows with the square of its length.
"""

from __future__ import annotations

from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Any

#: Longer headers are not taken apart; those that say how to read the content cannot do without that.
HEADER_CHARS_MAX = 5_000
_STRICT = HeaderRegistry()
_PLAIN = HeaderRegistry(default_class=UnstructuredHeader, use_default_map=False)


@lru_cache(maxsize=512)
def _parsed(name: str, value: str) -> Any:
    """Give a header, or its words alone where the library fails on what it should mean. Raises what it raises."""
    needed = name.lower().startswith("content-")
    if len(value) > HEADER_CHARS_MAX:
        if needed:
            raise ValueError(f"a header of {len(value):,} characters")
        return _PLAIN(name, value[:HEADER_CHARS_MAX])
    try:
        return _STRICT(name, value)
    except (ArithmeticError, ValueError, TypeError, IndexError, AttributeError):
        if needed:
            raise
        return _PLAIN(name, value)


class _Lenient(HeaderRegistry):
    def __call__(self, name: str, value: str) -> Any:
        return _parsed(name, value)


#: For `email.message_from_bytes`.
LENIENT = EmailPolicy(header_factory=_Lenient())
