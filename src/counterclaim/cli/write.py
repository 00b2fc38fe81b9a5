"""Files in and out of the command line: dossiers as folders, registries as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from counterclaim.case import dossiers
from counterclaim.decide import named_in
from counterclaim.errors import CounterclaimError, NotInCase, UsageError
from counterclaim.progress import Progress
from counterclaim.records.claim import Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Camp, Letter, Registry, Tie
from counterclaim.records.registry_rows import registry_rows
from counterclaim.records.words import Relation
from counterclaim.render import html
from counterclaim.render.folder import pages
from counterclaim.render.unconfirmed import WORKING_COPY
from counterclaim.store import CaseFolder
from counterclaim.withholding import above, gate, marked

#: From how much alike on two names are told as nearly the same: one letter in four is another.
_NEAR = 0.75
R = TypeVar("R", Camp, Tie, Letter)


def write_dossiers(  # noqa: PLR0913 - what the command is given
    case: CaseFolder, event: str, out: Path, run: str | None = None, *, persons: bool = True,
    progress: Progress | None = None,
) -> list[Path]:  # fmt: skip
    """Write one event's dossier, or all, of a run to a folder; give what was written, the index first.

    What the case protects is withheld, and without `persons` those who are named too; with them, pages say that they
    are a working copy, unless a decision lets everybody out. Raises NotInCase for an event that is none,
    CounterclaimError without the key of what is protected.
    """
    wanted = [d for d in dossiers(case, run) if event in {"all", d.event.id}]
    if not wanted:
        raise NotInCase("an event of the run, or `all`", event, "`counterclaim events CASE` lists them.")
    drawn = {report for d in wanted for report in d.event.reports}
    # Of one event alone nobody asks what no other event draws on.
    unread = [r for r in case.reports() if r.read != "yes" or (event == "all" and r.id not in drawn)]
    let = gate(case, wanted, progress, persons=persons, reports=unread)
    of, named = let.withheld.of, let.withheld.text(case.path.resolve().name)
    working = WORKING_COPY if let.working else ""
    acts = case.acts()
    told = [f"{working} {above(acts, let.withheld, some)}".strip() for some in (wanted, *([d] for d in wanted))]
    then = case.runs.run(run)
    index = of(case.refusals()), of(tuple(unread)), then.id, told[0], of(then.unapplied)
    page = html.index(let.dossiers, named, *index)
    try:
        out.mkdir(parents=True, exist_ok=True)
        levels = [marked(acts, let.withheld, [d]) for d in wanted]
        beside = {d.event.id for d in wanted}
        each = zip(let.dossiers, told[1:], levels, strict=True)
        written = [path for one, on_it, level in each for path in _write(out, pages(one, on_it, level, beside))]
        first = out / "index.html"
        first.write_text(page, encoding="utf-8")
    except OSError as cause:
        raise CounterclaimError(f"to write to {out}", str(cause.strerror), "Choose another --out.") from cause
    return [first, *written]


def _write(out: Path, made: Mapping[str, bytes]) -> list[Path]:
    for name, data in made.items():
        (out / name).write_bytes(data)
    return [out / name for name in made]


def read_registry(folder: Path) -> Registry:
    """Read camps.csv, ties.csv and letters.csv. Raises UsageError naming the file, line and column that is wrong."""
    found = [name for name in ("camps.csv", "ties.csv", "letters.csv") if (folder / name).is_file()]
    if not found:
        raise UsageError("camps.csv, ties.csv or letters.csv", f"none in {folder}", "Name the folder they are in.")
    return Registry(
        camps=_rows(folder / "camps.csv", Camp),
        ties=_rows(folder / "ties.csv", Tie),
        letters=_rows(folder / "letters.csv", Letter),
    )


def unmet_agents(rows: Registry, case: CaseFolder) -> dict[str, list[str]]:
    """Give the agents of some rows that no report of a case names, nor who publishes or writes one, each with the names
    in it that are nearly the same: a name misspelt in a registry would do nothing, and nobody would notice."""
    others = [t.other for t in rows.ties if t.relation != Relation.STATE_MEDIA]
    given = dict.fromkeys([row.agent for part in (rows.camps, rows.ties, rows.letters) for row in part] + others)
    claims = case.runs.table("claims", Claim) if case.runs.current() else ()
    met = {hop.agent.name for c in claims for hop in c.chain}
    met |= {name for r in case.each_report() for name in (r.publisher, r.author) if name}
    known = {normal_name(name): name for name in sorted(met)}
    unmet = [name for name in given if normal_name(name) not in known]
    for report in case.each_report() if unmet else ():
        unmet = [name for name in unmet if not named_in(name, (report,))]
    return {name: [known[n] for n in get_close_matches(normal_name(name), known, cutoff=_NEAR)] for name in unmet}


def _rows(path: Path, kind: type[R]) -> tuple[R, ...]:
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return registry_rows(lines, path.name, kind)
    except (OSError, UnicodeDecodeError) as cause:
        raise UsageError(f"{path.name} as CSV in UTF-8", str(cause), "Save it again as CSV in UTF-8.") from cause
