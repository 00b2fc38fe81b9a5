"""Step 4 for many reports in one file: JSON Lines, JSON and CSV. A bad row is refused by number; others go on."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive import neighbours
from counterclaim.receive.build import Draft
from counterclaim.receive.columns import blank_text, put_all, text_of
from counterclaim.receive.decode import json_value
from counterclaim.receive.items import Item
from counterclaim.records.source import Refusal

_MEND = "Mend the row, or give `--columns` with a column map."
_SAVE = "Save it again, or as JSON Lines: one object a line."
_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"\Asep=(.)\n")
_CELL_CHARS_MAX = 10_000_000
_SHOWN_MAX = 12
#: Rows in which a row of hashtags may stand.
_LOOKED_AT = 25
#: What stands before each line of a JSON text sequence. Source: RFC 7464, RFC 8142.
_RECORD_SEPARATOR = "\x1e"


def json_rows(item: Item) -> Iterator[Draft | Refusal]:
    """Read JSON Lines, one JSON list of objects, one object, or a neighbour's document."""
    text, encoding = item.text()
    text = text.replace(_RECORD_SEPARATOR, "")
    try:
        whole = json_value(text)
    except RecursionError as cause:
        raise Refused(item.label, "JSON of a few levels", "JSON nested too deeply", _SAVE) from cause
    except ValueError as error:
        yield from _taken(item, _lines(item.label, text, error), encoding)
        return
    if (told := neighbours.document(item, whole, encoding)) is not None:
        yield from told
        return
    if isinstance(whole, dict) and "@context" in whole:
        todo = "Take the texts that it tells of, one file each."
        raise Refused(item.label, "JSON-LD with a Claim, a ClaimReview or an article", "linked data without any", todo)
    rows = _listed(whole)
    if not rows:
        raise Refused(item.label, "JSON with rows", "an empty list or object", "Check that the file was saved whole.")
    yield from _taken(item, enumerate(rows, start=1), encoding)


def _listed(whole: Any) -> list[Any]:
    """Give the rows of one JSON value: a list, the only list of objects in an object, or the object itself.

    Of lists of cells with a row of hashtags, the rows under it.
    """
    if isinstance(whole, list):
        cells = [[str("" if c is None else c) for c in row] for row in whole if isinstance(row, list)]
        tags = neighbours.by_tag(cells) if len(cells) == len(whole) else None
        return whole if tags is None else [dict(zip(tags[1], row, strict=False)) for row in cells[tags[0] + 1 :]]
    if isinstance(whole, dict):
        lists = [v for v in whole.values() if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)]
        known = [rows for rows in lists if neighbours.known(rows[0])]
        if text_of(whole, ()) is None and not neighbours.known(whole) and (known or len(lists) == 1):
            return [row for rows in known or lists for row in rows]
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
    rows = enumerate(_csv(item.label, reader), start=1)
    # What stands among the first rows tells whether the columns are named by hashtags.
    first = list(islice(rows, _LOOKED_AT))
    tags = neighbours.by_tag([header, *(r if isinstance(r, list) else [] for _, r in first)])
    if tags is not None:
        header, first = tags[1], first[tags[0] :]
    elif twice := [name for name, count in Counter(h.lower() for h in header if h).items() if count > 1]:
        raise Refused(item.label, "one column of a name", f"two called `{twice[0]}`", "Rename one of the columns.")
    yield from _taken(item, _cells(item.label, header, chain(first, rows)), encoding)


def _cells(label: str, header: list[str], rows: Iterable[tuple[int, list[str] | str]]) -> Iterator[tuple[int, Any]]:
    """Give the rows by number, each by its columns, or why it has none."""
    number = 0
    for number, row in rows:
        if isinstance(row, str):
            yield number, _bad(label, number, row)
        elif len(row) != len(header):
            yield number, _bad(label, number, f"{len(row)} cells where the header has {len(header)}")
        else:
            yield number, dict(zip(header, row, strict=True))
    if not number:
        raise Refused(label, "a table with rows", "a header alone", "Check that the file was saved whole.")


def _taken(item: Item, rows: Iterator[tuple[int, Any]], encoding: str) -> Iterator[Draft | Refusal]:
    """Give a draft for each row: by the table of a neighbour's columns, else by the common names of columns."""
    return neighbours.entries(item, rows, encoding, partial(_row, item))


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


def _row(item: Item, number: int, row: Any) -> Draft | Refusal:
    if not isinstance(row, dict):
        return _bad(item.label, number, f"a {type(row).__name__} where an object was expected")
    text = text_of(row, item.columns)
    if text is None and (blank := blank_text(row, item.columns)):
        unsaved = "; a formula that was saved without its value counts as nothing"
        return _bad(item.label, number, f"nothing in `{blank}`, where its text should be{unsaved}")
    if text is None:
        there = ", ".join(sorted(str(k) for k in row)[:_SHOWN_MAX])
        return _bad(item.label, number, f"no column with a text; columns are {there}")
    draft = Draft(text, locator=f"row {number}", path=item.path)
    put_all(draft, row, "column", item.columns)
    return draft


def _bad(label: str, number: int, came: str) -> Refusal:
    return Refusal(name=f"{label} row {number}", reason=came, todo=_MEND)
