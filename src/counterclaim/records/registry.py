"""What is known of agents apart from what they say: camps, ties, letters. Dated rows, each with a basis."""

from __future__ import annotations

from dataclasses import dataclass


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
    """A dated relation of two agents: owns, edits, wire_of, member_of, spokesperson_of, parent_unit_of, alias_of."""

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
