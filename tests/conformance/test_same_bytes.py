"""Same evidence, same bytes: whatever the hash seed, the working directory and the number of workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

#: Invented, one sentence each; more than one batch, so that two workers have work.
TEXTS = {
    f"{n:02d}.md": f"---\npublisher: Wire {n % 4}\npublished: 2031-05-{n % 9 + 1:02d}\n---\n"
    f"Shelling {'killed' if n % 3 else 'did not kill'} {n} people in Orvane, the harbour council said.\n"
    for n in range(18)
}


def settled(case: Path, inbox: Path, where: Path, seed: str, workers: str) -> dict[str, bytes]:
    """Take and settle the texts in a program of its own; give each file of the run by name."""
    environment = os.environ | {
        "PYTHONHASHSEED": seed, "COUNTERCLAIM_WORKERS": workers, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }  # fmt: skip
    out = b""
    reports = os.path.relpath(inbox, where)
    for words in (["take", str(case), reports], ["settle", str(case)], ["settle", str(case), "--json"]):
        command = [sys.executable, "-m", "counterclaim", *words]
        out = subprocess.run(command, cwd=where, env=environment, check=True, capture_output=True).stdout
    run = case / "runs" / json.loads(out)["id"]
    assert [p.name for p in (case / "runs").iterdir() if p.is_dir()] == [run.name], "settling twice makes one run"
    return {p.name: p.read_bytes() for p in sorted(run.iterdir())} | {"name": run.name.encode()}


def test_the_derived_tables_are_byte_identical(tmp_path: Path) -> None:
    """One worker in one folder with one seed, two workers in another folder with another seed: one result."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    for name, words in TEXTS.items():
        (inbox / name).write_text(words, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    first = settled(tmp_path / "one", inbox, tmp_path, "1", "1")
    second = settled(tmp_path / "elsewhere" / "two", inbox, tmp_path / "elsewhere", "4242", "2")
    assert len(first) > 8
    assert first == second
