"""The service for people who have a table of claims and no case: `weigh`, by a method that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from counterclaim.cli import show
from counterclaim.cli.exits import honest
from counterclaim.cli.services import bytes_of, lines_of, refusals
from counterclaim.english import counted
from counterclaim.errors import UsageError
from counterclaim.records.source import Refusal
from counterclaim.settings import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from counterclaim.weigh.table import ClaimTable, Generality

#: As `weigh.table` has them, which is slow to import.
METHODS = ("origins", "voting", "crh", "truthfinder", "ltm", "dawid-skene")
KINDS = ("names", "numbers", "lists")


@click.command()
@click.argument("claims", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], show_default=True, help="How to weigh.")
@click.option("--lineage", type=click.Path(dir_okay=False), help="CSV of sources that share an origin: columns a, b.")
@click.option("--values", type=click.Choice(KINDS), default="names", help="What values are.")
@click.option("--within", type=click.Path(dir_okay=False), help="CSV of places in regions: columns name, within.")
@click.option("--explain", is_flag=True, help="Add who speaks for and against, and what the strongest voice changes.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one answer a row.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, as is done anyway.")
@honest
def weigh(  # noqa: PLR0913 - one parameter an option
    claims: str,
    method: str,
    lineage: str | None,
    values: str,
    within: str | None,
    explain: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Weigh the answers that the sources of CLAIMS give, each origin once; advice to a person, never a grade.

    CLAIMS is CSV with the columns source, object, value and, where known, stance (assert or deny); `-` is standard
    input. Prints one object a line with its answers. Where claims alone cannot decide, `decided` is false.
    """
    from counterclaim.cli import weighed_csv, weighed_lines
    from counterclaim.weigh import table

    if as_csv and as_json:
        raise UsageError("one of --csv and --json", "both", "Leave one out.")
    if within is not None and values != "names":
        raise UsageError("--within with --values names", f"--values {values}", "Give one of the two.")
    asked = _read(claims, numbers=values == "numbers")
    tied = _pairs(lineage, ("a", "b")) if lineage is not None else []
    kinds: dict[str, Callable[[ClaimTable], Generality]]
    kinds = {"names": table.nothing, "numbers": table.numbers, "lists": table.sets}
    if within is not None:
        values, kinds["places"] = "places", table.hierarchy(_pairs(within, ("name", "within")))
    found = table.weighed(asked, method, tied, kinds[values], values)
    if not found.found.converged:
        show.say(f"The method {method} did not come to rest; take what it gives as rough.")
    if as_csv:
        weighed_csv.written(table.told(found, explain=explain), explain=explain)
    elif explain:
        show.lines({"schema": SCHEMA_VERSION, "row": "weighed"} | one for one in table.told(found, explain=True))
    else:
        show.written(weighed_lines.lines(found))


def _read(claims: str, *, numbers: bool) -> ClaimTable:
    """Read the claims and say what was refused and left out. Raises UsageError when no claim is left."""
    from counterclaim.receive import claim_columns
    from counterclaim.weigh import table

    with bytes_of(claims) as (file, name, _):
        data = file.read()
    asked = (table.is_number, "a number or a range") if numbers else ()
    read = claim_columns(data, name, *asked)
    taken, out = read.denied.size, sum(read.left_out.values())
    if out:
        each = ", ".join(f"{stance} {count:,}" for stance, count in sorted(read.left_out.items()))
        show.say(f"{counted(out, 'row')} left out, giving and denying no value: {each}.")
    if read.refused:
        refusals(list(read.refused), taken + out + len(read.refused))
    if not taken:
        came = "none" if not out else f"only such as neither give nor deny one ({out:,})"
        todo = "See the stance of each row." if out else "Add rows below the header."
        raise UsageError("at least one row that gives or denies a value", came, todo)
    return table.claim_coded(read.source, read.object, read.value, read.denied)


def _pairs(path: str, columns: tuple[str, str]) -> list[tuple[str, str]]:
    """Read a table of pairs and say which of its rows were refused. Raises UsageError when all were."""
    from counterclaim.receive import pair_rows

    pairs: list[tuple[str, str]] = []
    refused: list[Refusal] = []
    with lines_of(path) as (lines, name):
        for row in pair_rows(lines, name, columns):
            refused.append(row) if isinstance(row, Refusal) else pairs.append(row)
    if refused:
        refusals(refused, len(pairs) + len(refused))
    return pairs
