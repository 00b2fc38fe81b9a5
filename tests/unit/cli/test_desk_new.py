"""A case is begun at the desk only when that is asked for: a misspelt name would be an empty case."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.desk import server
from counterclaim.store import CaseFolder


def test_a_new_case_is_begun_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Path] = []
    monkeypatch.setattr(server, "serve", lambda case, *_, **__: served.append(case))
    case = tmp_path / "case"
    told = CliRunner().invoke(main, ["desk", str(case)])
    assert (told.exit_code, served, case.exists()) == (2, [], False)
    assert "--new" in told.output
    for _ in range(2):  # where a case is, it is served
        assert CliRunner().invoke(main, ["desk", str(case), "--new"]).exit_code == 0
    assert served == [case, case]
    CaseFolder.expect(case)
