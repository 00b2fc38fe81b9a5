"""A desk at which one works: a copy of the demo case for each test that changes something."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from counterclaim.desk.opened import Desk
from counterclaim.desk.work import trying
from counterclaim.desk.work.jobs import Job, Jobs
from counterclaim.desk.work.sent import Sent
from counterclaim.desk.working import alone, whole
from counterclaim.progress import Quiet

ADDRESS = "http://127.0.0.1:8384"


class At:
    """Somebody at the desk, who sends forms as a browser does: with its origin and the token of the page."""

    def __init__(self, app: Starlette) -> None:
        self.app = app
        self.client = TestClient(app, base_url=ADDRESS, headers={"Origin": ADDRESS}, follow_redirects=False)

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:600])
        return answer.text

    def token(self, page: str = "/take") -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get(page))
        assert found, f"{page} has a form"
        return found[1]

    def send(self, path: str, **fields: str) -> dict[str, object]:
        """Send a form as a script does; give what is told."""
        answer = self.client.post(path, data={"token": self.token(), **fields}, headers={"Accept": "application/json"})
        return {"status": answer.status_code, **answer.json()}


@pytest.fixture
def worked(desk_folder: Path, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give a copy of the demo case, with its index, that may be changed; its queue is tried to the end."""
    monkeypatch.setattr(trying, "PATIENCE", 600.0)
    shutil.copytree(desk_folder, tmp_path / "case")
    found = Desk(tmp_path / "case")
    found.prepare(Quiet())
    yield found
    found.close()


class Idle(Jobs):
    """Work that is asked for and never begun: for tests that look at something else."""

    def _begin(self, kind: str, who: str, given: Sent | None) -> Job:
        self._jobs.append(Job(id=len(self._jobs) + 1, kind=kind, who=who))
        return self._jobs[-1]


@pytest.fixture
def idle(worked: Desk) -> Callable[[str], At]:
    """Give whoever sits at the desk, by name; what is decided is settled by nobody."""
    return lambda name: At(whole(worked, alone(name), jobs=Idle(worked.folder.path, worked.place)))


@pytest.fixture
def at(worked: Desk) -> Callable[[str], At]:
    """Give whoever sits at the desk, by name."""
    return lambda name: At(whole(worked, alone(name)))
