"""JSON Lines of bare reports for the tracing service: each row is a report, or is refused by its number."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from json import JSONDecodeError
from typing import IO, Any

from counterclaim.canonical import text_digest
from counterclaim.receive.dates import minute, reading
from counterclaim.receive.decode import json_value
from counterclaim.records.extent import TimeRange
from counterclaim.records.source import Refusal, Report

_OPTIONAL = ("publisher", "author", "title", "language", "url")
_FORM = 'Write it as {"id": "…", "text": "…", "published": "2016-03-27", "publisher": "…"}.'


def report_rows(lines: IO[bytes], name: str, line_bytes_max: int) -> Iterator[Report | Refusal]:
    """Read rows `{id, text, published?, publisher?, author?, title?, language?, url?, pictures?}`, one object a line.

    Takes lines in UTF-8 and the name their input is called by. A row that cannot be read, is longer than the bound, or
    whose id was seen before, is a refusal that names it; empty lines are passed over; the rest goes on.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(lines, line_bytes_max), start=1):
        if line is not None and not line.strip():
            continue
        found = _row(line, f"{name} line {number}", line_bytes_max)
        if isinstance(found, Report):
            if found.id in seen:
                why = f"the id `{found.id}`, which line {seen[found.id]} has too"
                found = Refusal(name=f"{name} line {number}", reason=why, todo="Give each row an id of its own.")
            else:
                seen[found.id] = number
        yield found


def _lines(lines: IO[bytes], most: int) -> Iterator[bytes | None]:
    """Give lines, None for one of more bytes than `most`, which is passed over without being held."""
    first = True
    while line := lines.readline(most + 1):
        whole = len(line) <= most or line.endswith(b"\n")
        yield (line.removeprefix(codecs.BOM_UTF8) if first else line) if whole else None
        first = False
        while line and not line.endswith(b"\n"):
            line = lines.readline(most)


def _row(line: bytes | None, label: str, most: int) -> Report | Refusal:
    if line is None:
        return Refusal(name=label, reason=f"more than {most / 1e6:,.0f} MB", todo="Split the text into reports.")
    try:
        return _report(json_value(line.decode("utf-8")))
    except UnicodeDecodeError as error:
        why = f"not UTF-8 (byte {error.start + 1} of the line)"
        return Refusal(name=label, reason=why, todo="Save the rows as UTF-8.")
    except RecursionError:
        why = "broken JSON (nested too deeply)"
    except JSONDecodeError as error:
        why = f"broken JSON ({error})"
    except ValueError as error:
        why = str(error)
    return Refusal(name=label, reason=why, todo=_FORM)


def _report(row: Any) -> Report:
    """Give the report of one row. Raises ValueError with what came instead of what was expected."""
    if not isinstance(row, dict):
        raise ValueError(f"a {type(row).__name__} where an object was expected")
    id_, text = row.get("id"), row.get("text")
    if isinstance(id_, int) and not isinstance(id_, bool):
        id_ = str(id_)
    for key, value in (("id", id_), ("text", text)):
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"no `{key}`")
    given: dict[str, Any] = {key: row.get(key) for key in _OPTIONAL}
    for key, value in (("id", id_), ("text", text), *given.items()):
        if value is not None and not isinstance(value, str):
            raise ValueError(f"`{key}` is a {type(value).__name__}, not text")
        if value is not None and not _encodes(value):
            raise ValueError(f"`{key}` holds half of a surrogate pair, which is no character")
    pictures = row.get("pictures") or []
    if not isinstance(pictures, list) or not all(isinstance(p, str) and _encodes(p) for p in pictures):
        raise ValueError("`pictures` is no list of file names")
    given["language"] = given["language"] or ""
    given["pictures"] = tuple(pictures)
    given |= {"id": id_, "text": text, "sha256": text_digest(str(text)), "published": _day(row.get("published"))}
    given["minute"] = minute(row["published"]) if isinstance(row.get("published"), str) else ""
    return Report(capture="", locator="", path=str(id_), **given)


def _day(words: Any) -> TimeRange | None:
    """Give the day a row names: ISO or in words, or the contract's own `{from, to, precise}`."""
    if isinstance(words, dict):
        words = words.get("from")
    if words is None or words == "":
        return None
    found, why = reading(words) if isinstance(words, str) else (None, "`published` is not text")
    if found is None:
        raise ValueError(why)
    return found


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
