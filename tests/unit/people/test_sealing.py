"""Secrets of codes under a key that lies elsewhere: who copies the accounts alone can make no code. Names invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from counterclaim.errors import UsageError
from counterclaim.people import Accounts, sealing, tables
from tests.unit.people.test_accounts import NAME, PASSWORD, Clock, code, joined

KEY = bytes(range(64))


def kept(accounts: Accounts) -> str:
    with accounts.reading() as connection:
        return str(connection.execute(select(tables.PEOPLE.c.secret)).scalar())


@pytest.fixture
def handed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hand the key over as systemd does."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / sealing.CREDENTIAL).write_bytes(KEY)
    monkeypatch.delenv(sealing.FILE, raising=False)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return folder / sealing.CREDENTIAL


def test_a_secret_is_sealed_under_the_credential_and_in_no_file_beside_it(tmp_path: Path, handed: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "people" / "one.sqlite", clock)
    secret = joined(accounts, clock)
    assert kept(accounts).startswith("sealed:")
    accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    accounts.close()
    for file in (tmp_path / "people").iterdir():
        assert secret.encode() not in file.read_bytes(), file.name


def test_without_the_key_or_with_another_nobody_signs_in_and_it_is_said_why(tmp_path: Path, handed: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "one.sqlite", clock)
    secret = joined(accounts, clock)
    for data, came in ((None, "none"), (KEY[::-1], "another one"), (b"short", "32 random bytes")):
        handed.unlink()
        if data is not None:
            handed.write_bytes(data)
        else:
            assert not handed.exists()
        with pytest.raises(UsageError, match=came):
            accounts.sign_in(NAME, PASSWORD, code(secret, clock))
        with pytest.raises(UsageError, match=came), accounts.changing() as connection:
            sealing.seal_all(connection)
        handed.touch()
    accounts.close()


def test_what_was_kept_before_there_was_a_key_is_sealed_when_the_desk_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "one.sqlite", clock)
    secret = joined(accounts, clock)
    assert kept(accounts) == secret
    (tmp_path / "key").write_bytes(KEY)
    monkeypatch.setenv(sealing.FILE, str(tmp_path / "key"))
    for _ in range(2):
        with accounts.changing() as connection:
            sealing.seal_all(connection)
    assert kept(accounts).startswith("sealed:")
    assert sealing.opened(kept(accounts), NAME) == secret
    with pytest.raises(UsageError, match="another one"):
        sealing.opened(kept(accounts), "Ben Tester")
    accounts.sign_in(NAME, PASSWORD, code(secret, clock))
    accounts.close()
