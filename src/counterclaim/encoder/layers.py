"""The layers of a BERT-shaped encoder (Devlin et al. 2019) in NumPy, for reading only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH = 384
_HEADS = 12
_SMALL = 1e-12

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: matrices take row vectors (`x @ matrix + bias`); `mix` gives query, key and value side by side."""

    mix: Array
    mix_bias: Array
    out: Array
    out_bias: Array
    out_norm: Array
    up: Array
    up_bias: Array
    down: Array
    down_bias: Array
    down_norm: Array

    def __call__(self, x: Array) -> Array:
        """Run a window of vectors (pieces x width) through the layer."""
        length = len(x)
        mixed = x @ self.mix
        mixed += self.mix_bias
        query, key, value = mixed.reshape(length, 3, _HEADS, -1).transpose(1, 2, 0, 3)
        weight = query @ key.transpose(0, 2, 1)
        weight /= np.float32(np.sqrt(query.shape[-1]))
        weight -= weight.max(axis=-1, keepdims=True)
        np.exp(weight, out=weight)
        weight /= weight.sum(axis=-1, keepdims=True)
        mixed = (weight @ value).transpose(1, 0, 2).reshape(length, -1)
        x = normalised(x + mixed @ self.out + self.out_bias, self.out_norm)
        wide = x @ self.up
        wide += self.up_bias
        return normalised(x + gelu(wide) @ self.down + self.down_bias, self.down_norm)


def layers(arrays: Mapping[str, Array], first: int, last: int) -> tuple[Layer, ...]:
    """Give the layers from `first` up to, not with, `last`, out of arrays named `layer.N.FIELD`."""
    names = Layer.__dataclass_fields__
    return tuple(Layer(**{name: arrays[f"layer.{n}.{name}"] for name in names}) for n in range(first, last))


def run(x: Array, through: Sequence[Layer]) -> Array:
    """Run a window of vectors through several layers."""
    for layer in through:
        x = layer(x)
    return x


def normalised(x: Array, norm: Array) -> Array:
    """Bring each vector to mean 0 and variance 1, then scale (first row of `norm`) and shift (second row)."""
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(_SMALL))
    x *= norm[0]
    x += norm[1]
    return x


def gelu(x: Array) -> Array:
    """Give the Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016)."""
    out = np.float32(0.044715) * x
    out *= x
    out *= x
    out += x
    out *= np.float32(0.7978845608)
    np.tanh(out, out=out)
    out += 1
    out *= np.float32(0.5) * x
    return out
