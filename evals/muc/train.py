"""`python -m evals.muc.train --model FILE [--data PATH] [--out FILE]` learns the weights of the incident reader.

FILE is `model.safetensors` of all-MiniLM-L6-v2 (see encoder/NOTICE.md). With `--hold N` every N-th document of dev is
left out, so that choices can be measured on it; `--start FILE` goes on from weights that an earlier call wrote. Needs
torch (the `train` extra); reading needs only what this writes.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from counterclaim.encoder import embedded, pack, trunk, unpack
from counterclaim.encoder.convert import layer_arrays, read_safetensors
from counterclaim.encoder.trunk import SHARED
from counterclaim.extract.incidents.crown import KINDS, LAYERS, QUESTIONS
from counterclaim.extract.incidents.spans import ALL_ROLES, DAY, pair_features, spans_of
from evals import sets
from evals.muc import match, reader
from evals.muc.labels import Example, Marked, example, judged
from evals.muc.learner import Batch, Learner
from evals.muc.reader import Template

OUT = Path(__file__).parents[2] / "src/counterclaim/extract/incidents/incidents.npz"
PIECES = 2400
SLOW, FAST = 2e-4, 1e-3
#: Of the documents that tell of no incident, this share is read in each round.
IDLE = 0.5
#: Pairs of spans that are asked about in one document.
PAIRS = 300
IGNORED = -100


def examples(data: Path, splits: Sequence[str], hold: int, held_out: bool = False) -> list[Example]:
    """Give the documents of the splits with their keys; with `hold`, without every `hold`-th document of dev."""
    keys: dict[str, list[Template]] = defaultdict(list)
    out = []
    for split in splits:
        for key in reader.templates(data, split):
            keys[key.doc].append(key)
        docs = reader.documents(data, split)
        out += [d for i, d in enumerate(docs) if not hold or split != "dev" or (i % hold == 0) == held_out]
    return [example(d, keys[d.id]) for d in out]


def shared(one: Example) -> list[NDArray[np.float16]]:
    """Give the vectors of each window of a document after the shared layers, its marks included."""
    mark = trunk().vocabulary["[CLS]"], trunk().vocabulary["[SEP]"]
    return [embedded((mark[0], *one.cut.ids[a:b], mark[1])).astype(np.float16) for a, b in one.windows]


def batches(rows: Sequence[int], sizes: Sequence[int], rng: random.Random) -> Iterator[list[int]]:
    """Give batches of documents of like length, in random order."""
    ordered = sorted(rows, key=lambda i: (sizes[i] + rng.randrange(60), i))
    found: list[list[int]] = [[]]
    for i in ordered:
        if found[-1] and sum(sizes[j] for j in found[-1]) + sizes[i] > PIECES:
            found.append([])
        found[-1].append(i)
    rng.shuffle(found)
    yield from found


def batch(vectors: Sequence[Sequence[NDArray[np.float16]]]) -> Batch:
    """Put documents together; spans are added by `with_spans`."""
    windows = [w for v in vectors for w in v]
    longest = max(len(w) for w in windows)
    x = torch.zeros(len(windows), longest, windows[0].shape[1])
    present = torch.zeros(len(windows), longest, dtype=torch.bool)
    real = torch.zeros(len(windows), longest, dtype=torch.bool)
    for i, w in enumerate(windows):
        x[i, : len(w)] = torch.from_numpy(w.astype(np.float32))
        present[i, : len(w)] = True
        real[i, 1 : len(w) - 1] = True
    window = torch.repeat_interleave(torch.arange(len(windows)), real.sum(1))
    none = torch.zeros(0, dtype=torch.long)
    return Batch(x, present, real, window, none, none, torch.zeros(0))


def with_spans(rows: Sequence[Example], tags: Tensor, into: Batch) -> list[list[Marked]]:
    """Add the spans of the key and those that the tags give now; give them document by document."""
    out, first, last, roles, at = [], [], [], [], 0
    given = tags.argmax(1).tolist()
    for one in rows:
        size = len(one.cut.ids)
        found = {(m.span.first, m.span.last, m.span.role): m for m in one.marked}
        for s in spans_of(given[at : at + size], one.doc.text, one.cut):
            if (s.first, s.last, s.role) not in found and len(found) < 120:
                found[s.first, s.last, s.role] = judged(s, one.keys)
        marked = list(found.values())
        out.append(marked)
        first += [at + m.span.first for m in marked]
        last += [at + m.span.last for m in marked]
        roles += [[float(m.span.role == r) for r in ALL_ROLES] for m in marked]
        at += size
    into.first, into.last, into.roles = torch.tensor(first), torch.tensor(last), torch.tensor(roles)
    return out


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to learn, how fast beside the usual rates, and where to write."""

    epochs: int
    rate: float
    out: Path


