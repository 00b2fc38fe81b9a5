"""The lower half of the encoder, which every reader shares: the pretrained model as it came (see NOTICE.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np

from counterclaim.encoder.layers import Array, Layer, layers, normalised, run
from counterclaim.encoder.stored import read_arrays

#: How many of the six layers are shared; a reader brings its own for the rest.
SHARED = 3
#: Pieces a window may have, its two marks included.
LONGEST = 512
_SHA256 = "38861aee7bfbe9f71165bffed48f6d54d4ec2e6d497b84b1aa182f0529b4f885"


@dataclass(frozen=True, slots=True)
class Trunk:
    """The vocabulary, the vectors of pieces and of places in a window, and the shared layers."""

    vocabulary: Mapping[str, int]
    words: Array
    places: Array
    norm: Array
    layers: tuple[Layer, ...]


@cache
def trunk() -> Trunk:
    """Give the trunk that comes with the package. Raises ModelMismatch when its file changed."""
    here = files(__package__)
    names = (here / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    arrays = read_arrays((here / "trunk.npz").read_bytes(), _SHA256, "encoder/trunk.npz")
    vocabulary = MappingProxyType({name: number for number, name in enumerate(names) if name})
    return Trunk(vocabulary, arrays["words"], arrays["places"], arrays["norm"], layers(arrays, 0, SHARED))


def embedded(ids: Sequence[int]) -> Array:
    """Give the vectors of a window's pieces after the shared layers; `ids` has its marks at both ends."""
    held = trunk()
    x = held.words[np.asarray(ids)] + held.places[: len(ids)]
    return run(normalised(x, held.norm), held.layers)
