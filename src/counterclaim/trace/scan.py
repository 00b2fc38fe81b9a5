"""Where the words of a text in UTF-8 stand, 64 bytes at once, compiled: a text is cut at what is surely no word.

What lies between is a *stretch*: plain letters alone, of which nothing more need be known, or with signs to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

compiled = numba.njit(cache=True, nogil=True, boundscheck=False)

#: The bit in which the two cases of a letter of ASCII differ; digits have it set, and the low line loses nothing by it.
CASE = 0x20
#: Bytes that are looked at at once.
AT_ONCE = 64
_CASES = np.uint64(0x2020202020202020)
_ONE = np.uint64(1)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


def _bits(is_so: Callable[[Any, Any], Any]) -> Any:
    """Give a compiled function that says of each of 64 bytes from a place on whether it is so, as bits of a number."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        many = ir.VectorType(ir.IntType(8), AT_ONCE)
        where = builder.gep(array.data, [arguments[1]])
        signs = builder.load(builder.bitcast(where, many.as_pointer()), align=1)
        return builder.bitcast(is_so(builder, signs), ir.IntType(64))

    def bits(_context: Any, data: Any, _at: Any) -> Any:
        return types.uint64(data, types.intp), generate

    return intrinsic(bits)


def _each(signs: Any, byte: int) -> Any:
    return ir.Constant(signs.type, [byte] * AT_ONCE)


def _within(builder: Any, signs: Any, low: int, high: int) -> Any:
    return builder.icmp_unsigned("<", builder.sub(signs, _each(signs, low)), _each(signs, high - low + 1))


def _is_letter(builder: Any, signs: Any) -> Any:
    letter = _within(builder, builder.or_(signs, _each(signs, CASE)), ord("a"), ord("z"))
    low_line = builder.icmp_unsigned("==", signs, _each(signs, ord("_")))
    return builder.or_(builder.or_(letter, _within(builder, signs, ord("0"), ord("9"))), low_line)


def _is_sign(builder: Any, signs: Any) -> Any:
    found = builder.icmp_signed("<", signs, _each(signs, 0))
    for sign in "\"'\n":
        found = builder.or_(found, builder.icmp_unsigned("==", signs, _each(signs, ord(sign))))
    return found


#: Which bytes are letters, digits or low lines of ASCII; and which are signs that must be looked at: those outside
#: ASCII, quotation marks, apostrophes and ends of lines.
letters_from, signs_from = _bits(_is_letter), _bits(_is_sign)


def _lowest(_context: Any, _bits: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), generate


#: Gives the number of the lowest bit that is set.
lowest: Any = intrinsic(_lowest)


@compiled
def room(offsets):  # type: ignore[no-untyped-def]
    """Give what `stretches` fills for any text of these: its bytes, where stretches begin and end, bits for signs."""
    longest = np.int64(0)
    for text in range(offsets.size - 1):
        longest = max(longest, offsets[text + 1] - offsets[text])
    blocks = longest // AT_ONCE + 1
    return np.zeros(blocks * AT_ONCE, np.uint8), np.zeros(longest + 2, np.int64), np.zeros(blocks, np.uint64)


@compiled
def stretches(data, held, bounds, signs):  # type: ignore[no-untyped-def]
    """Fill where each stretch of a text begins and ends, and which bytes are signs; gives how many stretches there are.

    The text is held where bytes after it can be read.
    """
    count, before = 0, np.uint64(0)
    # Sign by sign: the compiler makes that many at once, and a slice would be looked at for overlap first.
    for at in range(data.size):
        held[at] = data[at]
    for block in range(data.size // AT_ONCE + 1):
        low = block * AT_ONCE
        # What follows the text is in no stretch.
        mine = _ALL if data.size - low >= AT_ONCE else (_ONE << np.uint64(data.size - low)) - _ONE
        sign = signs_from(held, low) & mine
        inside = (letters_from(held, low) & mine) | sign
        signs[block] = sign
        changes = inside ^ ((inside << _ONE) | before)
        before = inside >> np.uint64(AT_ONCE - 1)
        while changes:
            bounds[count] = low + np.int64(lowest(changes))
            count += 1
            changes &= changes - _ONE
    return count // 2


@compiled
def eight_at(data, at):  # type: ignore[no-untyped-def]
    """Give eight bytes as one number, the first one lowest; compiled to a single look where that is possible."""
    out = np.uint64(data[at])
    out |= np.uint64(data[at + np.uint64(1)]) << np.uint64(8)
    out |= np.uint64(data[at + np.uint64(2)]) << np.uint64(16)
    out |= np.uint64(data[at + np.uint64(3)]) << np.uint64(24)
    out |= np.uint64(data[at + np.uint64(4)]) << np.uint64(32)
    out |= np.uint64(data[at + np.uint64(5)]) << np.uint64(40)
    out |= np.uint64(data[at + np.uint64(6)]) << np.uint64(48)
    return out | (np.uint64(data[at + np.uint64(7)]) << np.uint64(56))


@compiled
def folded_at(data, at, many):  # type: ignore[no-untyped-def]
    """Give up to eight plain letters in lower case as one number, the first one lowest."""
    return (eight_at(data, np.uint64(at)) | _CASES) & (_ALL >> np.uint64(64 - 8 * many))


@compiled
def plain(signs, low, high):  # type: ignore[no-untyped-def]
    """Say whether a stretch is letters alone; takes the bits for signs."""
    first, last = low // AT_ONCE, (high - 1) // AT_ONCE
    if last - first <= 1 and not signs[first] | signs[last]:
        return True
    for block in range(first, last + 1):
        after = np.uint64(max(low - block * AT_ONCE, 0))
        until = np.uint64(min(high - block * AT_ONCE, AT_ONCE))
        if (signs[block] >> after) << (np.uint64(AT_ONCE) - until + after):
            return False
    return True
