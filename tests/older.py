"""`python -m tests.older COMMIT…`: what is made now, before the whole of an earlier version: its `counterclaim verify`.

The short verifiers of earlier versions lie in `tests/golden/standalone.zip`, and the suite runs those; this runs
any version that the history holds, with the libraries of today. Exits with 1 where one refuses what is whole, or takes
what was changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from tests.mutations import made

ROOT = Path(__file__).parents[1]


def code(commit: str, to: Path) -> Path:
    """Put the code of a commit into a folder."""
    packed = subprocess.run(["git", "archive", commit, "src"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as held:
        held.extractall(to, filter="data")
    return to / "src"


def verified(source: Path, subject: Path) -> int:
    """Give how an earlier version's `verify` ends on a case or a bundle."""
    words = [sys.executable, "-m", "counterclaim", "verify", str(subject)]
    return subprocess.run(
        words, env=os.environ | {"PYTHONPATH": str(source)}, cwd=source, capture_output=True, check=False
    ).returncode


def main() -> int:
    """Try each commit that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.older", description=__doc__)
    parser.add_argument("commits", nargs="+", metavar="COMMIT")
    given, bad = parser.parse_args(), False
    with tempfile.TemporaryDirectory(prefix="older-") as place:
        os.environ["COUNTERCLAIM_KEYS"] = f"{place}/keys"
        case, bundles = made(Path(place))
        subjects = {"case": case}
        for name, data in zip(("whole.zip", "redacted.zip"), bundles, strict=True):
            subjects[name] = Path(place) / name
            subjects[name].write_bytes(data)
            subjects[f"changed {name}"] = Path(place) / f"changed-{name}"
            subjects[f"changed {name}"].write_bytes(data.replace(b"Orvane", b"Orvene", 1))
        for commit in given.commits:
            source = code(commit, Path(place) / commit)
            ends = {name: verified(source, subject) for name, subject in subjects.items()}
            wrong = [n for n, end in ends.items() if end != (1 if n.startswith("changed") else 0)]
            print(commit, *(f"{n}: {end}" for n, end in ends.items()), "WRONG" if wrong else "as it should", sep="; ")
            bad = bad or bool(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
