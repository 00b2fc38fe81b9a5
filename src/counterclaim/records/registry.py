"""What is known of agents apart from what they say: camps, ties, letters. Dated rows, each with a basis."""

from __future__ import annotations

from dataclasses import dataclass, replace

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


def holding(registry: Registry, when: TimeRange | None) -> Registry:
    """Give the rows that hold on some day of `when`: the one dated reading of a registry.

    Where the time is not known all rows count: a tie that may hold is not passed over, since independence is shown,
    never assumed.
    """
    if when is None:
        return registry

    def holds(row: Camp | Tie | Letter) -> bool:
        return (not row.start or row.start <= when.end) and (not row.end or when.start <= row.end)

    return replace(
        registry,
        camps=tuple(r for r in registry.camps if holds(r)),
        ties=tuple(r for r in registry.ties if holds(r)),
        letters=tuple(r for r in registry.letters if holds(r)),
    )
