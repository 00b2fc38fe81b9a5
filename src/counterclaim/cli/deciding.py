"""What people decide about a case: recording a decision, and listing all of them."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

import click

from counterclaim import settings
from counterclaim.cli import show
from counterclaim.cli.common import case_argument, expect, json_option, opened
from counterclaim.cli.exits import honest
from counterclaim.errors import UsageError


@click.command()
@case_argument
@click.argument("kind")
@click.argument("subject")
@click.argument("fields", nargs=-1)
@click.option("--reason", required=True, help="Why; shown in the dossier.")
@click.option("--who", default=None, help="Who decides; by default the name of this account.")
@honest
def decide(case: Path, kind: str, subject: str, fields: Sequence[str], **signed: str | None) -> None:
    """Record what you decide on SUBJECT, an id, and why; the next `settle` applies it.

    \b
    KIND is one of
      accept, reject, correct            a claim
      split-event, join-events           an event
      split-origin, join-origins         who is one voice
      camp, letter                       an agent
      grade, near-action                 a grade, an event
      undo                               an earlier decision, by its number

    FIELDS are KEY=VALUE, for example `value=destroyed`.
    """
    expect(case)
    from counterclaim.acting import decide_on
    from counterclaim.decide import decision

    pairs = []
    for one in fields:
        key, sign, value = one.partition("=")
        if not sign:
            raise UsageError("KEY=VALUE", one, "For example `value=destroyed`.")
        pairs.append((key, value))
    who = signed["who"] or getpass.getuser()
    made = decision(kind, subject, pairs, (who, show.now()), signed["reason"] or "")
    with opened(case) as folder:
        stored = decide_on(folder, made)
    show.say(f"Decision {stored.number} recorded. `counterclaim settle {case}` applies it.")


@click.command()
@case_argument
@json_option
@honest
def decisions(case: Path, as_json: bool) -> None:
    """List the decisions of a case, in order, and which were undone."""
    from counterclaim.decide import standing
    from counterclaim.records.codec import to_plain
    from counterclaim.records.words import DecisionKind

    with opened(case) as folder:
        found = folder.decisions()
    if as_json:
        show.lines({"schema": settings.SCHEMA_VERSION, "row": "decision"} | to_plain(d) for d in found)
        return
    stands = {d.number for d in standing(found)}
    rows = [
        (
            str(d.number),
            "\n".join((f"{d.kind.value.replace('_', '-')} {d.subject}", *(f"{k}={v}" for k, v in d.fields))),
            f"{d.who}\n{d.at[:16].replace('T', ' ')}",
            d.reason + ("" if d.number in stands or d.kind is DecisionKind.UNDO else " (undone)"),
        )
        for d in found
    ]
    show.table("", ("no", "decision", "who, when", "why"), rows)
