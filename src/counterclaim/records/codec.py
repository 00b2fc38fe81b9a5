"""Records to plain values and back, in one place, for storage and for the machine contract."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.preconf.json import make_converter

R = TypeVar("R")


@cache
def _converter() -> Converter:
    converter = make_converter(detailed_validation=False)
    converter.register_unstructure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, StrEnum), str)
    return converter


def to_plain(record: Any) -> Any:
    """Give a record as dicts, lists, strings, numbers, booleans and None."""
    return _converter().unstructure(record)


def from_plain(kind: type[R], plain: Any) -> R:
    """Give the record of class `kind` that `to_plain` made `plain` from. Raises ValueError or KeyError otherwise."""
    return _converter().structure(plain, kind)
