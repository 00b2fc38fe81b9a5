"""What an index holds of every text, and what its texts share so far; stored whole or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim import tracing
from counterclaim.errors import Damaged
from counterclaim.trace.columns import Hashes, Ints, Numbers

_STATE = "STATE"


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What the owner knows of all texts, by number: place in order of time, and the number of a publisher (0: none)."""

    place: Ints
    publisher: Ints

    def numbers(self) -> Ints:
        """Give the number of the text at each place."""
        at = np.empty(self.place.size, np.int64)
        at[self.place] = np.arange(self.place.size)
        return at


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What holds after an update; arrays are by number of text.

    `update` counts updates; `since` is the one that gave a text its shingles; `pair` (`later << 32 | earlier`, in
    numbers) is sorted, with its `hits`; `word` is sorted, and `often` says whether it occurs more than once.
    """

    update: int
    known: tracing.PerText
    heads: Ints
    tails: Ints
    since: Ints
    order: Order
    pair: Hashes
    hits: Ints
    word: Numbers
    often: npt.NDArray[np.bool_]

    @property
    def size(self) -> int:
        """Give the number of texts."""
        return self.heads.size


def nothing() -> State:
    """Give the state of an index without texts."""
    none, hashes = np.zeros(0, np.int64), np.zeros(0, np.uint64)
    known = tracing.PerText(none, hashes, hashes, hashes)
    words = np.zeros(0, np.uint32), np.zeros(0, np.bool_)
    return State(0, known, none, none, none, Order(none, none), hashes, none, *words)


def _arrays(state: State) -> dict[str, npt.NDArray[Any]]:
    known = {name: getattr(state.known, name) for name in ("count", "head", "tail", "key")}
    names = ("heads", "tails", "since", "pair", "hits", "word", "often")
    order = {"place": state.order.place, "publisher": state.order.publisher}
    return known | order | {name: getattr(state, name) for name in names}


def _state(update: int, arrays: dict[str, npt.NDArray[Any]]) -> State:
    known = tracing.PerText(**{name: arrays.pop(name) for name in ("count", "head", "tail", "key")})
    order = Order(arrays.pop("place"), arrays.pop("publisher"))
    return State(update=update, known=known, order=order, **arrays)


def held(root: Path, made_by: str) -> State:
    """Give the state that holds in a folder: none where nothing is stored, or where another version stored it.

    Raises Damaged where what is stored cannot be read.
    """
    try:
        found = json.loads((root / _STATE).read_text(encoding="utf-8"))
        if found["made_by"] != made_by:
            return nothing()
        folder = root / f"state-{found['update']:06}"
        return _state(found["update"], {p.stem: np.load(p) for p in folder.glob("*.npy")})
    except FileNotFoundError:
        return nothing()
    except (ValueError, KeyError, TypeError, OSError, EOFError) as cause:
        todo = f"Remove {_STATE} from that folder; all texts are then compared anew."
        raise Damaged("an index that can be read", f"{root}: {cause}", todo) from cause


def hold(root: Path, made_by: str, state: State) -> None:
    """Make a state the one that holds in a folder; what came before it is removed after."""
    folder = root / f"state-{state.update:06}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, array in _arrays(state).items():
        np.save(folder / f"{name}.npy", array)
    pointer = root / f"{_STATE}.unfinished"
    pointer.write_text(json.dumps({"made_by": made_by, "update": state.update}), encoding="utf-8")
    pointer.replace(root / _STATE)
    for other in root.glob("state-*"):
        if other != folder:
            shutil.rmtree(other)


def forget(root: Path) -> None:
    """Let no state hold in a folder."""
    (root / _STATE).unlink(missing_ok=True)
