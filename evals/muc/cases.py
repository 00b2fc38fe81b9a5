"""A document as the heads see it, with what its key says of each entity: what the last weights are learned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.extract.incidents.context import evidences
from counterclaim.extract.incidents.crown import KINDS, Asked, Crown, Seen, ask, see
from counterclaim.extract.incidents.entities import TARGETS, Entity, entities
from counterclaim.extract.incidents.reading import spans
from counterclaim.extract.incidents.spans import DAY, Span
from counterclaim.extract.incidents_of import parsed
from evals.muc import match, reader
from evals.muc.labels import SLOT_OF
from evals.muc.reader import Document, Template, report

Given = tuple[Seen, list[Span], Asked]


@dataclass(frozen=True, slots=True)
class Case:
    """A document that has spans; `told` and `right` have a row for each entity and a column for each kind."""

    doc: Document
    split: str
    keys: Sequence[Template]
    given: Given
    every: list[Entity]
    told: NDArray[np.float64]
    right: NDArray[np.float64]

    def incidents(self) -> Iterator[tuple[int, Template, list[int]]]:
        """Give the number of the kind, the template and the rows of its targets, or of whatever of it is found."""
        for number, kind in enumerate(KINDS):
            for key in of_kind(self.keys, kind):
                named = [e for e in self.every if fits(e, key)]
                named = [e for e in named if e.role in TARGETS] or named
                if named:
                    yield number, key, [r for e in named for r in e.rows]


def of_kind(keys: Sequence[Template], kind: str) -> list[Template]:
    """Give the templates of a kind."""
    return [key for key in keys if any(kind in f.values for f in key.fillers("type"))]


def fits(one: Entity, key: Template) -> bool:
    """Tell whether an entity stands in the slot of its role."""
    return any(match.best(one.words, f.values) > match.NONE for f in key.fillers(SLOT_OF[one.role]))


def case(doc: Document, split: str, keys: Sequence[Template], by: Crown) -> Case | None:
    """Read a document with the heads; None when it has no spans."""
    seen = see(doc.text, by, parsed(*report(doc)))
    found = spans(seen, doc.date)
    return told(doc, split, keys, (seen, found, ask(seen, found, by))) if found else None


def told(doc: Document, split: str, keys: Sequence[Template], given: Given) -> Case:
    """Say of each entity what the heads tell of it and what the key says."""
    seen, found, asked = given
    every = entities(found, [i for i, s in enumerate(found) if s.role not in {"place", DAY}], asked, seen.text)
    right = [[any(fits(one, key) for key in of_kind(keys, kind)) for kind in KINDS] for one in every]
    return Case(doc, split, keys, given, every, evidences(every, given), np.array(right, dtype=np.float64))


def cases(data: Path, hold: int, by: Crown, splits: Sequence[str]) -> list[Case]:
    """Read the documents of the splits that the heads have not seen: of dev those that `train --hold` left out."""
    out = []
    for split in splits:
        keys: dict[str, list[Template]] = defaultdict(list)
        for key in reader.templates(data, split):
            keys[key.doc].append(key)
        docs = reader.documents(data, split)
        kept = docs[::hold] if split == "dev" else docs
        out += [case(d, split, keys[d.id], by) for d in kept]
    return [one for one in out if one is not None]
