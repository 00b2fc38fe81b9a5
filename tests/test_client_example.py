"""The examples of using a case from Python run as they are printed, on a copy of the demo case."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from counterclaim.store import CaseFolder

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "use-from-python.md"


def test_the_library_is_the_client(demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(demo_folder, tmp_path / "case")
    example, _ = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert 'Path("CASE")' in example
    exec(example.replace("CASE", str(tmp_path / "case")), {})  # noqa: S102 - our own documentation
    told = capsys.readouterr().out
    assert "reports [" in told
    assert "decision 1" in told
    case = CaseFolder.open(tmp_path / "case")
    assert [(d.who, d.reason) for d in case.decisions()] == [("Ada Tester", "read in the original")]
    case.close()
