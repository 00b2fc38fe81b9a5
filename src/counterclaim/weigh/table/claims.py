"""A claim table in columns, sorted by object and value, so that every group is a slice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
#: A column: its different words, and for each row the place of its word among them.
Coded = tuple[Sequence[str], Ints]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimTable:
    """Claims as columns, one row a claim, sorted by object, value and source; each row stands once.

    `source`, `value` and `denied` have one entry a claim; `value_object` and `name` one a value, the first ascending.
    Names stand in `sources`, `objects` and `names`, each sorted, so that ids are a function of the names alone; two
    objects' values of one name share the `name`.
    """

    sources: tuple[str, ...]
    objects: tuple[str, ...]
    names: tuple[str, ...]
    source: Ints
    value: Ints
    denied: Bools
    value_object: Ints
    name: Ints

    @property
    def object(self) -> Ints:
        """Give each claim's object."""
        return self.value_object[self.value]

    @property
    def values(self) -> tuple[str, ...]:
        """Give each value's words."""
        return tuple(map(self.names.__getitem__, self.name.tolist()))

    @property
    def value_starts(self) -> Ints:
        """Give where each value's claims start, and the number of claims at the end."""
        return bounds(self.value)

    @property
    def object_starts(self) -> Ints:
        """Give where each object's values start, and the number of values at the end."""
        return bounds(self.value_object)


def claim_table(rows: Iterable[tuple[str, str, str, bool]]) -> ClaimTable:
    """Give the table of rows (source, object, value, denied); a row given twice counts once."""
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    return claim_columns(*columns)


def claim_columns(
    sources: Sequence[str], objects: Sequence[str], values: Sequence[str], denied: Sequence[bool] | None = None
) -> ClaimTable:
    """Give the table of columns of one length; without `denied`, nothing is denied."""
    told = np.zeros(len(sources), np.bool_) if denied is None else np.asarray(denied, np.bool_)
    return claim_coded(_numbered(sources), _numbered(objects), _numbered(values), told)


def claim_coded(sources: Coded, objects: Coded, values: Coded, denied: Bools) -> ClaimTable:
    """Give the table of columns that are coded already: the words, each once, and each row's place among them."""
    (source_names, source), (object_names, object_), (names, name) = map(_ordered, (sources, objects, values))
    claimed, by_value = _unique(object_, name, len(names))
    width = 2 * max(len(source_names), 1)
    claim, _ = _unique(by_value, source * 2 + denied, width)
    return ClaimTable(
        sources=source_names,
        objects=object_names,
        names=names,
        source=claim % width // 2,
        value=claim // width,
        denied=(claim % 2).astype(np.bool_),
        value_object=claimed // max(len(names), 1),
        name=claimed % max(len(names), 1),
    )


def one_in(table: ClaimTable, many: int, first: int = 0) -> ClaimTable:
    """Give the table of one in so many objects, evenly spread from one on; sources and names keep their ids."""
    mine = np.zeros(len(table.objects), np.bool_)
    mine[first::many] = True
    value = mine[table.value_object]
    claim = value[table.value]
    return ClaimTable(
        sources=table.sources,
        objects=table.objects[first::many],
        names=table.names,
        source=table.source[claim],
        value=(np.cumsum(value) - 1)[table.value[claim]],
        denied=table.denied[claim],
        value_object=(table.value_object[value] - first) // many,
        name=table.name[value],
    )


def _numbered(words: Sequence[str]) -> Coded:
    """Give the different words, and for each entry of a column the place of its word."""
    place: dict[str, int] = {}
    at = [place.setdefault(word, len(place)) for word in words]
    return list(place), np.array(at, np.int64)


def _ordered(column: Coded) -> tuple[tuple[str, ...], Ints]:
    """Give the words that occur, in order, and for each entry the place of its word."""
    words, place = column
    occurs = np.flatnonzero(np.bincount(place, minlength=len(words)))
    ordered = sorted(occurs.tolist(), key=words.__getitem__)
    rank = np.zeros(len(words), np.int64)
    rank[ordered] = np.arange(len(ordered))
    return tuple(words[n] for n in ordered), rank[place]


@numba.njit(cache=True, nogil=True)
def sorted_by(key: Ints, count: int) -> tuple[Ints, Ints]:  # pragma: no cover - compiled
    """Give the order that sorts keys below `count`, equal ones as they came, and where each key's run starts."""
    starts = np.zeros(count + 1, np.int64)
    for k in key:
        starts[k + 1] += 1
    for k in range(count):
        starts[k + 1] += starts[k]
    at = starts[:-1].copy()
    order = np.empty(key.size, np.int64)
    for n in range(key.size):
        order[at[key[n]]] = n
        at[key[n]] += 1
    return order, starts


def _unique(high: Ints, low: Ints, width: int) -> tuple[Ints, Ints]:
    """Give the different pairs (high, low) as sorted numbers high × width + low, and each entry's place among them.

    Ids are below 2^31, so that no product leaves 64 bits.
    """
    key = high * max(width, 1) + low
    order, _ = sorted_by(low, max(width, 1))
    order = order[sorted_by(high[order], int(high.max(initial=0)) + 1)[0]]
    ordered = key[order]
    first = np.ones(key.size, np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    place = np.empty(key.size, np.int64)
    place[order] = np.cumsum(first) - 1
    return ordered[first], place


def bounds(group: Ints) -> Ints:
    """Give where each run of equal numbers starts in a sorted column, and its length at the end."""
    if not group.size:
        return np.zeros(1, np.int64)
    return np.concatenate(([0], np.flatnonzero(np.diff(group)) + 1, [group.size])).astype(np.int64)
