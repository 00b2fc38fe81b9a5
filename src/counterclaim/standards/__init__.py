"""Published standards as data: one YAML file per scale with title, edition, clause, date, provenance and rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def standard(name: str) -> Any:
    """Give one standard's table. Raises FileNotFoundError for a name that is not shipped."""
    return yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """Give the names of all shipped standards, in order."""
    return tuple(sorted(p.name.removesuffix(".yaml") for p in files(__package__).iterdir() if p.name.endswith(".yaml")))
