"""Errors keep their parts wherever they go."""

from __future__ import annotations

import copy
import pickle

import pytest

from counterclaim import errors
from counterclaim.store.lock import Busy

KINDS = [
    errors.CounterclaimError, errors.UsageError, errors.CaseNotFound, errors.NotInCase, errors.Damaged,
    errors.ModelMismatch, Busy,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_pickling(kind: type[errors.CounterclaimError]) -> None:
    """Class, text, parts and notes come back."""
    error = kind("a case", "nothing", "Make one.")
    error.add_note("at item 3")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
        assert type(again) is kind
        assert (str(again), again.expected, again.came, again.todo) == (str(error), "a case", "nothing", "Make one.")
        assert again.__notes__ == ["at item 3"]


def test_an_error_is_read_however_long_what_came_was() -> None:
    """A header of a million letters is quoted from its beginning."""
    error = errors.UsageError("the columns " + "a" * 9_000, "b" * 1_000_000, "Mend it.")
    assert (error.came[:3], error.came[-2:], len(error.came)) == ("bbb", "b…", errors.WORDS_MAX)
    assert len(str(error)) < 1_000
    assert str(error).endswith("Mend it.")


def test_a_refusal_keeps_its_item() -> None:
    """The class with another signature too."""
    again = pickle.loads(pickle.dumps(errors.Refused("a.bin", "a text", "none")))  # noqa: S301 - our own bytes
    assert (type(again), again.item, str(again)) == (errors.Refused, "a.bin", "Expected a text; got none.")
