"""Tables of the columns and codes of neighbouring tools, one file each: how their rows are read and written."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def about(name: str) -> Any:
    """Give a whole table with its head: title, source, licence, date, rule, entries."""
    return yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def tables() -> dict[str, Any]:
    """Give the entries of every table that says how to read a row of it, by name, in order."""
    names = sorted(p.name.removesuffix(".yaml") for p in files(__package__).iterdir() if p.name.endswith(".yaml"))
    found = {name: about(name)["entries"] for name in names}
    return {name: entries for name, entries in found.items() if {"known_by", "claims"} & set(entries)}
