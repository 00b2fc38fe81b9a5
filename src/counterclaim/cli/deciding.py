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
    KIND, its SUBJECT, and the FIELDS it takes as KEY=VALUE
      accept, reject   a claim          none
      correct          a claim          any of aspect= value= stance= actor=
                                        target= asset= speaker= kind=
                                        measure= victim= (of a number)
      claim            a report         text=WORDS of it, aspect= value=, maybe
                                        start= end= (where) speaker= kind= via=
                                        stance= sure= act= actor= target= asset=
                                        place= day= measure= victim= event=
      split-event      an event         claims=c_1,c_2 (get an event of their own)
      join-events      an event         with=e_2,e_3 (become part of it)
      split-origin     a claim, report  from=OTHER (is no voice of the other)
      join-origins     a claim, report  with=OTHER (is one voice with it)
      camp             an agent's name  camp=NAME, maybe from= to=
      letter           an agent's name  letter=A to F, maybe topic= from= to=
      show-name        an agent's name  none (the name may leave the case)
      grade            a grade          value=CODE of its standard
      near-action      an event, grade  value=declared, likely or none
      undo             a number         none

    \b
    Ids: `counterclaim claims CASE`, `events`, `origins`, `grades`, `reports`;
    numbers: `decisions`. A split or joined claim stands for its speaker; a
    corrected speaker is that of all claims of the same words of saying.
    """
    expect(case)
    from counterclaim.acting import decide_on, moved_with, selected
    from counterclaim.decide import decision
    from counterclaim.protecting import names_nobody, written

    pairs = []
    for one in fields:
        key, sign, value = one.partition("=")
        if not sign:
            raise UsageError("KEY=VALUE", one, "For example `value=destroyed`.")
        pairs.append((key, value))
    who = signed["who"] or getpass.getuser()
    with opened(case) as folder:
        names_nobody(folder, "a decision", signed["reason"] or "", *written(kind, subject, pairs))
        given = selected(folder, subject, pairs) if kind == "claim" else pairs
        made = decision(kind, subject, given, (who, show.now()), signed["reason"] or "")
        stored = decide_on(folder, made)
        moved = moved_with(folder, made)
    if len(moved) > 1:
        show.say(f"The same words give {len(moved)} claims their speaker: all of them are corrected.")
    show.say(f"Decision {stored.number} recorded. `counterclaim settle {case}` applies it.")


@click.command()
@case_argument
@json_option
@honest
def decisions(case: Path, as_json: bool) -> None:
    """List the decisions of a case, in order, which were undone, and which the current run could not apply."""
    from counterclaim.decide import standing
    from counterclaim.records.codec import to_plain
    from counterclaim.records.words import DecisionKind

    with opened(case) as folder:
        found = folder.decisions()
        lost = dict(folder.runs.run().unapplied) if folder.runs.current() is not None else {}
    if as_json:
        row = {"schema": settings.SCHEMA_VERSION, "row": "decision"}
        show.lines(row | to_plain(d) | {"not_applied": lost.get(d.number)} for d in found)
        return
    stands = {d.number for d in standing(found)}
    rows = [
        (
            str(d.number),
            "\n".join((f"{d.kind.value.replace('_', '-')} {d.subject}", *(f"{k}={v}" for k, v in d.fields))),
            f"{d.who}\n{d.at[:16].replace('T', ' ')}",
            d.reason
            + ("" if d.number in stands or d.kind is DecisionKind.UNDO else " (undone)")
            + (f" (not applied: {lost[d.number]})" if d.number in lost else ""),
        )
        for d in found
    ]
    show.table("", ("no", "decision", "who, when", "why"), rows)
