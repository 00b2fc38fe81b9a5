"""Made worlds of sources, some of which copy: our own generator of the kind of copying that the literature describes.

A question has one right answer and `WRONG` wrong ones, of popularity 1/n. Twenty sources answer by themselves, each
with its own accuracy and coverage. A camp is a hub and copiers, who mostly take the hub's answer, sometimes changed.
Names of values and sources are drawn anew, so that no order and no tie tells which answer is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from counterclaim.weigh.table import ClaimTable, answers, claim_table, nothing
from counterclaim.weigh.table.answers import Answers
from evals.truth.peers import beside
from evals.truth.score import best_words, calibration_error
from evals.truth.tables import Row

WRONG = 20
INDEPENDENT = 20
SEEDS = 3
#: The share of the pairs of a camp for which a text shows that one took from the other.
SHOWN = 0.7
#: Copiers of one bad hub against the `INDEPENDENT`, and how many worlds of each size are made.
PARITY = (12, 15, 18, 20, 22, 25)
PARITY_SEEDS = 10
#: Answers of fewer claims than this say next to nothing of how well voices are counted.
CLAIMS_MIN = 3


@dataclass(frozen=True, slots=True)
class Camp:
    """A hub of accuracy `accuracy` and its copiers, who copy with probability `copies` and then change with `edits`."""

    copiers: int
    accuracy: float
    copies: float
    edits: float


@dataclass(frozen=True, slots=True)
class World:
    """How many questions and sources, which share of questions a source covers, and the camps.

    `accord` are sources that never copy but push one wrong answer on half of the questions: how many, how often, and
    how accurate they are otherwise; each covers a share of the questions within `accord_coverage`.
    """

    questions: int = 2_000
    independent: int = INDEPENDENT
    coverage: tuple[float, float] = (0.1, 0.6)
    camps: tuple[Camp, ...] = ()
    accord: tuple[int, float, float] = (0, 0.0, 0.0)
    accord_coverage: tuple[float, float] = (0.2, 0.6)


WORLDS = {
    "A": World(),
    "B": World(camps=(Camp(12, 0.9, 0.9, 0.05),)),
    "C": World(camps=(Camp(15, 0.3, 0.9, 0.05),)),
    "D": World(camps=(Camp(10, 0.3, 0.9, 0.05), Camp(8, 0.5, 0.8, 0.1))),
    "E": World(camps=(Camp(25, 0.3, 0.9, 0.05),)),
    "F": World(accord=(15, 0.9, 0.7)),
    "G": World(questions=5_000, independent=200, coverage=(0.005, 0.05), camps=(Camp(8, 0.3, 0.9, 0.05),) * 2),
    "H": World(5_000, 200, coverage=(0.005, 0.05), accord=(200, 0.9, 0.7), accord_coverage=(0.005, 0.05)),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A world's claims, its right answers, the pairs of sources of one camp, and whose answer a source took.

    `taken` gives for a source and a question the hub it copies, the answers changed in copying included.
    """

    rows: list[Row]
    right: dict[str, str]
    tied: list[tuple[str, str]]
    taken: dict[tuple[str, str], str]


def make(world: World, seed: int) -> Made:
    """Make a world."""
    draw = np.random.default_rng(seed)
    popular = 1 / np.arange(1, WRONG + 1)
    popular /= popular.sum()
    label = np.array([draw.permutation(WRONG + 1) for _ in range(world.questions)])
    told: list[tuple[np.ndarray, np.ndarray]] = []

    def wrong(count: int) -> np.ndarray:
        return draw.choice(np.arange(1, WRONG + 1), count, p=popular)

    def alone(at: np.ndarray, accuracy: float) -> np.ndarray:
        return np.where(draw.random(at.size) < accuracy, 0, wrong(at.size))

    def covered(low: float, high: float) -> np.ndarray:
        return np.flatnonzero(draw.random(world.questions) < draw.uniform(low, high))

    for _ in range(world.independent):
        at = covered(*world.coverage)
        told.append((at, alone(at, draw.beta(6, 3))))
    camps, copies = [], list[tuple[int, int, int]]()
    for camp in world.camps:
        at = covered(0.8, 0.8)
        hub = np.full(world.questions, -1)
        hub[at] = alone(at, camp.accuracy)
        members = [len(told)]
        told.append((at, hub[at]))
        for _ in range(camp.copiers):
            at = covered(0.3, 0.8)
            mine = alone(at, draw.beta(6, 3))
            taken = (hub[at] >= 0) & (draw.random(at.size) < camp.copies)
            mine[taken] = hub[at][taken]
            changed = taken & (draw.random(at.size) < camp.edits)
            mine[changed] = wrong(int(changed.sum()))
            copies += [(len(told), q, members[0]) for q in at[taken].tolist()]
            members.append(len(told))
            told.append((at, mine))
        camps.append(members)
    many, share, accuracy = world.accord
    line, pushed = wrong(world.questions), draw.random(world.questions) < 0.5
    for _ in range(many):
        at = covered(*world.accord_coverage)
        mine = alone(at, accuracy)
        follows = pushed[at] & (draw.random(at.size) < share)
        mine[follows] = line[at][follows]
        told.append((at, mine))
    name = draw.permutation(len(told))
    rows = [
        (f"s{name[n]:03}", f"q{q:05}", f"v{label[q, a]:02}", False)
        for n, (at, answer) in enumerate(told)
        for q, a in zip(at.tolist(), answer.tolist(), strict=True)
    ]
    pairs = [p for members in camps for p in combinations(members, 2) if draw.random() < SHOWN]
    return Made(
        rows,
        {f"q{q:05}": f"v{label[q, 0]:02}" for q in range(world.questions)},
        [(f"s{name[a]:03}", f"s{name[b]:03}") for a, b in pairs],
        {(f"s{name[n]:03}", f"q{q:05}"): f"s{name[hub]:03}" for n, q, hub in copies},
    )


