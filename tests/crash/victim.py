"""A process that is killed at a chosen step. Run as a program it waits for orders and forks one child for each.

A *step* is one durable operation: a file or folder synced, renamed or made, or rows committed. The child counts them as
it works and kills itself with SIGKILL right before the one it was told. With `lossy`, what was not yet synced is lost
as a power cut would lose it: the file about to be synced is cut to half, the entry about to be synced is gone.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counterclaim import confined, receive
from counterclaim.cli import main


class Steps:
    """Counts durable operations by name; before number `stop` it kills the process."""

    def __init__(self, stop: int, *, lossy: bool) -> None:
        self.names: list[str] = []
        self._stop = stop
        self._lossy = lossy
        self._last_rename: Path | None = None

    def step(self, name: str, path: Path | None = None) -> None:
        """Count one operation that is about to happen."""
        if len(self.names) == self._stop:
            if self._lossy:
                self._lose(path)
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(name)

    def _lose(self, path: Path | None) -> None:
        """Undo what the disk has not been told to keep."""
        if path is None:
            return
        if path.is_file() and path.name.startswith(".unfinished-"):
            os.truncate(path, path.stat().st_size // 2)
        elif path.is_dir() and self._last_rename is not None and self._last_rename.parent == path:
            self._last_rename.rename(path / f".unfinished-lost-{self._last_rename.name}")

    def wrap(self) -> None:
        """Put the counting around the operations of this process; only a child that dies may do so."""
        sync, rename, replace, mkdir = os.fsync, Path.rename, Path.replace, Path.mkdir

        def fsync(handle: Any) -> None:
            path = Path(f"/proc/self/fd/{handle if isinstance(handle, int) else handle.fileno()}").resolve()
            self.step(f"sync {_kind(path)}", path)
            sync(handle)

        def renaming(real: Callable[[Path, Any], Path]) -> Callable[[Path, Any], Path]:
            def rename_(source: Path, target: Any) -> Path:
                self.step(f"rename {_kind(Path(target))}")
                self._last_rename = Path(target)
                return real(source, target)

            return rename_

        def mkdir_(path: Path, *args: Any, **options: Any) -> None:
            self.step(f"make {_kind(path)}")
            mkdir(path, *args, **options)

        os.fsync = fsync
        Path.rename = renaming(rename)  # type: ignore[method-assign,assignment]
        Path.replace = renaming(replace)  # type: ignore[method-assign,assignment]
        Path.mkdir = mkdir_  # type: ignore[method-assign,assignment]
        _wrap_commits(self)


def _wrap_commits(steps: Steps) -> None:
    """Count the commits of the record; rows added and not committed are what a kill before one loses."""
    from sqlalchemy.dialects.sqlite.base import SQLiteDialect

    real = SQLiteDialect.do_commit

    def commit(dialect: Any, connection: Any) -> None:
        steps.step("commit rows")
        real(dialect, connection)

    SQLiteDialect.do_commit = commit  # type: ignore[method-assign]


def _kind(path: Path) -> str:
    """Give the part of a case a path belongs to, without names that differ from case to case."""
    parts = path.parts[path.parts.index("case") + 1 :] if "case" in path.parts else ()
    name = path.name.removeprefix(".unfinished-").split("-", 2)[-1]
    kind = "folder of " if path.is_dir() else ""
    return kind + ("/".join((*parts[:1], *sorted({name} & {"run.json", "CURRENT", "case.json"}))) or "case")


def silence(log: str) -> None:
    """Send what commands print to a file."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)


def child(order: dict[str, Any]) -> None:
    """Carry out commands of the command line in a fork, counting steps if told; never returns."""
    steps = Steps(order.get("stop", -1), lossy=order.get("lossy", False))
    if "stop" in order:
        steps.wrap()
    code = carry_out(order["commands"])
    if "steps" in order:
        Path(order["steps"]).write_text("\n".join(steps.names))
    os._exit(code)


def carry_out(commands: list[list[str]]) -> int:
    """Run commands of the command line one after the other up to the first that fails; give its exit code."""
    for words in commands:
        try:
            main(words, standalone_mode=True)
        except SystemExit as end:
            if end.code:
                return int(end.code)
    return 0


def serve() -> None:
    """Do the first order here, so that each child begins with everything loaded; then answer each with how it ended."""
    answers = os.fdopen(os.dup(1), "w")
    # Another process for the parsing changes no durable step, and each of hundreds of forks would wait for its own.
    confined.parser = lambda *_: receive.HERE
    silence(json.loads(sys.stdin.readline())["log"])
    for line in sys.stdin:
        order = json.loads(line)
        if order.get("here"):
            ended = carry_out(order["commands"])
        elif pid := os.fork():
            if order["after"] is not None:
                time.sleep(order["after"])
                os.kill(pid, signal.SIGKILL)
            ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        else:
            child(order)
        print(ended, file=answers, flush=True)


if __name__ == "__main__":
    serve()
