"""Whose own voice a report is; all names are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim.extract import signed_by_body


@pytest.mark.parametrize(
    ("author", "nobody"),
    [
        ("Lakeside staff", True),
        ("Lakeside Courier newsroom", True),
        ("The Lakeside Staff", True),
        ("Staff", False),
        ("Anna Staff", False),
        ("Anna Post", False),
        ("Lakeside", False),
    ],
)
def test_an_outlets_staff_is_no_person(author: str, nobody: bool) -> None:
    """Only the outlet's own words before "staff" make it nobody's name; a person may be called so."""
    assert signed_by_body(a_report("Shells hit Dorn.", "Lakeside Courier", author=author)) is nobody
