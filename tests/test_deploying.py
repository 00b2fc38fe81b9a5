"""The container file and the unit are whole: what they copy is there, and what they run exists.

No container engine runs where these tests do, so the image itself is not built by them.
"""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from counterclaim.cli import main

ROOT = Path(__file__).parents[1]
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
UNIT = (ROOT / "deploy/counterclaim@.service").read_text(encoding="utf-8")


def lines(word: str) -> list[list[str]]:
    """Give the words after each instruction of a kind, in order."""
    return [found.split() for found in re.findall(rf"^{word} (.*)$", CONTAINER, flags=re.MULTILINE)]


@pytest.fixture(scope="module")
def runtime() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/runtime_requirements.py"))


def test_each_source_of_a_copy_is_there_and_not_ignored() -> None:
    let_in = set(re.findall(r"^!(.+)$", (ROOT / ".containerignore").read_text(encoding="utf-8"), flags=re.MULTILINE))
    for words in lines("COPY"):
        if not words[0].startswith("--from="):
            for source in words[:-1]:
                assert (ROOT / source).exists(), source
                assert source in let_in, source


def test_the_image_is_of_two_stages_runs_as_nobody_special_and_names_no_index() -> None:
    assert len(lines("FROM")) == 2
    assert lines("USER")[-1] == ["10001:10001"]
    assert re.findall(r"https?://|--index-url|--extra-index-url", CONTAINER) == []
    installs = re.findall(r"pip install [^&\n]*", CONTAINER)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)
    # With a root that cannot be written, Numba refuses to start unless it is told where else to compile to.
    assert "NUMBA_CACHE_DIR=/tmp/" in CONTAINER


def test_what_is_pinned_for_the_image_is_all_that_is_needed_and_nothing_to_test_with(runtime: dict[str, Any]) -> None:
    """Each pin has hashes; each package that a pinned one asks for on Linux is pinned too; pytest is not."""
    pins = runtime["part"](runtime["wanted"]())
    names = {runtime["named"](pin) for pin in pins}
    assert runtime["wanted"]() <= names
    assert all("--hash=sha256:" in pin for pin in pins)
    assert names.isdisjoint({"pytest", "ruff", "playwright", "hypothesis"})
    checked = 0
    for name in names:
        try:
            asked = requires(name) or []
        except ModuleNotFoundError:  # pinned for other systems
            continue
        for one in map(Requirement, asked):
            if one.marker is None or one.marker.evaluate({"extra": ""}):
                assert runtime["named"](one.name) in names, f"{name} asks for {one.name}"
                checked += 1
    assert checked > 100
    assert [runtime["named"](pin) for pin in runtime["part"]({"setuptools"})] == ["setuptools"]


def test_the_unit_runs_a_command_that_there_is() -> None:
    started = re.search(r"^ExecStart=/opt/counterclaim/bin/counterclaim (.*)$", UNIT, flags=re.MULTILINE)
    assert started
    words = started[1].replace("${PORT}", "8384").replace("%i", "none").split()
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "/var/lib/counterclaim/none" in " ".join(result.stderr.split()), (
        "the case is missing, and nothing else is wrong"
    )


def test_the_unit_is_shut_in() -> None:
    """What the confined reader needs stays open: a namespace of its own, without a network."""
    for held in ("ProtectSystem=strict", "ProtectHome=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=",
                 "IPAddressDeny=any", "UMask=0077", "LimitCORE=0", "RestrictNamespaces=user net"):  # fmt: skip
        assert f"\n{held}\n" in UNIT, held


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="There is no systemd-analyze on this machine.")
def test_systemd_reads_the_unit_and_finds_it_little_exposed(tmp_path: Path) -> None:
    """systemd itself takes every line, and gives an exposure under 2.0 of 10 (`OK`)."""
    unit = tmp_path / "counterclaim@demo.service"
    unit.write_text(UNIT.replace("/opt/counterclaim/bin/counterclaim", "/bin/true"), encoding="utf-8")
    read = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False, timeout=60)
    assert (read.returncode, read.stderr.count(unit.name)) == (0, 0), read.stderr
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", unit], capture_output=True, text=True, check=False, timeout=60
    )
    found = re.search(r"exposure level .*: ([\d.]+)", told.stdout)
    assert found, told.stderr
    assert float(found[1]) < 2.0
