"""A record's line: the bytes that `canonical_bytes(to_plain(record))` gives, written by the record's class in one pass.

A large case writes millions of records, and the detour over plain dicts costs more than settling what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from counterclaim.canonical import canonical_bytes
from counterclaim.records.codec import to_plain

Writer = Callable[[Any], str]
#: From here on not every whole number is its own floating point number.
_WHOLE = 2**53
#: Between these Python writes a fraction as RFC 8785 does, without an exponent.
_PLAIN = (1e-4, 1e16)


def line(record: Any) -> str:
    """Give a record of a dataclass as canonical JSON. Raises what `canonical_bytes` raises. Source: RFC 8785."""
    kind: Any = type(record)
    text = _writer(kind)(record)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _any(record)  # a lone surrogate: the reference says what is wrong with it
    return text


@cache
def _writer(hint: Any) -> Writer:
    """Give what writes values of a type; what has no writer of its own goes the long way."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = [part for part in parts if part is not NoneType]
        return _optional(_writer(inner[0])) if len(inner) == 1 and NoneType in parts else _any
    if origin is tuple and parts[1:] == (Ellipsis,):
        return _several(_writer(parts[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    if isinstance(hint, type) and issubclass(hint, str):
        return encode_basestring
    return _scalar if hint in (bool, int, float) else _any


def _record(kind: type) -> Writer:
    hints = get_type_hints(kind)
    names = sorted(field.name for field in fields(kind))
    if len(names) < 2 or not all(name.isascii() for name in names):
        return _any
    writers = [_writer(hints[name]) for name in names]
    form = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    values = attrgetter(*names)
    return lambda record: form % tuple([write(value) for write, value in zip(writers, values(record), strict=True)])


def _optional(write: Writer) -> Writer:
    return lambda value: "null" if value is None else write(value)


def _several(write: Writer) -> Writer:
    return lambda values: f"[{','.join(map(write, values))}]"


def _scalar(value: Any) -> str:
    kind = type(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is int and -_WHOLE < value < _WHOLE:
        return repr(value)
    if kind is float:
        if value.is_integer():
            return repr(int(value)) if -_WHOLE < value < _WHOLE else _any(value)
        if _PLAIN[0] <= abs(value) < _PLAIN[1]:
            return repr(value)
    return _any(value)


def _any(value: Any) -> str:
    return canonical_bytes(to_plain(value)).decode()
