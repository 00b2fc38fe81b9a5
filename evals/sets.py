"""Which sets there are, and where their data is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
#: Where the data is when neither `--data` nor COUNTERCLAIM_DATA says so.
DEFAULT = HERE.parent.parent / "shared" / "data"


class Missing(Exception):
    """A set, a split or its data is not there; the text says what was expected, what came and what to do."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure to print beside ours: a peer's, a baseline's or a human's, with where it was seen."""

    system: str
    split: str
    metric: str
    value: float
    source: str


#: Other names that a set may be called by on the command line.
ALSO = {"gum_news": "gum"}


#: Folders here that are no sets: `desk` measures speed, `recount` reckons a case again.
OTHERS = frozenset({"desk", "recount"})


def names() -> tuple[str, ...]:
    """List the sets that have a folder here."""
    return tuple(sorted(p.parent.name for p in HERE.glob("*/__init__.py") if p.parent.name not in OTHERS))


def module(name: str) -> ModuleType:
    """Give a set's module. Raises Missing with the sets there are."""
    name = ALSO.get(name, name)
    if name not in names():
        raise Missing(f"Expected one of the sets {', '.join(names())}; got {name!r}.")
    return import_module(f"evals.{name}")


def root(given: Path | None = None) -> Path:
    """Give the folder of all data: the one given, else COUNTERCLAIM_DATA, else the default."""
    return given or Path(os.environ.get("COUNTERCLAIM_DATA") or DEFAULT)


def folder(name: str, given: Path | None = None) -> Path:
    """Give a set's data folder, under the root or given itself; the root for a set that reads several;
    beside its module for one whose data is of this project.

    Raises Missing when there is none.
    """
    if getattr(module(name), "OWN_DATA", False):
        return given or HERE / name
    base = root(given)
    if getattr(module(name), "OVER_ALL", False) and base.is_dir():
        return base
    name = getattr(module(name), "FOLDER", name)
    for found in (base / name, base):
        if found.is_dir() and (found == base / name or base.name == name or given is not None):
            return found
    raise Missing(f"Expected the data of {name} in {base / name}; there is none. Set COUNTERCLAIM_DATA or --data.")


def kind(name: str, split: str) -> str:
    """Tell whether a split is `development` or `untouched`."""
    return str(module(name).SPLITS.get(split, "untouched"))
