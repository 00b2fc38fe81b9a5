"""Pinned packages held against records of faults, which are made up here."""

from __future__ import annotations

import json
import runpy
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/known_faults.py"))


def record(name: str, modified: str = "2026-11-20T00:00:00Z", **affected: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": f"TEST-{name}", "modified": modified, "summary": "A fault made up for a test.",
            "affected": [{"package": package, **affected}]}  # fmt: skip


def ranged(*events: dict[str, str]) -> list[dict[str, Any]]:
    return [{"type": "ECOSYSTEM", "events": list(events)}]


@pytest.mark.parametrize(
    ("version", "affected", "hit"),
    [
        ("1.5", {"ranges": ranged({"introduced": "0"}, {"fixed": "2.0"})}, True),
        ("2.0", {"ranges": ranged({"introduced": "0"}, {"fixed": "2.0"})}, False),
        ("1.10", {"ranges": ranged({"introduced": "1.9"}, {"fixed": "1.11"})}, True),
        ("3.0", {"ranges": ranged({"introduced": "1"}, {"fixed": "2"}, {"introduced": "3"})}, True),
        ("2.5", {"ranges": ranged({"introduced": "1"}, {"fixed": "2"}, {"introduced": "3"})}, False),
        ("2.0", {"ranges": ranged({"introduced": "1"}, {"last_affected": "2.0"})}, True),
        ("2.1", {"ranges": ranged({"introduced": "1"}, {"last_affected": "2.0"})}, False),
        ("1.0", {"versions": ["1.0.0", "no version"]}, True),
    ],
)
def test_a_version_is_named_where_a_record_holds_it(
    tool: dict[str, Any], version: str, affected: dict[str, Any], hit: bool
) -> None:
    pins = tool["pinned"]([f"Some_Package=={version} \\\n    --hash=sha256:00\n"])
    assert bool(tool["faults"](pins, [record("some.package", **affected)])) is hit


def test_a_fault_of_a_pin_is_told_with_what_mends_it(
    tool: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = ({"introduced": "0"}, {"fixed": "9999"})
    hit, other = record("Jinja2", ranges=ranged(*events)), record("not-pinned-here", ranges=ranged(*events))
    gone = record("starlette", ranges=ranged(*events)) | {"withdrawn": "2026-11-21T00:00:00Z"}
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for n, one in enumerate((hit, other, gone)):
            archive.writestr(f"{n}.json", json.dumps(one))
    assert tool["main"](tmp_path / "all.zip", NOW) == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1
    assert told[0].startswith("Jinja2 ")
    assert "(mended in 9999): TEST-Jinja2" in told[0]


def test_a_list_that_is_old_or_empty_is_no_answer(tool: dict[str, Any], tmp_path: Path) -> None:
    assert tool["main"](tmp_path, NOW) == 2
    old = record("Jinja2", modified="2026-01-01T00:00:00Z", ranges=ranged({"introduced": "9998"}))
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    assert tool["main"](tmp_path, NOW) == 2
    (tmp_path / "new.json").write_text(json.dumps(old | {"modified": "2026-11-20T00:00:00Z"}), encoding="utf-8")
    assert tool["main"](tmp_path, NOW) == 0
