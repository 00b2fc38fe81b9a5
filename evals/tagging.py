"""Training of the attribution tagger with torch (the `train` extra); the encoder under it stays as it came."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.encoder import WIDTH, Array
from counterclaim.extract.attribution.columns import COLUMNS, Window
from counterclaim.extract.attribution.labels import LABELS, ROLES, allowed
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.attribution.tagger import PLACES, REACH, Weights, places
from counterclaim.extract.attribution.vectors import vectors

ROUNDS = 9
#: Learners whose scores are averaged; they differ in where they begin and in the order of their lessons.
LEARNERS = 3
#: Windows a step, and how wide a token's row is inside the tagger and for each column.
STEP, INSIDE, COLUMN = 16, 96, 12
RATE = 3e-3
#: Shares of numbers and of columns that are hidden while learning, so that no single one is relied on.
HIDDEN, COLUMN_HIDDEN = 0.3, 0.1
#: An order of the windows for each round; fixed, so that the weights can be made again.
SEED = 20161108
_IGNORED, _UNLAWFUL = -100, np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window as the tagger sees it, with the labels it should get."""

    seen: NDArray[np.float16]
    places: NDArray[np.int64]
    labels: NDArray[np.int8]


def lesson(text: str, window: Window, marked: Iterable[Saying]) -> Lesson:
    """Make a lesson of a window, which has at least one token."""
    return Lesson(vectors(text, window).astype(np.float16), places(window), labels(window.spans, marked))


def labels(spans: NDArray[np.int64], marked: Iterable[Saying]) -> NDArray[np.int8]:
    """Give each token the label of the marked span that it touches, the first of a span its first label."""
    out = np.zeros(len(spans), dtype=np.int8)
    for one in marked:
        for role, name in enumerate(ROLES):
            for start, end in getattr(one, name):
                inside = np.nonzero((spans[:, 0] < end) & (spans[:, 1] > start))[0]
                if len(inside):
                    out[inside] = 2 * role + 2
                    if spans[inside[0], 0] >= start:
                        out[inside[0]] = 2 * role + 1
    for n in range(1, len(out)):
        if not allowed()[out[n - 1], out[n]]:
            out[n] -= 1
    return out


def learn(lessons: Sequence[Lesson], rounds: int = ROUNDS, learners: int = LEARNERS) -> Weights:
    """Learn weights from lessons, on one thread so that the same lessons give the same weights on one machine."""
    import torch

    torch.set_num_threads(1)
    made = [_one(torch, lessons, rounds, SEED + n) for n in range(learners)]
    return Weights({f"{n}.{name}": value for n, one in enumerate(made) for name, value in one.items()})


