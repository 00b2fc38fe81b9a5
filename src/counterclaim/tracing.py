"""Text reuse on an engine: the steps of `trace`, wired over Arrow tables, for a case and for the tracing service.

    texts → words → ends, vocabulary → kept shingles → pairs → extents

A text's `n` is its place in order of time. What is small (per text: its counts, ends and publisher) is held here; what
is large (texts, words, shingles, pairs) stays with the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from counterclaim import trace
from counterclaim.engine import Engine, Rows, Step, Table, local
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage, SharedSpan
from counterclaim.records.registry import Registry
from counterclaim.records.source import Picture, Report
from counterclaim.settings import Settings
from counterclaim.trace import boilerplate, reuse
from counterclaim.trace.columns import Hashes, Ints, Numbers, Words, cut, encoded, places
from counterclaim.trace.reuse import Shared, Text

#: Characters of texts in one table: bounds what a step holds at once.
CHARACTERS = 2_000_000
#: Later texts, and candidate pairs at most, that are compared at once.
LATER, PAIRS = 2_000, 20_000
#: Pairs whose ends are compared at once: few, as their texts stand all over.
ENDS_AT_ONCE = 500
#: So many are compared at once that there are not more parts than about this: each looks into most files of texts.
PARTS = 64
_I32, _I64, _F64, _BYTES = pa.int32(), pa.int64(), pa.float64(), pa.large_binary()
TEXTS = pa.schema({"n": _I64, "text": _BYTES})
_WORDS = {"n": _I64, "word": _BYTES, "stride": _BYTES, "quoted": _BYTES}
WORDS = pa.schema(_WORDS | {"count": _I64, "head": _I64, "tail": _I64, "key": _I64})
COUNTED = pa.schema({"word": _I32, "count": pa.int8()})
ENTRIES = pa.schema({"part": pa.int16(), "entry": _I64})
HITS = pa.schema({"pair": _I64, "hits": _I32})
PAIRED = pa.schema({"part": _I32, "a": _I64, "b": _I64})
ENDS = PAIRED.append(pa.field("number", _I64)).append(pa.field("tail", _I32))
ALIKE = pa.schema({"number": _I64, "length": _I64})
_FOUND = {"part": _I32, "a": _I64, "b": _I64, "words": _I64, "own_words": _I64, "share_a": _F64, "share_b": _F64}
FOUND = pa.schema(_FOUND | {"odd_a": pa.list_(_I64), "odd_b": pa.list_(_I64), "spans": pa.list_(_I32)})
#: What gives the pairs of texts, earliest first, that share words.
Compare = Callable[[Sequence[Text]], Sequence[Shared]]
#: Stands for a pair in the sums: how many shingles had more carriers than are all paired.
CROWDS = -1


def tables_of(texts: Iterable[str]) -> Iterator[Table]:
    """Give texts, earliest first, as tables."""
    held: list[str] = []
    size = count = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= CHARACTERS:
            yield _texts(held, count)
            count += len(held)
            held, size = [], 0
    if held:
        yield _texts(held, count)


def _texts(texts: Sequence[str], first: int) -> Table:
    data, offsets = encoded(texts)
    return pa.table([np.arange(first, first + len(texts)), _binary(offsets, data)], schema=TEXTS)


@dataclass(frozen=True, slots=True, eq=False)
class PerText:
    """What is held of every text, by its place: how many words it has, hashes of its ends and of all its words."""

    count: Ints
    head: Hashes
    tail: Hashes
    key: Hashes


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """Rows `FOUND` of the pairs that share enough, and what they were found from.

    `crowds` is how many shingles had more carriers than are all paired; `least` is how many kept shingles (`ENTRIES`) a
    pair (`HITS`) must share to be compared; `words` are rows `COUNTED`. These three are none where they were let go of.
    """

    found: Rows
    entries: Rows
    hits: Rows
    words: Rows
    known: PerText
    heads: Ints
    tails: Ints
    least: int
    crowds: int


def reused(
    engine: Engine, texts: Iterable[Table], publisher: Ints, settings: Settings, *, whole: bool = False
) -> Traced:
    """Give the pairs of texts that share enough words, quotations alone included.

    Takes tables `TEXTS`, which are not held, and per place the number of a publisher, 0 where it is not known. What
    pairs were found from is let go of as soon as it was used, unless the `whole` is asked for.
    """
    words = engine.take("cut into words", Step(cut_up_words, WORDS), texts)
    known = per_text(engine, words, publisher.size)
    heads, tails = ends(engine, words, known, publisher)
    counted = engine.sum("sum words", engine.map("count words", Step(_counted, COUNTED), words), "word", "count")
    odd = _odd(engine.tables(counted, ("word", "count")))
    one, least = reuse.one_in(publisher.size), reuse.needed(publisher.size, settings.reuse_words_min)
    entries = engine.map("keep shingles", Step(partial(_sampled, heads=heads, tails=tails, one=one), ENTRIES), words)
    linked = engine.group("pair carriers", Step(partial(_linked, publisher=publisher), HITS), entries, "part")
    if not whole:
        counted = entries = None
    hits = engine.sum("count shared shingles", linked, "pair", "hits")
    del linked
    pairs, crowds = _enough(engine.tables(hits, ("pair", "hits")), least)
    if crowds:
        engine.progress.step("crowded phrases", crowds, crowds)
    pairs = reuse.either(pairs, np.sort(reuse.duplicates(known.key)))
    asked = engine.keep("candidate pairs", pair_tables(pairs))
    compare = partial(
        compared, heads=heads, tails=tails, publisher=publisher, odd=reuse.odd_table(odd), settings=settings
    )
    found = engine.join("compare texts", Step(compare, FOUND, ("word", "stride", "quoted")), asked, words)
    return Traced(found, entries, hits if whole else None, counted, known, heads, tails, least, crowds)


def lineage(  # noqa: PLR0913 - what there is to trace, what is known besides, and where it runs
    reports: Sequence[Report],
    claims: Sequence[Claim],
    registry: Registry,
    settings: Settings,
    pictures: Sequence[Picture] = (),
    *,
    compare: Compare | None = None,
) -> tuple[Lineage, ...]:
    """Give all edges between reports and between claims, by kind and ends.

    `compare` gives the pairs of texts that share words, all anew on this machine unless given (`shared_texts`).
    """
    case = trace.case_of(reports, claims, registry)
    texts = trace.texts(case)
    shared = compare(texts) if compare else shared_texts(local(), texts, settings)
    return trace.lineage(case, claims, registry, settings, shared, pictures)


def shared_texts(engine: Engine, texts: Sequence[Text], settings: Settings) -> tuple[Shared, ...]:
    """Give every pair of texts, earliest first, that shares enough words, quotations alone included, by their ids."""
    publisher = reuse.numbered([t.publisher for t in texts])
    traced = reused(engine, tables_of(t.text for t in texts), publisher, settings)
    ids = [t.id for t in texts]
    found = (s for table in engine.tables(traced.found, tuple(FOUND.names)) for s in shared_of(table, ids))
    return tuple(sorted(found, key=lambda s: (s.a, s.b)))


def shared_of(table: Table, ids: Sequence[str] | Mapping[int, str]) -> Iterator[Shared]:
    """Give the pairs of a table `FOUND` as records; takes the id of each number."""
    for row in table.to_pylist():
        flat = iter(row["spans"])
        yield Shared(
            a=ids[row["a"]],
            b=ids[row["b"]],
            words=row["words"],
            own_words=row["own_words"],
            share_a=row["share_a"],
            share_b=row["share_b"],
            odd_a=len(row["odd_a"]),
            odd_b=len(row["odd_b"]),
            spans=tuple(SharedSpan(*span) for span in zip(flat, flat, flat, flat, strict=True)),
        )


def per_text(engine: Engine, words: Rows, texts: int) -> PerText:
    """Give what is held of every text."""
    columns = ("n", "count", "head", "tail", "key")
    out = {name: np.zeros(texts, np.int64) for name in columns[1:]}
    for table in engine.tables(words, columns):
        n = table["n"].to_numpy()
        for name, column in out.items():
            column[n] = table[name].to_numpy()
    return PerText(out["count"], *(out[name].view(np.uint64) for name in ("head", "tail", "key")))


def ends(engine: Engine, words: Rows, known: PerText, publisher: Ints) -> reuse.Ends:
    """Give for each text how many words of boilerplate stand at its head and at its tail."""
    looked = [boilerplate.looked_at(probe) for probe in (known.head, known.tail)]
    a, b = (np.concatenate([getattr(one, side) for one in looked]) for side in ("a", "b"))
    number, split = np.arange(a.size), looked[0].a.size
    lengths = np.full(a.size, -1)
    if number.size:
        part = number // max(ENDS_AT_ONCE, number.size // PARTS)
        columns = [part.astype(np.int32), a, b, number, (number >= split).astype(np.int32)]
        asked = engine.keep("ends to compare", _cut_up(pa.table(columns, schema=ENDS)))
        compared = engine.join("compare ends", Step(_alike, ALIKE, ("word",)), asked, words)
        for table in engine.tables(compared, ("number", "length")):
            lengths[table["number"].to_numpy()] = table["length"].to_numpy()
    tails = boilerplate.stamped(looked[1], lengths[split:], known.count, publisher)
    return boilerplate.stamped(looked[0], lengths[:split], known.count - tails, publisher), tails


def _cut_up(table: Table) -> Iterator[Table]:
    """Give a table sorted by `part`, one part at a time."""
    part = table["part"].to_numpy()
    for low, high in pairwise([0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), part.size]):
        yield table.slice(low, high - low)


def pair_tables(pairs: Hashes) -> Iterator[Table]:
    """Give sorted pairs as tables: those of some later texts together, `PAIRS` at most but where there are many."""
    if not pairs.size:
        return
    a, b = reuse.split(pairs)
    texts, most = max(LATER, int(b[-1] - b[0]) // PARTS), max(PAIRS, pairs.size // PARTS)
    later = [0, *(np.flatnonzero(np.diff(b // texts)) + 1).tolist(), b.size]
    number = 0
    for low, high in pairwise(later):
        for begin in range(low, high, most):
            rows = slice(begin, min(begin + most, high))
            part = np.full(rows.stop - rows.start, number, np.int32)
            yield pa.table([part, a[rows], b[rows]], schema=PAIRED)
            number += 1


def _odd(tables: Iterable[Table]) -> Numbers:
    """Give the words that occur once in all texts, sorted."""
    found = [t["word"].to_numpy()[t["count"].to_numpy() == 1].view(np.uint32) for t in tables]
    return np.sort(np.concatenate([np.zeros(0, np.uint32), *found]))


def _enough(tables: Iterable[Table], least: int) -> tuple[Hashes, int]:
    """Give the pairs with enough hits, sorted, and the crowds."""
    kept, crowds = [np.zeros(0, np.uint64)], 0
    for table in tables:
        pair, hits = table["pair"].to_numpy(), table["hits"].to_numpy()
        crowds += int(hits[pair == CROWDS].sum())
        kept.append(pair[(hits >= least) & (pair != CROWDS)].view(np.uint64))
    return np.sort(np.concatenate(kept)), crowds


# The steps: a table of columns in, a table out.


def cut_up_words(table: Table) -> Table:
    """Cut a table `TEXTS` into words, `WORDS`."""
    offsets, data = flat(table["text"], np.uint8)
    words = cut(data, offsets)
    head, tail = boilerplate.probes(words)
    columns = [
        table["n"].combine_chunks(),
        _binary(4 * words.first, words.word.view(np.uint8)),
        _binary(words.begins, words.stride),
        _binary(4 * words.begins_quoted, words.quoted.view(np.uint8)),
        words.counts,
        *(h.view(np.int64) for h in (head, tail, reuse.keys(words))),
    ]
    return pa.table(columns, schema=WORDS)


def _counted(table: Table) -> Table:
    found, counts = reuse.vocabulary(_words(table))
    return pa.table([found.view(np.int32), counts.view(np.int8)], schema=COUNTED)


def _alike(pairs: Table, rows: Table) -> Table:
    a, b, _ = _named(pairs, rows)
    words, number, tail = _words(rows), pairs["number"].to_numpy(), pairs["tail"].to_numpy() == 1
    length = np.empty(number.size, np.int64)
    for at_end in (False, True):
        mine = tail == at_end
        length[mine] = boilerplate.alike(words, a[mine], b[mine], at_end=at_end)
    return pa.table([number, length], schema=ALIKE)


def _sampled(table: Table, heads: Ints, tails: Ints, one: int) -> Table:
    n = table["n"].to_numpy()
    size, entry = reuse.sampled(_words(table), n, (heads[n], tails[n]), one)
    part = np.repeat(np.arange(size.size, dtype=np.int16), size)
    return pa.table([part, entry.view(np.int64)], schema=ENTRIES)


def _linked(table: Table, publisher: Ints) -> Table:
    size = np.bincount(table["part"].to_numpy())
    pair, hits, crowds = reuse.linked(size, table["entry"].to_numpy().view(np.uint64), publisher)
    columns = [np.append(pair.view(np.int64), CROWDS), np.append(hits, crowds).astype(np.int32)]
    return pa.table(columns, schema=HITS)


def compared(  # noqa: PLR0913 - a step carries what is small to where the rows are
    pairs: Table, rows: Table, heads: Ints, tails: Ints, publisher: Ints, odd: Any, settings: Settings
) -> Table:
    """Give what pairs of rows `WORDS` share, `FOUND`, where it is enough; the arrays are by `n`."""
    a, b, n = _named(pairs, rows)
    order = np.lexsort((a, b))
    pair = (b[order].astype(np.uint64) << np.uint64(32)) | a[order].astype(np.uint64)
    words = _words(rows)
    extents = reuse.compared(words, pair, (heads[n], tails[n]), odd)
    found = reuse.judged(extents, pair, words.counts - heads[n] - tails[n], publisher[n], settings)
    kept = order[found.at]
    columns = [
        *(pa.array(pairs[name].to_numpy()[kept]) for name in ("part", "a", "b")),
        *(found.words, found.own_words, found.share_a, found.share_b),
        *(_lists(begins, which.astype(np.int64)) for begins, which in found.odd),
        _lists(4 * found.begins, _spans(words, a[kept], b[kept], found).ravel()),
    ]
    return pa.table(columns, schema=FOUND)


def _spans(words: Words, a: Ints, b: Ints, found: reuse.Found) -> Any:
    """Give where the extents of found pairs start and end in either text, in code points."""
    asked = np.zeros(words.counts.size, np.bool_)
    asked[a] = asked[b] = True
    start, end = places(words, asked)
    count = np.diff(found.begins)
    first_a, first_b = words.first[np.repeat(a, count)], words.first[np.repeat(b, count)]
    from_a, to_a, from_b, to_b = found.extents.T
    spans = (start[first_a + from_a], end[first_a + to_a - 1], start[first_b + from_b], end[first_b + to_b - 1])
    return np.stack(spans, axis=1)


def _named(pairs: Table, rows: Table) -> tuple[Ints, Ints, Ints]:
    """Give where the texts of pairs stand among the rows, and the numbers of the rows."""
    n = rows["n"].to_numpy()
    return np.searchsorted(n, pairs["a"].to_numpy()), np.searchsorted(n, pairs["b"].to_numpy()), n


def _words(table: Table) -> Words:
    offsets, word = flat(table["word"], np.uint32)
    begins = begins_quoted = np.zeros(0, np.int64)
    stride, quoted = np.zeros(0, np.uint8), np.zeros(0, np.int32)
    if "stride" in table.column_names:
        begins, stride = flat(table["stride"], np.uint8)
        begins_quoted, quoted = flat(table["quoted"], np.int32)
    return Words(offsets // 4, word, begins, stride, begins_quoted // 4, quoted)


def flat(column: Any, kind: Any) -> tuple[Ints, Any]:
    """Give a column of byte strings as one array, and where each begins in it, in bytes."""
    array = column
    if isinstance(column, pa.ChunkedArray):
        array = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    _, offsets, data = array.buffers()
    starts = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    if data is None or not len(array):
        return np.zeros(len(array) + 1, np.int64), np.zeros(0, kind)
    low, high = int(starts[0]), int(starts[-1])
    return starts - low, np.frombuffer(data, np.uint8)[low:high].view(kind)


def _binary(offsets: Ints, data: Any) -> Any:
    return pa.LargeBinaryArray.from_buffers(_BYTES, offsets.size - 1, [None, pa.py_buffer(offsets), pa.py_buffer(data)])


def _lists(offsets: Ints, values: Any) -> Any:
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), pa.array(values))
