"""How mails and pages saved as mails are parsed: as Python's own library does, but a broken date loses no letter."""

from __future__ import annotations

from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.policy import EmailPolicy
from typing import Any


class _Lenient(HeaderRegistry):
    """Gives a header's words where the library fails on what it should mean.

    Headers that say how to read the content are left as strict as they are: without them nothing can be read.
    """

    def __call__(self, name: str, value: str) -> Any:
        try:
            return super().__call__(name, value)
        except (ArithmeticError, ValueError, TypeError, IndexError, AttributeError):
            if name.lower().startswith("content-"):
                raise
            plain = HeaderRegistry(default_class=UnstructuredHeader, use_default_map=False)
            return plain(name, value)


#: For `email.message_from_bytes`.
LENIENT = EmailPolicy(header_factory=_Lenient())
