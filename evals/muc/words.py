"""`python -m evals.muc.words --into FILE [--hold N]` learns what words tell without the encoder, into weights.

It learns from the documents of dev that `train` learned from (with `--hold N` not from every N-th), in seconds; what it
needs is torch (the `train` extra). Run it after `train` and before `judge`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from counterclaim.encoder import Array, pieces, trunk
from counterclaim.extract.incidents.crown import KINDS
from counterclaim.extract.incidents.spans import ROLES
from counterclaim.extract.incidents.wording import AROUND, REPORT, around, report, words
from evals.muc.adding import add
from evals.muc.labels import strings
from evals.muc.reader import Document, Template

ROUNDS, RATES, WORDS = 3, (0.01, 0.005, 0.002), 512
#: Of what is seen of a word this share is hidden in each step; of the words without a role this share is asked about.
HIDDEN, IDLE = 0.2, 0.35
#: Steps, rate and penalty for the report's kinds.
STEPS, RATE, PENALTY = 150, 0.3, 1e-4

Keyed = tuple[Document, Sequence[Template]]


def of_words(rows: Sequence[Keyed]) -> dict[str, Array]:
    """Learn the role of each word."""
    seen = [pair for one in rows for pair in _words(one)]
    rng, chance = random.Random(0), np.random.default_rng(0)  # noqa: S311 - not for secrets
    table = torch.nn.EmbeddingBag(AROUND, 1 + len(ROLES), mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.zeros(1 + len(ROLES), requires_grad=True)
    steps = torch.optim.SparseAdam([table.weight], lr=RATES[0]), torch.optim.Adam([bias], lr=RATES[0])
    for number in range(ROUNDS):
        steps[0].param_groups[0]["lr"] = RATES[number]
        chosen = [i for i, (_, role) in enumerate(seen) if role or rng.random() < IDLE]
        rng.shuffle(chosen)
        for at in range(0, len(chosen), WORDS):
            part = [seen[i] for i in chosen[at : at + WORDS]]
            kept = [told[chance.random(len(told)) > HIDDEN] for told, _ in part]
            starts = np.cumsum([0, *(len(k) for k in kept[:-1])])
            logits = table(torch.from_numpy(np.concatenate(kept)), torch.from_numpy(starts)) + bias
            value = functional.cross_entropy(logits, torch.tensor([role for _, role in part]))
            for step in steps:
                step.zero_grad()
            value.backward()
            for step in steps:
                step.step()
        print(f"words, round {number + 1}: loss of the last step {float(value.detach()):.4f}", flush=True)
    weights = table.weight.detach().numpy().T * (1 - HIDDEN)
    return {"around": np.ascontiguousarray(weights), "around_bias": bias.detach().numpy()}


def _words(one: Keyed) -> list[tuple[NDArray[np.int64], int]]:
    """Give what is seen of each word of a document, and its role by the key: 0 for none."""
    doc, keys = one
    found = words(doc.text)
    role = np.zeros(len(doc.text) + 1, dtype=np.int8)
    for m in strings(doc, pieces(doc.text, trunk().vocabulary), keys) if keys else ():
        role[m.span.start : m.span.end] = ROLES.index(m.span.role) + 1
    return [(np.array(told), int(role[w.start])) for told, w in zip(around(found), found, strict=True)]


def of_reports(rows: Sequence[Keyed]) -> dict[str, Array]:
    """Learn whether a report tells of any incident, and of which kinds."""
    found = [words(doc.text) for doc, _ in rows]
    having = np.zeros(REPORT, dtype=np.float32)
    for one in found:
        having[report(one, np.ones(REPORT, dtype=np.float32))[0]] += 1
    rarity = np.log((1 + len(rows)) / (1 + having)).astype(np.float32) + 1
    told = [report(one, rarity) for one in found]
    kinds = [{f.values[0] for key in keys for f in key.fillers("type")} for _, keys in rows]
    right = torch.tensor([[float(bool(k)), *(float(name in k) for name in KINDS)] for k in kinds])
    table = torch.zeros(REPORT, 1 + len(KINDS), requires_grad=True)
    bias = torch.zeros(1 + len(KINDS), requires_grad=True)
    starts = torch.from_numpy(np.cumsum([0, *(len(r) for r, _ in told[:-1])]))
    at, weights = (torch.from_numpy(np.concatenate([t[i] for t in told])) for i in range(2))
    step = torch.optim.Adam([table, bias], lr=RATE)
    for _ in range(STEPS):
        logits = functional.embedding_bag(at, table, starts, mode="sum", per_sample_weights=weights) + bias
        value = functional.binary_cross_entropy_with_logits(logits, right) + PENALTY * table.square().sum()
        step.zero_grad()
        value.backward()
        step.step()
    print(f"reports: loss {float(value.detach()):.4f}", flush=True)
    learned = np.ascontiguousarray(table.detach().numpy().T)
    return {"report": learned, "report_bias": bias.detach().numpy(), "rarity": rarity}


def main() -> int:
    """Learn from dev and add to the weights."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    return add(__doc__, lambda rows: of_reports(rows) | of_words(rows))


if __name__ == "__main__":
    sys.exit(main())
