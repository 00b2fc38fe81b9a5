"""Which neighbour's table a row is of, by the names of its columns, and its cells as plain words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from counterclaim.lexicons import neighbours

#: How Python writes a time inside of a dictionary: year to minute, and seconds where they are not nought.
_TIME = re.compile(
    r"datetime\.datetime\((\d+), (\d+), (\d+), (\d+), (\d+)(?:, (\d+))?(?:, \d+)?(?:, tzinfo=[\w.]+(?:\([^()]*\))?)?\)"
)
#: A record of auto-archiver that holds more than this is no row of a table.
_REPR_MAX = 2_000_000
_TITLES = ("title", "label", "name", "value")


def known(row: Mapping[str, Any]) -> str:
    """Give the name of the table whose columns a row has; empty for a row of none."""
    name = _by_columns(frozenset(str(k).strip().lower() for k in row))
    if name == "ftm":
        return name if isinstance(row.get("schema"), str) and isinstance(row.get("properties"), dict) else ""
    return name


@lru_cache(maxsize=64)
def _by_columns(columns: frozenset[str]) -> str:
    for name, table in neighbours.tables().items():
        lists: Any = table.get("known_by", [])
        for wanted in lists if not lists or isinstance(lists[0], list) else [lists]:
            if columns >= {w.lower() for w in wanted}:
                return name
    return ""


def cells(row: Mapping[str, Any], name: str) -> dict[str, str]:
    """Give the cells of a row as words, by column, in order; what is nested is opened as its tool nests it."""
    if name == "ftm":
        opened = {"id": row.get("id"), "schema": row.get("schema"), **_map(row.get("properties"))}
    elif name == "uwazi" and isinstance(row.get("metadata"), dict):
        opened = {k: v for k, v in row.items() if k != "metadata"} | _map(row["metadata"])
    elif name == "atlos" and isinstance(row.get("project"), dict):
        opened = {k: v for k, v in row.items() if k != "project"} | _of_project(row["project"])
        opened |= {f"source_{number}": address for number, address in enumerate(_addresses(row), start=1)}
    elif name == "auto_archiver" and "metadata" in row:
        told = row["metadata"] if isinstance(row["metadata"], dict) else _literal(str(row["metadata"]))
        opened = {k: v for k, v in row.items() if k != "metadata"} | _map(told)
    else:
        opened = dict(row)
    return {str(k).strip(): _words(v) for k, v in opened.items()}


def _map(value: Any) -> dict[str, Any]:
    return {str(k): v for k, v in value.items()} if isinstance(value, dict) else {}


def _literal(words: str) -> Any:
    """Read a dictionary as Python writes one, times in it as ISO 8601; nothing is run. None for anything else."""
    if len(words) > _REPR_MAX:
        return None
    try:
        return ast.literal_eval(_TIME.sub(_iso, words))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None  # a TypeError: a key that Python cannot have, as in `{[1]: 2}`


def _iso(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second = (int(g or 0) for g in match.groups())
    return f"'{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}+00:00'"


def named_files(row: Mapping[str, Any], name: str) -> list[str]:
    """Give the names of the files that belong to a row, as it names them: where they were, then where they are kept."""
    media = row.get({"auto_archiver": "media", "bayanat": "medias"}.get(name, ""))
    if isinstance(media, str):
        media = _literal(media)
    found = [_named(m) for m in media if isinstance(m, dict)] if isinstance(media, list) else []
    return list(dict.fromkeys(n for names in found for n in names))


def _named(media: Mapping[str, Any]) -> list[str]:
    urls = media.get("urls")
    names = [media.get("filename"), media.get("_key"), *(urls if isinstance(urls, list) else [])]
    return [n for n in names if isinstance(n, str) and n]


def _of_project(project: Mapping[str, Any]) -> dict[str, Any]:
    return {"project": project.get("name")} | {f"project.{k}": v for k, v in project.items() if k != "name"}


def _addresses(row: Mapping[str, Any]) -> list[str]:
    """Give the addresses of the source material of an incident."""
    pieces = row.get("source_material")
    found = [p.get("source_url") for p in pieces if isinstance(p, dict)] if isinstance(pieces, list) else []
    return [a for a in found if isinstance(a, str)]


def unguarded(cell: str) -> str:
    """Give a cell without the apostrophe that was put before what a spreadsheet would run."""
    return cell[1:] if re.match(r"'[=+\-@\t]", cell) else cell


def _words(value: Any) -> str:
    """Give a value as words: of a list the titles or values of its members, of anything deeper JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(filter(None, map(_member, value)))
    return _json(value) if isinstance(value, dict) else str(value)


def _member(value: Any) -> str:
    if isinstance(value, dict):
        plain = next((value[k] for k in _TITLES if isinstance(value.get(k), str | int | float)), None)
        return _json(value) if plain is None else str(plain)
    return _words(value)


def _json(value: Any) -> str:
    """Give a value as JSON; what JSON has no form for, such as a set or a key of numbers, as Python writes it."""
    return json.dumps(_keyed(value), ensure_ascii=False, sort_keys=True, default=repr)


def _keyed(value: Any) -> Any:
    if isinstance(value, dict):
        return {k if isinstance(k, str) else repr(k): _keyed(v) for k, v in value.items()}
    return [_keyed(v) for v in value] if isinstance(value, list | tuple) else value


def first(cells: Mapping[str, str], columns: Iterable[str]) -> tuple[str, str]:
    """Give the first column of some that is filled, whatever its capitals, and its cell; two empty texts for none."""
    folded = {k.lower(): k for k in cells}
    for column in columns:
        there = folded.get(column.lower())
        if there is not None and cells[there].strip():
            return there, cells[there].strip()
    return "", ""


def day(words: str) -> str:
    """Give words for a time; a count of seconds since 1970, or of milliseconds, as ISO 8601."""
    if not re.fullmatch(r"\d{9,13}(?:\.\d+)?", words):
        return words
    seconds = float(words) / (1000 if len(words.partition(".")[0]) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
