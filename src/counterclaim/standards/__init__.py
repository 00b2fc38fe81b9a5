"""Published standards as data: one YAML file per scale with title, edition, clause, date, provenance and rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def standard(name: str) -> Any:
    """Give one standard's table. Raises FileNotFoundError for a name that is not shipped.

    `like` in its `inputs` names another standard, whose inputs hold where the table gives none of its own.
    """
    table = yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
    inputs = table.get("inputs", {})
    if "like" in inputs:
        table["inputs"] = standard(inputs["like"])["inputs"] | {k: v for k, v in inputs.items() if k != "like"}
    return table


def names() -> tuple[str, ...]:
    """Give the names of all shipped standards, in order."""
    return tuple(sorted(p.name.removesuffix(".yaml") for p in files(__package__).iterdir() if p.name.endswith(".yaml")))
