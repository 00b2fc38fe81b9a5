"""Names of files as they are shown: never with characters that cannot be written or that move a terminal's cursor."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

#: Files that operating systems leave in folders and archives; they are named in the closing table like everything else.
_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Joiners that names in Persian, Hindi and other languages are spelt with.
_SPELT = frozenset("\u200c\u200d")


def shown(name: str) -> str:
    """Give a name with escapes for bytes that are not UTF-8 (`\\xe9`) and unseen characters (`\\x1b`, `\\u202e`)."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if unicodedata.category(c) not in _UNSHOWN or c in _SPELT else _escape(c) for c in readable)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def system_file(name: str) -> str:
    """Say why a path is a leftover of an operating system; empty when it is none."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    last = parts[-1] if parts else ""
    if "__MACOSX" in parts or last.startswith("._") or last.lower() in _SYSTEM_FILES:
        return "a file that an operating system leaves behind, not a report"
    return ""
