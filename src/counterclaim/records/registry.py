"""What is known of agents apart from what they say: camps, ties, letters. Dated rows, each with a basis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.records.extent import TimeRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """A party's interest in this case; never a judgement. Dates are ISO or empty for open."""

    agent: str
    camp: str
    basis: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A dated relation of two agents; `relation` is a word of `Relation`.

    `other` of a `state_media` row is a word of `StateMedia`.
    """

    agent: str
    relation: str
    other: str
    basis: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An Admiralty reliability letter (A–F) given by a person for a source on a topic in a period."""

    agent: str
    letter: str
    basis: str
    assessor: str
    topic: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All that is known of the agents of a case."""

    camps: tuple[Camp, ...] = ()
    ties: tuple[Tie, ...] = ()
    letters: tuple[Letter, ...] = ()


class Same:
    """A registry by identity: to look it up costs nothing, where hashing it would read every row each time."""

    __slots__ = ("registry",)

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __hash__(self) -> int:
        return id(self.registry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.registry is self.registry


def holding(registry: Registry, when: TimeRange | None) -> Registry:
    """Give the rows that hold on some day of `when`: the one dated reading of a registry.

    Where the time is not known all rows count: a tie that may hold is not passed over, since independence is shown,
    never assumed.
    """
    return registry if when is None else _holding(Same(registry), when.start, when.end)


@lru_cache(maxsize=4096)
def _holding(same: Same, start: str, end: str) -> Registry:
    """Give one registry for all events of the same days, so that what is found in it is looked up once."""
    registry = same.registry

    def holds(row: Camp | Tie | Letter) -> bool:
        return (not row.start or row.start <= end) and (not row.end or start <= row.end)

    found = replace(
        registry,
        camps=tuple(r for r in registry.camps if holds(r)),
        ties=tuple(r for r in registry.ties if holds(r)),
        letters=tuple(r for r in registry.letters if holds(r)),
    )
    return registry if found == registry else found
