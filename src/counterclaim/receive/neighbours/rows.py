"""One row of a neighbour's table to a draft of a report, by the table of its columns; or why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.lexicons import neighbours
from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.markup import words_of
from counterclaim.receive.neighbours.checked import Wrong, iso, wrong
from counterclaim.receive.neighbours.known import cells, day, first, named_files, unguarded
from counterclaim.records.returned import ids_in
from counterclaim.records.source import Refusal

_MEND = "Mend the cell in a copy and take that, or leave the row out."
_MARKUP = re.compile(r"<(?:p|div|br|span|ul|ol|li|b|i|a|h\d)\b[^<>]{0,500}>", re.IGNORECASE)
_SLOT = re.compile(r"\{(\w+)\}")
#: How a table of numbered titles begins a cell.
_NUMBERED = re.compile(r"\A\d+-(?=\S)")
_LISTED_MAX = 40
#: A column that our own exports have.
_OURS = "cc_run"
#: Where entities stand that are nobody's words, by their kind.
Passed = dict[str, list[int | str]]


def row(item: Item, number: int | str, given: Mapping[str, Any], name: str, passed: Passed) -> Draft | Refusal | None:
    """Give the draft of a row of the table `name`, or its refusal; `number` may be where it stands in JSON.

    None for an entity that is nobody's words: its place is put into `passed` under its kind.
    """
    table = neighbours.tables()[name]
    if "nobody" in table:
        passed.setdefault(table["nobody"], []).append(number)
        return None
    told = {k: unguarded(v) if "guarded" in table else v for k, v in cells(given, name).items() if v.strip()}
    where = f"row {number}" if isinstance(number, int) else number
    label = f"{item.label} {where}"
    if "claims" in table and (found := next(wrong(told, table["claims"]), None)) is not None:
        return _wrong(label, found, table["name"])
    used: set[str] = set()
    # The notes of a row that Counterclaim exported are its own words, and nobody's report.
    text = "" if _OURS in told else _text(told, table, used)
    if name == "ftm" and (told.get("schema") in table["no_text"] or not text):
        passed.setdefault(f"schema {told.get('schema') or 'without a name'}", []).append(number)
        return None
    record = _record(told, table, used)
    if not text and not record:
        wanted = [*table["text"], *table.get("else_text", ())]
        reason = f"nothing in {' or '.join(f'`{c}`' for c in wanted)}" if wanted else "no cell with a sentence"
        todo = "Nothing to do: the row stays in the original."
        return Refusal(name=label, reason=f"{reason}; expected the words of {table['name']}'s row", todo=todo)
    draft = Draft("\n\n".join(filter(None, (text, record))), locator=where, path=item.path)
    _fields(draft, told, table, used)
    if record:
        draft.put("record", "yes", name)
        if not text:
            draft.put("language", "en", "names of columns")
    draft.pictures = tuple(named_files(given, name))
    _keep(draft, table["name"], {k: v for k, v in told.items() if k not in used})
    return draft


def passed_over(item: Item, passed: Passed) -> Iterator[Refusal]:
    """Say of each kind of entity how many of it are no reports."""
    for kind, numbers in sorted(passed.items()):
        listed = ", ".join(map(str, numbers[:_LISTED_MAX])) + (", …" if len(numbers) > _LISTED_MAX else "")
        reason = f"{len(numbers):,} entities that hold no words of anybody (rows {listed}); expected one with a text"
        todo = "Nothing to do: they stay in the original."
        yield Refusal(name=f"{item.label} {kind}", reason=reason, todo=todo)


def _wrong(label: str, found: Wrong, name: str) -> Refusal:
    reason = f"`{found.came[:60]}`; expected {found.expected}, as {name}'s tables have it"
    return Refusal(name=f"{label} column {found.column}", reason=reason, todo=_MEND)


def _text(told: Mapping[str, str], table: Mapping[str, Any], used: set[str]) -> str:
    """Give the words of a row: its columns of text, those that read like sentences, or else its title."""
    parts = []
    folded = {k.lower(): k for k in told}
    for column in (folded.get(c.lower()) for c in table["text"]):
        if column is not None:
            parts.append(_plain(told[column]))
            used.add(column)
    for column in told if "prose" in table else ():
        if column.lower() not in table["aside"] and len(told[column].split()) >= table["prose"]:
            parts.append(_plain(told[column]))
            used.add(column)
    if not parts and (other := first(told, table.get("else_text", ()))[1]):
        parts.append(_plain(other))
    return "\n\n".join(dict.fromkeys(p for p in parts if p))


def _plain(cell: str) -> str:
    words = words_of(cell) if _MARKUP.search(cell) else cell.replace("\r\n", "\n").replace("\r", "\n")
    return words.strip()


def _record(told: Mapping[str, str], table: Mapping[str, Any], used: set[str]) -> str:
    """Give the cells that the row's claims are read from, one a line; days with how ISO writes them."""
    time = table.get("claims", {}).get("time", {})
    lines = []
    for column in table.get("record", ()):
        if column in told:
            cell = " ".join(told[column].split())
            also = iso(cell) if column in (time.get("from"), time.get("to")) else ""
            lines.append(f"{column}: {cell}" + (f" ({also})" if also and also not in cell else ""))
            used.add(column)
    return "\n".join(lines)


def _fields(draft: Draft, told: Mapping[str, str], table: Mapping[str, Any], used: set[str]) -> None:
    for field in ("publisher", "author", "published", "language", "url"):
        column, cell = first(told, table.get(field, ()))
        if column:
            one = _NUMBERED.sub("", cell.split("; ")[0]) if field in table.get("numbered", ()) else cell.split("; ")[0]
            draft.put(field, table.get("languages", {}).get(one, one) if field == "language" else day(one), "column")
            if one == cell:
                used.add(column)
    draft.speaker = table.get("speaks", "")
    if _OURS in told:
        # What was exported from a case tells what its reports told: it is no further voice, and nobody else's.
        draft.speaker = f"Counterclaim's export as a {draft.speaker}"
        for name, one in ids_in(told.values()).items():
            draft.put(name, "yes", one)
        draft.notes.append("a row that Counterclaim exported: what it tells is what the reports of that case tell")
    title = table["title"]
    if isinstance(title, str):
        draft.put("title", _SLOT.sub(lambda m: told.get(m[1], ""), title), "column")
        used |= {c for c in _SLOT.findall(title) if c in told}
    else:
        column, cell = first(told, title)
        draft.put("title", " ".join(cell.split()), "column")
        used |= {column} - {""}


def _keep(draft: Draft, name: str, rest: Mapping[str, str]) -> None:
    """Keep the other cells under their columns, and list those in a note."""
    draft.notes.append(f"a row of {name}")
    draft.kept += [(column, cell) for column, cell in rest.items()]
    if rest:
        draft.notes.append(
            f"kept, without a place of their own: {', '.join(k or 'a column without a name' for k in rest)}"
        )
