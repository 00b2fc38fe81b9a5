"""A log on disk: what is added stays, is proven, and every change of a byte of it is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from counterclaim import durable
from counterclaim.ledger import merkle
from counterclaim.ledger.checkpoint import proven
from counterclaim.ledger.log import Log
from counterclaim.ledger.tiles import Tiles
from tests.unit.ledger.test_note import signer


def entry(number: int) -> bytes:
    return f"entry {number}".encode() * (number % 3)


def filled(folder: Path, *steps: int) -> Log:
    log, count = Log(folder), 0
    for step in steps:
        log.append("log", [entry(n) for n in range(count, count + step)], [signer()])
        count += step
    return log


@pytest.mark.parametrize("steps", [(0,), (1,), (1, 1, 1), (255, 1), (255, 2), (300, 300), (1000,), (3, 0, 70_000, 5)])
def test_it_grows_as_if_written_at_once(tmp_path: Path, steps: tuple[int, ...]) -> None:
    filled(tmp_path / "grown", *steps)
    filled(tmp_path / "whole", sum(steps))
    found = [{p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in tmp_path.iterdir()]
    assert found[0] == found[1]
    log = Log(tmp_path / "grown")
    assert list(log.wrong()) == []
    assert list(log.entries()) == [entry(n) for n in range(sum(steps))]


def test_every_entry_is_proven(tmp_path: Path) -> None:
    log = filled(tmp_path, 200, 400)
    for number in (0, 1, 199, 200, 255, 256, 599):
        checkpoint, note = proven(log.prove(number), entry(number))
        assert checkpoint == log.checkpoint
        assert note.by([signer().verifier])


def test_an_older_checkpoint_holds(tmp_path: Path) -> None:
    old = filled(tmp_path, 300).checkpoint
    assert old is not None
    log = Log(tmp_path)
    log.append("log", [b"more"] * 400, [signer()])
    assert log.grew_from(old)
    assert not log.grew_from(type(old)(old.origin, old.size, bytes(32)))
    assert not log.grew_from(type(old)(old.origin, 701, old.root))


def test_the_root_is_that_of_the_definition(tmp_path: Path) -> None:
    leaves = [merkle.leaf_hash(entry(n)) for n in range(7)]
    log = filled(tmp_path, 7)
    pairs = [merkle.node_hash(leaves[n], leaves[n + 1]) for n in (0, 2, 4)]
    whole = merkle.node_hash(merkle.node_hash(pairs[0], pairs[1]), merkle.node_hash(pairs[2], leaves[6]))
    assert log.checkpoint is not None
    assert log.checkpoint.root == whole


def test_every_changed_byte_is_named(tmp_path: Path) -> None:
    log = filled(tmp_path, 300, 10)
    chance = random.Random(7)
    files = [p for p in (tmp_path / "tile").rglob("*") if p.is_file()]
    for _ in range(300):
        file = chance.choice(files)
        before = file.read_bytes()
        kind = chance.randrange(4)
        at = chance.randrange(len(before))
        changed = bytearray(before)
        changed[at] ^= 1 << chance.randrange(8)
        after = (bytes(changed), before[:at], before + b"\0", before[at:] + before[:at])[kind]
        if after != before:
            file.write_bytes(after)
            assert list(Log(tmp_path).wrong()), (file, kind, at)
            file.write_bytes(before)
    files[0].unlink()
    (tmp_path / "tile" / "more").write_bytes(b"")
    states = {state for _, state, _, _ in log.wrong()}
    assert {"missing", "unexpected"} <= states


def test_nothing_is_signed_over_a_damaged_log(tmp_path: Path) -> None:
    filled(tmp_path, 5)
    (tmp_path / "tile" / "0" / "000.p" / "5").write_bytes(bytes(5 * 32))
    with pytest.raises(ValueError, match="root"):
        Log(tmp_path).append("log", [b"x"], [signer()])


def test_a_stopped_append_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, real = {}, durable.write
    for stop in range(8):
        folder = tmp_path / str(stop)
        filled(folder, 250)
        writes = iter(range(99))

        def write(path: Path, data: bytes, *, mode: int | None = None, stop: int = stop, writes=writes) -> None:  # type: ignore[no-untyped-def]
            if next(writes) == stop:
                raise KeyboardInterrupt
            real(path, data, mode=mode)

        monkeypatch.setattr(durable, "write", write)
        try:
            Log(folder).append("log", [b"x"] * 300, [signer()])
        except KeyboardInterrupt:
            assert Log(folder).size == 250
        monkeypatch.setattr(durable, "write", real)
        if Log(folder).size == 250:
            Log(folder).append("log", [b"x"] * 300, [signer()])
        assert list(Log(folder).wrong()) == []
        whole[stop] = Log(folder).checkpoint
    assert len(set(whole.values())) == 1


def test_names_of_tiles() -> None:
    tiles = Tiles(Path(), 0)
    assert tiles.path("0", 1_234_067, 256) == Path("tile/0/x001/x234/067")
    assert tiles.path("entries", 0, 5) == Path("tile/entries/000.p/5")
    assert tiles.path("1", 273, 256) == Path("tile/1/273")


def test_an_entry_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="65535 bytes at most, not 65536"):
        filled(tmp_path, 1).append("log", [bytes(65_536)], [signer()])
