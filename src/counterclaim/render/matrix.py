"""The question matrix: questions and their answers down, those who speak across under the origin they stand in.

Who takes a stand has one column, under the origin it is the root of, or else under the one most of its stands
are in. Where there are more than `AGENTS_MAX`, each origin is one column and its speakers' marks are merged. Who only
passes an answer on has no column: it is named at the end of the answer's row, so that no mark of a carrier ever stands
in a speaker's column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.records.claim import Agent
from counterclaim.records.coverage import CoverageRow, SpanRef
from counterclaim.records.dossier import Sibling, elsewhere, not_read
from counterclaim.records.judgement import Answer, Finding, Origin, Position, Question
from counterclaim.records.words import Take
from counterclaim.render.wording import answers_in, may_tell, root

AGENTS_MAX = 14
#: Answers of one question that stand in the matrix, those of most origins first; the others are listed under it.
ROWS_MAX = 12
#: Carriers of an answer that are named at once; the others are folded behind their number.
CARRIERS_MAX = 3
#: The order in which marks stand in one cell and in the legend.
ORDER = (Take.ASSERTS, Take.HEDGES, Take.DENIES, Take.RELAYS, Take.NOT_READ, Take.SILENT)
NO_ORIGIN = ""
#: A stand as it is, one that takes back what was said, and one that leaves it open.
_KINDS = ((False, False), (True, False), (False, True))
_ORDERED = tuple((take, *kind) for take in ORDER for kind in _KINDS)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stand in one cell: the claims it stands on, who takes it, and the origins passed on where they differ.

    Of who may tell of it where nothing was read, `spans` are the sentences and `sentences` how many there are.
    """

    take: Take
    claims: tuple[str, ...]
    agents: tuple[str, ...]
    origins: tuple[str, ...]
    against_interest: bool
    taken_back: bool = False
    unverified: bool = False
    spans: tuple[SpanRef, ...] = ()
    sentences: int = 0

    @property
    def words(self) -> str:
        """Say which stand it is."""
        if self.take is Take.NOT_READ:
            return may_tell(self.sentences)
        stand = "takes back" if self.taken_back else "leaves open" if self.unverified else self.take.value
        return f"{stand}, against interest" if self.against_interest else stand


