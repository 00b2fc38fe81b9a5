"""The README's session is what comes out, and everything the command line offers stands in the documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from counterclaim.cli import main

ROOT = Path(__file__).parent.parent


def test_the_session_in_the_readme_is_what_comes_out() -> None:
    """Running the session again gives the same text."""
    words = [sys.executable, str(ROOT / "tools" / "readme_session.py"), "--check"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_is_in_the_documents() -> None:
    """A command that no page mentions fails."""
    pages = "\n".join(p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    assert [name for name in main.commands if f"`{name}`" not in pages and f"counterclaim {name}" not in pages] == []
