"""The current run in the shape of another tool, as it may leave the case: names withheld, the banner, what is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.canonical import digest
from counterclaim.case import dossiers
from counterclaim.ledger import Note, Signer
from counterclaim.lexicons import neighbours
from counterclaim.progress import Progress
from counterclaim.protecting import told_openly
from counterclaim.render.shapes import SHAPES, Given, Shape
from counterclaim.returning import BESIDE
from counterclaim.store import CaseFolder
from counterclaim.withholding import above, gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """What is written: the files by name, how many events, what the shape loses, and how many names are withheld.

    `left_out` are the ids of events that the shape has no place for; `notice` is the banner, or empty; `openly` says
    what of authors lies open.
    """

    files: dict[str, str]
    events: int
    lost: tuple[str, ...]
    left_out: tuple[str, ...]
    withheld: int
    notice: str
    openly: tuple[str, ...] = ()


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
    openly = tuple(told_openly(case))
    about = _about(shape, given, (notice, left_out, count), openly)
    files[f"{shape.file}.{BESIDE}"] = _signed(about, files, case.journal.keys.signer())
    return Shaped(
        files=files, events=len(chosen), lost=shape.lost, left_out=left_out, withheld=count, notice=notice,
        openly=openly,
    )  # fmt: skip


def _signed(about: str, files: Mapping[str, str], signer: Signer) -> str:
    """Give what lies beside some files as a signed note that vouches for them."""
    lines = [
        "",
        "Who takes several exports of one key, each with its READ-ME, into one case counts once what they tell alike.",
        "Leave it out if nobody may know that exports are of one hand. It vouches for these, by their SHA-256:",
        *(f"  {digest(text.encode())}  {name}" for name, text in files.items()),
        f"  signed by {signer.verifier}",
    ]
    text = about + "\n".join(lines) + "\n"
    return bytes(Note(text, (signer.sign(text),))).decode()


def _about(shape: Shape, given: Given, told: tuple[str, tuple[str, ...], int], openly: Sequence[str]) -> str:
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
    if openly:
        lines += ["", *openly]
    if shape.neighbour:
        told_of = neighbours.about(shape.neighbour)
        lines += ["", f"Columns and codes: {told_of['source']}."]
    return "\n".join(lines) + "\n"
