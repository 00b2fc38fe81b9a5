"""Named values to a report's fields: the common names of columns, and the user's own column map."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from counterclaim.errors import UsageError
from counterclaim.receive.build import Draft

Columns = tuple[tuple[str, str], ...]
#: Names under which files give our fields; the first that is there counts.
NAMES = {
    "publisher": ("publisher", "outlet", "source", "site", "sitename", "channel_name", "newspaper"),
    "author": ("author", "by", "byline", "creator", "authors"),
    "published": ("published", "published_at", "date", "pubdate", "date_published", "publication_date"),
    "language": ("language", "lang"),
    "title": ("title", "headline"),
    "url": ("url", "link", "uri"),
    "text": ("text", "body", "content", "article", "full_text"),
}
_MAP_NAMES = frozenset({"columns.yaml", "columns.yml", "columns.json"})
_EXAMPLE = "One line a field: our name, a colon, your column. For example `text: Body`."


def is_column_map(name: str) -> bool:
    """Say whether a file of this name is a map of columns for the tables of its folder, and so no report."""
    return PurePosixPath(name.replace("\\", "/").replace("!", "/")).name.lower() in _MAP_NAMES


def columns_in(text: str) -> Columns:
    """Give a saved column map: YAML or JSON, our field → the file's column. Raises UsageError for anything else."""
    try:
        rows = words_in_yaml(text)
    except (yaml.YAMLError, RecursionError) as cause:
        raise UsageError("a column map in YAML", "text that is not YAML", _EXAMPLE) from cause
    if not isinstance(rows, dict) or not rows:
        raise UsageError("a column map", "no pairs of names", _EXAMPLE)
    if unknown := sorted(str(k) for k in rows if k not in NAMES):
        raise UsageError("our fields " + ", ".join(NAMES), ", ".join(f"`{k}`" for k in unknown), _EXAMPLE)
    if wrong := sorted(str(k) for k, v in rows.items() if not isinstance(v, str) or not v.strip()):
        raise UsageError("the name of one column for each field", f"none for {', '.join(wrong)}", _EXAMPLE)
    return tuple(sorted((str(k), str(v).strip()) for k, v in rows.items()))


def nearest(name: str, maps: Mapping[str, Columns]) -> Columns:
    """Give the map for a file: that of its own folder or the closest one above; none gives no columns.

    `maps` is keyed by the folder of each map, as `folder_of` gives it.
    """
    folder = folder_of(name)
    while folder not in maps and folder:
        folder = folder_of(folder)
    return maps.get(folder, ())


def folder_of(name: str) -> str:
    """Give the folder part of an item's name; empty when it has none."""
    parent = str(PurePosixPath(name.replace("\\", "/")).parent)
    return "" if parent == "." else parent


def words_in_yaml(text: str) -> Any:
    """Load YAML with every value as the words that stand there: `no` stays a language and a date stays as written."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and maps, nothing else


def put_all(draft: Draft, row: Mapping[str, Any], source: str, columns: Columns = ()) -> None:
    """Fill a draft from named values; a saved column map comes before the common names."""
    folded = {str(k).strip().lower(): v for k, v in row.items()}
    for field, common in NAMES.items():
        if field != "text":
            for key in (dict(columns).get(field, "").strip().lower(), *common):
                draft.put(field, _words(folded.get(key)), source)


def text_of(row: Mapping[str, Any], columns: Columns) -> str | None:
    """Give the text of a row: the mapped column, or the first common one that is filled."""
    folded = {str(k).strip().lower(): v for k, v in row.items()}
    for key in _of_text(columns):
        value = folded.get(key)
        if isinstance(value, str) and value.strip():
            return value.replace("\r\n", "\n").replace("\r", "\n")
    return None


def blank_text(row: Mapping[str, Any], columns: Columns) -> str:
    """Give the name of the column that should hold the text of a row; empty where it has none."""
    return next((str(key) for key in row if str(key).strip().lower() in _of_text(columns)), "")


def _of_text(columns: Columns) -> tuple[str, ...]:
    mapped = dict(columns).get("text", "").strip().lower()
    return (mapped, *NAMES["text"]) if mapped else NAMES["text"]


def _words(value: Any) -> str:
    """Give a cell's words; several names become one line, and other shapes are no value."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return "" if str(value).strip().lower() in ("null", "~", "none", "nan") else str(value)
    return ""
