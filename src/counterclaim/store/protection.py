"""What a case keeps from everybody without its key: AES-SIV (RFC 5297) under a key for each case, kept outside of it.

It is deterministic: the same words in the same case give the same token, so that one sender stays one sender and bytes
taken twice are known again; that two tokens are equal is all that it tells. Words are padded to hide their length.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from counterclaim import durable
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Keys

#: What protected originals begin with; the name of their key follows in 16 hex digits.
MARK = b"counterclaim-protected-1\n"
_NAME_BYTES = 8
_KEY_BITS = 512
_BLOCK = 64
_TODO = "Restore the folder of keys (COUNTERCLAIM_KEYS); without it this stays closed."


class Protection:
    """The key of one case, by its name."""

    def __init__(self, name: str, key: bytes) -> None:
        self.name = name
        self._cipher = AESSIV(key)

    @classmethod
    def make(cls) -> Protection:
        """Make a key for a case, in the user's folder of keys, readable by its owner alone."""
        name = secrets.token_hex(_NAME_BYTES)
        file = _file(name)
        durable.make_folder(file.parent)
        with durable.clear(str(file.parent)):
            file.parent.chmod(0o700)
        durable.write(file, AESSIV.generate_key(_KEY_BITS), mode=0o600)
        return cls.named(name)

    @classmethod
    def named(cls, name: str) -> Protection:
        """Give the key of this name. Raises CounterclaimError when it is not on this machine."""
        try:
            return cls(name, _file(name).read_bytes())
        except (OSError, ValueError) as cause:
            raise CounterclaimError(f"the key `{name}` of a protected case", "none here", _TODO) from cause

    def also(self) -> tuple[str, ...]:
        """Give what else the case's people are called, nicknames and names of war: lines of a file beside the key.

        Its user writes it, one name a line, `#` before a remark. Raises CounterclaimError for what is no text in UTF-8.
        """
        file = _file(self.name).with_suffix(".names")
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines() if file.is_file() else []
        except (OSError, ValueError) as cause:
            raise CounterclaimError(
                f"names in UTF-8 in {file}", type(cause).__name__, "Save it so, one a line."
            ) from cause
        return tuple(one for line in lines if (one := line.strip()) and not one.startswith("#"))

    def close(self, data: bytes) -> bytes:
        """Give bytes that only this key opens."""
        return MARK + self.name.encode() + b"\n" + self._cipher.encrypt(data, [MARK])

    def token(self, words: str) -> str:
        """Give words as a token that only this key opens."""
        plain = words.encode("utf-8", "surrogatepass") + b"\x80"
        padded = plain + b"\0" * (-len(plain) % _BLOCK)
        return base64.urlsafe_b64encode(self._cipher.encrypt(padded, [b"words"])).decode()

    def words(self, token: str) -> str:
        """Give the words of a token. Raises CounterclaimError for another key's."""
        try:
            plain = self._cipher.decrypt(base64.urlsafe_b64decode(token), [b"words"])
        except (InvalidTag, binascii.Error, ValueError) as cause:
            raise CounterclaimError("a token of this case's key", "another one, or a damaged one", _TODO) from cause
        return plain.rstrip(b"\0").removesuffix(b"\x80").decode("utf-8", "surrogatepass")

    def tag(self, words: str) -> str:
        """Give a short name for words: the same for the same words, and saying nothing of them."""
        return self.commitment(words)[:8]

    def commitment(self, words: str) -> str:
        """Give a digest that binds to words and that nobody without the key can guess them from."""
        return sha256(self.token(words).encode()).hexdigest()


def opened(data: bytes) -> bytes:
    """Give an original as it was received; one that is not protected as it is.

    Raises CounterclaimError when its key is not here or does not fit.
    """
    if not data.startswith(MARK):
        return data
    name, _, closed = data.removeprefix(MARK).partition(b"\n")
    key = Protection.named(name.decode("ascii", "replace"))
    try:
        return key._cipher.decrypt(closed, [MARK])
    except (InvalidTag, ValueError) as cause:
        raise CounterclaimError("an original closed with this key", "one that it does not open", _TODO) from cause


def _file(name: str) -> Path:
    if not name.isalnum():
        raise ValueError("no name of a key")
    return Keys.own().folder / "cases" / f"{name}.key"
