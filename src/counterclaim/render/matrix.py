"""The question matrix: answers down, sources across, grouped by the origin they go back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Agent
from counterclaim.records.dossier import Dossier
from counterclaim.records.judgement import Answer, Position, Question
from counterclaim.records.words import Take
from counterclaim.render.wording import SIGNS, root

#: With more agents than this a reader can no longer follow a column; origins become the columns.
AGENTS_MAX = 14
_ORDER = (Take.ASSERTS, Take.HEDGES, Take.DENIES, Take.RELAYS, Take.SILENT)


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign in a cell: its words for those who hear the page, and the claim it leads to ("" for none)."""

    take: str
    sign: str
    words: str
    claim: str
    against_interest: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One answer with a cell for each column."""

    answer: Answer
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One question with its rows."""

    question: Question
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One source; `last` closes a group. `agents` are those a column of origins stands for."""

    key: str
    name: str
    last: bool
    agents: tuple[Agent, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one origin."""

    name: str
    shown: bool
    width: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table."""

    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    by_origin: bool


def _homes(questions: Sequence[Question]) -> dict[Agent, str]:
    """Give each agent the origin most of its positions stand on; "" when none is given."""
    votes: dict[Agent, Counter[str]] = {}
    for question in questions:
        for agent in question.silent:
            votes.setdefault(agent, Counter())
        for answer in question.answers:
            for position in answer.positions:
                votes.setdefault(position.agent, Counter()).update([position.origin] if position.origin else [])
    return {
        agent: min(tally, key=lambda origin: (-tally[origin], origin)) if tally else ""
        for agent, tally in votes.items()
    }


def _mark(position: Position, answer: Answer) -> Mark:
    words = f"{position.agent.name} {position.take}: {answer.value}"
    claim = position.claims[0] if position.claims else ""
    return Mark(str(position.take), SIGNS[position.take], words, claim, position.against_interest)


def _cell(column: Column, homes: dict[Agent, str] | None, question: Question, answer: Answer) -> tuple[Mark, ...]:
    """Give the signs of one column on one answer, one for each take; `homes` when columns are origins."""
    found: dict[Take, Mark] = {}
    for position in answer.positions:
        key = position.agent.id if homes is None else position.origin or homes.get(position.agent, "")
        if key == column.key:
            found.setdefault(position.take, _mark(position, answer))
    if found:
        return tuple(found[take] for take in _ORDER if take in found)
    silent = {agent.id for agent in question.silent}
    if column.agents and all(agent.id in silent for agent in column.agents):
        words = f"{column.name} is silent on this question"
        return (Mark(str(Take.SILENT), SIGNS[Take.SILENT], words, "", False),)
    return ()


def matrix(dossier: Dossier) -> Matrix:
    """Give the question matrix of a dossier."""
    questions = dossier.finding.questions
    homes = _homes(questions)
    origins = {origin.id: origin for origin in (*dossier.origins, *dossier.finding.origins)}
    by_origin = len(homes) > AGENTS_MAX
    used = set(homes.values())
    if by_origin:
        used |= {p.origin for q in questions for a in q.answers for p in a.positions if p.origin}
    groups: list[Group] = []
    columns: list[Column] = []
    for key in sorted(used, key=lambda key: (key == "", root(origins[key]) if key in origins else key, key)):
        known = origins.get(key)
        name = "no origin traced" if known is None else root(known)
        members = tuple(sorted((a for a, home in homes.items() if home == key), key=lambda a: (a.name, a.id)))
        if by_origin:
            columns.append(Column(key, name, True, members))
        else:
            last = len(members) - 1
            columns += [Column(a.id, a.name, index == last, (a,)) for index, a in enumerate(members)]
        groups.append(Group(name, known is not None and known.shown, 1 if by_origin else len(members)))
    at_home = homes if by_origin else None
    blocks = tuple(
        Block(q, tuple(Row(a, tuple(_cell(c, at_home, q, a) for c in columns)) for a in q.answers)) for q in questions
    )
    return Matrix(tuple(groups), tuple(columns), blocks, by_origin)
