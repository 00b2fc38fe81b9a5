"""`python -m evals.muc.train [--data PATH] [--out FILE] [--folds N]` learns the weights of the incident reader on dev.

With --folds it writes nothing and prints the scores of dev by cross-validation: each part is read with weights learned
on the others. Needs scikit-learn (the `train` extra); reading needs only the file that this writes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from counterclaim.extract.incidents import incidents
from counterclaim.extract.incidents.entities import Entity
from counterclaim.extract.incidents.linear import Learned, Model, dump
from counterclaim.extract.incidents.reading import KINDS, ROLES, Prepared, described, pair, prepare
from evals import sets
from evals.muc import match, reader, scorer, templates
from evals.muc.reader import Document, Template
from evals.muc.run import parsed

SLOT_OF = {
    "doer": "perp_individual",
    "name": "hum_name",
    "people": "hum_description",
    "thing": "phys_id",
    "tool": "instrument_id",
}
OUT = Path(__file__).parents[2] / "src/counterclaim/lexicons/en/incidents.json.gz"
FEATURE_MIN = 2

Rows = list[tuple[frozenset[str], str]]


def fit(rows: Sequence[tuple[frozenset[str], Any]], labels: Sequence[str], each: bool, strength: float) -> Model:
    """Fit one logistic model; `each` rows carry sets of labels, others one label."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(f for features, _ in rows for f in features)
    names = sorted(f for f, n in counts.items() if n >= FEATURE_MIN)
    column = {f: i for i, f in enumerate(names)}
    cells = [sorted(column[f] for f in features if f in column) for features, _ in rows]
    ends = np.cumsum([0, *(len(c) for c in cells)]).astype(np.int32)
    flat = np.fromiter((i for c in cells for i in c), dtype=np.int32, count=int(ends[-1]))
    x = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    columns: list[tuple[float, Any]] = []
    for label in labels:
        y = [(label in answer) if each else (label == answer) for _, answer in rows]
        if not any(y):
            columns.append((-30.0, None))
            continue
        if all(y):
            columns.append((30.0, None))
            continue
        model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0)
        model.fit(x, y)
        columns.append((float(model.intercept_[0]), model.coef_[0]))
    weights = {}
    for i, name in enumerate(names):
        row = tuple(round(float(c[i]), 3) if c is not None else 0.0 for _, c in columns)
        if any(abs(v) > 0.004 for v in row):
            weights[str(name)] = row
    return Model(tuple(labels), each, tuple(b for b, _ in columns), weights)


def organisations(keys: Iterable[Template]) -> tuple[tuple[str, ...], ...]:
    """Give the groups of names that the key gives as one organisation, the fuller names first in search."""
    groups: list[set[str]] = []
    for key in keys:
        for filler in key.fillers("perp_organization"):
            names = set(filler.values)
            touching = [g for g in groups if g & names]
            groups = [g for g in groups if not g & names]
            groups.append(names.union(*touching))
    ordered = [tuple(sorted(g, key=lambda n: (-len(n), n))) for g in groups]
    return tuple(sorted(ordered, key=lambda g: (-len(g[0]), g)))


def places(keys: Iterable[Template]) -> dict[str, tuple[str, ...]]:
    """Give for each place that the key names the path it most often has there."""
    counts: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for key in keys:
        for filler in key.fillers("location"):
            for path in filler.paths:
                for depth in range(1, len(path) + 1):
                    if " (" not in path[depth - 1]:
                        counts[path[depth - 1]][path[:depth]] += 1
    return {name: min(c, key=lambda p: (-c[p], p)) for name, c in counts.items()}


def answers(keys: Sequence[Template], slot: str, entity: Entity) -> list[str]:
    """Give the key's values of a slot that are about an entity."""
    out = []
    for key in keys:
        for filler in key.fillers(slot):
            if filler.refs and any(match.best(p.words, filler.refs) > 0 for p in entity.phrases):
                out.append(filler.values[0])
    return out