@dataclass(frozen=True, slots=True)
class Column:
    """One agent, or one whole origin; `key` is the id of either."""

    key: str
    name: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One origin with the columns that stand under it; `single` when its head and its only column are one."""

    origin: str
    root: str
    columns: tuple[Column, ...]
    agents: tuple[Agent, ...]

    @property
    def single(self) -> bool:
        """Say whether one cell can be the head of the group and of its column."""
        return len(self.columns) == 1 and self.columns[0].is_root


@dataclass(frozen=True, slots=True)
class Row:
    """One answer with a cell for each column, and who passes it on; an empty cell means no stand on this answer."""

    answer: Answer
    cells: tuple[tuple[Mark, ...], ...]
    carried: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One question with the rows of its answers; `silent` are those without a column who say nothing on it.

    `unread` are those who say nothing on it that was read and of whom sentences may tell of it.
    """

    question: Question
    rows: tuple[Row, ...]
    silent: tuple[str, ...] = ()
    unread: tuple[CoverageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the template draws: `main` as a table; `rest`, what one voice says or what is past the bound, as a list.

    `groups` are the voices that take a stand in `main`; `quiet` counts those that take none there; `carriers` are
    those who take none at all and only pass on.
    """

    groups: tuple[Group, ...]
    main: tuple[Block, ...]
    rest: tuple[Block, ...]
    merged: bool
    quiet: int = 0
    carriers: tuple[Agent, ...] = ()

    @property
    def edges(self) -> tuple[bool, ...]:
        """Tell of each column whether it is the first of its group."""
        return tuple(n == 0 for group in self.groups for n in range(len(group.columns)))


def build(finding: Finding, siblings: Sequence[Sibling] = (), coverage: Sequence[CoverageRow] = ()) -> Matrix:
    """Give the matrix of one event's finding; who is silent and answers in a sibling event is named with it.

    Of who is told of in `coverage` as not read, that stands instead of silence.
    """
    homes, agents = _homes(finding)
    groups = _groups(finding, homes, agents)
    merged = len(agents) > AGENTS_MAX
    place = dict(homes) if merged else {agent: agent for agent in agents}
    if merged:
        groups = tuple(_one_column(group) for group in groups)
    shown = [q for q in finding.questions if q.contested] + [
        q for q in finding.questions if not q.contested and _stands(q) >= 2
    ]
    there = {place[p.agent.id] for q in shown for a in q.answers[:ROWS_MAX] for p in _own(a.positions)}
    kept = tuple(g for g in (_within(group, there) for group in groups) if g.columns)
    keys = [column.key for group in kept for column in group.columns]
    main = tuple(_block(q, q.answers[:ROWS_MAX], keys, (place, homes, siblings, coverage)) for q in shown)
    alone = [(q, q.answers) for q in finding.questions if q not in shown]
    alone += [(q, q.answers[ROWS_MAX:]) for q in shown if len(q.answers) > ROWS_MAX]
    rest = tuple(Block(q, tuple(_alone(a, homes) for a in answers)) for q, answers in alone)
    quiet = sum(len(g.columns) for g in groups) - len(keys)
    carriers = {p.agent.id: p.agent for q in finding.questions for a in q.answers for p in a.positions}
    only = tuple(sorted(a for key, a in carriers.items() if key not in agents))
    return Matrix(kept, main, rest, merged, quiet, only)


def _within(group: Group, keys: Collection[str]) -> Group:
    return replace(group, columns=tuple(c for c in group.columns if c.key in keys))


def _stands(question: Question) -> int:
    return sum(len(answer.positions) for answer in question.answers)


def _alone(answer: Answer, homes: Mapping[str, str]) -> Row:
    return Row(answer, (_marks(_own(answer.positions), homes),), _carried(answer.positions))


def _own(positions: Sequence[Position]) -> list[Position]:
    """Give the stands that are more than passing on."""
    return [p for p in positions if p.take is not Take.RELAYS]


def _carried(positions: Sequence[Position]) -> tuple[Mark, ...]:
    """Give who passes an answer on, by name, each with its own claims."""
    return tuple(
        Mark(p.take, p.claims, (p.agent.name,), (p.origin,) if p.origin else (), False)
        for p in sorted(positions, key=lambda p: (p.agent.name, p.agent.id))
        if p.take is Take.RELAYS
    )


def _positions(finding: Finding) -> list[Position]:
    return [p for q in finding.questions for a in q.answers for p in _own(a.positions)]


def _homes(finding: Finding) -> tuple[dict[str, str], dict[str, Agent]]:
    """Give for each agent that takes a stand the origin it stands under, and these agents by id."""
    agents = {p.agent.id: p.agent for p in _positions(finding)}
    counts: dict[str, Counter[str]] = {agent: Counter() for agent in agents}
    for position in _positions(finding):
        counts[position.agent.id][position.origin or NO_ORIGIN] += 1
    roots = {o.root.id: o.id for o in sorted(finding.origins, key=lambda o: o.id, reverse=True) if o.root is not None}
    homes = {}
    for agent, counter in counts.items():
        most = min(counter, key=lambda o: (-counter[o], o), default=NO_ORIGIN)
        homes[agent] = roots.get(agent, most)
    return homes, agents


def _groups(finding: Finding, homes: Mapping[str, str], agents: Mapping[str, Agent]) -> tuple[Group, ...]:
    """Give the origins, those with most positions first and the agents without one last."""
    origins = {o.id: o for o in finding.origins}
    weight = Counter(homes[p.agent.id] for p in _positions(finding))
    found = [
        _group(origin, origins.get(origin), [agents[a] for a in homes if homes[a] == origin])
        for origin in sorted(set(homes.values()))
    ]
    return tuple(sorted(found, key=lambda g: (g.origin == NO_ORIGIN, -weight[g.origin], g.root, g.origin)))


def _group(key: str, origin: Origin | None, members: Sequence[Agent]) -> Group:
    first = origin.root.id if origin is not None and origin.root is not None else ""
    ordered = tuple(sorted(members, key=lambda a: (a.id != first, a.name, a.id)))
    columns = tuple(Column(a.id, a.name, a.id == first) for a in ordered)
    return Group(key, "no origin" if key == NO_ORIGIN else root(origin), columns, ordered)


def _one_column(group: Group) -> Group:
    return Group(group.origin, group.root, (Column(group.origin, group.root, True),), group.agents)


def _block(
    question: Question,
    answers: Sequence[Answer],
    keys: Sequence[str],
    known: tuple[Mapping[str, str], Mapping[str, str], Sequence[Sibling], Sequence[CoverageRow]],
) -> Block:
    place, homes, siblings, coverage = known
    unread = dict(not_read(coverage, question))
    silent: dict[str, list[str]] = {}
    perhaps: dict[str, list[CoverageRow]] = {}
    told: dict[str, list[str]] = {}
    for sibling, agents in elsewhere(siblings, question):
        for agent in agents:
            told.setdefault(agent.id, []).append(answers_in(sibling))
    for agent, row in unread.items():
        perhaps.setdefault(place.get(agent.id, ""), []).append(row)
    for agent in (a for a in question.silent if a not in unread):
        name = f"{agent.name} ({'; '.join(told[agent.id])})" if agent.id in told else agent.name
        silent.setdefault(place.get(agent.id, ""), []).append(name)
    for answer in question.answers:
        for position in _own(answer.positions):
            silent.pop(place[position.agent.id], None)
            perhaps.pop(place[position.agent.id], None)
    without = sorted({name for key, names in silent.items() if key not in keys for name in names})
    beside = tuple(row for key, found in perhaps.items() if key not in keys for row in found)
    quiet = {key: (*map(_unread, perhaps.get(key, ())), *_silent(silent.get(key, ()))) for key in keys}
    rows = []
    for answer in answers:
        there: dict[str, list[Position]] = {}
        for position in _own(answer.positions):
            there.setdefault(place[position.agent.id], []).append(position)
        cells = (_marks(there[key], homes) if key in there else quiet.get(key, ()) for key in keys)
        rows.append(Row(answer, tuple(cells), _carried(answer.positions)))
    return Block(question, tuple(rows), tuple(without), beside)


def _silent(names: Sequence[str]) -> tuple[Mark, ...]:
    return (Mark(Take.SILENT, (), tuple(sorted(names)), (), False),) if names else ()


def _unread(row: CoverageRow) -> Mark:
    return Mark(Take.NOT_READ, (), (row.holder,), (), False, spans=row.spans, sentences=row.count)


def _marks(positions: Sequence[Position], homes: Mapping[str, str]) -> tuple[Mark, ...]:
    """Merge positions of one cell: one mark for each take, in the order of the legend."""
    alike: dict[tuple[Take, bool, bool], list[Position]] = {}
    for position in positions:
        alike.setdefault((position.take, position.taken_back, position.unverified), []).append(position)
    marks = []
    for take, back, left in _ORDERED:
        if same := alike.get((take, back, left)):
            claims = tuple(dict.fromkeys(c for p in same for c in p.claims))
            names = tuple(sorted({p.called for p in same}))
            others = {p.origin for p in same if p.origin is not None and p.origin != homes[p.agent.id]}
            against = any(p.against_interest for p in same)
            marks.append(Mark(take, claims, names, tuple(sorted(others)), against, back, left))
    return tuple(marks)
