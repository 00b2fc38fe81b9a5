"""Programs in Go that answer questions with libraries of others, and how one is built."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any


def built(source: Path, libraries: str, place: Path) -> Path:
    """Build a program from libraries that lie in a folder as GOPATH has them: nothing is fetched."""
    own = {"GO111MODULE": "off", "GOPATH": libraries, "GOFLAGS": "", "GOTOOLCHAIN": "local"}
    own["GOCACHE"] = os.environ.get("GOCACHE", f"{place}/c")
    subprocess.run(["go", "build", "-o", place / "other", source], env=os.environ | own, check=True)
    return place / "other"


class Other:
    """The other implementation: a program that answers questions."""

    def __init__(self, program: Path) -> None:
        self._running = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, what: str, **given: Any) -> tuple[bool, Any]:
        """Give whether it accepts something, and what it gives for that."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(json.dumps({"Ask": what} | given) + "\n")
        self._running.stdin.flush()
        good, _, words = self._running.stdout.readline().strip().partition(" ")
        return good == "ok", json.loads(words) if words[:1] in {"[", '"'} else words

    def close(self) -> None:
        """End it."""
        self._running.communicate()
