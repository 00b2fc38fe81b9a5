"""What a row of the record is made of, so that a part of it can be withheld and the rest still be checked.

A part is a line of JSON in ASCII: `[column, value]`; of a column that holds a record, `[column, field, value]` for each
of its fields; and of a report's text, `[column, "text", number, piece]` for each sentence or so. The first part is the
table's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.canonical import canonical_bytes

TEXT = "text"
#: A piece ends after a sentence's mark and its space, or after a line: the longest stretch a withheld name takes along.
_PIECE = re.compile(r".+?(?:[.!?؟۔。…][\"'”’»)\]]*\s+|\n+|\Z)", re.DOTALL)


def parts(table: str, row: Sequence[tuple[str, Any]]) -> list[str]:
    """Give the parts of a row, whose columns come in order."""
    found = [_line([table])]
    for column, value in row:
        record = _record(value)
        if record is None:
            found.append(_line([column, value]))
            continue
        for field in sorted(record):
            if field == TEXT and isinstance(record[field], str):
                found += (_line([column, TEXT, n, piece]) for n, piece in enumerate(pieces(record[field])))
            else:
                found.append(_line([column, field, record[field]]))
    return found


def pieces(text: str) -> list[str]:
    """Cut a text into pieces that join to it again; a text without any words is one piece."""
    return _PIECE.findall(text) or [text]


def _record(value: Any) -> Mapping[str, Any] | None:
    """Give the record that a column holds as canonical JSON; None for any other value."""
    if not isinstance(value, str) or not value.startswith("{"):
        return None
    try:
        plain = json.loads(value)
        return plain if canonical_bytes(plain) == value.encode() else None
    except ValueError:
        return None


def _line(part: list[Any]) -> str:
    return json.dumps(part, separators=(",", ":"), sort_keys=True)
