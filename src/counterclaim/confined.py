"""Hostile bytes are parsed in a process of its own: with bounds on time and memory, without network or a file to write.

One process serves many items; when one item kills or hangs it, that item is refused by name and the next gets a new
process. What comes back is JSON, so nothing in it can run here. How the process is bound: `confined_child`.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import time
from functools import cache
from typing import IO, Any

from counterclaim.canonical import canonical_bytes
from counterclaim.errors import CounterclaimError
from counterclaim.receive import Parser, called_picture
from counterclaim.records.codec import from_plain, to_plain
from counterclaim.records.source import Artifact, Capture, Found, Refusal, Report, Supplied
from counterclaim.settings import Settings

#: Seconds of work on one capture before it is given up.
SECONDS_MAX = 300.0
#: Bytes one answer may have; more than any capture within the bounds gives.
_ANSWER_MAX = 2 << 30
_CHUNK = 1 << 18
#: A new process loads what parsing needs in about a second; a machine under load takes longer.
_START_SECONDS_MAX = 120.0
_KINDS: dict[str, type[Any]] = {"Report": Report, "Artifact": Artifact, "Refusal": Refusal}
_TODO = "Take its text as a .txt file, or leave it out; its bytes are kept."


class _Gone(Exception):
    """The process ended or was ended; the words say how."""


class _Process:
    """The process, started when first needed and again after it is gone."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, head: dict[str, Any], data: bytes, seconds: float) -> Any:
        """Send one item and give the answer. Raises _Gone."""
        child = self._child()
        line = canonical_bytes(head | {"bytes": len(data)}) + b"\n"
        try:
            return json.loads(_exchange(child, line + data, time.monotonic() + seconds))
        except (_Gone, ValueError, OSError) as cause:
            self.close()
            code = child.returncode
            why = str(cause) if isinstance(cause, _Gone) and str(cause) else f"its parser was ended ({_ended(code)})"
            raise _Gone(why) from cause

    def _child(self) -> subprocess.Popen[bytes]:
        if self._running is not None and self._running.poll() is not None:
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
            _exchange(child, b"", time.monotonic() + _START_SECONDS_MAX)
        except (_Gone, OSError) as cause:
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


def _exchange(child: subprocess.Popen[bytes], request: bytes, deadline: float) -> bytes:
    """Write a request and read one line, both until a deadline; neither waits on a process that does not listen."""
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        raise _Gone
    os.set_blocking(stdin.fileno(), False)
    left, answer = memoryview(request), bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(stdout, selectors.EVENT_READ)
        if left:
            ready.register(stdin, selectors.EVENT_WRITE)
        while not answer.endswith(b"\n"):
            if (wait := deadline - time.monotonic()) <= 0:
                raise _Gone("it took longer than its bound of time")
            for key, _ in ready.select(wait):
                if key.fileobj is stdin:
                    left = left[os.write(stdin.fileno(), left[:_CHUNK]) :]
                    if not left:
                        ready.unregister(stdin)
                elif chunk := os.read(stdout.fileno(), _CHUNK):
                    answer += chunk
                else:
                    raise _Gone
            if len(answer) > _ANSWER_MAX:
                raise _Gone("it gives more than its bound")
    return bytes(answer)


@cache
def _shared(_process_id: int) -> _Process:
    """Give the process of this program; a fork of it gets one of its own."""
    made = _Process()
    atexit.register(made.close)
    return made


def scanned(name: str, data: bytes, seconds: float = SECONDS_MAX) -> tuple[tuple[int, str], ...]:
    """Give the pictures of text in a file, drawn in a confined process, as PNG in base 64; nothing where that fails."""
    try:
        return tuple(
            (int(n), str(png)) for n, png in _shared(os.getpid()).ask({"do": "scanned", "name": name}, data, seconds)
        )
    except _Gone:
        return ()


def index(name: str, data: bytes, seconds: float = SECONDS_MAX) -> tuple[str, ...]:
    """Give the index of a web archive, read in a confined process; nothing where that fails."""
    try:
        return tuple(map(str, _shared(os.getpid()).ask({"do": "index", "name": name}, data, seconds)))
    except _Gone:
        return ()


def parser(seconds: float = SECONDS_MAX) -> Parser:
    """Give what parses items in a confined process; `seconds` bound the work on one capture."""

    def picture(name: str, data: bytes) -> str:
        # Only what is called a picture is looked at, so nothing else need be sent.
        if not called_picture(name):
            return ""
        try:
            return str(_shared(os.getpid()).ask({"do": "picture", "name": name}, data, seconds))
        except _Gone:
            return ""

    def reports(taken: Capture, data: bytes, supplied: Supplied, settings: Settings) -> tuple[Found, ...]:
        head = {"do": "reports", "capture": to_plain(taken), "supplied": to_plain(supplied)}
        try:
            rows = _shared(os.getpid()).ask(head | {"settings": to_plain(settings)}, data, seconds)
            return tuple(from_plain(_KINDS[row["kind"]], row["record"]) for row in rows)
        except (_Gone, KeyError, TypeError, ValueError) as cause:
            why = str(cause) if isinstance(cause, _Gone) else "its parser gave no usable answer"
            return (Refusal(name=taken.name, reason=why, todo=_TODO, sha256=taken.sha256),)

    def parts(data: bytes, address: str, kind: str) -> tuple[str, ...]:
        try:
            return tuple(
                map(str, _shared(os.getpid()).ask({"do": "parts", "name": address, "kind": kind}, data, seconds))
            )
        except _Gone:
            return ()

    return Parser(picture, reports, parts)
