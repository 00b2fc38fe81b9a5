"""Lexicons: data files with a source and a rule each, what loads them, and what more than one step asks of them.

A lexicon is a YAML file `<language>/<name>.yaml` with the keys `title`, `source`, `licence`, `date`, `rule` (what the
program does with an entry, one sentence) and `entries`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from counterclaim.canonical import canonical_bytes, digest

#: The safe loader, compiled where the library has it: the tables are large, and read at each start.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def lexicon(name: str, language: str = "en") -> Any:
    """Give the entries of one lexicon. Raises FileNotFoundError for a name that is not shipped."""
    path = files(__package__) / language / f"{name}.yaml"
    return loaded(path.read_text(encoding="utf-8"))["entries"]


def loaded(text: str) -> Any:
    """Give what the text of a data file holds."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern for some words or phrases where they stand whole, in capitals or not."""
    return re.compile(rf"(?<![\w-])({alternatives(words)})(?![\w-])", re.IGNORECASE)


def alternatives(words: Iterable[str]) -> str:
    """Give the pattern of any of some phrases, the longest first; blanks match any run of white space."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def act_families() -> dict[str, str]:
    """Give the family of each kind of act, as the first row of that kind in `act_types` has it."""
    table: dict[str, str] = {}
    for row in lexicon("act_types"):
        table.setdefault(row["act"], row["family"])
    return table


@cache
def asset_families() -> dict[str, str]:
    """Give the family of each noun for a thing."""
    return {noun: family for family, nouns in lexicon("assets").items() for noun in nouns}


@cache
def general_words() -> frozenset[str]:
    """Give the words that never tell two happenings apart: those listed, and every word for fighters or people."""
    victims = lexicon("victims")
    return frozenset((*lexicon("happenings")["general"], *victims["combatant"], *victims.get("people", ())))


@cache
def version() -> str:
    """Give the digest of all data files here: another when a single entry of one is another."""
    return digest_of(files(__package__))


def digest_of(folder: Traversable) -> str:
    """Give the digest of all data files of a folder."""
    return digest(canonical_bytes(_digests(folder)))


def _digests(folder: Traversable) -> list[list[Any]]:
    """Give the name and the digest of each file of a folder, and of its folders, by name."""
    found: list[list[Any]] = []
    for one in sorted(folder.iterdir(), key=lambda f: f.name):
        if one.is_dir() and one.name != "__pycache__":
            found.append([one.name, _digests(one)])
        elif one.is_file() and not one.name.endswith((".py", ".pyc")):
            found.append([one.name, digest(one.read_bytes())])
    return found
