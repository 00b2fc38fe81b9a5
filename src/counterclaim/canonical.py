"""Canonical bytes and ids: the only place that hashes records.

A record's bytes are its RFC 8785 canonical JSON. An id is the SHA-256 of a domain tag, a zero byte and those
bytes, shortened; the tag keeps a report and a claim of equal content from sharing an id.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

import rfc8785

#: Hex digits kept in an id: 64 bits, so a case of ten million records has a collision chance below 1 in 300,000.
ID_DIGITS = 16


def canonical_bytes(plain: Any) -> bytes:
    """Give the canonical JSON bytes of a plain value.

    Takes dicts, lists, strings, numbers, booleans and None. Raises ValueError for anything else. Source: RFC 8785.
    """
    if _plainly(plain):
        # Without fractions, large integers and keys beyond ASCII the standard's own encoder gives the same bytes.
        try:
            return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        except UnicodeEncodeError:
            pass  # a lone surrogate: the reference says what is wrong with it
    return rfc8785.dumps(plain)


@lru_cache(maxsize=4096)
def _ascii(key: Any) -> bool:
    return type(key) is str and key.isascii()


def _plainly(plain: Any) -> bool:
    """Say whether a value holds only texts, small integers, booleans, None, and objects with ASCII keys."""
    todo = [plain]
    while todo:
        one = todo.pop()
        kind = type(one)
        if kind is str or kind is bool or one is None:
            continue
        if kind is list or kind is tuple:
            todo += one
        elif kind is dict:
            if not all(map(_ascii, one)):
                return False
            todo += one.values()
        elif kind is not int or not -(2**53) < one < 2**53:
            return False
    return True


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 bytes; a lone surrogate is kept by `surrogatepass`."""
    return digest(text.encode("utf-8", "surrogatepass"))


def identifier(kind: str, *parts: Any) -> str:
    """Give a record's id: `kind`, an underscore and 16 hex digits of its content.

    Takes a short domain tag (`c` for claim, `e` for event …) and the plain values that make the record what it is.
    """
    if all(type(part) is str for part in parts):
        # Strings alone are the same bytes in plain JSON, and twenty times as fast.
        content = f"[{','.join(map(encode_basestring, parts))}]".encode()
    else:
        content = canonical_bytes(list(parts))
    return f"{kind}_{digest(kind.encode() + bytes(1) + content)[:ID_DIGITS]}"
