"""The index of a case: whatever befalls it, what is settled is what comparing all anew gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim import receive, tracing
from counterclaim.canonical import digest
from counterclaim.case import settle, take
from counterclaim.engine import Tables
from counterclaim.progress import Quiet
from counterclaim.reuse_index import shared_in
from counterclaim.reuse_index.index import ReuseIndex
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder, Made
from counterclaim.store.verify import verify
from counterclaim.trace.reuse import Text
from tests.conftest import DEMO, clock
from tests.engines.corpus import Killed, Until, texts


@pytest.fixture(autouse=True)
def _index_from_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.reuse_index.settled.TEXTS_MIN", 2)


def anew(given: list[Text]) -> object:
    """Compare all texts."""
    return tracing.shared_texts(Tables(), given, Settings())


def kept(folder: Path, given: list[Text]) -> object:
    """Compare through an index."""
    return shared_in((folder, Made("a case")), given, Settings(), Quiet())


def test_one_report_after_another_is_all_at_once(tmp_path: Path) -> None:
    """A case that was settled after each report has the tables of one that was settled once, and verifies."""
    paths = sorted((DEMO / "reports").iterdir())[:7]
    said = receive.supplied(None, None, None, None)
    slow, fast = (CaseFolder.open(tmp_path / name, create=True) for name in ("slow", "fast"))
    for path in paths:
        take(slow, [path], said, clock, Quiet())
        last = settle(slow, clock)
    take(fast, paths, said, clock, Quiet())
    once = settle(fast, clock, engine=Tables())
    assert last.tables == once.tables
    assert last.id == once.id
    assert (tmp_path / "slow" / "reuse" / "SEAL").is_file()
    assert not (tmp_path / "fast" / "reuse").exists()
    assert {c.state for c in verify(slow)} == {"intact"}
    _flipped(tmp_path / "slow" / "reuse", "state-*/hits.npy")
    (name,) = [c.subject for c in verify(slow) if c.state != "intact"]
    assert name.startswith("reuse/state-")
    slow.close()
    fast.close()


def test_only_what_is_new_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the index holds is not compared again, whether new texts come before or after in time."""
    given = texts(120)
    builds: list[int] = []
    build = ReuseIndex._anew
    monkeypatch.setattr(ReuseIndex, "_anew", lambda self, order: builds.append(1) or build(self, order))
    assert kept(tmp_path, given[10:110]) == anew(given[10:110])
    assert kept(tmp_path, given[5:112]) == anew(given[5:112])
    assert kept(tmp_path, given) == anew(given)
    assert kept(tmp_path, given) == anew(given)
    assert len(builds) == 1


def _flipped(folder: Path, name: str) -> None:
    path = next(iter(sorted(folder.glob(name))))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def _planted(folder: Path) -> None:
    """Change sums and write down the new digests, as one who knows how it is made but has not the key."""
    _flipped(folder, "state-*/hits.npy")
    seal = json.loads((folder / "SEAL").read_bytes())
    seal["files"] = {name: digest((folder / name).read_bytes()) for name in seal["files"]}
    (folder / "SEAL").write_text(json.dumps(seal))


@pytest.mark.parametrize(
    "harm",
    [
        _planted,
        *(lambda f, n=n: _flipped(f, n) for n in ("texts/*.arrow", "found/*.arrow", "shingles/*.arrow")),
        lambda f: _flipped(f, "state-*/hits.npy"),
        lambda f: (f / "SEAL").unlink(),
        lambda f: (f / "SEAL.signed").unlink(),
        lambda f: (f / "SEAL").write_text("[]"),
        lambda f: next(f.glob("found/*.arrow")).unlink(),
        lambda f: (f / "texts" / "999999.arrow").write_bytes(b"other"),
        lambda f: [p.unlink() for p in f.rglob("*") if p.is_file()],
    ],
)  # fmt: skip
def test_what_is_damaged_is_made_again(harm: Callable[[Path], object], tmp_path: Path) -> None:
    """A flipped bit, a missing file, a strange one: nothing of the index is believed."""
    given = texts(90)
    kept(tmp_path, given[:80])
    harm(tmp_path)
    assert kept(tmp_path, given) == anew(given)


def test_other_texts_and_other_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that left the case or is another one now, other settings, another program: made again."""
    given = texts(80)
    kept(tmp_path, given)
    assert kept(tmp_path, given[1:]) == anew(given[1:])
    other = [replace(given[0], text=given[5].text), *given[1:]]
    kept(tmp_path, given)
    assert kept(tmp_path, other) == anew(other)
    strict = Settings(reuse_words_min=40)
    assert shared_in((tmp_path, Made("a case")), other, strict, Quiet()) == tracing.shared_texts(
        Tables(), other, strict
    )
    kept(tmp_path, other)
    monkeypatch.setattr("counterclaim.reuse_index.index.program", lambda: "another")
    assert kept(tmp_path, other) == anew(other)


def test_killed_at_any_step(tmp_path: Path) -> None:
    """What a kill leaves is made again."""
    given = texts(80)
    expected = anew(given)
    for begun, steps in ((0, 1), (0, 4), (0, 9), (70, 1), (70, 2), (70, 3)):
        folder = tmp_path / f"{begun}-{steps}"
        if begun:
            kept(folder, given[:begun])
        with pytest.raises(Killed):
            shared_in((folder, Made("a case")), given, Settings(), Until(steps))
        assert not (folder / "SEAL").exists()
        assert kept(folder, given) == expected


def test_a_small_case_keeps_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the bound all is compared, and an index that was there is removed."""
    given = texts(40)
    kept(tmp_path / "reuse", given)
    monkeypatch.setattr("counterclaim.reuse_index.settled.TEXTS_MIN", 100)
    assert kept(tmp_path / "reuse", given) == anew(given)
    assert not (tmp_path / "reuse").exists()
