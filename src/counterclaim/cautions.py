"""What whoever gets something of a case must know beside its records: who else may not see it, and who disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from counterclaim import decide, english
from counterclaim.people import Sensitivity, sensitivities
from counterclaim.records.act import Act, ActKind
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier


def disagreements(acts: Sequence[Act], decisions: Sequence[Decision]) -> tuple[Act, ...]:
    """Give what second readers hold against decisions that stand: of each reader the last word on each decision."""
    stands = {str(d.number) for d in decide.not_undone(decisions)}
    said = {(a.subject, a.who): a for a in acts if a.kind is ActKind.REVIEW and a.subject in stands}
    return tuple(a for a in said.values() if a.field("verdict") == "disagree")


def marks(acts: Sequence[Act], dossiers: Sequence[Dossier]) -> dict[str, str]:
    """Give the reports of some dossiers that are not for everybody, by id, as they are marked now."""
    marked = sensitivities(acts)
    mine = {r.id for d in dossiers for r in (*d.reports, *d.elsewhere, *d.not_read)}
    return {report: str(marked[report]) for report in sorted(mine & marked.keys())}


def cautions(acts: Sequence[Act], dossiers: Sequence[Dossier]) -> Iterator[str]:
    """Give what must stand above some dossiers on their way out, a sentence or two each."""
    levels = Counter(marks(acts, dossiers).values())
    if levels:
        many = [english.counted(levels[s], f"{s} report") for s in reversed(Sensitivity) if levels[s]]
        yield (
            f"NOT FOR EVERYBODY: {english.listed(many)} of the case {'is' if levels.total() == 1 else 'are'} told of in"
            " here. Ask whoever leads it before you pass this on."
        )
    made = {d.number: d for one in dossiers for d in one.decisions}
    for act in disagreements(acts, [made[n] for n in sorted(made)]):
        why = f": “{act.words}”" if act.words else ""
        yield f"A second reader, {act.who}, does not agree with decision {act.subject}{why}."
