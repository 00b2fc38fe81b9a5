"""Secrets of codes are sealed under a key that does not lie beside them, where whoever keeps the desk gives it one.

The service manager hands it over as a credential (systemd's `LoadCredential=` or, sealed by the machine's TPM,
`LoadCredentialEncrypted=`), or a variable names its file. Whoever copies the accounts alone can make no code then.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, select, update

from counterclaim.errors import UsageError
from counterclaim.people import tables

#: The variable that names the key's file, and the credential's name.
FILE, CREDENTIAL = "COUNTERCLAIM_ACCOUNTS_KEY_FILE", "accounts-key"
#: Bytes that a key has at least.
BYTES_MIN = 32
_MARK, _NONCE = "sealed:", 12


def sealed(secret: str, name: str) -> str:
    """Give what is kept of somebody's secret: sealed for that name alone, or as it is where there is no key."""
    if not secret or (key := _key()) is None:
        return secret
    nonce = secrets.token_bytes(_NONCE)
    return _MARK + b64encode(nonce + key.encrypt(nonce, secret.encode(), name.encode())).decode()


def opened(kept: str, name: str) -> str:
    """Give somebody's secret of what is kept of it. Raises UsageError where the key is not there, or another."""
    if not kept.startswith(_MARK):
        return kept
    if (key := _key()) is None:
        raise _no_key("none")
    data = b64decode(kept.removeprefix(_MARK))
    try:
        return key.decrypt(data[:_NONCE], data[_NONCE:], name.encode()).decode()
    except InvalidTag as cause:
        raise _no_key("another one") from cause


def seal_all(connection: Connection) -> None:
    """Seal what was kept before there was a key, within a change, and see that all that is sealed opens.

    Raises UsageError where it does not.
    """
    columns = tables.PEOPLE.c
    for name, kept in connection.execute(select(columns.name, columns.secret)).all():
        if (now := sealed(opened(kept, name), name)) and not kept.startswith(_MARK) and now != kept:
            connection.execute(update(tables.PEOPLE).filter_by(name=name).values(secret=now))


def _key() -> AESGCM | None:
    """Give the key, if there is one."""
    told = os.environ.get(FILE, "")
    handed = Path(os.environ.get("CREDENTIALS_DIRECTORY", "")) / CREDENTIAL
    file = Path(told) if told else handed
    if not told and not (os.environ.get("CREDENTIALS_DIRECTORY") and file.is_file()):
        return None
    try:
        data = file.read_bytes()
    except OSError as cause:
        raise _no_key(cause.strerror or "a file that cannot be read") from cause
    if len(data) < BYTES_MIN:
        raise UsageError(f"a key of {BYTES_MIN} random bytes or more in {file}", f"{len(data)}", "Make one anew.")
    return AESGCM(sha256(b"counterclaim accounts\0" + data).digest())


def _no_key(came: str) -> UsageError:
    return UsageError(
        "the key that the secrets of codes are sealed under",
        came,
        f"Name its file in {FILE}, or hand it over as the credential `{CREDENTIAL}`; without it, invite all anew.",
    )
