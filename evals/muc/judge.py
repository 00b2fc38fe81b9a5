"""`python -m evals.muc.judge --hold N --weights FILE [--folds K]` learns what weighs all that the heads say.

It reads documents that the heads have not seen (the others they know by heart): those of dev that `train --hold N` left
out, tst1 and tst2. It learns how surely an entity belongs to an incident of a kind, alone and beside the others, which
targets are of one incident, which words describe a name, and which day and place are an incident's own, and adds that
to the weights. It also writes the same learned without tst1, and without tst2 (`without_*.npz`), so that each is scored
by weights that have not seen it.
With `--folds K` each of K parts is also read with what was learned on the others, and the scores are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import Array, pack, unpack
from counterclaim.extract.incidents import describing, linking, settling
from counterclaim.extract.incidents.context import chances, context
from counterclaim.extract.incidents.crown import KINDS, crown
from counterclaim.extract.incidents.entities import TARGETS
from counterclaim.extract.incidents.forming import Limits
from counterclaim.extract.incidents.judging import weights
from counterclaim.extract.incidents.places import places
from counterclaim.extract.incidents.reading import told
from counterclaim.extract.incidents.spans import ROLES
from evals import sets
from evals.muc import WITHOUT, match, reader, scorer, templates
from evals.muc.cases import Case, cases, fits, of_kind

#: How strongly weights are pulled to 0, and how many steps of Newton's method are made.
RIDGE, STEPS = 3.0, 12
#: Parts: what the second weighing learns from must not be what the first one has learned from.
PARTS = 5
#: Targets less sure than this are not linked.
LEAST = 0.15
SPLITS = ("dev", "tst1", "tst2")

Floats = NDArray[np.float64]


def logistic(told: NDArray[np.floating], right: NDArray[np.floating]) -> Array:
    """Fit logistic weights with a quadratic penalty by Newton's method."""
    x, y = told.astype(np.float64), right.astype(np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + RIDGE * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        weights = weights - np.linalg.solve(bend, slope)
    return weights.astype(np.float32)


def by_role(known: Sequence[Case], told: Sequence[Floats]) -> Array:
    """Learn what weighs what is told of entities: a row for each role."""
    out = np.zeros((len(ROLES), told[0].shape[-1]), dtype=np.float32)
    for number, role in enumerate(ROLES):
        rows = [(c, t, i) for c, t in zip(known, told, strict=True) for i, e in enumerate(c.every) if e.role == role]
        if rows:
            right = np.concatenate([c.right[i] for c, _, i in rows])
            out[number] = logistic(np.concatenate([t[i] for _, t, i in rows]), right)
    return out


def learn(known: Sequence[Case]) -> dict[str, Array]:
    """Give all weights by name."""
    parts = []
    for number in range(PARTS):
        rest = [c for i, c in enumerate(known) if i % PARTS != number]
        parts.append(by_role(rest, [c.told for c in rest]))
    both = []
    for i, one in enumerate(known):
        alone = chances(one.every, one.told, parts[i % PARTS])
        both.append(np.concatenate([context(one.every, alone, one.given), one.told], axis=-1))
    again = by_role(known, both)
    sure = [chances(c.every, t, again) for c, t in zip(known, both, strict=True)]
    out = {"judge": by_role(known, [c.told for c in known]), "again": again}
    return out | {"links": links(known, sure), "described": described(known, sure)} | days_and_places(known)


def described(known: Sequence[Case], sure: Sequence[Floats]) -> Array:
    """Learn which words for people describe somebody whom the key names."""
    told, right = [], []
    for one, chance in zip(known, sure, strict=True):
        for number, kind in enumerate(KINDS):
            near = [e for i, e in enumerate(one.every) if e.role == "people" and chance[i, number] >= Limits().people]
            chosen = frozenset(r for e in near for r in e.rows)
            for key in of_kind(one.keys, kind):
                for name in (e for e in one.every if e.role == "name" and fits(e, key)):
                    fillers = [
                        f for f in key.fillers("hum_description") if match.best(name.words, f.refs) == match.FULL
                    ]
                    values = tuple(v for f in fillers for v in f.values)
                    for row, evidence in describing.descriptions(name.rows, chosen, one.given):
                        told.append(evidence)
                        right.append(match.best(one.given[1][row].words, values) == match.FULL)
    width = len(describing.DESCRIBED)
    return logistic(np.array(told).reshape(-1, width), np.array(right, dtype=np.float64))


def links(known: Sequence[Case], sure: Sequence[Floats]) -> Array:
    """Learn which two targets of a kind are of one incident, from those that the key has."""
    told, right = [], []
    for one, chance in zip(known, sure, strict=True):
        for number, kind in enumerate(KINDS):
            keys = of_kind(one.keys, kind)
            having = [
                (e, float(chance[i, number]), {at for at, key in enumerate(keys) if fits(e, key)})
                for i, e in enumerate(one.every)
                if e.role in TARGETS and chance[i, number] >= LEAST
            ]
            having = [h for h in having if h[2]]
            near = {e: linking.nearest(e, one.given) for e, _, _ in having}
            for at, (a, p, mine) in enumerate(having):
                for b, q, yours in having[at + 1 :]:
                    told.append(linking.evidence((a, b), number, min(p, q), near, one.given))
                    right.append(bool(mine & yours))
    width = len(linking.LINKED) + len(KINDS)
    return logistic(np.array(told).reshape(-1, width), np.array(right, dtype=np.float64))


def days_and_places(known: Sequence[Case]) -> dict[str, Array]:
    """Learn which days and places are an incident's own, beside the rows of the key's targets."""
    rows: dict[str, list[tuple[list[float], bool]]] = {"days": [], "places": []}
    for one in known:
        for number, key, targets in one.incidents():
            ranges = {r for f in key.fillers("date") for r in f.ranges}
            named = settling.days(targets, number, one.given, one.doc.date)
            rows["days"] += [(told, (day, day) in ranges) for day, told in named]
            names = {w.split(" (")[0] for f in key.fillers("location") for path in f.paths for w in path}
            country = settling.country(targets, number, one.given, places())
            if country is not None:
                named = settling.places(targets, number, one.given, (country, places()))
                rows["places"] += [(told, name in names) for name, told in named]
    widths = {"days": len(settling.DAYS), "places": len(settling.PLACES)}
    return {
        name: logistic(np.array([t for t, _ in found]).reshape(-1, widths[name]), np.array([r for _, r in found]))
        for name, found in rows.items()
    }


def read(known: Sequence[Case], learned: dict[str, Array], limits: Limits) -> list[reader.Template]:
    """Give the templates that are read with weights and limits."""
    by = weights(learned)
    return [
        templates.template(c.doc.id, one)
        for c in known
        for one in told(c.given[0], c.given[1], (c.given[2], by), c.doc.date, limits)
    ]


def crossed(known: Sequence[Case], folds: int, limits: Limits) -> list[reader.Template]:
    """Give the templates of each part, read with what was learned on the others."""
    out = []
    for number in range(folds):
        learned = learn([c for i, c in enumerate(known) if i % folds != number])
        out += read(known[number::folds], learned, limits)
    return out


def _of(
    split: str, found: Sequence[reader.Template], data: Path, hold: int
) -> tuple[list[reader.Template], list[reader.Template]]:
    """Give of a split what was found and the key, of dev only for the documents that were read."""
    docs = reader.documents(data, split)[:: hold if split == "dev" else 1]
    ids = {d.id for d in docs}
    return [t for t in found if t.doc in ids], [t for t in reader.templates(data, split) if t.doc in ids]


def main() -> int:
    """Learn from the documents held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--hold", type=int, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    arrays, data = unpack(args.weights.read_bytes()), sets.folder("muc", args.data)
    known = cases(data, args.hold, crown(arrays), SPLITS)
    if args.folds:
        found = crossed(known, args.folds, Limits())
        for split in SPLITS:
            print(split, scorer.metrics(scorer.score(*_of(split, found, data, args.hold))), flush=True)
    for split in SPLITS[1:]:
        WITHOUT[split].write_bytes(pack(learn([c for c in known if c.split != split])))
    packed = pack(arrays | learn(known))
    args.weights.write_bytes(packed)
    print(f"{args.weights.name}: {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
