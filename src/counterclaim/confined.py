"""Hostile bytes are parsed in a process of its own: with bounds on work and memory, without network or a file to write.

One process serves many items; when one reaches a bound, the process is ended, that item or that part of it is refused
by name, and the rest gets a new process. What comes back is JSON, so nothing in it can run here. How the process is
bound by the kernel: `confined_child`; how it is watched from here: `confined_watch`.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
from functools import cache
from typing import IO, Any

from counterclaim.canonical import canonical_bytes
from counterclaim.confined_child import TOLD
from counterclaim.confined_watch import EVERY, MEMORY_MAX, Gone, Watch, used
from counterclaim.errors import CounterclaimError
from counterclaim.receive import Parser, called_picture
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.source import Artifact, Capture, Found, Refusal, Report, Supplied
from counterclaim.settings import Settings

#: Seconds of work (of a processor, not of the clock: a busy machine refuses nothing) on one capture.
SECONDS_MAX = 300.0
#: Parts of one capture that may be left out since they reach a bound, before the capture is refused whole.
_LEFT_OUT_MAX = 3
#: Bytes one answer may have; more than any capture within the bounds gives.
_ANSWER_MAX = 2 << 30
_CHUNK = 1 << 18
_HELD_MAX = MEMORY_MAX // 2
#: A new process loads what parsing needs in about a second of work.
_START_SECONDS_MAX = 120.0
_KINDS: dict[str, type[Any]] = {"Report": Report, "Artifact": Artifact, "Refusal": Refusal}
_EXPECTED = "what is read within its bounds"
_TODO = "Take its text as a .txt file, or leave it out; its bytes are kept."
#: What a refusal of a part says beside the bound that was reached.
_TELLS = {"expected": _EXPECTED, "todo": _TODO}


class _Process:
    """The process, started when first needed and again after it is gone."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, head: dict[str, Any], data: bytes, seconds: float) -> Any:
        """Send one item and give the answer. Raises Gone."""
        child = self._child()
        line = canonical_bytes(head | {"bytes": len(data)}) + b"\n"
        watch = Watch(child.pid, seconds)
        try:
            return json.loads(_exchange(child, line + data, watch))
        except (Gone, ValueError, OSError) as cause:
            self.close()
            why = str(cause) if isinstance(cause, Gone) else f"its parser was ended ({_ended(child.returncode)})"
            raise Gone(why, watch.part, watch.worked) from cause

    def _child(self) -> subprocess.Popen[bytes]:
        # What a process still holds of the items before would count as this one's.
        if self._running is not None and (self._running.poll() is not None or used(self._running.pid)[1] > _HELD_MAX):
            self.close()
        if self._running is None:
            quiet = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
            self._running = subprocess.Popen(
                # Without -P a file in the folder one happens to be in could be imported instead of ours.
                [sys.executable, "-P", "-m", "counterclaim.confined_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=quiet,
            )
            self._begun(self._running)
        return self._running

    def _begun(self, child: subprocess.Popen[bytes]) -> None:
        """Wait until a new process is ready. Raises CounterclaimError when it cannot be: then no item is at fault."""
        try:
            _exchange(child, b"", Watch(child.pid, _START_SECONDS_MAX))
        except (Gone, OSError) as cause:
            self.close()
            raise CounterclaimError(
                "a process of its own to parse in",
                f"none that starts ({_ended(child.returncode)})",
                "Free memory (it needs about 3 GB of address space), then take the items again.",
            ) from cause

    def close(self) -> None:
        """End the process."""
        child, self._running = self._running, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    _shut(pipe)


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        # What was not sent is lost with the process it was for.
        return


def _ended(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"


def _exchange(child: subprocess.Popen[bytes], request: bytes, watch: Watch) -> bytes:
    """Write a request and read one answer within its bounds; neither waits on a process that does not listen."""
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        raise OSError
    os.set_blocking(stdin.fileno(), False)
    left, answer = memoryview(request), bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(stdout, selectors.EVENT_READ)
        if left:
            ready.register(stdin, selectors.EVENT_WRITE)
        while not answer.endswith(b"\n"):
            for key, _ in ready.select(EVERY):
                if key.fileobj is stdin:
                    left = left[os.write(stdin.fileno(), left[:_CHUNK]) :]
                    if not left:
                        ready.unregister(stdin)
                elif chunk := os.read(stdout.fileno(), _CHUNK):
                    answer += chunk
                else:
                    raise OSError
            _heard(answer, watch)
            watch.look()
            if len(answer) > _ANSWER_MAX:
                raise Gone("it gives more than its bound")
    return bytes(answer)


def _heard(answer: bytearray, watch: Watch) -> None:
    """Take off the lines that tell what is read now."""
    while answer.startswith(TOLD) and (end := answer.find(b"\n")) >= 0:
        watch.begin(*json.loads(answer[len(TOLD) : end]))
        del answer[: end + 1]


@cache
def _shared(_process_id: int) -> _Process:
    """Give the process of this program; a fork of it gets one of its own."""
    made = _Process()
    atexit.register(made.close)
    return made


def _without(head: dict[str, Any], data: bytes, seconds: float) -> Any:
    """Ask for what is in an item, again without the part at which a bound was reached. Raises Gone for the whole."""
    left_out: dict[str, str] = {}
    while True:
        try:
            return _shared(os.getpid()).ask(head | {"left_out": left_out}, data, seconds)
        except Gone as gone:
            seconds -= gone.worked
            whole = gone.part in ("", head["name"]) or gone.part in left_out
            if whole or seconds <= 0:
                raise
            if len(left_out) >= _LEFT_OUT_MAX:
                raise Gone(f"more than {_LEFT_OUT_MAX} of its parts cannot be read: {gone}") from gone
            left_out[gone.part] = str(gone)


def scanned(name: str, data: bytes, seconds: float = SECONDS_MAX) -> tuple[tuple[int, str], ...]:
    """Give the pictures of text in a file, drawn in a confined process, as PNG in base 64; nothing where that fails.

    A page that reaches a bound is left out: it has no PNG, and the others are drawn.
    """
    try:
        drawn = _without({"do": "scanned", "name": name} | _TELLS, data, seconds)
        return tuple((int(n), str(png)) for n, png in drawn)
    except Gone:
        return ()


def index(name: str, data: bytes, seconds: float = SECONDS_MAX) -> tuple[str, ...]:
    """Give the index of a web archive, read in a confined process; nothing where that fails."""
    try:
        return tuple(map(str, _shared(os.getpid()).ask({"do": "index", "name": name}, data, seconds)))
    except Gone:
        return ()


def parser(seconds: float = SECONDS_MAX) -> Parser:
    """Give what parses items in a confined process; `seconds` bound the work on one capture."""

    def picture(name: str, data: bytes) -> str:
        # Only what is called a picture is looked at, so nothing else need be sent.
        if not called_picture(name):
            return ""
        try:
            return str(_shared(os.getpid()).ask({"do": "picture", "name": name}, data, seconds))
        except Gone:
            return ""

    def reports(taken: Capture, data: bytes, supplied: Supplied, settings: Settings) -> tuple[Found, ...]:
        head = {"do": "reports", "name": taken.name, "capture": to_plain(taken), "supplied": to_plain(supplied)}
        try:
            rows = _without(head | {"settings": to_plain(settings)} | _TELLS, data, seconds)
            return tuple(from_plain(_KINDS[row["kind"]], row["record"]) for row in rows)
        except (Gone, KeyError, TypeError, ValueError) as cause:
            why = f"{cause}; expected {_EXPECTED}" if isinstance(cause, Gone) else "its parser gave no usable answer"
            return (Refusal(name=taken.name, reason=why, todo=_TODO, sha256=taken.sha256),)

    def parts(data: bytes, address: str, kind: str) -> tuple[str, ...]:
        try:
            return tuple(
                map(str, _shared(os.getpid()).ask({"do": "parts", "name": address, "kind": kind}, data, seconds))
            )
        except Gone:
            return ()

    return Parser(picture, reports, parts)
