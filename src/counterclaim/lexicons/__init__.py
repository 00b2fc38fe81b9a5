"""Lexicons: data files with a source and a rule each, and the one function that loads them.

A lexicon is a YAML file `<language>/<name>.yaml` with the keys `title`, `source`, `licence`, `date`, `rule` (what the
program does with an entry, one sentence) and `entries`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def lexicon(name: str, language: str = "en") -> Any:
    """Give the entries of one lexicon. Raises FileNotFoundError for a name that is not shipped."""
    path = files(__package__) / language / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]
