"""What is kept between readers: by key, once, as much as is asked for last; and what is drawn before anybody asks."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from counterclaim.desk.asked import Asked
from counterclaim.desk.index.shape import packed
from counterclaim.desk.kept import Drawn, Kept
from counterclaim.desk.material import laid
from counterclaim.desk.opened import Desk, at
from counterclaim.desk.pages import event
from counterclaim.errors import NotInCase


def test_what_was_asked_for_last_is_kept_as_long_as_it_weighs_no_more() -> None:
    kept, made = Kept(10, len), list[str]()

    def make(text: str) -> str:
        made.append(text)
        return text

    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        assert kept.of(text[0], lambda text=text: make(text)) == text  # type: ignore[misc]
    assert made == ["aaaa", "bbbb", "cccc", "bbbb"]
    assert kept.of("long", lambda: "x" * 50) == "x" * 50
    assert "long" in kept
    assert "b" not in kept


def test_several_who_ask_at_once_wait_for_one() -> None:
    kept, begun, go = Kept(10), threading.Event(), threading.Event()
    made, got = list[int](), list[str]()

    def slow() -> str:
        made.append(1)
        begun.set()
        assert go.wait(60)
        return "made once"

    readers = [threading.Thread(target=lambda: got.append(kept.of("key", slow))) for _ in range(3)]
    readers[0].start()
    assert begun.wait(60)
    for one in readers[1:]:
        one.start()
    go.set()
    for one in readers:
        one.join(60)
    assert got == 3 * ["made once"]
    assert made == [1]


def test_what_could_not_be_made_is_made_when_it_is_asked_for_again() -> None:
    kept = Kept(10)

    def broken() -> str:
        raise NotInCase("an event", "another", "This is for the test.")

    with pytest.raises(NotInCase):
        kept.of("key", broken)
    assert kept.of("key", lambda: "later") == "later"


def test_a_drawn_text_comes_back_as_it_was() -> None:
    kept = Drawn(1_000_000)
    text = "<p>Über – نص – текст</p>" * 500
    assert kept.of("page", lambda: packed(text)) == text
    kept.put("page", packed("another"))
    assert kept.of("page", lambda: packed("a third")) == text
    assert kept.holds("page")


def test_what_is_drawn_ahead_is_what_a_reader_gets(desk_folder: Path, desk: Desk) -> None:
    """In another process, under the same names: whoever asks then waits for nothing to be drawn."""
    many = Desk(desk_folder)
    try:
        case = many.open()
        (ident,) = case.index.one("SELECT id FROM events ORDER BY reports DESC, n")
        view = event.view(case, Asked(names={"event": ident}))
        for name in ("page", *event.REST):
            assert not many.has_drawn(case, (name, ident, laid(case)))
            text = many.beside(at, many.where, case.index.run, event.text, ident, name)
            many.put_drawn(case, (name, ident, laid(case)), text)
        put = str(view.told)
        fresh = Desk(desk_folder)
        try:
            assert put == str(event.view(fresh.open(), Asked(names={"event": ident})).told)
        finally:
            fresh.close()
    finally:
        many.close()


_KILLED = """
import os, signal, sys
from pathlib import Path
from counterclaim.desk.opened import Desk, at
if __name__ == "__main__":
    print(Desk(Path(sys.argv[1])).beside(os.getpid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_works_beside_a_desk_ends_with_it(desk_folder: Path, tmp_path: Path) -> None:
    """However the desk ends: one that stays would hold this test up, and then fail it."""
    (tmp_path / "killed.py").write_text(_KILLED, encoding="utf-8")
    # Its output comes to an end once every process that could write there is gone.
    words = [sys.executable, str(tmp_path / "killed.py"), str(desk_folder)]
    told = subprocess.run(words, check=False, stdout=subprocess.PIPE, timeout=300)
    assert told.returncode == -signal.SIGKILL
    assert int(told.stdout) > 0
