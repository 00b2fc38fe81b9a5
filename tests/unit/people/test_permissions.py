"""The table of roles: each may do at least what its own work needs, and sees no more than it may."""

from __future__ import annotations

import pytest

from counterclaim.errors import UsageError
from counterclaim.people import MAY, Permission, Role, Sensitivity, hidden_from, may, role_named, roles, sensitivities
from counterclaim.records.act import Act, ActKind


def act(kind: ActKind, subject: str, **fields: str) -> Act:
    pairs = tuple(sorted(fields.items()))
    return Act(number=0, kind=kind, subject=subject, fields=pairs, who="A. Lead", at="2026-01-01", words="")


def test_every_role_reads_and_only_some_judge() -> None:
    assert set(MAY) == set(Role)
    assert all(may(role, Permission.READ) for role in Role)
    assert {r for r in Role if may(r, Permission.DECIDE)} == {Role.ANALYST, Role.REVIEWER, Role.LEAD}
    assert {r for r in Role if may(r, Permission.PEOPLE)} == {Role.LEAD}
    assert not any(may(None, p) for p in Permission)


def test_the_last_act_on_a_person_counts() -> None:
    told = [
        act(ActKind.ROLE, "Ada", role="reader"),
        act(ActKind.ROLE, "Ben", role="lead"),
        act(ActKind.ROLE, "Ada", role="analyst"),
        act(ActKind.ROLE, "Ben", role=""),
        act(ActKind.COMMENT, "Cal"),
    ]
    assert roles(told) == {"Ada": Role.ANALYST}
    with pytest.raises(UsageError):
        role_named("chief")


def test_a_role_does_not_see_what_is_above_it() -> None:
    told = [
        act(ActKind.SENSITIVITY, "r_1", level="restricted"),
        act(ActKind.SENSITIVITY, "r_2", level="sealed"),
        act(ActKind.SENSITIVITY, "r_3", level="sealed"),
        act(ActKind.SENSITIVITY, "r_3", level="open"),
    ]
    marked = sensitivities(told)
    assert marked == {"r_1": Sensitivity.RESTRICTED, "r_2": Sensitivity.SEALED}
    assert hidden_from(Role.READER, marked) == {"r_1", "r_2"}
    assert hidden_from(Role.ANALYST, marked) == hidden_from(Role.REVIEWER, marked) == {"r_2"}
    assert hidden_from(Role.LEAD, marked) == hidden_from(Role.CUSTODIAN, marked) == frozenset()
