"""Merkle trees over a growing list of entries: what stands in them, and that nothing in them was rewritten.

Source: RFC 6962 §2.1 and RFC 9162 §2.1. A *node* (level, index) is the hash over the 2^level entries from
index · 2^level on; whoever can give the nodes that are whole can give every root and every proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]
#: The root of a log without entries.
EMPTY = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Give the hash of an entry, which is its node at level 0."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of a node from those of its two halves."""
    return sha256(b"\x01" + left + right).digest()


def root(node: Node, size: int) -> bytes:
    """Give the root over the first `size` entries."""
    return _span(node, 0, size) if size else EMPTY


def inclusion(node: Node, index: int, size: int) -> list[bytes]:
    """Give the proof that the entry at `index` stands among the first `size`. Raises ValueError outside of them."""
    if not 0 <= index < size:
        raise ValueError(f"an index from 0 to {size - 1}, not {index}")
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        half = low + _half(high - low)
        if index < half:
            path.append(_span(node, half, high))
            high = half
        else:
            path.append(_span(node, low, half))
            low = half
    return path[::-1]


def consistency(node: Node, old: int, size: int) -> list[bytes]:
    """Give the proof that the first `old` entries are the first of `size`. Raises ValueError where they cannot be."""
    if not 0 <= old <= size:
        raise ValueError(f"a size from 0 to {size}, not {old}")
    if old in {0, size}:
        return []
    path: list[bytes] = []
    low, high, whole = 0, size, True
    while old != high:
        half = low + _half(high - low)
        if old <= half:
            path.append(_span(node, half, high))
            high = half
        else:
            path.append(_span(node, low, half))
            low, whole = half, False
    return ([] if whole else [_span(node, low, high)]) + path[::-1]


def included(index: int, size: int, leaf: bytes, path: Sequence[bytes], expected: bytes) -> bool:
    """Say whether a proof shows an entry of hash `leaf` at `index` under a root. Source: RFC 9162 §2.1.3.2."""
    if not 0 <= index < size:
        return False
    steps = iter(path)
    last, found = size - 1, leaf
    for other in steps:
        if last == 0:
            return False
        if index % 2 or index == last:
            found = node_hash(other, found)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, other)
        index, last = index >> 1, last >> 1
    return last == 0 and found == expected


def consistent(old: int, size: int, old_root: bytes, path: Sequence[bytes], new_root: bytes) -> bool:
    """Say whether a proof shows that a log of `old` entries grew into one of `size`. Source: RFC 9162 §2.1.4.2."""
    if not 0 <= old <= size:
        return False
    if old == size:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY
    steps = list(path) if old & (old - 1) else [old_root, *path]
    if not steps:
        return False
    at, last = _skip(old - 1, size - 1)
    then, now = steps[0], steps[0]
    for other in steps[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            then, now = node_hash(other, then), node_hash(other, now)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node_hash(now, other)
        at, last = at >> 1, last >> 1
    return last == 0 and then == old_root and now == new_root


def _skip(at: int, last: int) -> tuple[int, int]:
    while at % 2:
        at, last = at >> 1, last >> 1
    return at, last


def _half(count: int) -> int:
    """Give the largest power of two below a count of 2 or more."""
    return 1 << ((count - 1).bit_length() - 1)


def _span(node: Node, low: int, high: int) -> bytes:
    """Give the hash over the entries from `low` to `high`, where `low` is where such a span begins."""
    hashes = [node(level, index) for level, index in parts(low, high)]
    found = hashes[-1]
    for left in reversed(hashes[:-1]):
        found = node_hash(left, found)
    return found


def parts(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Give the whole nodes that a span is made of, the largest first."""
    while low < high:
        level = (high - low).bit_length() - 1
        yield level, low >> level
        low += 1 << level
