"""Merkle trees against published vectors, and proofs of every size against a tree made the plain way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ledger import merkle

#: Leaves and roots as computed with two other programs; several stand in the tests of Certificate Transparency.
LEAVES = [bytes.fromhex(h) for h in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A, B, C = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
D, E = (
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
)
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"


def plain(entries: list[bytes]) -> bytes:
    """Give the root the way RFC 6962 §2.1 defines it."""
    if not entries:
        return merkle.EMPTY
    if len(entries) == 1:
        return merkle.leaf_hash(entries[0])
    half = 1
    while half * 2 < len(entries):
        half *= 2
    return merkle.node_hash(plain(entries[:half]), plain(entries[half:]))


def over(entries: list[bytes]) -> merkle.Node:
    """Give the nodes of a tree."""
    return lambda level, index: plain(entries[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(9))
def test_roots(size: int) -> None:
    assert merkle.root(over(LEAVES), size).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [(0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[4]]), (2, 3, [ROOTS[2]]), (1, 5, [ROOTS[1], B, D])],
)
def test_inclusion(index: int, size: int, path: list[str]) -> None:
    assert [p.hex() for p in merkle.inclusion(over(LEAVES), index, size)] == path


@pytest.mark.parametrize(
    ("old", "size", "path"), [(1, 8, [A, B, C]), (2, 5, [B, D]), (6, 8, [F, E, ROOTS[4]]), (4, 4, []), (0, 3, [])]
)
def test_consistency(old: int, size: int, path: list[str]) -> None:
    assert [p.hex() for p in merkle.consistency(over(LEAVES), old, size)] == path


def test_every_proof_up_to_seventeen_entries() -> None:
    entries = [bytes([n]) for n in range(17)]
    for size in range(18):
        root = plain(entries[:size])
        for index in range(size):
            path = merkle.inclusion(over(entries), index, size)
            leaf = merkle.leaf_hash(entries[index])
            assert merkle.included(index, size, leaf, path, root)
            assert not merkle.included((index + 1) % size, size, leaf, path, root) or size == 1
            assert not merkle.included(index, size, leaf, [*path, root], root)
            assert not path or not merkle.included(index, size, leaf, path[:-1], root)
        for old in range(size + 1):
            path = merkle.consistency(over(entries), old, size)
            was = plain(entries[:old])
            assert merkle.consistent(old, size, was, path, root)
            assert not merkle.consistent(old, size, merkle.leaf_hash(was), path, root)
            assert old == size or not merkle.consistent(old, size, was, [*path, was], root)


@given(st.integers(1, 40), st.data())
def test_a_changed_step_proves_nothing(size: int, data: st.DataObject) -> None:
    entries = [n.to_bytes(2, "big") for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(over(entries), index, size)
    if path:
        at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        step = int.from_bytes(path[at], "big") ^ (1 << bit)
        path[at] = step.to_bytes(32, "big")
        assert not merkle.included(index, size, merkle.leaf_hash(entries[index]), path, plain(entries))


def test_nothing_outside_of_the_log_is_proven() -> None:
    with pytest.raises(ValueError, match="an index"):
        merkle.inclusion(over(LEAVES), 8, 8)
    with pytest.raises(ValueError, match="a size"):
        merkle.consistency(over(LEAVES), 9, 8)
    assert not merkle.included(3, 3, b"", [], b"")
    assert not merkle.consistent(4, 3, b"", [], b"")
