"""The current run in the shape of another tool, as it may leave the case: names withheld, the banner, what is lost."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.case import dossiers
from counterclaim.lexicons import neighbours
from counterclaim.progress import Progress
from counterclaim.render.shapes import SHAPES, Given, Shape
from counterclaim.store import CaseFolder
from counterclaim.withholding import above, gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """What is written: the files by name, how many events, what the shape loses, and how many names are withheld.

    `left_out` are the ids of events that the shape has no place for; `notice` is the banner, or empty.
    """

    files: dict[str, str]
    events: int
    lost: tuple[str, ...]
    left_out: tuple[str, ...]
    withheld: int
    notice: str


def shaped(case: CaseFolder, name: str, progress: Progress | None = None) -> Shaped:
    """Write the events of the current run in a shape, without names that may not leave the case.

    Raises NotInCase without a run, CounterclaimError without the key of what the case protects.
    """
    chosen = tuple(dossiers(case))
    let = gate(case, chosen, progress)
    run, times = case.runs.run().id, case.run_times()
    at = max(at for told, at in times if told == run)
    began = min(at for _, at in times)
    given = Given(dossiers=let.dossiers, run=let.withheld.text(run), at=at, began=began, texts=let.everybody)
    shape, notice = SHAPES[name], above(case.acts(), let.withheld, chosen)
    left_out = shape.left_out(given)
    count = let.count
    files = shape.files(given)
    files[f"{shape.file}.READ-ME.txt"] = _about(shape, given, (notice, left_out, count))
    return Shaped(files=files, events=len(chosen), lost=shape.lost, left_out=left_out, withheld=count, notice=notice)


def _about(shape: Shape, given: Given, told: tuple[str, tuple[str, ...], int]) -> str:
    """Give what lies beside the file: the banner, what is lost and left out, and where the codes come from."""
    notice, left_out, withheld = told
    lines = [
        *([notice, ""] if notice else []),
        f"{shape.title}, written by Counterclaim from {given.run}.",
        "It holds what sources say of events, and what published standards give.",
        "It does not show that any of it is true.",
        "",
        "What this shape does not hold, and the case does:",
        *(f"  * {line}" for line in shape.lost),
    ]
    if left_out:
        lines += ["", "Events that this shape has no place for:", *(f"  * {one}" for one in left_out)]
    if withheld:
        lines += [
            "",
            f"Names withheld: {withheld}. Ids made from what holds one have other names here than in the case.",
        ]
    if shape.neighbour:
        told_of = neighbours.about(shape.neighbour)
        lines += ["", f"Columns and codes: {told_of['source']}."]
    return "\n".join(lines) + "\n"
