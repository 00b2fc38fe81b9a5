"""The stored index: however texts arrive, in whatever pieces and order, it holds what comparing all anew gives."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from counterclaim import tracing
from counterclaim.engine import Tables
from counterclaim.reuse_index import Order, ReuseIndex, Stored
from counterclaim.settings import Settings
from counterclaim.trace.reuse import Shared, Text, numbered
from tests.engines.corpus import Killed, Until, texts


def order_of(arrived: list[Text]) -> Order:
    """Give the order of texts whose ids tell their place in time."""
    place = np.empty(len(arrived), np.int64)
    place[sorted(range(len(arrived)), key=lambda n: arrived[n].id)] = np.arange(len(arrived))
    return Order(place, numbered([t.publisher for t in arrived]))


def stored(given: list[Text]) -> list[Stored]:
    """Give texts as the index keeps them."""
    return [Stored(id=t.id, text=t.text.encode()) for t in given]


def held(index: ReuseIndex, arrived: list[Text]) -> list[Shared]:
    """Give what the index holds, by ids."""
    return sorted(tracing.shared_of(index.found(), [t.id for t in arrived]), key=lambda s: (s.a, s.b))


@pytest.mark.parametrize("seed", range(6))
def test_pieces_in_any_order_give_the_whole(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old and new, earlier and later texts, shingles kept or sampled: the same pairs, spans and odd words."""
    chance = random.Random(seed)
    monkeypatch.setattr("counterclaim.reuse_index.index.SMALL_SHARE", 10)
    monkeypatch.setattr("counterclaim.reuse_index.files.TEXTS_AT_ONCE", 13)
    monkeypatch.setattr("counterclaim.reuse_index.adding.KEYS_AT_ONCE", 700)
    if seed % 2:
        monkeypatch.setattr("counterclaim.trace.reuse.SAMPLE_FROM", 10)
    arrived = texts(150, seed)
    chance.shuffle(arrived)
    begin = 0
    for stop in (60, 61, 75, 110, 150):
        index = ReuseIndex(tmp_path, Settings())
        index.texts.add(stored(arrived[begin:stop]))
        new = index.update(order_of(arrived[:stop]))
        assert new.tolist() == list(range(begin, stop))
        expected = tracing.shared_texts(Tables(), sorted(arrived[:stop], key=lambda t: t.id), Settings())
        assert held(index, arrived[:stop]) == list(expected)
        begin = stop
    assert held(ReuseIndex(tmp_path, Settings()), arrived) == list(expected)


def test_what_is_killed_goes_on_or_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill at any told step leaves an index that the next run brings up to date, with the same result."""
    arrived = texts(80)
    expected = tracing.shared_texts(Tables(), arrived, Settings())

    ReuseIndex(tmp_path, Settings()).texts.add(stored(arrived[:70]))
    for steps in (2, 5, 11):
        with pytest.raises(Killed):
            ReuseIndex(tmp_path, Settings(), progress=Until(steps)).update(order_of(arrived[:70]))
    assert list(tmp_path.glob("build-*/*/*.arrow"))
    ReuseIndex(tmp_path, Settings()).update(order_of(arrived[:70]))
    assert not list(tmp_path.glob("build-*"))
    ReuseIndex(tmp_path, Settings()).texts.add(stored(arrived[70:]))
    for steps in (1, 2, 3):
        with pytest.raises(Killed):
            ReuseIndex(tmp_path, Settings(), progress=Until(steps)).update(order_of(arrived))
    index = ReuseIndex(tmp_path, Settings())
    index.update(order_of(arrived))
    assert held(index, arrived) == list(expected)


def test_another_publisher_or_order_of_old_texts_compares_anew(tmp_path: Path) -> None:
    """What is held of old texts may not go stale: where it changed, the index is that of the texts as they are now."""
    arrived = texts(60)
    index = ReuseIndex(tmp_path, Settings())
    index.texts.add(stored(arrived))
    index.update(order_of(arrived))
    turned = [Text(id=f"{99 - n:02}", text=t.text, publisher="one") for n, t in enumerate(arrived)]
    index.update(order_of(turned))
    expected = tracing.shared_texts(Tables(), sorted(turned, key=lambda t: t.id), Settings())
    assert held(index, turned) == list(expected)
