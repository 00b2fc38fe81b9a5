"""The page of all standards is what the tables give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_page_is_current() -> None:
    """`python tools/standards_page.py` has been run since a table changed."""
    done = subprocess.run([sys.executable, "tools/standards_page.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python tools/standards_page.py"
