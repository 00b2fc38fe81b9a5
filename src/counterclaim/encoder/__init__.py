"""A pretrained encoder: a text becomes word pieces with offsets, and word pieces become vectors that know their context."""

from counterclaim.encoder.layers import WIDTH, Layer, gelu, layers, normalised, run
from counterclaim.encoder.stored import pack, read_arrays, unpack
from counterclaim.encoder.trunk import embedded, trunk
from counterclaim.encoder.wordpiece import Pieces, pieces

__all__ = [
    *("WIDTH", "Layer", "Pieces", "embedded", "gelu", "layers", "normalised"),
    *("pack", "pieces", "read_arrays", "run", "trunk", "unpack"),
]
