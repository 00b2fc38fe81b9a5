"""The confined process: it gives what parsing here gives, and can neither reach out, write, nor take what it likes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from counterclaim import confined, confined_watch, receive
from counterclaim.receive import Incoming
from counterclaim.records.source import Found, Refusal, Report, Supplied
from counterclaim.settings import Settings
from tests.malformed.test_hostile import SEEDS
from tests.unit.receive.taking import STORY, pdf_of, zipped
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
    assert "more than 0 s of work" in found.reason
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


def drawing_itself(*pages: str) -> bytes:
    """Give a PDF with pages of words, and first one that draws itself twice, and so on in each."""
    form = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 3 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R %s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages))), 1 + len(pages)),
        b"<< %s /Length 11 >>\nstream\n/X Do /X Do\nendstream" % form,
        b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << /XObject << /X 3 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        stream = f"BT /F1 12 Tf 40 700 Td ({words}) Tj ET".encode()
        objects += [
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            % (7 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return pdf_of(*objects)


@LINUX
def test_a_page_without_end_is_left_out_at_a_bound_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium follows a form that draws itself until its memory is used up; it is ended before, and that is said."""
    monkeypatch.setattr(confined_watch, "MEMORY_MAX", 500_000_000)
    for name, data in (
        ("a.pdf", drawing_itself("The quay was shut.", "It opened again.")),
        ("z.zip", zipped({"a.pdf": drawing_itself("The quay was shut.", "It opened again."), "b.txt": STORY})),
    ):
        report, refused, *others = parsed(confined.parser(), name, data)
        assert isinstance(report, Report)
        assert report.text == "The quay was shut.\n\nIt opened again."
        assert isinstance(refused, Refusal)
        assert refused.name.endswith("a.pdf page 1")
        assert refused.reason.startswith("reading it takes more than 500 MB of memory, the most it is given; expected")
        assert "text as a .txt file" in refused.todo
        assert any(what == "note" and said.startswith("page 1 not read:") for what, said in report.came_from)
        assert [type(f) for f in others] == [Report] * (name == "z.zip")
    # Where no page is left, the PDF is refused for what its page was.
    (refused,) = parsed(confined.parser(), "a.pdf", drawing_itself())
    assert isinstance(refused, Refusal)
    assert (refused.name, "500 MB" in refused.reason, "OCR" in refused.reason) == ("a.pdf", True, False)


def test_only_the_part_that_ends_the_process_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of them; the work of each counts, and an item that fails itself is refused whole."""
    ends, asked = ["z.zip!b.txt"], confined._Process.ask
    left: list[dict[str, str]] = []

    def ask(self: confined._Process, head: dict[str, Any], data: bytes, seconds: float) -> Any:
        left.append(dict(head["left_out"]))
        if more := [part for part in ends if part not in head["left_out"]]:
            raise confined.Gone("its parser was ended (signal 11)", more[0], 1.0)
        return asked(self, head, data, seconds)

    monkeypatch.setattr(confined._Process, "ask", ask)
    data = zipped({f"{name}.txt": STORY for name in "abcde"})
    found = {f.name if isinstance(f, Refusal) else f.locator: f for f in parsed(confined.parser(), "z.zip", data)}
    assert [name for name, f in found.items() if isinstance(f, Refusal)] == ends
    assert len(found) == 5
    assert left == [{}, {"z.zip!b.txt": "its parser was ended (signal 11)"}]
    ends += [f"z.zip!{name}.txt" for name in "cde"]
    (refused,) = parsed(confined.parser(), "z.zip", data)
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith("more than 3 of its parts cannot be read: its parser was ended")
    for whole in ("z.zip", ""):
        ends[:] = [whole]
        (refused,) = parsed(confined.parser(), "z.zip", data)
        assert isinstance(refused, Refusal)
        assert refused.reason.startswith("its parser was ended (signal 11); expected")
    ends[:] = ["z.zip!b.txt"]
    assert isinstance(parsed(confined.parser(seconds=1), "z.zip", data)[0], Refusal)


@LINUX
def test_work_is_bounded_and_the_clock_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that waits for its machine is not ended; one that does no work for minutes is."""
    # It works for more than it is given later, tells so and sleeps: a fast machine starts it within one tick.
    works = "import time\nwhile time.process_time() < 0.3:\n    pass\nprint(flush=True)\ntime.sleep(600)"
    sleeping = subprocess.Popen([sys.executable, "-c", works], stdout=subprocess.PIPE)
    try:
        assert sleeping.stdout is not None
        sleeping.stdout.readline()
        assert confined_watch.used(sleeping.pid)[0] >= 0.2
        watch = confined_watch.Watch(sleeping.pid, 0.2)
        time.sleep(0.4)
        watch.look()
        monkeypatch.setattr(confined_watch, "IDLE_MAX", 0.1)
        time.sleep(0.2)
        with pytest.raises(confined_watch.Gone, match="did no work for 0 s"):
            watch.look()
    finally:
        sleeping.kill()
        sleeping.communicate()
    part = confined_watch.Watch(os.getpid(), 100)
    part.begin("page 1", 0.05)
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    with pytest.raises(confined_watch.Gone, match=r"more than 0\.05 s of work, the most it is given"):
        part.look()
    part.begin("page 2", None)
    time.sleep(confined_watch.EVERY)
    part.look()


def test_what_the_items_before_left_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that still holds much is replaced before the next item."""
    process = confined._shared(os.getpid())
    assert parsed(confined.parser(), "a.txt", STORY.encode())
    first = process._running
    monkeypatch.setattr(confined, "_HELD_MAX", -1)
    assert isinstance(parsed(confined.parser(), "a.txt", STORY.encode())[0], Report)
    assert process._running is not first


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