def learn(rows: Sequence[tuple[Prepared, Sequence[Template]]], learned: Learned) -> Learned:
    """Learn all models from prepared documents with their keys."""
    data: dict[str, list[tuple[frozenset[str], Any]]] = defaultdict(list)
    for one, keys in rows:
        kinds = {v for k in keys for f in k.fillers("type") for v in f.values[:1]} & set(KINDS)
        data["kinds"].append((one.bag, kinds))
        for kind in sorted(kinds):
            of_kind = [k for k in keys if k.fillers("type")[0].values[0] == kind]
            _entities(one, kind, of_kind, data)
            _whole(one, kind, of_kind, data)
    labels = {
        name: tuple(sorted({a for _, a in found}))
        for name, found in data.items()
        if name not in {"kinds", "roles", "organisations"}
    }
    models = {name: fit(data[name], labels[name], False, 0.5) for name in labels}
    models["organisations"] = fit(data["organisations"], ("yes",), True, 0.3)
    models["kinds"] = fit(data["kinds"], KINDS, True, 0.05)
    models["roles"] = fit(data["roles"], ROLES, True, 0.2)
    return Learned(models, learned.organisations, learned.places)


def _entities(one: Prepared, kind: str, keys: Sequence[Template], data: dict[str, list[Any]]) -> None:
    for entity in one.entities:
        roles = {
            role
            for role, slot in SLOT_OF.items()
            if any(
                match.best(p.words, f.values) > (0 if role == "name" else 0.5)
                for k in keys
                for f in k.fillers(slot)
                for p in entity.phrases
            )
        }
        data["roles"].append((pair(entity.features, kind), roles))
        for name, slot, features in (
            ("people", "hum_type", described(entity)),
            ("things", "phys_type", described(entity)),
            ("tools", "instrument_type", described(entity)),
            ("fates", "hum_effect", pair(entity.features, kind)),
            ("damage", "phys_effect", pair(entity.features, kind)),
        ):
            found = answers(keys, slot, entity)
            if found:
                data[name].append((features, found[0]))
            elif (name, "name" in roles or "people" in roles) == ("fates", True) or (
                name == "damage" and "thing" in roles
            ):
                data[name].append((features, "NONE"))
    for entity in one.organisations:
        mine = [
            f
            for k in keys
            for f in k.fillers("perp_confidence")
            if any(match.best(p.words, f.refs) == 1 for p in entity.phrases)
        ]
        data["organisations"].append((pair(entity.features, kind), {"yes"} if mine else {"no"}))
        if mine:
            data["confidence"].append((pair(entity.features, kind), mine[0].values[0]))


def _whole(one: Prepared, kind: str, keys: Sequence[Template], data: dict[str, list[Any]]) -> None:
    for key in keys:
        data["stage"].append(
            (one.bag | {f"T={kind}"}, key.fillers("stage")[0].values[0] if key.fillers("stage") else "ACCOMPLISHED")
        )
        about = {f"org={f.values[0]}" for f in key.fillers("perp_organization")}
        about |= {f"doer={match.head(match.words(f.values[0])).lower()}" for f in key.fillers("perp_individual")} | {
            f"T={kind}"
        }
        category = key.fillers("incident_category")
        data["category"].append((one.bag | about, category[0].values[0] if category else "NONE"))


def prepared(docs: Sequence[Document], learned: Learned) -> dict[str, Prepared]:
    """Parse and prepare documents."""
    return {d.id: prepare(parsed(d), d.text, d.date, learned) for d in docs}


def known(keys: Sequence[Template]) -> Learned:
    """Give what is learned by listing: organisations and places."""
    return Learned({}, organisations(keys), places(keys))


def main() -> int:
    """Learn, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    data = sets.folder("muc", args.data)
    docs = reader.documents(data, "dev")
    keys: Mapping[str, list[Template]] = defaultdict(list)
    for key in reader.templates(data, "dev"):
        keys[key.doc].append(key)
    if args.folds:
        found = []
        for fold in range(args.folds):
            inner = [d for i, d in enumerate(docs) if i % args.folds != fold]
            base = known([k for d in inner for k in keys[d.id]])
            learned = learn([(p, keys[i]) for i, p in prepared(inner, base).items()], base)
            outer = prepared([d for i, d in enumerate(docs) if i % args.folds == fold], base)
            found += [templates.template(i, one) for i, p in outer.items() for one in incidents(p, learned)]
        for name, value in scorer.metrics(scorer.score(found, [k for d in docs for k in keys[d.id]])).items():
            print(f"{name:28} {value:.4f}")
        return 0
    base = known([k for d in docs for k in keys[d.id]])
    packed = dump(learn([(p, keys[i]) for i, p in prepared(docs, base).items()], base))
    args.out.write_bytes(packed)
    print(f"{args.out.name}: {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
