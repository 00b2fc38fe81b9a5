"""The confined process: it gives what parsing here gives, and can neither reach out, write, nor take what it likes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim import confined, receive
from counterclaim.receive import Incoming
from counterclaim.records.source import Found, Refusal, Supplied
from counterclaim.settings import Settings
from tests.malformed.test_hostile import SEEDS
from tests.unit.receive.taking import STORY, zipped
from tests.unit.receive.test_artifacts import drawn
from tests.unit.receive.web_archives import HOME, PAGE, a_wacz, a_warc

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what the kernel binds is Linux's")


def parsed(parser: receive.Parser, name: str, data: bytes) -> tuple[Found, ...]:
    taken = receive.capture(Incoming(name, Path(name), len(data)), data, "now", None, parser.picture)
    return parser.reports(taken, data, Supplied(), Settings())


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_it_gives_what_parsing_here_gives(name: str) -> None:
    """Every kind, to the last field."""
    assert parsed(confined.parser(), name, SEEDS[name]) == parsed(receive.HERE, name, SEEDS[name])


def test_pictures_and_web_archives_are_read_there_too() -> None:
    """Their libraries are loaded where nothing can be written."""
    wacz = a_wacz(a_warc((HOME, "text/html", PAGE)), [HOME], sign="der")
    for name, data in (("a.png", drawn("PNG")), ("a.jpg", drawn(told=True)), ("a.wacz", wacz), ("e.txt", b"")):
        found = parsed(confined.parser(), name, data)
        assert found
        assert found == parsed(receive.HERE, name, data)


def test_an_item_that_takes_too_long_is_refused_and_the_next_goes_on() -> None:
    """The process is ended and another one started."""
    (found,) = parsed(confined.parser(seconds=0), "a.txt", STORY.encode())
    assert isinstance(found, Refusal)
    assert "bound of time" in found.reason
    assert not isinstance(parsed(confined.parser(), "a.txt", STORY.encode())[0], Refusal)


def test_a_process_that_was_killed_is_started_again() -> None:
    """An item is not lost because something ended the process between two."""
    assert parsed(confined.parser(), "a.txt", STORY.encode())
    running = confined._shared(os.getpid())._running
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert not isinstance(parsed(confined.parser(), "a.txt", STORY.encode())[0], Refusal)


def test_a_bomb_is_refused_there() -> None:
    """And what follows it in the same archive is not lost."""
    found = parsed(confined.parser(), "z.zip", zipped({"a.txt": b"\0" * 40_000_000, "b.txt": STORY}))
    assert [type(f).__name__ for f in found] == ["Refusal", "Report"]


TRIES = {
    "socket": "import socket; socket.socket().connect(('127.0.0.1', 9))",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "write": "open({place!r}, 'w')",
    "append": "open({place!r}, 'ab')",
    "low write": "import os; os.open({place!r}, os.O_WRONLY | os.O_CREAT)",
    "read elsewhere": "open({secret!r}).read()",
    "remove": "import os; os.remove({secret!r})",
    "folder": "import os; os.mkdir({place!r})",
}


def bound(words: str) -> subprocess.CompletedProcess[str]:
    """Run words in a process bound as the confined one is."""
    script = f"import sys, socket, subprocess\nfrom counterclaim import confined_child as c\nc.bind_kernel()\n{words}"
    return subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", sorted(TRIES))
def test_what_no_parser_needs_is_refused(name: str, tmp_path: Path) -> None:
    """By name, whatever the parser is made to try."""
    (tmp_path / "secret").write_text("a secret")
    words = TRIES[name].format(place=str(tmp_path / "made"), secret=str(tmp_path / "secret"))
    done = bound(f"c.bind_python()\n{words}\nprint('DONE')")
    assert "PermissionError" in done.stderr
    assert "DONE" not in done.stdout
    assert [p.name for p in tmp_path.iterdir()] == ["secret"]


@LINUX
def test_the_kernel_lets_nothing_be_written(tmp_path: Path) -> None:
    """Not even by code that Python does not see: a file may have no bytes."""
    done = bound(f"import os\nh = os.open({str(tmp_path / 'x')!r}, os.O_WRONLY | os.O_CREAT)\nos.write(h, b'leak')")
    assert "File too large" in done.stderr
    assert (tmp_path / "x").read_bytes() == b""


@LINUX
def test_the_kernel_bounds_memory() -> None:
    """More than the bound is an error inside, not the end of the machine."""
    assert "MemoryError" in bound("b'x' * (c.MEMORY_MAX + 1)").stderr
