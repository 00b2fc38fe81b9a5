"""The founding document's own set."""

from pathlib import Path

import pytest

from evals import founding, sets


def test_other_split(tmp_path: Path) -> None:
    """Another split than dev is refused with what was expected."""
    with pytest.raises(sets.Missing, match="split dev"):
        founding.evaluate("test", tmp_path)


def test_no_data(tmp_path: Path) -> None:
    """Without the text there is no score."""
    with pytest.raises(sets.Missing):
        founding.evaluate("dev", tmp_path)
