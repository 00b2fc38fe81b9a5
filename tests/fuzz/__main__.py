"""`python -m tests.fuzz KIND… --minutes N [--seed S] [--out FOLDER]`: prints what it saw; exits with 1 for a wrong."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.fuzz.run import KINDS, fuzz


def main() -> int:
    """Fuzz the kinds that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of {', '.join(KINDS)}; all without any")
    parser.add_argument("--minutes", type=float, default=1.0, help="of work, for each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="folder for the inputs that something was wrong with")
    given = parser.parse_args()
    if strangers := set(given.kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(strangers))}")
    bad = False
    with tempfile.TemporaryDirectory(prefix="fuzz-here-") as here:
        home = Path.cwd()
        os.environ |= {"PYTHONPATH": os.pathsep.join((str(home), str(home / "src"))), "TMPDIR": here}
        for kind in given.kinds or KINDS:
            seen = fuzz(kind, given.seed, seconds=60 * given.minutes)
            print(*seen.lines(), sep="\n", flush=True)
            bad = bad or bool(seen.wrong)
            if given.out:
                given.out.mkdir(parents=True, exist_ok=True)
                examples = [*((f"wrong{n}", d) for n, (_, d) in enumerate(seen.wrong)), *seen.example.items()]
                for name, data in examples:
                    (given.out / f"{kind}-{name}").write_bytes(data)
        if left := sorted(str(p.relative_to(here)) for p in Path(here).rglob("*")):
            print("WRONG: files were written:", *left[:20], sep="\n  ")
            bad = True
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
