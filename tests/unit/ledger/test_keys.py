"""Keys of the user: made at first use, kept from others, rotated, revoked, and what was signed remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import CounterclaimError
from counterclaim.ledger.checkpoint import Checkpoint
from counterclaim.ledger.keys import Keys


def test_made_once_and_private(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    first = keys.signer()
    assert keys.signer() == Keys(tmp_path / "keys").signer() or keys.signer().verifier == first.verifier
    assert keys.known() == (first.verifier,)
    assert (tmp_path / "keys" / "signing.pem").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_rotated_and_revoked(tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    old = keys.signer()
    new = keys.rotate()
    assert new.verifier != old.verifier
    assert [s.verifier for s in keys.retired()] == [old.verifier]
    assert set(keys.known()) == {old.verifier, new.verifier}
    keys.revoke(old.name)
    assert keys.retired() == ()
    assert old.verifier in keys.known()
    for bad in (old.name, "../signing", ""):
        with pytest.raises(CounterclaimError, match="retired"):
            keys.revoke(bad)


def test_what_was_signed_is_remembered(tmp_path: Path) -> None:
    keys, made = Keys(tmp_path), Checkpoint("log", 4, bytes(32))
    assert keys.seen("log") is None
    keys.see(made, tmp_path / "case")
    assert keys.seen("log") == (made, tmp_path / "case")


def test_a_broken_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "signing.pem").write_bytes(b"no key")
    with pytest.raises(CounterclaimError, match=r"signing\.pem"):
        Keys(tmp_path).signer()
    (tmp_path / "known.keys").write_text("# mine\nno key\n")
    with pytest.raises(CounterclaimError, match="line 2"):
        Keys(tmp_path).known()