def _one(torch: Any, lessons: Sequence[Lesson], rounds: int, seed: int) -> dict[str, Array]:
    """Learn what one learner knows, from where the seed lets it begin."""
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311 - an order of lessons, not a secret
    held = _start(torch)
    tune = torch.optim.AdamW(held.values(), lr=RATE, weight_decay=0.01)
    steps = rounds * -(-len(lessons) // STEP)
    pace = torch.optim.lr_scheduler.OneCycleLR(tune, RATE, total_steps=steps, pct_start=0.1)
    for turn in range(rounds):
        total = 0.0
        for batch in _batches(lessons, order):
            seen, where, wanted = _joined(torch, batch)
            raw = _forward(torch, held, seen, where, wanted >= 0)
            loss = _loss(torch, raw, wanted, held["steps"])
            tune.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(held.values(), 1.0)
            tune.step()
            pace.step()
            total += float(loss.detach())
        print(f"round {turn + 1} of {rounds}: loss {total * STEP / len(lessons):.3f}", file=sys.stderr, flush=True)
    return {name: value.detach().numpy() for name, value in held.items()}


def _start(torch: Any) -> dict[str, Any]:
    """Give the weights before learning, by the names under which the tagger reads them."""

    def matrix(rows: int, wide: int) -> Any:
        return (torch.rand(rows, wide) * 2 - 1) / rows**0.5

    width = WIDTH + COLUMN * len(COLUMNS)
    table = 0.3 * torch.randn(PLACES * len(COLUMNS), COLUMN)
    made = {"columns": table, "inward": matrix(width, INSIDE), "outward": matrix(INSIDE, LABELS)}
    made |= {f"turn.{n}": matrix(3 * INSIDE, INSIDE) for n in range(len(REACH))}
    made |= {f"{name}_bias": torch.zeros(value.shape[1]) for name, value in made.items() if name != "columns"}
    norms = ["norm", *(f"turn.{n}_norm" for n in range(len(REACH)))]
    made |= {name: torch.stack([torch.ones(INSIDE), torch.zeros(INSIDE)]) for name in norms}
    made["steps"] = torch.zeros(LABELS, LABELS)
    return {name: torch.nn.Parameter(value) for name, value in made.items()}


def _forward(torch: Any, held: Mapping[str, Any], seen: Any, where: Any, real: Any) -> Any:
    """Do what `Weights.scores` does, for several windows at once, with numbers hidden; `real` is false on padding."""
    functional = torch.nn.functional

    def norm(x: Any, name: str) -> Any:
        return functional.layer_norm(x, (INSIDE,), held[name][0], held[name][1], 1e-12) * real[..., None]

    first = PLACES * torch.arange(len(COLUMNS))
    where = torch.where(torch.rand(where.shape) < COLUMN_HIDDEN, first, where)
    said = held["columns"][where].flatten(2)
    x = functional.dropout(torch.cat([seen, said], -1), HIDDEN)
    x = norm(x @ held["inward"] + held["inward_bias"], "norm")
    for n, reach in enumerate(REACH):
        wide, size = functional.pad(x, (0, 0, reach, reach)), x.shape[1]
        near = torch.cat([wide[:, :size], x, wide[:, 2 * reach :]], -1)
        turned = functional.gelu(near @ held[f"turn.{n}"] + held[f"turn.{n}_bias"], approximate="tanh")
        x = norm(x + functional.dropout(turned, HIDDEN), f"turn.{n}_norm")
    return functional.dropout(x, HIDDEN) @ held["outward"] + held["outward_bias"]


def _loss(torch: Any, raw: Any, wanted: Any, steps: Any) -> Any:
    """Give how improbable the wanted sequences are among all lawful ones, by token (a linear-chain random field)."""
    steps = steps + torch.from_numpy(np.where(allowed(), np.float32(0), _UNLAWFUL))
    real, to = wanted >= 0, wanted.clamp(min=0)
    right = (raw.gather(2, to[..., None])[..., 0] * real).sum(1) + (steps[to[:, :-1], to[:, 1:]] * real[:, 1:]).sum(1)
    whole = raw[:, 0]
    for n in range(1, raw.shape[1]):
        whole = torch.where(real[:, n, None], torch.logsumexp(whole[:, :, None] + steps, 1) + raw[:, n], whole)
    return (torch.logsumexp(whole, 1) - right).sum() / real.sum()


def _batches(lessons: Sequence[Lesson], order: random.Random) -> list[list[Lesson]]:
    """Put lessons of like length together, in a new order each time."""
    mixed = order.sample(list(lessons), len(lessons))
    found = []
    for at in range(0, len(mixed), 16 * STEP):
        part = sorted(mixed[at : at + 16 * STEP], key=lambda one: len(one.labels))
        found += [part[n : n + STEP] for n in range(0, len(part), STEP)]
    order.shuffle(found)
    return found


def _joined(torch: Any, batch: Sequence[Lesson]) -> tuple[Any, Any, Any]:
    """Give the vectors, places and labels of several windows in one block each, filled up to the longest."""
    longest = max(len(one.labels) for one in batch)
    seen = np.zeros((len(batch), longest, WIDTH), dtype=np.float32)
    where = np.zeros((len(batch), longest, len(COLUMNS)), dtype=np.int64)
    wanted = np.full((len(batch), longest), _IGNORED, dtype=np.int64)
    for n, one in enumerate(batch):
        size = len(one.labels)
        seen[n, :size], where[n, :size], wanted[n, :size] = one.seen, one.places, one.labels
    return torch.from_numpy(seen), torch.from_numpy(where), torch.from_numpy(wanted)
