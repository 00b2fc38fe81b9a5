"""MUC-4 scores: templates mapped to the key, fillers aligned slot by slot, everything counted ("all templates" row)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.muc import match
from evals.muc.reader import SLOTS, Template

_CONTENT = ("perp_individual", "perp_organization", "phys_id", "phys_type", "hum_name", "hum_description", "hum_type")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one slot: correct, partial, incorrect, missing, spurious."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add two tallies."""
        return Tally(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.missing + other.missing,
            self.spurious + other.spurious,
        )

    @property
    def possible(self) -> int:
        """Count what the key holds."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """Count what the response holds."""
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def recall(self) -> float:
        """Give credit over possible."""
        return _over(self.correct + self.partial / 2, self.possible)

    @property
    def precision(self) -> float:
        """Give credit over actual."""
        return _over(self.correct + self.partial / 2, self.actual)

    @property
    def f1(self) -> float:
        """Give the balanced F of recall and precision."""
        return _over(2 * self.recall * self.precision, self.recall + self.precision)

    @property
    def overgeneration(self) -> float:
        """Give spurious over actual."""
        return _over(self.spurious, self.actual)

    @property
    def undergeneration(self) -> float:
        """Give missing over possible."""
        return _over(self.missing, self.possible)


def _over(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def slot(name: str, response: Template, key: Template) -> Tally:
    """Tally one slot of two mapped templates; best pairs first, a required filler before an optional one.

    A response and a key filler that pair with nothing count as one incorrect filler, not as missing and spurious.
    """
    mine, yours = response.fillers(name), key.fillers(name)
    pairs = sorted(
        (-match.filler(name, r, k), k.optional, i, j) for i, r in enumerate(mine) for j, k in enumerate(yours)
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    correct = partial = 0
    for credit, _, i, j in pairs:
        if credit == 0 or i in used_i or j in used_j:
            continue
        used_i.add(i)
        used_j.add(j)
        correct += credit == -match.FULL
        partial += credit == -match.PARTIAL
    over = len(mine) - len(used_i)
    left = sum(not k.optional for j, k in enumerate(yours) if j not in used_j)
    wrong = min(over, left)
    return Tally(correct, partial, wrong, left - wrong, over - wrong)


def whole(response: Template, key: Template) -> dict[str, Tally]:
    """Tally all slots of two templates."""
    return {name: slot(name, response, key) for name in SLOTS}


def mappable(response: Template, key: Template) -> bool:
    """Tell whether two templates may be mapped: half a match of type and of one perpetrator or target slot.

    A key that names no perpetrator and no target asks for the type alone.
    """
    if not any(match.filler("type", r, k) for r in response.fillers("type") for k in key.fillers("type")):
        return False
    named = [name for name in _CONTENT if key.fillers(name)]
    return not named or any(
        match.filler(name, r, k) for name in named for r in response.fillers(name) for k in key.fillers(name)
    )


def mapping(responses: Sequence[Template], keys: Sequence[Template]) -> list[tuple[int, int, dict[str, Tally]]]:
    """Map the responses of one document to its key, most credit first."""
    found = []
    for i, response in enumerate(responses):
        for j, key in enumerate(keys):
            if mappable(response, key):
                tallies = whole(response, key)
                credit = sum(t.correct + t.partial / 2 for t in tallies.values())
                found.append((-credit, key.optional, i, j, tallies))
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    out = []
    for _, _, i, j, tallies in sorted(found, key=lambda f: f[:4]):
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            out.append((i, j, tallies))
    return out


def score(responses: Iterable[Template], keys: Iterable[Template]) -> dict[str, Tally]:
    """Tally every slot over all documents; a missing or spurious template counts with each of its fillers."""
    mine, yours = _by_document(responses), _by_document(keys)
    total: dict[str, Tally] = {name: Tally() for name in SLOTS}
    empty = Template("")
    for doc in sorted(mine.keys() | yours.keys()):
        mapped = mapping(mine[doc], yours[doc])
        parts = [tallies for _, _, tallies in mapped]
        parts += [whole(t, empty) for i, t in enumerate(mine[doc]) if i not in {m[0] for m in mapped}]
        left = [t for j, t in enumerate(yours[doc]) if j not in {m[1] for m in mapped}]
        parts += [whole(empty, t) for t in left if not t.optional]
        for part in parts:
            for name in SLOTS:
                total[name] += part[name]
    return total


def _by_document(templates: Iterable[Template]) -> dict[str, list[Template]]:
    out: dict[str, list[Template]] = defaultdict(list)
    for one in templates:
        out[one.doc].append(one)
    return out


def metrics(tallies: Mapping[str, Tally]) -> dict[str, float]:
    """Give the figures that are reported: the overall row, then F of each slot."""
    overall = sum(tallies.values(), Tally())
    out = {
        "overall_f1": overall.f1,
        "overall_recall": overall.recall,
        "overall_precision": overall.precision,
        "overall_overgeneration": overall.overgeneration,
        "overall_undergeneration": overall.undergeneration,
        "perp_org_f1": tallies["perp_organization"].f1,
        "perp_confidence_f1": tallies["perp_confidence"].f1,
    }
    return out | {f"{name}_f1": tally.f1 for name, tally in tallies.items() if f"{name}_f1" not in out}
