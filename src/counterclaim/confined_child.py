"""The confined process: reads items on standard input, answers in JSON on standard output, and can do little else.

By the kernel (Linux; what a system does not offer is left out): no network, in a namespace without any; no file of more
than no bytes, so none is written; bounded memory; no core dump; an end with the program that started it. By Python, on
every system: no socket, no program started, no file opened to write or outside of what the interpreter itself needs.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

#: What a line begins with that is no answer yet.
TOLD = b"+"
#: Bytes of memory the process may have: a capture at the bounds of the settings needs about a third.
MEMORY_MAX = 3 << 30
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_END_WITH_PARENT = 1
#: What no parser has a reason to do.
_REFUSED = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "ftplib."),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil."),
    *("urllib.Request", "http.client", "smtplib.", "webbrowser.", "pty.", "ctypes.dlopen"),
)
_READABLE = ("/usr/share/", "/usr/lib/", "/etc/localtime", "/etc/timezone", "/etc/mime.types", "/proc/self/", "/dev/")


def bind_kernel() -> None:
    """Ask the kernel for the bounds that it offers. Before anything that starts a thread."""
    if sys.platform.startswith("linux"):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_END_WITH_PARENT, signal.SIGKILL)
        # A user's own namespace first; where that is not allowed but root is here, the network alone.
        if libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
            libc.unshare(_NEW_NETWORK)
    with suppress(ImportError):
        import resource

        for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, MEMORY_MAX)):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
        # A write beyond the bound is then an error in the parser, not the end of the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def bind_python() -> None:
    """Refuse by name what no parser has a reason to do. Cannot be undone; after all modules are loaded."""
    roots = tuple({os.path.realpath(p) + os.sep for p in (sys.prefix, sys.base_prefix, *sys.path) if p}) + _READABLE

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"{event} in the confined process")
        if event == "open" and isinstance(arguments[0], str | bytes):
            path, mode, flags = arguments
            writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & 3)
            if writes or not os.path.realpath(os.fsdecode(path)).startswith(roots):
                raise PermissionError("opening a file in the confined process")

    sys.addaudithook(hook)


def tell(write: IO[bytes], name: str, seconds: float | None) -> None:
    """Tell who asked what is read now, with the seconds of work that it is given: one line before the answer."""
    write.write(TOLD + json.dumps([name, seconds]).encode() + b"\n")
    write.flush()


def serve(read: IO[bytes], write: IO[bytes], answer: Callable[[dict[str, Any], bytes], Any]) -> None:
    """Answer items until the input ends."""
    while line := read.readline():
        head = json.loads(line)
        data = read.read(head["bytes"])
        write.write(json.dumps(answer(head, data), ensure_ascii=True).encode() + b"\n")
        write.flush()


def main() -> None:
    """Bind this process, then serve."""
    bind_kernel()
    # Nothing can be written, so there is no place for temporary files either.
    tempfile.tempdir = os.devnull
    from counterclaim import receive
    from counterclaim.errors import Refused
    from counterclaim.records.codec import from_plain, to_plain
    from counterclaim.records.source import Capture, Supplied
    from counterclaim.settings import Settings

    def answer(head: dict[str, Any], data: bytes) -> Any:
        if head["do"] == "picture":
            return receive.picture_hash(head["name"], data)
        if head["do"] == "parts":
            return receive.page_parts(data, head["name"], head["kind"])
        if head["do"] == "index":
            return receive.index(data, head["name"])

        def begun(name: str, seconds: float | None) -> None:
            if why := head["left_out"].get(name):
                raise Refused(name, head["expected"], why, head["todo"])
            tell(write, name, seconds)

        if head["do"] == "scanned":
            return receive.scanned(data, begun)
        taken, supplied = from_plain(Capture, head["capture"]), from_plain(Supplied, head["supplied"])
        found = receive.reports(taken, data, supplied, from_plain(Settings, head["settings"]), begun)
        return [{"kind": type(one).__name__, "record": to_plain(one)} for one in found]

    receive.warm_up()
    # What libraries print must not end up among the answers.
    write = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    bind_python()
    write.write(b"ready\n")
    write.flush()
    serve(sys.stdin.buffer, write, answer)


if __name__ == "__main__":
    main()
