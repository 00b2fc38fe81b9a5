"""What is built holds every file of the package: setuptools itself is asked what it would put in."""

from __future__ import annotations

from pathlib import Path

import pytest
from setuptools.dist import Distribution

ROOT = Path(__file__).parents[1]
#: What is no file of the product: what Python or a build leaves.
_LEFT = {".pyc", ".nbi", ".nbc"}


def test_every_file_of_the_package_is_in_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    built = Distribution()
    built.script_name = "setup.py"
    built.parse_config_files()
    command = built.get_command_obj("build_py")
    command.ensure_finalized()
    put = {ROOT / path for _, _, path in command.find_all_modules()}
    put |= {ROOT / place / name for _, place, _, names in command.data_files for name in names}
    there = {p for p in (ROOT / "src/counterclaim").rglob("*") if p.is_file() and p.suffix not in _LEFT}
    assert {ROOT / "src/counterclaim/standalone" / n for n in ("verify.py", "verify_case.py")} <= put
    assert sorted(str(p.relative_to(ROOT)) for p in there - put) == []
