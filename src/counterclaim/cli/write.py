"""Files in and out of the command line: dossiers as folders, registries as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from counterclaim.case import dossiers
from counterclaim.errors import CounterclaimError, NotInCase, UsageError
from counterclaim.records.dossier import Dossier
from counterclaim.records.registry import Camp, Letter, Registry, Tie
from counterclaim.records.registry_rows import registry_rows
from counterclaim.render import html
from counterclaim.render.folder import pages
from counterclaim.store import CaseFolder

R = TypeVar("R", Camp, Tie, Letter)


def write_dossiers(case: CaseFolder, event: str, out: Path, run: str | None = None) -> list[Path]:
    """Write one event's dossier, or all, of a run to a folder; give what was written, the index first."""
    found = list(dossiers(case, run))
    wanted = [d for d in found if event in {"all", d.event.id}]
    if not wanted:
        raise NotInCase("an event of the run, or `all`", event, "`counterclaim events CASE` lists them.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        written = [path for one in wanted for path in _write(one, out)]
        index = out / "index.html"
        not_read = [r for r in case.reports() if r.read != "yes"]
        page = html.index(wanted, case.path.resolve().name, case.refusals(), not_read, case.runs.run(run).id)
        index.write_text(page, encoding="utf-8")
    except OSError as cause:
        raise CounterclaimError(f"to write to {out}", str(cause.strerror), "Choose another --out.") from cause
    return [index, *written]


def _write(one: Dossier, out: Path) -> list[Path]:
    made = pages(one)
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


def _rows(path: Path, kind: type[R]) -> tuple[R, ...]:
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return registry_rows(lines, path.name, kind)
    except (OSError, UnicodeDecodeError) as cause:
        raise UsageError(f"{path.name} as CSV in UTF-8", str(cause), "Save it again as CSV in UTF-8.") from cause
