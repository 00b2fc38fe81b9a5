"""A stored index of text reuse: a body of texts that grows, and what it shares, without comparing all again.

The first build is `tracing.reused` on the local engine, part by part in the folder, so that a killed one goes on. What
is added later touches only the shingles the new texts carry: their carriers are paired as before and as now, and the
difference is laid over the stored sums. The result is that of comparing all anew, pair for pair and word for word.

    texts/        the texts as they came, numbered in order of arrival, some thousands a file
    shingles/     per update, the kept shingles of the texts it added or whose ends it changed, sorted
    found/        per update, the pairs it compared that share enough
    state-N/      what is held of every text, sums of shared shingles, words seen; `STATE` names the one that holds
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from counterclaim import tracing
from counterclaim.canonical import canonical_bytes, digest
from counterclaim.engine import Rows, Step, Tables
from counterclaim.program import program
from counterclaim.progress import Progress, Quiet
from counterclaim.reuse_index import state as states
from counterclaim.reuse_index.adding import Adding
from counterclaim.reuse_index.files import Texts, files, read, write
from counterclaim.reuse_index.state import Order, State
from counterclaim.reuse_index.sums import SEGMENT, added_up, among, duplicates_of, keyed, moved, only, pair_of
from counterclaim.settings import VERSION, Settings
from counterclaim.trace import reuse
from counterclaim.trace.columns import Hashes, Ints

#: New texts up to this share of the old ones are laid over what is stored; more are compared with all anew.
SMALL_SHARE = 0.25


def made_by(settings: Settings) -> str:
    """Give the digest of what an index depends on besides texts: the program and its settings."""
    return digest(canonical_bytes([VERSION, program(), settings.digest()]))


class ReuseIndex:
    """A folder with texts and what they share; `texts` are added there first, then `update` brings the rest up."""

    def __init__(self, folder: Path, settings: Settings, workers: int = 1, progress: Progress | None = None) -> None:
        self._folder, self._settings = folder, settings
        self._workers, self._progress = workers, progress or Quiet()
        folder.mkdir(parents=True, exist_ok=True)
        self.texts = Texts(folder / "texts")
        self._made_by = made_by(settings)
        self._state = states.held(folder, self._made_by)
        # Files of an update that was cut short are removed.
        for path in (*files(folder / "shingles"), *files(folder / "found")):
            if _update(path) > self._state.update:
                path.unlink()

    def update(self, order: Order) -> Ints:
        """Bring what is stored up to all texts; gives the numbers of those that are new.

        Everything is compared anew where what is known of old texts has changed (their order, their publishers), or the
        way shingles are kept, or where there are more new texts than are worth laying over.
        """
        old, size = self._state, order.place.size
        new = np.arange(old.size, size)
        same = (
            bool((np.diff(order.place[old.order.numbers()]) > 0).all())
            and bool((order.publisher[: old.size] == old.order.publisher).all())
            and reuse.one_in(old.size) == reuse.one_in(size)
        )
        if not same or new.size > SMALL_SHARE * old.size:
            self._anew(order)
        elif new.size:
            self._laid_over(order)
        return new

    def found(self) -> pa.Table:
        """Give the pairs that share enough (`tracing.FOUND`, in numbers of texts), sorted by later, then earlier."""
        paths = files(self._folder / "found")
        if not paths:
            return tracing.FOUND.empty_table()
        tables = [read(path) for path in paths]
        whole = pa.concat_tables(tables)
        pair = pair_of(whole)
        update = np.repeat([_update(path) for path in paths], [t.num_rows for t in tables])
        # What was found holds while both texts are as they were then, and the pair is still worth comparing.
        a, b = reuse.split(pair)
        current = update >= np.maximum(self._state.since[a], self._state.since[b])
        rows = np.flatnonzero(current & among(pair, self._candidates(self._state)))
        rows = rows[np.argsort(pair[rows], kind="stable")]
        rows = rows[np.diff(pair[rows], prepend=np.uint64(0)) > 0]
        held = whole.take(pa.array(rows)).combine_chunks()
        odd = self._state.word[~self._state.often]
        for name in ("odd_a", "odd_b"):
            at = held.schema.get_field_index(name)
            held = held.set_column(at, held.field(name), only(held[name].combine_chunks(), odd))
        return held

    def _candidates(self, state: State) -> Hashes:
        """Give the pairs that are worth comparing, by numbers, sorted."""
        enough = state.hits >= reuse.needed(state.size, self._settings.reuse_words_min)
        return reuse.either(state.pair[enough], np.sort(duplicates_of(state.known.key, state.order.numbers())))

    def _anew(self, order: Order) -> None:
        """Compare all texts, part by part in a folder of its own, where a killed build goes on."""
        given = [digest(array.tobytes()) for array in (order.place, order.publisher)]
        folder = self._folder / f"build-{digest(canonical_bytes([self._made_by, *given]))[:16]}"
        for other in self._folder.glob("build-*"):
            if other != folder:
                shutil.rmtree(other)
        place, at = order.place, order.numbers()
        engine = Tables(self._workers, folder, self._progress)
        run = tracing.reused(engine, self.texts.placed(place), order.publisher[at], self._settings, whole=True)
        states.forget(self._folder)
        for name in ("shingles", "found"):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        step = Step(partial(keyed, at=at), SEGMENT)
        self._put("shingles", 1, engine.tables(engine.group("sort shingles", step, run.entries, "part"), ("key", "n")))
        self._put("found", 1, (renamed(t, at) for t in engine.tables(run.found, tuple(tracing.FOUND.names))))
        met = []
        for table in engine.tables(run.hits, ("pair", "hits")):
            pair, hits = table["pair"].to_numpy(), table["hits"].to_numpy()
            enough = (hits >= run.least) & (pair != tracing.CROWDS)
            met.append((moved(pair[enough].view(np.uint64), at), hits[enough]))
        sums = added_up(met)
        known = tracing.PerText(*(getattr(run.known, c)[place] for c in ("count", "head", "tail", "key")))
        words = _seen(engine, run.words)
        ends = run.heads[place], run.tails[place]
        self._hold(State(1, known, *ends, np.ones(place.size, np.int64), order, sums.pair, sums.hits, *words))
        shutil.rmtree(folder)

    def _laid_over(self, order: Order) -> None:
        self._progress.step("pair what is new", 0, 1)
        added = Adding(self.texts, self._state, order, self._looked_up, self._settings.reuse_words_min).done()
        self._progress.step("pair what is new", 1, 1)
        had = self._candidates(self._state)
        wanted = self._candidates(added.state)
        a, b = reuse.split(wanted)
        again = among(a, added.dirty) | among(b, added.dirty) | ~among(wanted, had)
        self._put("shingles", added.state.update, [pa.table(list(added.kept), schema=SEGMENT)])
        self._put("found", added.state.update, self._compared(wanted[again], added.state))
        self._hold(added.state)

    def _looked_up(self, keys: Ints) -> tuple[Ints, Ints]:
        """Give the stored carriers of some shingles, sorted: which shingle, which text."""
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for path in files(self._folder / "shingles"):
            table = read(path)
            stored = table["key"].to_numpy()
            if not stored.size or stored[0] > keys[-1] or stored[-1] < keys[0]:
                continue
            low, high = np.searchsorted(stored, keys), np.searchsorted(stored, keys, side="right")
            count = high - low
            n = table["n"].to_numpy()[np.repeat(low - (np.cumsum(count) - count), count) + np.arange(count.sum())]
            holds = self._state.since[n] == _update(path)
            found.append((np.repeat(keys, count)[holds], n[holds]))
        return np.concatenate([k for k, _ in found]), np.concatenate([n for _, n in found])

    def _compared(self, pairs: Hashes, state: State) -> Iterator[pa.Table]:
        """Compare pairs, given by numbers; give those that share enough."""
        compare = partial(
            tracing.compared, heads=state.heads, tails=state.tails, publisher=state.order.publisher,
            odd=reuse.odd_table(state.word[~state.often]), settings=self._settings,
        )  # fmt: skip
        done = 0
        for asked in tracing.pair_tables(np.sort(pairs)):
            rows = self.texts.texts(np.unique(np.concatenate((asked["a"].to_numpy(), asked["b"].to_numpy()))))
            yield compare(asked, tracing.cut_up_words(rows))
            done += asked.num_rows
            self._progress.step("compare new pairs", done, pairs.size)

    def _put(self, name: str, update: int, tables: Any) -> None:
        for number, table in enumerate(tables):
            if table.num_rows:
                write(self._folder / name / f"{update:06}-{number:06}.arrow", table)

    def _hold(self, state: State) -> None:
        states.hold(self._folder, self._made_by, state)
        self._state = state


def _seen(engine: Tables, words: Rows) -> tuple[Any, Any]:
    """Give all words, sorted, and whether each occurs more than once."""
    tables = list(engine.tables(words, ("word", "count")))
    word = np.concatenate([np.zeros(0, np.int32), *(t["word"].to_numpy() for t in tables)]).view(np.uint32)
    often = np.concatenate([np.zeros(0, np.int64), *(t["count"].to_numpy() for t in tables)]) > 1
    order = np.argsort(word)
    return word[order], often[order]


def renamed(table: pa.Table, at: Ints) -> pa.Table:
    """Give pairs of places as pairs of numbers; `at` gives the number at each place."""
    for name in ("a", "b"):
        column = table.schema.get_field_index(name)
        table = table.set_column(column, table.schema.field(name), pa.array(at[table[name].to_numpy()]))
    return table


def _update(path: Path) -> int:
    return int(path.name.split("-")[0])
