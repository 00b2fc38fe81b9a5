"""The network that is learned for incidents, in PyTorch: the same layers and heads as the product runs in NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.encoder import WIDTH, Layer
from counterclaim.encoder.trunk import SHARED
from counterclaim.extract.incidents.crown import KINDS, LAYERS, PAIR_QUESTIONS, QUESTIONS
from counterclaim.extract.incidents.spans import ALL_ROLES, PAIR_FEATURES, TAGS

HEADS = 12
SPAN, LEFT, PAIR = 256, 96, 48
ANSWERS = len(KINDS) + sum(len(v) for v in QUESTIONS.values())
#: Name → shape (inputs, outputs) of each head; those with a bias have one named `NAME_bias`.
SHAPES = {
    "attend": (WIDTH, 1),
    "kinds": (WIDTH, len(KINDS)),
    "tags": (WIDTH, TAGS),
    "span": (4 * WIDTH + len(ALL_ROLES), SPAN),
    "answers": (SPAN, ANSWERS),
    "left": (SPAN, LEFT),
    "pair": (LEFT + PAIR_FEATURES, PAIR),
    "pairs": (PAIR, len(PAIR_QUESTIONS)),
}
_NO_BIAS = frozenset({"attend", "left"})
DROP = 0.1


@dataclass(slots=True)
class Batch:
    """Windows of whole documents: vectors after the shared layers, padded; `real` leaves out marks and padding.

    Spans count in the row of all real pieces of the batch, one document after the other.
    """

    x: Tensor
    present: Tensor
    real: Tensor
    window: Tensor
    first: Tensor
    last: Tensor
    roles: Tensor


class Learner(nn.Module):  # type: ignore[misc]
    """Layers and heads; `arrays` gives what the product loads."""

    def __init__(self, pretrained: Mapping[str, NDArray[np.float32]]) -> None:
        super().__init__()
        held: dict[str, Tensor] = {k: torch.tensor(v) for k, v in pretrained.items()}
        for name, shape in SHAPES.items():
            held[name] = torch.empty(shape)
            nn.init.xavier_uniform_(held[name], gain=0.1 if name == "attend" else 1.0)
            if name not in _NO_BIAS:
                held[name + "_bias"] = torch.zeros(shape[1])
        self.held = nn.ParameterDict({k.replace(".", "/"): nn.Parameter(v) for k, v in held.items()})

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Give all learned values by the names the product knows."""
        return {k.replace("/", "."): v.detach().numpy().copy() for k, v in self.held.items()}

    def take(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        """Go on from learned values."""
        with torch.no_grad():
            for name, value in self.held.items():
                value.copy_(torch.from_numpy(arrays[name.replace("/", ".")]))

    def groups(self, slow: float, fast: float) -> list[dict[str, Any]]:
        """Give the parameters with their rates of learning: pretrained layers slow, heads fast."""
        layers = [v for k, v in self.held.items() if k.startswith("layer/")]
        heads = [v for k, v in self.held.items() if not k.startswith("layer/")]
        return [{"params": layers, "lr": slow}, {"params": heads, "lr": fast}]

    def encode(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Give the vectors of all real pieces, the window's vector of each piece, and the kinds of each window."""
        x = batch.x
        for number in range(SHARED, LAYERS):
            x = self._layer(number, x, batch.present)
        weight = (x @ self.held["attend"]).squeeze(-1).masked_fill(~batch.real, -1e9).softmax(-1)
        topic = (weight.unsqueeze(-1) * x).sum(1)
        kinds = topic @ self.held["kinds"] + self.held["kinds_bias"]
        return x[batch.real], topic[batch.window], kinds

    def _layer(self, number: int, x: Tensor, present: Tensor) -> Tensor:
        w = {name: self.held[f"layer/{number}/{name}"] for name in Layer.__dataclass_fields__}
        count, length, _ = x.shape
        parts = (x @ w["mix"] + w["mix_bias"]).view(count, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            parts[0], parts[1], parts[2], attn_mask=present[:, None, None, :]
        )
        mixed = mixed.transpose(1, 2).reshape(count, length, WIDTH)
        x = _norm(x + mixed @ w["out"] + w["out_bias"], w["out_norm"])
        up = functional.gelu(x @ w["up"] + w["up_bias"], approximate="tanh")
        return _norm(x + up @ w["down"] + w["down_bias"], w["down_norm"])

    def tags(self, hidden: Tensor) -> Tensor:
        """Give the logits of the tags of each piece."""
        return self._head("tags", functional.dropout(hidden, DROP, self.training))

    def spans(self, batch: Batch, hidden: Tensor, about: Tensor) -> Tensor:
        """Give a vector for each span of the batch."""
        sums = torch.cat([hidden.new_zeros(1, WIDTH), hidden.cumsum(0)])
        mean = (sums[batch.last] - sums[batch.first]) / (batch.last - batch.first).unsqueeze(1)
        parts = [hidden[batch.first], hidden[batch.last - 1], mean, about[batch.first], batch.roles]
        x = functional.gelu(self._head("span", torch.cat(parts, 1)), approximate="tanh")
        return functional.dropout(x, DROP, self.training)

    def answers(self, vectors: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        """Give the logits of the kinds and of the answers to each question, for each span."""
        logits = self._head("answers", vectors)
        parts = logits.split([len(KINDS), *(len(v) for v in QUESTIONS.values())], dim=1)
        return parts[0], dict(zip(QUESTIONS, parts[1:], strict=True))

    def pairs(self, vectors: Tensor, one: Sequence[int], other: Sequence[int], features: Tensor) -> Tensor:
        """Give the logits of the questions about pairs of spans."""
        left = vectors @ self.held["left"]
        x = torch.cat([left[list(one)] * left[list(other)], features], 1)
        return self._head("pairs", functional.gelu(self._head("pair", x), approximate="tanh"))

    def _head(self, name: str, x: Tensor) -> Tensor:
        return x @ self.held[name] + self.held[name + "_bias"]


def _norm(x: Tensor, norm: Tensor) -> Tensor:
    return functional.layer_norm(x, (WIDTH,), norm[0], norm[1], 1e-12)
