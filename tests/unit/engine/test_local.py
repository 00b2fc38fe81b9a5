"""The local engine: order, and the name of the item that failed."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest

from counterclaim.engine import map_batches
from counterclaim.errors import CounterclaimError, Refused


@dataclass(frozen=True)
class _Item:
    id: str
    does: str = "nothing"


def _work(item: _Item) -> str:
    if item.does == "refuse":
        raise Refused(item.id, "a text", "none")
    if item.does == "fail":
        raise ZeroDivisionError("by zero")
    if item.does == "die":
        os._exit(1)
    return item.id.upper()


def _items(last: str) -> list[_Item]:
    return [_Item(f"r_{n}") for n in range(11)] + [_Item("r_bad", last), _Item("r_after")]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_a_failure_names_its_item(workers: int) -> None:
    """Everything before the failure is given; an unforeseen error becomes one that names the item."""
    got: list[str] = []
    with pytest.raises(CounterclaimError, match=r"ZeroDivisionError \(by zero\) at item 12 of 13 \(r_bad\)") as caught:
        got.extend(map_batches(_work, _items("fail"), workers))
    assert got == [f"R_{n}" for n in range(11)]
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_this_program_keeps_its_class(workers: int) -> None:
    """It crosses the process whole, with the item as a note."""
    with pytest.raises(Refused) as caught:
        list(map_batches(_work, _items("refuse"), workers))
    assert (caught.value.item, caught.value.expected, caught.value.came) == ("r_bad", "a text", "none")
    assert caught.value.__notes__ == ["at item 12 of 13 (r_bad)"]


def test_a_killed_worker_is_said_to_be_killed() -> None:
    """The error names the item that was waited for."""
    with pytest.raises(CounterclaimError, match=r"killed at item \d+ of 13 \(r_"):
        list(map_batches(_work, _items("die"), 2))


def test_a_batch_is_named_by_its_first_member() -> None:
    """The name stays short whatever the item is."""
    for item, name in (([_Item("r_1"), _Item("r_2")], "r_1 and 1 more"), (b"abc", "3 bytes"), ("x" * 200, "x" * 80)):
        with pytest.raises(CounterclaimError) as caught:
            list(map_batches(_fail, [item], 1))
        assert caught.value.came.endswith(f"({name})")


def _fail(_: object) -> None:
    raise ZeroDivisionError


def test_no_items_give_nothing() -> None:
    """No process is started for nothing."""
    assert list(map_batches(_work, [], 4)) == []
