"""Records to plain values and back, in one place, for storage and for the machine contract."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from cattrs import Converter
from cattrs.preconf.json import make_converter

R = TypeVar("R")
_ONLY_STR = frozenset({str})


@cache
def _converter() -> Converter:
    converter = make_converter(detailed_validation=False)
    converter.register_structure_hook_factory(_is_row, _row)
    converter.register_structure_hook_factory(_is_optional, _optional)
    converter.register_structure_hook_factory(_is_word, _word)
    converter.register_unstructure_hook_func(_is_word, str)
    return converter


def _is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _word(kind: type[StrEnum], _: Converter) -> Callable[[Any, Any], Any]:
    """Give what structures a word of a closed vocabulary: looked up, which takes a fifth of calling its class."""
    known = {member.value: member for member in kind}
    return lambda found, _: known[found] if isinstance(found, str) and found in known else kind(found)


def _is_row(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in {Union, UnionType} and len(get_args(kind)) == 2 and get_args(kind)[1] is NoneType


def _row(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    """Give what structures rows of one kind: how that is done is found once, and not for each row again."""
    one = get_args(kind)[0]
    if one is str:
        return lambda found, _: tuple(found) if _ONLY_STR.issuperset(map(type, found)) else tuple(map(str, found))
    made = converter.get_structure_hook(one)
    return lambda found, _: tuple([made(each, one) for each in found])


def _optional(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    one = get_args(kind)[0]
    made = converter.get_structure_hook(one)
    return lambda found, _: None if found is None else made(found, one)


def to_plain(record: Any) -> Any:
    """Give a record as dicts, lists, strings, numbers, booleans and None."""
    return _converter().unstructure(record)


def from_plain(kind: type[R], plain: Any) -> R:
    """Give the record of class `kind` that `to_plain` made `plain` from. Raises ValueError or KeyError otherwise."""
    return _converter().structure(plain, kind)
