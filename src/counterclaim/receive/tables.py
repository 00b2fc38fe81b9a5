"""Step 4 for many reports in one file: JSON Lines, JSON and CSV. A bad row is refused by number; others go on."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive import neighbours
from counterclaim.receive.build import Draft
from counterclaim.receive.columns import put_all, text_of
from counterclaim.receive.decode import json_value
from counterclaim.receive.items import Item, refusal, refusing
from counterclaim.records.source import Refusal

_MEND = "Mend the row, or give `--columns` with a column map."
_SAVE = "Save it again, or as JSON Lines: one object a line."
_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"\Asep=(.)\n")
_CELL_CHARS_MAX = 10_000_000
_SHOWN_MAX = 12


def json_rows(item: Item) -> Iterator[Draft | Refusal]:
    """Read JSON Lines, one JSON list of objects, or one object."""
    text, encoding = item.text()
    with suppress(ValueError, RecursionError):
        whole = json_value(text)
        if neighbours.has_reviews(whole):
            yield from neighbours.reviews(item, whole, encoding)
            return
        if isinstance(whole, dict) and "@context" in whole:
            todo = "Take the texts that it tells of, one file each."
            raise Refused(item.label, "JSON-LD with a ClaimReview", "linked data without any", todo)
    yield from _taken(item, _json(item.label, text), encoding)


def _json(label: str, text: str) -> Iterator[tuple[int, Any]]:
    """Give the rows by number: the file as a whole when it is one value, else line by line."""
    try:
        whole = json_value(text)
    except RecursionError as cause:
        raise Refused(label, "JSON of a few levels", "JSON nested too deeply", _SAVE) from cause
    except ValueError as error:
        yield from _lines(label, text, error)
        return
    rows = _listed(whole)
    if not rows:
        raise Refused(label, "JSON with rows", "an empty list or object", "Check that the file was saved whole.")
    yield from enumerate(rows, start=1)


def _listed(whole: Any) -> list[Any]:
    """Give the rows of one JSON value: a list, the only list of objects in an object, or the object itself."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict):
        lists = [v for v in whole.values() if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)]
        if text_of(whole, ()) is None and len(lists) == 1 and not neighbours.known(whole):
            return list(lists[0])
        return [whole] if whole else []
    return [whole]


def _lines(label: str, text: str, broken: ValueError) -> Iterator[tuple[int, Any]]:
    rows: list[tuple[int, Any]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                rows.append((number, json_value(line)))
            except ValueError as error:
                rows.append((number, _bad(label, number, f"broken JSON ({error})")))
            except RecursionError:
                rows.append((number, _bad(label, number, "JSON nested too deeply")))
    if all(isinstance(row, Refusal) for _, row in rows) and len(rows) > 1:
        raise Refused(label, "JSON", f"broken JSON ({broken})", _SAVE) from broken
    yield from rows


def csv_rows(item: Item) -> Iterator[Draft | Refusal]:
    """Read CSV or TSV with a header row; the separator is the one that splits the header most."""
    text, encoding = item.text()
    csv.field_size_limit(_CELL_CHARS_MAX)
    if named := _SEP_LINE.match(text):
        text = text[named.end() :]
    delimiter = named.group(1) if named else max(_DELIMITERS, key=lambda d: len(_header(text, d)))
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    header = [cell.strip() for cell in _header(text, delimiter)]
    try:
        next(reader, None)
    except csv.Error as cause:
        raise Refused(item.label, "a table", f"a broken header row ({cause})", "Mend the first line.") from cause
    if twice := [name for name, count in Counter(h.lower() for h in header if h).items() if count > 1]:
        raise Refused(item.label, "one column of a name", f"two called `{twice[0]}`", "Rename one of the columns.")
    yield from _taken(item, _cells(item.label, header, reader), encoding)


def _cells(label: str, header: list[str], reader: Any) -> Iterator[tuple[int, Any]]:
    """Give the rows by number, each by its columns, or why it has none."""
    number = 0
    for number, row in enumerate(_csv(label, reader), start=1):
        if isinstance(row, str):
            yield number, _bad(label, number, row)
        elif len(row) != len(header):
            yield number, _bad(label, number, f"{len(row)} cells where the header has {len(header)}")
        else:
            yield number, dict(zip(header, row, strict=True))
    if not number:
        raise Refused(label, "a table with rows", "a header alone", "Check that the file was saved whole.")


def _taken(item: Item, rows: Iterator[tuple[int, Any]], encoding: str) -> Iterator[Draft | Refusal]:
    """Give a draft for each row: by the table of a neighbour's columns, else by the common names of columns.

    A column map that says where the text is comes before both.
    """
    passed: dict[str, list[int]] = {}
    mapped = "text" in dict(item.columns)
    for number, row in rows:
        name = neighbours.known(row) if isinstance(row, dict) and not mapped else ""
        if isinstance(row, Refusal):
            yield row
        elif not name:
            yield _row(item, number, row, encoding)
        else:
            try:
                with refusing(f"{item.label} row {number}"):
                    found = neighbours.row(item, number, row, name, passed)
            except Refused as error:
                found = refusal(error)
            if isinstance(found, Draft):
                found.encoding = encoding
            if found is not None:
                yield found
    yield from neighbours.passed_over(item, passed)


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
    except csv.Error:
        return []


def _csv(label: str, reader: Any) -> Iterator[list[str] | str]:
    """Give the cells of each row, or why a row has none; reading goes on after it."""
    while True:
        begun = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines = f"line {begun}" if reader.line_num <= begun else f"lines {begun} to {reader.line_num}"
            yield f"broken CSV in {lines} of {label} ({error})"
            continue
        if cells:
            yield cells


def _row(item: Item, number: int, row: Any, encoding: str) -> Draft | Refusal:
    if not isinstance(row, dict):
        return _bad(item.label, number, f"a {type(row).__name__} where an object was expected")
    text = text_of(row, item.columns)
    if text is None:
        there = ", ".join(sorted(str(k) for k in row)[:_SHOWN_MAX])
        return _bad(item.label, number, f"no column with a text; columns are {there}")
    draft = Draft(text, locator=f"row {number}", path=item.path, encoding=encoding)
    put_all(draft, row, "column", item.columns)
    return draft


def _bad(label: str, number: int, came: str) -> Refusal:
    return Refusal(name=f"{label} row {number}", reason=came, todo=_MEND)
