"""Accounts of a team in PostgreSQL hold as they do in a file. All names are invented."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from counterclaim import database
from counterclaim.people import Accounts, Bad, Locked
from counterclaim.people.accounts import TRIES
from counterclaim.people.proofs import STEP

NAME, PASSWORD, NOW = "Ada Tester", "seven grey herons wading", 1_700_000_000.0


@pytest.fixture
def two(team_database: str) -> Iterator[tuple[Accounts, Accounts]]:
    """Give the same accounts, as two desks hold them."""
    made = [Accounts(database.engine("people_x"), lambda: NOW + STEP) for _ in range(2)]
    yield made[0], made[1]
    for one in made:
        one.close()


def test_who_joins_at_one_desk_signs_in_at_another(two: tuple[Accounts, Accounts]) -> None:
    first, second = two
    invitation = first.invite(NAME)
    secret = second.welcomed(NAME, invitation)
    code = pyotp.TOTP(secret)
    first.join(NAME, invitation, PASSWORD, (secret, code.at(int(NOW))))
    ticket = second.sign_in(NAME, PASSWORD, code.at(int(NOW) + STEP))
    held = first.session(ticket)
    assert held is not None
    assert held.person == NAME
    with pytest.raises(Bad):
        first.sign_in(NAME, PASSWORD, code.at(int(NOW) + STEP))
    first.sign_out(ticket)
    assert second.session(ticket) is None
    assert second.bearer(first.token(NAME, "notebook", 60.0)) == NAME
    first.shut_out(NAME)
    assert {"invited", "joined"} <= {what for _, what, _, _ in second.log()}


def test_tries_at_two_desks_at_once_are_counted_together(two: tuple[Accounts, Accounts]) -> None:
    most = TRIES[0][0]

    def tried(n: int) -> str:
        try:
            two[n % 2].sign_in("Nobody Here", "not this one at all", "000000", "192.0.2.7")
        except (Bad, Locked) as error:
            return type(error).__name__
        raise AssertionError("nobody came in")

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(tried, range(3 * most)))
    assert told.count("Bad") <= most
