"""From texts to answers: copiers outnumber the independent, and only the texts show who copies.

A world like `E` of `truth`: twenty sources answer by themselves, a hub is right on three questions in ten, and 25
sources mostly take its answer. Every answer is a report: who answers alone writes alone; who copies makes an edit of
the hub's report (`evals.reuse.edits`), with the answer in it. The reports, with outlet and time, are traced as
`counterclaim trace` does; two sources are tied where reports of at least `TIES_MIN` questions are one origin; the table
is weighed as `counterclaim weigh` does. `accuracy_texts` uses ties found from texts, `accuracy_true` all true ones, and
`accuracy_claims` none. `vote_origins` counts one vote for each origin of a question. Edits may cut the answer away:
the claim stands all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from counterclaim.weigh.table import answers, claim_table
from evals.headline.told import told
from evals.reuse.words import chain
from evals.sets import Beside
from evals.truth.score import best_words
from evals.truth.worlds import WORLDS, World, make

SPLITS = {"E": "development"}
OVER_ALL = True
BESIDE: tuple[Beside, ...] = ()
QUESTIONS = 120
SEEDS = 2
#: Questions on which two sources' reports must be one origin for the sources to be tied.
TIES_MIN = 3


def evaluate(split: str, data: Path) -> Mapping[str, float]:
    """Give the mean of the seeds."""
    learned = chain(data)
    base = WORLDS[split]
    world = World(questions=QUESTIONS, independent=base.independent, coverage=base.coverage, camps=base.camps)
    rows = []
    for seed in range(SEEDS):
        made = make(world, seed)
        found = told(made, learned, seed)
        hubs = {(min(a, h), max(a, h)) for (a, _), h in made.taken.items()}
        ties = [pair for pair, count in found.together.items() if count >= TIES_MIN]
        table = claim_table(made.rows)
        right = np.array([made.right[o] for o in table.objects])

        def accuracy(lineage: list[tuple[str, str]], table=table, right=right) -> float:  # type: ignore[no-untyped-def]
            best = answers(table, lineage).best
            return float(np.mean(np.array(best_words(table, best)) == right))

        camp = {s for pair in hubs for s in pair}
        rows.append(
            {
                "reports": float(len(made.rows)),
                "accuracy_texts": accuracy(sorted(ties)),
                "accuracy_true": accuracy(sorted(hubs)),
                "accuracy_claims": accuracy([]),
                "vote_origins": found.by_origins(made),
                "vote_reports": found.by_reports(made),
                "ties_precision": sum({a, b} <= camp for a, b in ties) / max(len(ties), 1),
                "copiers_found": len({s for pair in ties for s in pair} & camp) / len(camp),
                "reports_found": found.copies_found(made),
            }
        )
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
