"""Who works at a desk in team mode: what each role may do, how a person proves who they are, and for how long.

What a person may do is an act in the case's ledger. How they prove who they are lies outside of every case, in the
folder of keys, so that no copy, export or bundle of a case can hold it.
"""

from counterclaim.people.accounts import Accounts, Bad, Locked, Person, Session
from counterclaim.people.allowance import Allowance, Over, Purse
from counterclaim.people.names import expect_name
from counterclaim.people.passkeys import Passkeys, Site
from counterclaim.people.permissions import (
    MAY,
    Permission,
    Role,
    Sensitivity,
    hidden_from,
    may,
    role_named,
    roles,
    sensitivities,
)

__all__ = [
    "MAY",
    "Accounts",
    "Allowance",
    "Bad",
    "Locked",
    "Over",
    "Passkeys",
    "Permission",
    "Person",
    "Purse",
    "Role",
    "Sensitivity",
    "Session",
    "Site",
    "expect_name",
    "hidden_from",
    "may",
    "role_named",
    "roles",
    "sensitivities",
]
