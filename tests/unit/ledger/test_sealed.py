"""Commitments: what is withheld cannot be guessed, what is shown cannot be changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ledger import sealed


@given(st.lists(st.text(), min_size=1, max_size=30), st.data())
def test_any_parts_can_be_withheld_and_the_rest_still_fits(parts: list[str], data: st.DataObject) -> None:
    parts = [repr(p) for p in parts]
    salt = sealed.fresh()
    whole = sealed.committed(salt, parts)
    hidden = frozenset(data.draw(st.sets(st.integers(0, len(parts) - 1))))
    given_parts = sealed.shown(salt, parts, hidden)
    assert sealed.of_shown(given_parts) == whole
    assert [p[-1] for n, p in enumerate(given_parts) if n not in hidden] == [
        p for n, p in enumerate(parts) if n not in hidden
    ]
    for number in range(len(parts)):
        changed = list(given_parts)
        one = changed[number]
        changed[number] = (one[0], one[1] + " ") if len(one) == 2 else (sealed.fresh(),)
        assert sealed.of_shown(changed) != whole
    assert sealed.of_shown(given_parts[1:]) != whole
    assert sealed.of_shown([*given_parts, given_parts[-1]]) != whole


def test_equal_parts_have_different_digests() -> None:
    """Neither in one row nor in two does a repeated name show."""
    salts = sealed.fresh(), sealed.fresh()
    digests = [part[0] for salt in salts for part in sealed.shown(salt, ["Ada", "Ada"], frozenset({0, 1}))]
    assert len(set(digests)) == 4


@pytest.mark.parametrize("bad", [[[]], [["a", "b", "c"]], [["zz"]], [["00"]], [[1, 2]], [["zz", "part"]]])
def test_what_are_no_parts_is_refused(bad: list[list[str]]) -> None:
    with pytest.raises((ValueError, TypeError)):
        sealed.of_shown(bad)
