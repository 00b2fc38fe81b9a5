"""Runs the session shown in README.md and writes, or checks, its output: what stands there is what comes out.

Usage: `python tools/readme_session.py` rewrites the block between the session markers; with `--check` it only
compares and exits 1 when they differ.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
START, END = "<!-- session -->", "<!-- /session -->"
LINES_MAX = 14


def outputs(commands: list[str]) -> str:
    """Give the session as text: each command, then the first lines it prints on standard output."""
    shown = []
    with tempfile.TemporaryDirectory() as folder:
        for command in commands:
            words = shlex.split(command)
            words = [sys.executable, "-m", "counterclaim", *words[1:]]
            words = [str(ROOT / w) if w.startswith("examples/") else w for w in words]
            paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
            env = os.environ | {"COLUMNS": "96", "PYTHONPATH": os.pathsep.join(p for p in paths if p)}
            done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=True)
            lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
            more = [f"… {len(lines) - LINES_MAX} more lines"] if len(lines) > LINES_MAX else []
            shown += [f"$ {command}", *lines[:LINES_MAX], *more, ""]
    return "\n".join(shown).rstrip()


def session(readme: str) -> str:
    """Give the README with its session run afresh."""
    before, rest = readme.split(START)
    block, after = rest.split(END)
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return f"{before}{START}\n```console\n{outputs(commands)}\n```\n{END}{after}"


def main() -> None:
    """Rewrite or check."""
    path = ROOT / "README.md"
    old = path.read_text(encoding="utf-8")
    new = session(old)
    if "--check" in sys.argv:
        sys.exit(0 if old == new else "README.md: the session is out of date; run `make readme`.")
    path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
