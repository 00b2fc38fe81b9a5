"""What the coverage dwells on, as plots: who in the rows, what in the columns, one scale from nought for all of them.

A mark is a count of words on the page and opens the list of them; none is a score.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.english import counted
from counterclaim.lexicons import lexicon
from counterclaim.records.coverage import NOT_READ, CoverageRow, SpanRef
from counterclaim.records.extent import NumberRange
from counterclaim.render.drawing import Scale, scale_for
from counterclaim.render.wording import MEASURES, item_words

#: Shapes of the marks, one a column, told apart without colour; further columns take the last.
SHAPES = 5
#: Rows of a plot that stand open, and facts that stand open; the rest is folded under them.
ROWS_OPEN, FACTS_OPEN = 14, 12
#: Marks drawn one by one; past these the number says the rest.
UNITS_MAX = 8
#: Measures that are shares of one whole, and so can stand on one scale.
_TOPICS, _VOICES, _HARM, _TERMS = "text_on", "voices_by_role", ("agentless_harm", "victims_named"), "contrast"
_AMOUNT, _LEFT_OUT, _LOADED = "text", "left_out", "loaded"
#: Measures whose words stand in the holder's own reports.
_OWN = frozenset({_TOPICS, _VOICES})
_NO_SHARE = frozenset({"too few sentences", "language not measured"})
#: Of less than this many no share is drawn: one sentence more would move it far.
FEW = 5

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of a whole: its share in per cent of the scale's length, and the words behind it.

    With few in the whole no share is drawn: each of them is a mark, full where it counts.
    """

    row: CoverageRow
    label: str
    at: float
    percent: str
    shape: int
    few: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One outlet, camp or speaker with its cells, `None` where nothing was counted; `note` says why none is drawn."""

    holder: str
    kind: str
    amount: str
    cells: tuple[Cell | None, ...]
    note: str
    spans: tuple[SpanRef, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: its columns by name and shape, the scale that all cells share, and its rows, the further ones apart."""

    name: str
    title: str
    lead: str
    columns: tuple[tuple[str, int], ...]
    scale: Scale
    lines: tuple[Line, ...]
    more: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Who uses which word of a set: users in rows, words in columns, and each use by itself."""

    name: str
    terms: tuple[str, ...]
    users: tuple[tuple[str, str, tuple[CoverageRow | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A question and an answer that some told, and how many outlets of all.

    `told` gives for each outlet the words it told it in; none where it answers the question otherwise; `None` where it
    left it out. `unread` has for each who did not tell it the sentences that may tell of it and were not read.
    """

    question: str
    answer: str
    count: int
    total: int
    told: tuple[tuple[SpanRef, ...] | None, ...]
    unread: tuple[CoverageRow | None, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in rows, most told first, outlets in columns."""

    outlets: tuple[str, ...]
    open: tuple[Fact, ...]
    folded: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """All plots of one event's coverage, and every count behind them in tables."""

    plots: tuple[Plot, ...]
    words: tuple[Words, ...]
    facts: Facts | None
    unread: tuple[tuple[str, tuple[CoverageRow, ...]], ...]
    tables: tuple[tuple[str, str, tuple[CoverageRow, ...]], ...]


def coverage(rows: Sequence[CoverageRow]) -> CoverageView:
    """Lay out the measures; one that this page does not know is a table under its own name."""
    amounts = {(r.holder_kind, r.holder): r for r in rows if r.measure == _AMOUNT}
    leads = {
        _TOPICS: "Share of the sentences that speak of each matter; a sentence can speak of several.",
        _VOICES: "Share of what is said that comes from each kind of voice.",
        "harm": "Of the sentences that tell of killing or destroying: how many name no doer although one had been"
        " named by then, and how many tell of victims by name, by number alone, or by neither.",
    }
    drawn = [
        _plot(_TOPICS, MEASURES[_TOPICS], leads[_TOPICS], [r for r in rows if r.measure == _TOPICS], amounts),
        _plot(_VOICES, MEASURES[_VOICES], leads[_VOICES], [r for r in rows if r.measure == _VOICES], amounts),
        _plot("harm", "How harm is told", leads["harm"], [r for r in rows if r.measure in _HARM], amounts),
    ]
    names = [*(m for m in MEASURES if m != _AMOUNT), *sorted({r.measure for r in rows} - {*MEASURES, _AMOUNT})]
    tables = [(m, MEASURES.get(m, m), tuple(r for r in rows if r.measure == m)) for m in names]
    return CoverageView(
        plots=tuple(p for p in drawn if p.lines),
        words=_words(rows),
        facts=_facts(rows),
        unread=_unread(rows),
        tables=tuple(t for t in tables if t[2]),
    )


def _plot(name: str, title: str, lead: str, rows: Sequence[CoverageRow], amounts: Mapping[Key, CoverageRow]) -> Plot:
    items = _columns(name, rows)
    shares = [100 * r.count / r.total for r in rows if r.item in items and r.total]
    scale = scale_for([NumberRange(s, s) for s in shares] or [NumberRange(100, 100)])
    scale = scale if scale.top <= 100 else Scale(100.0, tuple((float(n), f"{n}") for n in (0, 25, 50, 75, 100)))
    by: dict[Key, list[CoverageRow]] = {}
    for row in rows:
        by.setdefault((row.holder_kind, row.holder), []).append(row)
    lines = [_line(key, found, items, (scale, amounts.get(key))) for key, found in by.items()]
    lines.sort(key=lambda x: (bool(x.note), x.kind != "camp", -_size(amounts.get((x.kind, x.holder))), x.holder))
    columns = tuple((item_words(item), min(n, SHAPES - 1)) for n, item in enumerate(items))
    return Plot(name, title, lead, columns, scale, tuple(lines[:ROWS_OPEN]), tuple(lines[ROWS_OPEN:]))


def _columns(name: str, rows: Sequence[CoverageRow]) -> list[str]:
    """Give the items: voices by how often they are heard, the others in one order, so that events can be compared."""
    totals: dict[str, int] = {}
    if name == _TOPICS:
        told = {r.item for r in rows} - _NO_SHARE
        return [*(t for t in _topics() if t in told), *sorted(told - set(_topics()))]
    for row in rows:
        if row.item not in _NO_SHARE:
            totals[row.item] = totals.get(row.item, 0) + row.count
    return sorted(totals, key=lambda item: (-totals[item], item)) if name == _VOICES else list(totals)


def _topics() -> tuple[str, ...]:
    return tuple(lexicon("coverage_topics"))


def _size(amount: CoverageRow | None) -> int:
    return amount.total if amount is not None else 0


def _line(key: Key, rows: Sequence[CoverageRow], items: Sequence[str], known: tuple[Scale, CoverageRow | None]) -> Line:
    (kind, holder), (scale, amount) = key, known
    of = {r.item: r for r in rows}
    cells = tuple(_cell(of[item], scale, min(n, SHAPES - 1)) if item in of else None for n, item in enumerate(items))
    bare = [r for r in rows if r.item in _NO_SHARE]
    notes = [f"{counted(r.count, 'sentence')}: {r.item}" for r in bare]
    words = counted(amount.count, "word") if amount is not None and amount.count else ""
    return Line(holder, kind, words, cells, "; ".join(notes), tuple(s for r in bare for s in r.spans))


def _cell(row: CoverageRow, scale: Scale, shape: int) -> Cell:
    share = 100 * row.count / row.total if row.total else 0.0
    at = round(min(share / scale.top, 1.0) * 100, 2)
    return Cell(row, item_words(row.item), at, f"{share:.0f} %", shape, row.total < FEW)


def _words(rows: Sequence[CoverageRow]) -> tuple[Words, ...]:
    """Give each set of contrasting words, then the loaded words as a set of their own."""
    sets: dict[str, list[tuple[str, CoverageRow]]] = {}
    for row in rows:
        if row.measure == _TERMS:
            name, _, term = row.item.partition(": ")
            sets.setdefault(name, []).append((term, row))
        elif row.measure == _LOADED:
            sets.setdefault("", []).append((row.item, row))
    order = sorted(sets, key=lambda name: (name == "", -sum(r.count for _, r in sets[name]), name))
    return tuple(_set(name, sets[name]) for name in order)


def _set(name: str, used: Sequence[tuple[str, CoverageRow]]) -> Words:
    totals: dict[str, int] = {}
    by: dict[Key, dict[str, CoverageRow]] = {}
    for term, row in used:
        totals[term] = totals.get(term, 0) + row.count
        by.setdefault((row.holder_kind, row.holder), {})[term] = row
    terms = tuple(sorted(totals, key=lambda t: (-totals[t], t)))
    users = sorted(by, key=lambda k: (_RANK.get(k[0], 3), -sum(r.count for r in by[k].values()), k[1]))
    return Words(name, terms, tuple((who, kind, tuple(by[kind, who].get(t) for t in terms)) for kind, who in users))


_RANK = {"camp": 0, "outlet": 1, "speaker": 2}


def _unread(rows: Sequence[CoverageRow]) -> tuple[tuple[str, tuple[CoverageRow, ...]], ...]:
    """Give the outlets of which sentences may tell of a question and were not read, by question."""
    found: dict[str, list[CoverageRow]] = {}
    for row in sorted(rows, key=lambda r: r.holder):
        if row.measure == NOT_READ and row.holder_kind == "outlet":
            found.setdefault(row.item, []).append(row)
    return tuple((item, tuple(found[item])) for item in sorted(found, key=lambda i: (-len(found[i]), i)))


def _facts(rows: Sequence[CoverageRow]) -> Facts | None:
    """Turn what each outlet left out into one table: who told which fact, and where it is missing or was not read."""
    missing = [r for r in rows if r.measure == _LEFT_OUT and r.holder_kind == "outlet"]
    unread = {(r.holder, r.item): r for r in rows if r.measure == NOT_READ and r.holder_kind == "outlet"}
    writes = {s.report: r.holder for r in rows if r.holder_kind == "outlet" and r.measure in _OWN for s in r.spans}
    outlets = tuple(sorted({*writes.values(), *(r.holder for r in missing)}))
    by: dict[str, dict[str, CoverageRow]] = {}
    for row in missing:
        by.setdefault(row.item, {})[row.holder] = row
    found = [_fact(item, of, outlets, (writes, unread)) for item, of in by.items()]
    found.sort(key=lambda f: (-f.count, f.question, f.answer))
    return Facts(outlets, tuple(found[:FACTS_OPEN]), tuple(found[FACTS_OPEN:])) if found else None


def _fact(
    item: str,
    of: Mapping[str, CoverageRow],
    outlets: Sequence[str],
    known: tuple[Mapping[str, str], Mapping[tuple[str, str], CoverageRow]],
) -> Fact:
    writes, unread = known
    asked, answer = _parted(item, {question for _, question in unread})
    some = next(iter(of.values()))
    said = {who: tuple(s for s in some.spans if writes.get(s.report) == who) for who in outlets}
    told = tuple(None if who in of else said[who] for who in outlets)
    perhaps = tuple(None if said[who] else unread.get((who, asked)) for who in outlets)
    return Fact(asked, answer, sum(map(bool, said.values())), len(outlets), told, perhaps)


def _parted(item: str, asked: Collection[str]) -> tuple[str, str]:
    """Give the question of an item and its answer; what a question is about may stand in brackets behind its mark."""
    whole = next((q for q in asked if item.startswith(f"{q} ")), "")
    head, mark, tail = (whole, " ", item[len(whole) :].strip()) if whole else item.partition("? ")
    return (head + mark.strip() if mark else "", tail or item)
