"""What is longer than any honest one is refused in words, and parsed nowhere. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.ledger import BadNote, BadStamp, Checkpoint, Log, Note, Verifier, bag, proven, timestamp
from counterclaim.ledger import opentimestamps as ots
from counterclaim.ledger.note import NOTE_BYTES_MAX
from counterclaim.ledger.sized import beginning
from tests.unit.ledger.test_log import filled
from tests.unit.ledger.test_note import signer

_MUCH = b"a" * (2 * 1024 * 1024)


@pytest.mark.parametrize(
    ("parse", "bad"),
    [
        (Note.parse, BadNote),
        (lambda data: Verifier.parse(data.decode()), BadNote),
        (lambda data: proven(data, b""), BadNote),
        (lambda data: proven(b"", data), BadNote),
        (timestamp.certificates, BadStamp),
        (timestamp.carried, BadStamp),
        (lambda data: ots.attested(data, b""), BadStamp),
    ],
)
def test_what_is_too_long_is_refused_for_that(parse: Callable[[bytes], object], bad: type[ValueError]) -> None:
    with pytest.raises(bad, match=r"more than the [\d,]+ (bytes|letters)"):
        parse(_MUCH)


def test_a_note_that_a_hundred_witnesses_signed_is_read() -> None:
    note = Note("log\n1\n\n", tuple(signer(n % 9 + 1).sign("log\n1\n\n") for n in range(100)))
    assert len(Note.parse(bytes(note)).signatures) == 100


def test_a_file_is_read_no_further_than_shows_that_it_is_too_long(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(_MUCH)
    assert len(beginning(tmp_path / "a", NOTE_BYTES_MAX)) == NOTE_BYTES_MAX + 1
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "7").write_bytes(_MUCH)
    assert [len(raw) for _, raw in Log(tmp_path).kept()] == [NOTE_BYTES_MAX + 1]


@pytest.mark.parametrize("more", [b"\x00\x00", b"\x00\x03abc", b"\x00\x00" * 9_000_000])
def test_an_entry_behind_the_last_is_named(tmp_path: Path, more: bytes) -> None:
    log = filled(tmp_path, 5)
    tile = next(p for p in (tmp_path / "tile" / "entries").rglob("5"))
    tile.write_bytes(tile.read_bytes() + more)
    assert [what for what, _, _, _ in log.wrong()] == ["entries"]


def test_a_hash_behind_the_last_is_named(tmp_path: Path) -> None:
    log = filled(tmp_path, 5)
    tile = next(p for p in (tmp_path / "tile" / "0").rglob("5"))
    tile.write_bytes(tile.read_bytes() + bytes(32))
    assert [how for _, how, _, _ in Log(log.folder).wrong()] == ["damaged"]


def test_a_checkpoint_of_more_entries_than_any_disk_holds_ends_no_verifier(tmp_path: Path) -> None:
    filled(tmp_path, 5)
    text = str(Checkpoint("log", 10**19, bytes(32)))
    (tmp_path / "checkpoint").write_bytes(bytes(Note(text, (signer().sign(text),))))
    assert [(what, how) for what, how, _, _ in Log(tmp_path).wrong()] == [("tile", "missing")]


def test_a_line_that_no_entry_fills_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "data/ledger/entries.jsonl"
    assert bag.too_long({name: b"{}\n" * 9}) == []
    assert [n for n, _, _, _ in bag.too_long({name: b"{}\n" + b"[]," * bag.ENTRY_LINE_BYTES_MAX})] == [name]
    monkeypatch.setattr(bag, "LIST_BYTES_MAX", 20)
    assert [c for _, _, _, c in bag.too_long({"data/rows.jsonl": b"{}\n" * 9})] == ["27"]


def test_a_line_of_many_small_values_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsed, each takes some twenty times its bytes."""
    name = "data/ledger/entries.jsonl"
    most = bag.ENTRY_LINE_VALUES_MAX
    for small in ("[]", "{}", "0"):
        said = bag.too_long({name: f"{{}}\n[{','.join([small] * (most + 1))}]\n".encode()})
        assert [(n, e) for n, _, e, _ in said] == [(name, f"lines of at most {most:,} values")]
    assert bag.too_long({"data/rows.jsonl": f"[{','.join(['0'] * most)}]\n".encode()}) == []
    monkeypatch.setattr(bag, "LINES_MAX", 8)
    assert [e for _, _, e, _ in bag.too_long({"data/rows.jsonl": b"{}\n" * 9})] == ["at most 8 lines"]


def test_a_zip_file_lists_no_more_than_it_has() -> None:
    """One stretch of bytes that many names stand for would be read for each of them."""
    whole = bag.zipped({"a": b"x" * 1000, "b": b""})
    at = whole.index(b"PK\x01\x02")
    directory, end = whole[at:-22], bytearray(whole[-22:])
    end[8:12] = (2).to_bytes(2, "little") * 2
    first = directory[: 46 + len(f"{bag.BAG}/a")]
    end[12:16] = (2 * len(first)).to_bytes(4, "little")
    with pytest.raises(bag.BadBag, match=r"more bytes than it has|Overlapped|other bytes"):
        bag.unzipped(whole[:at] + first + first + bytes(end))
