"""`python -m evals.muc.judge --hold N --weights FILE [--into FILE]` learns to weigh what the heads say of an entity.

It reads the documents of dev that `train --hold N` left out (the heads know the others by heart),
and adds the outcome to the weights (of another file with `--into`).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from counterclaim.encoder import Array, pack, unpack
from counterclaim.extract.incidents.crown import KINDS, Crown, ask, crown, see
from counterclaim.extract.incidents.entities import entities
from counterclaim.extract.incidents.judging import EVIDENCE, evidence
from counterclaim.extract.incidents.reading import spans
from counterclaim.extract.incidents.spans import DAY, ROLES
from evals import sets
from evals.muc import match, reader
from evals.muc.labels import SLOT_OF
from evals.muc.reader import Document, Template

#: How strongly weights are pulled to 0, and how many steps of Newton's method are made.
RIDGE, STEPS = 3.0, 12

Rows = dict[str, list[tuple[list[float], bool]]]


def logistic(told: Array, right: Array) -> Array:
    """Fit logistic weights with a quadratic penalty by Newton's method."""
    x, y = told.astype(np.float64), right.astype(np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + RIDGE * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        weights = weights - np.linalg.solve(bend, slope)
    return weights.astype(np.float32)


def rows(doc: Document, keys: Sequence[Template], by: Crown) -> Rows:
    """Give what is told of each entity of a document with each kind, and whether the key says that it belongs."""
    out: Rows = defaultdict(list)
    seen = see(doc.text, by)
    found = spans(seen, doc.date)
    if not found:
        return out
    asked = ask(seen, found, by)
    for one in entities(found, [i for i, s in enumerate(found) if s.role not in {"place", DAY}], asked, seen.text):
        for number, kind in enumerate(KINDS):
            wanted = [
                filler
                for key in keys
                if any(kind in f.values for f in key.fillers("type"))
                for filler in key.fillers(SLOT_OF[one.role])
            ]
            right = any(match.best(one.words, f.values) > match.NONE for f in wanted)
            out[one.role].append((evidence(one, number, seen, found, asked), right))
    return out


def learn(docs: Sequence[tuple[Document, Sequence[Template]]], by: Crown) -> Array:
    """Give the weights: a row for each role."""
    every: Rows = defaultdict(list)
    for doc, keys in docs:
        for role, found in rows(doc, keys, by).items():
            every[role] += found
    judge = np.zeros((len(ROLES), len(EVIDENCE) + len(KINDS)), dtype=np.float32)
    for role, found in every.items():
        told = np.array([t for t, _ in found], dtype=np.float32)
        judge[ROLES.index(role)] = logistic(told, np.array([r for _, r in found], dtype=np.float32))
    return judge


def main() -> int:
    """Learn from the documents held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--hold", type=int, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--into", type=Path)
    args = parser.parse_args()
    data = sets.folder("muc", args.data)
    keys: dict[str, list[Template]] = defaultdict(list)
    for key in reader.templates(data, "dev"):
        keys[key.doc].append(key)
    held = [d for i, d in enumerate(reader.documents(data, "dev")) if i % args.hold == 0]
    judge = learn([(d, keys[d.id]) for d in held], crown(unpack(args.weights.read_bytes())))
    into = args.into or args.weights
    packed = pack(unpack(into.read_bytes()) | {"judge": judge})
    into.write_bytes(packed)
    print(f"{into.name}: {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
