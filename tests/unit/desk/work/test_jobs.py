"""Long work: it goes on after its process was lost, and what was sent to a desk that ended is taken by the next."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from counterclaim import durable
from counterclaim.desk.beside import Beside
from counterclaim.desk.opened import Desk
from counterclaim.desk.work import jobs as work
from counterclaim.desk.work.jobs import Jobs
from counterclaim.desk.work.sent import place_for
from counterclaim.errors import CounterclaimError
from counterclaim.receive import supplied
from tests.unit.desk.work.conftest import Idle
from tests.unit.desk.work.test_taking import TEXT

NOTHING_SAID = supplied(None, None, None, None)


def done(jobs: Jobs, number: int) -> str:
    jobs.wait(300)
    found = jobs.job(number)
    assert found is not None
    assert found.state == "done", found
    return found.words


def test_a_settlement_is_made_after_the_process_for_it_was_lost(worked: Desk) -> None:
    jobs = Jobs(worked.folder.path, worked.place)
    jobs._pool = Beside(1, work._nothing)
    with pytest.raises(CounterclaimError):
        jobs._pool.have(os._exit, 1)
    done(jobs, jobs.settle("A. Tester").id)
    jobs.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BrokenProcessPool(), "settle it again. What was sent is kept"),
        (OSError(errno.ENOSPC, "No space left on device"), "refused it: No space left on device. Make room"),
        (RuntimeError("Jane Doe"), "A fault of this program: RuntimeError."),
    ],
)
def test_why_work_failed_is_said_with_what_to_do(error: BaseException, words: str) -> None:
    assert words in work._why(error)
    assert "Jane" not in work._why(error)


def sent_to_one_that_is_gone(jobs: Jobs, number: int) -> Path:
    folder = jobs.incoming / f"sending{number}"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(TEXT, encoding="utf-8")
    Idle(jobs.path, jobs.place, incoming=jobs.incoming).take("Ben Gone", folder, NOTHING_SAID)
    note = folder.with_suffix(".json")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    note.write_text(json.dumps({**json.loads(note.read_text()), "process": gone.pid}))
    return folder


def test_what_was_sent_to_a_desk_that_ended_is_taken_by_the_next_once(worked: Desk) -> None:
    jobs = Jobs(worked.folder.path, worked.place)
    folder = sent_to_one_that_is_gone(jobs, 1)
    jobs.resume()
    (job,) = jobs.all()
    assert (job.kind, job.who) == ("take", "Ben Gone")
    assert done(jobs, job.id).startswith("1 taken")
    assert not folder.exists()
    assert not any(jobs.incoming.iterdir())
    jobs.resume()
    assert len(jobs.all()) == 1
    jobs.close()


def test_what_had_not_come_whole_when_a_desk_ended_does_not_stay(worked: Desk) -> None:
    """Nobody was told that it is taken; what a desk that runs sets down stays."""
    jobs = Idle(worked.folder.path, worked.place)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    here = durable.unfinished(place_for(jobs.incoming))
    left = here.with_name(here.name.replace(f"-{os.getpid()}-", f"-{gone.pid}-"))
    for folder in (here, left):
        folder.mkdir(parents=True)
        (folder / "one.md").write_text(TEXT, encoding="utf-8")
    jobs.resume()
    assert (here.exists(), left.exists(), jobs.all()) == (True, False, ())


def test_what_another_desk_is_taking_is_left_to_it(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Idle(worked.folder.path, worked.place)
    folder = sent_to_one_that_is_gone(jobs, 2)
    note = folder.with_suffix(".json")
    there = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    note.write_text(json.dumps({**json.loads(note.read_text()), "process": there.pid}))
    jobs.resume()
    assert not jobs.all()
    there.kill()
    there.wait()
    (folder / "one.md").unlink()
    folder.rmdir()
    (jobs.incoming / "odd.json").write_text("[]")
    jobs.resume()
    assert not jobs.all(), "its sender was told that it was not taken"
    assert not note.exists()


def test_a_process_for_work_ends_with_the_desk(tmp_path: Path) -> None:
    """What takes half a gigabyte stays behind nobody who was killed."""
    code = (
        "import os\nfrom counterclaim.desk.beside import Beside\nfrom counterclaim.desk.work.jobs import _nothing\n"
        "if __name__ == '__main__':\n    print(Beside(1, _nothing).have(os.getpid), flush=True)\n    os._exit(0)\n"
    )
    (tmp_path / "desk.py").write_text(code)
    run = [sys.executable, str(tmp_path / "desk.py")]
    told = subprocess.run(run, capture_output=True, text=True, timeout=120, check=True)
    pid = int(told.stdout)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"process {pid} is still there")
