"""Who may do what at the desk of a case in team mode: `people CASE add`, `role`, `remove`, `list` and `log`."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli import show
from counterclaim.cli.common import case_argument, expect, json_option, opened
from counterclaim.cli.exits import honest
from counterclaim.english import with_a
from counterclaim.errors import NotInCase
from counterclaim.settings import SCHEMA_VERSION
from counterclaim.store import CaseFolder

if TYPE_CHECKING:
    from counterclaim.people import Accounts

#: The roles, written here too so that `--help` need not load them; a test holds them together.
ROLES = ("reader", "analyst", "reviewer", "lead", "custodian")
_role = click.option("--role", type=click.Choice(ROLES), required=True, help="What they may do in this case.")
_words = click.option("--reason", default="", help="Why; kept in the ledger.")


@click.group()
@case_argument
@click.pass_context
def people(ctx: click.Context, case: Path) -> None:
    """Who may work at the desk of CASE in team mode (`desk CASE --team`), and as what.

    Roles are kept in the case's ledger. Passwords and what else proves who somebody is lie outside of the case, in your
    folder of keys, and are in no copy, export or bundle of it.
    """
    ctx.obj = case


@people.command("add")
@click.argument("name")
@_role
@_words
@click.pass_obj
@honest
def add(case: Path, name: str, role: str, reason: str) -> None:
    """Invite NAME, and print the invitation to hand to them; one who has an account begins anew."""
    from counterclaim.people import expect_name

    expect(case)
    expect_name(name)
    with opened(case) as folder:
        # First the role: with it the ledger of a copied case gets a name of its own, and accounts lie by that name.
        _grant(folder, name, role, reason)
        with accounts_of(folder) as accounts:
            invitation = accounts.invite(name)
    show.say(f"{name} is {with_a(role)}. Give them this invitation, which holds for three days and serves once:")
    show.written([invitation])
    show.say("They use it at /welcome of the desk, to choose a password and set up codes.")


@people.command("role")
@click.argument("name")
@_role
@_words
@click.pass_obj
@honest
def change(case: Path, name: str, role: str, reason: str) -> None:
    """Give NAME another role."""
    expect(case)
    with opened(case) as folder, accounts_of(folder) as accounts:
        if name not in {p.name for p in accounts.people()}:
            raise NotInCase("somebody with an account", name, f"`counterclaim people {case} list` names them.")
        _grant(folder, name, role, reason)
    show.say(f"{name} is {with_a(role)} now.")


@people.command("remove")
@click.argument("name")
@_words
@click.pass_obj
@honest
def remove(case: Path, name: str, reason: str) -> None:
    """Shut NAME out at once. What they did stays, with their name."""
    expect(case)
    from counterclaim.protecting import names_nobody

    with opened(case) as folder, accounts_of(folder) as accounts:
        names_nobody(folder, "a --reason", reason)  # before anything is done
        accounts.shut_out(name)
        _grant(folder, name, "", reason)
    show.say(f"{name} can do nothing here any more.")


@people.command("list")
@json_option
@click.pass_obj
@honest
def listed(case: Path, as_json: bool) -> None:
    """List who has an account or a role."""
    from counterclaim.people import roles

    expect(case)
    with opened(case) as folder, accounts_of(folder) as accounts:
        held, found = roles(folder.acts()), {p.name: p for p in accounts.people()}
    rows = []
    for name in sorted({*held, *found}):
        state = "no account here" if name not in found else "invited" if found[name].invited else "joined"
        rows.append((name, str(held.get(name, "none")), state))
    if as_json:
        keys = ("name", "role", "state")
        show.lines({"schema": SCHEMA_VERSION, "row": "person"} | dict(zip(keys, row, strict=True)) for row in rows)
    else:
        show.table("", ("name", "role", "account"), rows)


@people.command("log")
@json_option
@click.pass_obj
@honest
def log(case: Path, as_json: bool) -> None:
    """List who signed in and out, who failed to, and who was invited or shut out."""
    expect(case)
    with opened(case) as folder, accounts_of(folder) as accounts:
        rows = [(datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds"), *told) for at, *told in accounts.log()]
    if as_json:
        keys = ("at", "what", "who", "from")
        show.lines({"schema": SCHEMA_VERSION, "row": "sign-in"} | dict(zip(keys, row, strict=True)) for row in rows)
    else:
        show.table("", ("when", "what", "who", "from"), rows)


@contextmanager
def accounts_of(case: CaseFolder) -> Iterator[Accounts]:
    """Open the accounts of a case's desk."""
    from counterclaim.people import Accounts

    with closing(Accounts.of(case.journal.log().checkpoint)) as accounts:
        yield accounts


def _grant(case: CaseFolder, name: str, role: str, reason: str) -> None:
    from counterclaim.acting import act_on
    from counterclaim.protecting import names_nobody
    from counterclaim.records.act import Act, ActKind

    names_nobody(case, "a --reason", reason)
    who, at = getpass.getuser(), show.now()
    act_on(case, Act(number=0, kind=ActKind.ROLE, subject=name, fields=(("role", role),), who=who, at=at, words=reason))
