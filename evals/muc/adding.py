"""What is learned from dev beside the heads is added to their weights: from the documents that they learned from."""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterclaim.encoder import Array, pack, unpack
from evals import sets
from evals.muc import reader
from evals.muc.reader import Document, Template

Rows = Sequence[tuple[Document, list[Template]]]


def add(usage: str | None, learn: Callable[[Rows], Mapping[str, Array]]) -> int:
    """Read the command's options, learn from documents of dev with their keys, and add that to the weights."""
    parser = argparse.ArgumentParser(description=usage)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--into", type=Path, required=True)
    args = parser.parse_args()
    data, keys = sets.folder("muc", args.data), defaultdict[str, list[Template]](list)
    for key in reader.templates(data, "dev"):
        keys[key.doc].append(key)
    docs = [d for i, d in enumerate(reader.documents(data, "dev")) if not args.hold or i % args.hold]
    packed = pack(unpack(args.into.read_bytes()) | dict(learn([(d, keys[d.id]) for d in docs])))
    args.into.write_bytes(packed)
    print(f"{args.into.name}: {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    return 0
