"""Published standards as data: one YAML file per scale with title, edition, clause, date, provenance and rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

#: The safe loader, compiled where the library has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def standard(name: str) -> Any:
    """Give one standard's table. Raises FileNotFoundError for a name that is not shipped.

    `like` in its `inputs` names another standard, whose inputs hold where the table gives none of its own.
    """
    table = yaml.load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe one
    inputs = table.get("inputs", {})
    if "like" in inputs:
        own = {k: v for k, v in inputs.items() if k != "like"}
        table["inputs"] = standard(inputs["like"])["inputs"] | own if own else standard(inputs["like"])["inputs"]
    return table


@cache
def names() -> tuple[str, ...]:
    """Give the names of all shipped standards, in order."""
    return tuple(sorted(p.name.removesuffix(".yaml") for p in files(__package__).iterdir() if p.name.endswith(".yaml")))


def titled(name: str, mode: str = "") -> str:
    """Give a standard's title, with the mode where it has several; the name where it is not shipped."""
    table = standard(name) if name in names() else {}
    way = f" ({mode.replace('_', ' ')})" if mode and len(table.get("modes", ())) != 1 else ""
    return f"{table.get('title', name.replace('_', ' '))}{way}"