def parity() -> Mapping[str, float]:
    """Score one camp as it grows past the independent: the worst of the seeds, and voices on average.

    From as many copiers as there are independent sources on, claims alone cannot decide: there it counts how much of
    what they get wrong is not decided.
    """
    out: dict[str, float] = {}
    for copiers in PARITY:
        world, told = World(camps=(Camp(copiers, 0.3, 0.9, 0.05),)), dict[str, list[float]]()
        for seed in range(PARITY_SEEDS):
            made = make(world, seed)
            table = claim_table(made.rows)
            right = np.array([made.right[o] for o in table.objects])
            for kind, lineage in (("claims", []), ("lineage", made.tied)):
                found = answers(table, lineage)
                good = np.array(best_words(table, found.best)) == right
                told.setdefault(f"exact_accuracy_{kind}", []).append(float(good.mean()))
                told.setdefault(f"wrong_not_decided_{kind}", []).append(float((~found.decided)[~good].mean()))
                told.setdefault(f"voices_off_{kind}", []).append(_voices_off(made, table, found))
        asked = (
            "exact_accuracy_lineage",
            "wrong_not_decided_claims" if copiers >= INDEPENDENT else "exact_accuracy_claims",
        )
        out |= {f"{metric}_{copiers}_worst": min(told[metric]) for metric in asked}
        out[f"voices_off_lineage_{copiers}"] = float(np.mean(told["voices_off_lineage"]))
    return out


def _voices_off(made: Made, table: ClaimTable, found: Answers) -> float:
    """Give by how many the voices behind the best answers are off, where `CLAIMS_MIN` claims or more give them."""
    said, alone = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for source, question, value, _ in made.rows:
        said[question, value] += 1
        alone[question, value] += (source, question) not in made.taken
    told = zip(table.objects, best_words(table, found.best), found.best.tolist(), strict=True)
    best = [(o, v, b) for o, v, b in told if b >= 0]
    off = [abs(float(found.voices[b]) - alone[o, v]) for o, v, b in best if said[o, v] >= CLAIMS_MIN]
    return float(np.mean(off))


def evaluate(name: str) -> Mapping[str, float]:
    """Score a world without and, where somebody copies, with lineage: the mean and the worst of the seeds."""
    out: dict[str, list[float]] = {}
    for seed in range(SEEDS):
        made = make(WORLDS[name], seed)
        table = claim_table(made.rows)
        gold = {question: (answer,) for question, answer in made.right.items()}
        right = np.array([made.right[o] for o in table.objects])
        for kind, lineage in (("claims", []), ("lineage", made.tied)):
            if kind == "lineage" and not lineage:
                continue
            found = answers(table, lineage)
            good = np.array(best_words(table, found.best)) == right
            sure = np.where(found.best >= 0, found.probability[found.best], 0.0)
            told = found.decided
            for metric, value in (
                ("exact_accuracy", good.mean()),
                ("decided", told.mean()),
                ("wrong_not_decided", (~told)[~good].mean() if (~good).any() else 1.0),
                ("ece", calibration_error(sure[told], good[told])),
            ):
                out.setdefault(f"{metric}_{kind}", []).append(float(value))
            for metric, value in beside(table, gold, nothing(table), lineage=lineage).items():
                out.setdefault(f"{metric}_{kind}", []).append(value)
    means = {metric: float(np.mean(values)) for metric, values in out.items()}
    worst = {f"{m}_worst": min(out[m]) for m in ("exact_accuracy_claims", "exact_accuracy_lineage") if m in out}
    return means | worst
