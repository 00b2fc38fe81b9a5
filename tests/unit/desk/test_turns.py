"""Turns: so many at once, in the order they were asked; what takes long goes a little before, and never for ever."""

from __future__ import annotations

import threading
import time

from counterclaim.desk.turns import Turns


def _waits(turns: Turns, name: str, had: list[str], before: float = 0.0) -> threading.Thread:
    """Begin to wait for a turn, and give the thread once it stands in line."""

    def wait() -> None:
        with turns.turn(before):
            had.append(name)

    line, thread = len(turns._waiting), threading.Thread(target=wait)
    thread.start()
    while len(turns._waiting) == line:
        time.sleep(0.001)
    return thread


def test_who_came_first_goes_first_but_for_what_takes_long() -> None:
    turns, had = Turns(1), list[str]()
    with turns.turn():
        line = [_waits(turns, "first", had), _waits(turns, "second", had), _waits(turns, "long", had, before=3600.0)]
    for one in line:
        one.join()
    assert had == ["long", "first", "second"]


def test_what_came_much_earlier_goes_before_what_takes_long() -> None:
    turns, had = Turns(1), list[str]()
    with turns.turn():
        line = [_waits(turns, "first", had)]
        time.sleep(0.01)
        line.append(_waits(turns, "long", had, before=0.001))
    for one in line:
        one.join()
    assert had == ["first", "long"]


def test_as_many_as_there_are_turns_go_at_once_and_a_failure_gives_its_turn_back() -> None:
    turns = Turns(2)
    for _ in range(3):
        try:
            with turns.turn(), turns.turn():
                raise ValueError
        except ValueError:
            pass
    with turns.turn(), turns.turn():
        assert not turns._free
    assert turns._free == 2