def loss(net: Learner, rows: Sequence[Example], into: Batch, rng: random.Random) -> Tensor:
    """Give what is to be made small for one batch."""
    hidden, about, kinds = net.encode(into)
    tags = net.tags(hidden)
    wanted = torch.tensor([t for one in rows for t in one.tags])
    told = torch.tensor([[float(k in w) for k in KINDS] for one in rows for w in one.window_kinds])
    total = 8 * functional.cross_entropy(tags, wanted) + functional.binary_cross_entropy_with_logits(kinds, told)
    found = with_spans(rows, tags.detach(), into)
    marked = [m for part in found for m in part]
    if not marked:
        return total
    vectors = net.spans(into, hidden, about)
    kinds, answers = net.answers(vectors)
    told = torch.tensor([[float(k in m.kinds) for k in KINDS] for m in marked])
    total = total + 3 * functional.binary_cross_entropy_with_logits(kinds, told)
    for name, values in QUESTIONS.items():
        right = torch.tensor([values.index(m.answers[name]) if name in m.answers else IGNORED for m in marked])
        if (right != IGNORED).any():
            total = total + 0.4 * functional.cross_entropy(answers[name], right)
    return total + _pairs(net, found, vectors, rng)


def _pairs(net: Learner, found: Sequence[Sequence[Marked]], vectors: Tensor, rng: random.Random) -> Tensor:
    one, other, features, right = [], [], [], []
    at = 0
    for part in found:
        seen = pair_features([m.span for m in part])
        useful = [i for i, m in enumerate(part) if m.incidents]
        pairs = [(i, j) for i in useful for j in useful if i < j]
        for i, j in rng.sample(pairs, PAIRS) if len(pairs) > PAIRS else pairs:
            a, b = part[i], part[j]
            one.append(at + i)
            other.append(at + j)
            features.append(seen[i, j])
            right.append([float(bool(a.incidents & b.incidents)), _same(a, b), _describes(a, b)])
        at += len(part)
    if not one:
        return vectors.sum() * 0
    logits = net.pairs(vectors, one, other, torch.from_numpy(np.stack(features)))
    return functional.binary_cross_entropy_with_logits(logits, torch.tensor(right))


def _same(a: Marked, b: Marked) -> float:
    return float(bool(a.fillers & b.fillers) and a.span.role != DAY)


def _describes(a: Marked, b: Marked) -> float:
    for people, name in ((a, b), (b, a)):
        if people.span.role == "people" and name.span.role == "name" and people.names:
            return float(match.best(name.span.words, tuple(people.names)) == match.FULL)
    return 0.0


def learn(
    net: Learner,
    rows: Sequence[Example],
    vectors: Sequence[Sequence[NDArray[np.float16]]],
    plan: Plan,
) -> None:
    """Learn and write the weights after each round."""
    rng = random.Random(0)  # noqa: S311 - not for secrets
    epochs, out = plan.epochs, plan.out
    optimiser = torch.optim.AdamW(net.groups(SLOW * plan.rate, FAST * plan.rate), weight_decay=0.01)
    sizes = [len(one.cut.ids) for one in rows]
    rounds = []
    for _ in range(epochs):
        chosen = [i for i, one in enumerate(rows) if sizes[i] and (one.keys or rng.random() < IDLE)]
        rounds.append(list(batches(chosen, sizes, rng)))
    steps = sum(len(r) for r in rounds)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    began, done = time.time(), 0
    for number, part in enumerate(rounds):
        total = 0.0
        for chosen in part:
            into = batch([vectors[i] for i in chosen])
            value = loss(net, [rows[i] for i in chosen], into, rng)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            rates.step()
            total += float(value.detach())
            done += 1
            if done % 20 == 0:
                print(
                    f"step {done}/{steps}, {time.time() - began:.0f} s, loss {float(value.detach()):.3f}",
                    file=sys.stderr,
                    flush=True,
                )
        packed = pack(net.arrays())
        out.write_bytes(packed)
        told = f"loss {total / len(part):.4f}, {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}"
        print(f"round {number + 1}: {told}", flush=True)


def main() -> int:
    """Learn from the splits that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--splits", default="dev")
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual rates of learning")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    data = sets.folder("muc", args.data)
    rows = examples(data, args.splits.split(","), args.hold)
    print(f"{len(rows)} documents, {sum(len(r.cut.ids) for r in rows)} pieces", flush=True)
    vectors = [shared(r) for r in rows]
    net = Learner(layer_arrays(read_safetensors(args.model.read_bytes()), range(SHARED, LAYERS)))
    if args.start:
        net.take(unpack(args.start.read_bytes()))
    learn(net, rows, vectors, Plan(args.epochs, args.rate, args.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
