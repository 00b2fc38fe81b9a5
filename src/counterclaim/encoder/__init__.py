"""A pretrained encoder: a text becomes word pieces with offsets, and these become vectors that know their context."""

from counterclaim.encoder.layers import WIDTH, Array, Layer, gelu, layers, normalised, run
from counterclaim.encoder.stored import pack, read_arrays, unpack
from counterclaim.encoder.trunk import LONGEST, embedded, trunk
from counterclaim.encoder.wordpiece import Pieces, pieces

__all__ = [
    "LONGEST",
    "WIDTH",
    "Array",
    "Layer",
    "Pieces",
    "embedded",
    "gelu",
    "layers",
    "normalised",
    "pack",
    "pieces",
    "read_arrays",
    "run",
    "trunk",
    "unpack",
]
